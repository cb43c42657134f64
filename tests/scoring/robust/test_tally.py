"""Counts of ranks: exact while they fit, in bins of a stated width beyond."""

import numpy as np
import pytest

from scoring.robust import Matrix, Sampling, robustness
from scoring.robust.tally import rank_bins


def test_every_rank_is_a_bin_up_to_4096_estates():
    assert rank_bins(4096, [1, 10]).tolist() == list(range(1, 4097))
    assert rank_bins(0, [1]).tolist() == []
    assert rank_bins(2, [1, 7]).tolist() == [1, 2]


def test_beyond_that_bins_are_as_wide_as_memory_asks_and_end_at_every_top():
    ends = rank_bins(20_000, [1, 500])
    assert np.diff(ends).max() == 24
    assert {1, 500, 20_000} <= set(ends.tolist())
    assert 20_000 * len(ends) < 1.02 * 4096**2


def test_ranges_are_rounded_outward_to_their_bins():
    size = 9000  # ⌈9000² / 4096²⌉ = 5 ranks a bin
    scores = np.linspace(100, 0, size).reshape(-1, 1)
    ids = tuple(str(row) for row in range(size))
    found = robustness(Matrix(ids, scores), [1], Sampling(20, 0, "fixed"), top_k=[7])
    table = found.table
    rank = np.arange(1, size + 1)
    assert (table["rank_expected"] == rank).all()
    assert (table["rank_p05"] <= rank).all()
    assert (table["rank_p95"] >= rank).all()
    assert (table["rank_p95"] - table["rank_p05"]).max() == 4
    assert table["top_7_share"].sum() == 7
    assert found.bin_first[1:].tolist() == (found.bin_last[:-1] + 1).tolist()


@pytest.mark.parametrize("draws", [200, 70_000])
def test_counts_are_as_small_as_the_draws_allow(draws):
    found = robustness(
        Matrix(("a", "b"), np.array([[1.0], [2.0]])), [1], Sampling(draws, 0, "fixed"), top_k=[]
    )
    assert found.counts.tolist() == [[0, draws], [draws, 0]]
