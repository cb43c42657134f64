"""Ranks of many draws, added up as they come: no draw is kept.

Each estate's counts are added in the order of the draws, whoever adds them: the sums of weights are
the same to the last bit for any number of threads.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit

from scoring.robust.cells import Floats, Ints
from scoring.robust.draws import Sampling, weight_draws
from scoring.robust.kernel import Board, rank_draws
from scoring.robust.spans import spans, threads_of

_CELLS = 4096 * 4096  # the most counts kept: every rank of 4,096 estates, bins of ranks beyond
_RANKS = 2**23  # ranks held at a time: 32 MB


@dataclass(frozen=True, eq=False)
class Tally:
    """What the draws add up to.

    `counts` (estates x bins): in how many draws an estate stood in a bin of ranks; `bin_last` the
    last rank of each bin. `rank_sum` (estates). `weight_sum` (tops x estates x criteria): the sum
    of the weights of the draws in which an estate was among the first `tops[t]`.
    """

    counts: np.ndarray
    bin_last: Ints
    rank_sum: Ints
    tops: Ints
    weight_sum: Floats

    @property
    def bin_first(self) -> Ints:
        """Return the first rank of each bin."""
        first = np.r_[1, self.bin_last[:-1] + 1][: len(self.bin_last)]
        return np.asarray(first, dtype=np.int64)


def rank_bins(estates: int, tops: Sequence[int]) -> Ints:
    """Return the last rank of each bin: one rank a bin up to 4,096 estates, then as few as needed.

        width = ⌈estates² / 4,096²⌉     so that about 17 million counts are kept at most

    Two bytes a count up to 65,535 draws, four beyond: 34 or 67 MB.

    A bin also ends at each of `tops`, so that shares of the top k are exact.
    """
    width = max(1, -(-estates * estates // _CELLS))
    ends = np.r_[np.arange(width, estates, width), [k for k in tops if k < estates], estates]
    return np.unique(ends[ends > 0]).astype(np.int64)


def tally(board: Board, shares: Floats, sampling: Sampling, tops: Sequence[int]) -> Tally:
    """Return the counts of all draws."""
    estates, criteria = board.columns.shape[1], len(shares)
    bin_last = rank_bins(estates, tops)
    found = Tally(
        counts=np.zeros((estates, len(bin_last)), np.min_scalar_type(max(sampling.draws, 2**8))),
        bin_last=bin_last,
        rank_sum=np.zeros(estates, np.int64),
        tops=np.array(tops, np.int64),
        weight_sum=np.zeros((len(tops), estates, criteria)),
    )
    if estates:
        _run(board, shares, sampling, found)
    return found


def _run(board: Board, shares: Floats, sampling: Sampling, found: Tally) -> None:
    estates, draws = board.columns.shape[1], sampling.draws
    at_once = min(draws, max(1, _RANKS // estates))
    ranks = np.empty((at_once, estates), np.int32)
    bin_of = np.searchsorted(found.bin_last, np.arange(estates + 1)).astype(np.int32)

    def rank(span: tuple[int, int]) -> None:
        rank_draws(board, weights, first, ranks, span)

    def count(span: tuple[int, int]) -> None:
        _count(ranks[: len(weights)], bin_of, found.counts, found.rank_sum, span)
        _sum_weights(ranks[: len(weights)], weights, found.tops, found.weight_sum, span)

    threads = threads_of(sampling.threads)
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, draws, at_once):
            weights = weight_draws(shares, sampling, first, min(first + at_once, draws))
            list(pool.map(rank, spans(len(weights), threads)))
            list(pool.map(count, spans(estates, threads)))


@njit(nogil=True, cache=True)
def _count(
    ranks: np.ndarray, bin_of: np.ndarray, counts: np.ndarray, total: Ints, span: tuple[int, int]
) -> None:
    for row in range(span[0], span[1]):
        line, found = counts[row], np.int64(0)
        for draw in range(len(ranks)):
            rank = ranks[draw, row]
            line[bin_of[rank]] += 1
            found += rank
        total[row] += found


@njit(nogil=True, cache=True)
def _sum_weights(
    ranks: np.ndarray, weights: Floats, tops: Ints, found: Floats, span: tuple[int, int]
) -> None:
    most = tops[-1]  # they rise
    for draw in range(len(ranks)):
        for row in range(span[0], span[1]):
            rank = ranks[draw, row]
            if rank > most:
                continue
            for top in range(len(tops)):
                if rank <= tops[top]:
                    for column in range(weights.shape[1]):
                        found[top, row, column] += weights[draw, column]
