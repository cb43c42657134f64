"""What `make bench` prints: all parts, whatever happens to one of them."""

import pytest

from cli import bench, bench_entrances
from cli.bench_places import places_rows
from cli.bench_siting import siting_rows


def test_a_part_that_fails_is_a_row_and_the_others_are_told():
    def failing():
        yield "first row"
        raise ValueError("city")

    told = list(bench.rows({"broken": failing, "sound": lambda: ["all is well"]}))
    assert told[1:3] == ["first row", "broken: failed, ValueError: city"]
    assert told[4] == "all is well"
    assert len(told) == 6


def test_a_part_nobody_knows_is_refused_by_name(capsys):
    with pytest.raises(SystemExit):
        bench.main(["walking", "flying"])
    assert "no part flying; there are walking" in capsys.readouterr().err


def test_every_part_is_there():
    assert set(bench.PARTS) == {
        *("walking", "entrances", "isochrones", "what-if", "places", "siting"),
        *("ranking", "negotiation", "intake"),
    }


def test_places_and_siting_on_a_small_city():
    (row,) = places_rows(nodes=400, estates=20)
    assert row.startswith("2SFCA and E2SFCA, 6 kinds, 20 estates, ")
    covered, walked = siting_rows(nodes=400, estates=20, rooms=15)
    assert "proven" in covered
    assert "proven" in walked


def test_entrances_of_a_small_city(monkeypatch):
    monkeypatch.setattr(bench_entrances, "CASES", ((20, 400, 9.0),))
    monkeypatch.setattr(bench_entrances, "REPEATS", 1)
    (row,) = bench_entrances.entrance_rows()
    assert " entrances of 20 estates × 396 nodes: " in row
    assert row.endswith("(≤ 9: yes)")
