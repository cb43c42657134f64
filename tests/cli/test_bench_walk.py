import json

import pytest

from cli import bench_walk, bench_walk_peers


def test_ours_and_scipy_agree_on_a_small_town_and_pandana_is_told_absent(monkeypatch):
    monkeypatch.delenv("JIUGAI_PEERS", raising=False)
    monkeypatch.setattr(bench_walk, "REPEATS", 1)
    told = json.loads(json.dumps(bench_walk._measured(20, 400)))
    assert (told["estates"], told["nodes"], told["pandana_s"]) == (20, 396, None)
    assert told["pairs"] > 0
    line = bench_walk._line(told, 400)
    assert line.startswith("20 estates × 396 nodes: network ")
    assert line.endswith("pandana not there")
    assert " scipy " in line


def test_a_peer_with_other_answers_is_found_out(monkeypatch):
    monkeypatch.setattr(bench_walk, "REPEATS", 1)
    real = bench_walk_peers.by_scipy
    monkeypatch.setattr(bench_walk_peers, "by_scipy", lambda cut: real(cut) + 0.001)
    with pytest.raises(AssertionError, match="Not equal"):
        bench_walk._measured(20, 400)
