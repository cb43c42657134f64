"""Confidence factors: does an estate stay on top under the weights that suit it best.

The weights of an estate are held at its central ones and only the data vary (SMAA-2). Estates that
are surely ahead or behind under these weights are counted once; only those in between are scored
draw by draw.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np
from numba import njit

from scoring.robust.cells import Floats, Ints
from scoring.robust.draws import Sampling
from scoring.robust.kernel import Board, to_key, units_of, weigh
from scoring.robust.noise import draw_all
from scoring.robust.spans import spans, threads_of

_VALUES = 2**22  # drawn values held at a time: 32 MB
_OTHER_STREAM = np.uint64(0xD1B54A32D192ED03)  # not the draws that found the central weights
_SHARES = 16  # a thread: some estates have many rivals, others none


class _Question(NamedTuple):
    """Whose central weights to hold, which estates ask, among how many, where their cells begin."""

    central: Floats
    rows: Ints
    top: int
    first_cell: Ints


class _Case(NamedTuple):
    """One estate's weights: units under them, the certain scores, the keys in reach."""

    weights: Floats
    units: Floats
    first_cell: Ints
    score: Floats
    low: Floats
    high: Floats
    rival: Ints


def confidence(board: Board, central: Floats, top: int, sampling: Sampling) -> Floats:
    """Return the share of data draws in which each estate is among the first `top`.

    `central` (estates x criteria) holds each estate's weights, NaN where it never was on top: its
    factor is NaN too, and so are those of a top k the sampling does not ask for. Without uncertain
    cells the answer is 0 or 1 and needs no draws.
    """
    found = np.full(len(central), np.nan)
    cells = len(board.noise.row)
    draws = sampling.confidence_draws if cells else 1
    rows = np.flatnonzero(~np.isnan(central).any(axis=1))
    if not draws or not len(rows) or not (top == 1 or sampling.confidence_tops):
        return found
    first_cell = np.searchsorted(board.noise.row, np.arange(len(central) + 1))
    asked = _Question(central, rows, top, first_cell)
    wins, threads = np.zeros(len(rows), np.int64), threads_of(sampling.threads)
    other = board.noise._replace(seed=board.noise.seed ^ _OTHER_STREAM)
    at_once = max(1, _VALUES // max(cells, 1))
    with ThreadPoolExecutor(threads) as pool:
        for first in range(0, draws, at_once):
            values = draw_all(other, first, min(at_once, draws - first))
            work = partial(_win, board, asked, values, wins)
            list(pool.map(work, spans(len(rows), threads * _SHARES)))
    found[rows] = wins / draws
    return found


@njit(nogil=True, cache=True)
def _win(board: Board, asked: _Question, values: Floats, wins: Ints, span: tuple[int, int]) -> None:
    """Add to `wins` how often each estate of the span is among the first, over these values."""
    size = board.columns.shape[1]
    score, low, high = np.empty(size), np.empty(size), np.empty(size)
    rival = np.empty(size, np.int64)
    for at in range(span[0], span[1]):
        own = asked.rows[at]
        weights = asked.central[own]
        units = units_of(board, weights)
        case = _Case(weights, units, asked.first_cell, score, low, high, rival)
        _reach(board, case)
        ahead, rivals = _sort_out(case, own)
        if ahead + rivals < asked.top:
            wins[at] += len(values)
        elif ahead < asked.top:
            wins[at] += _count(board, case, values, own, (asked.top - ahead, rivals))


@njit(nogil=True, cache=True, forceinline=True)
def _key(board: Board, case: _Case, row: int, values: Floats) -> float:
    """Return the key of an estate when the cells have these values."""
    score = case.score[row]
    for cell in range(case.first_cell[row], case.first_cell[row + 1]):
        weight = case.weights[board.noise.column[cell]] * board.noise.share[cell]
        if weight > 0:
            score += weight * values[cell]
    return to_key(score, case.units[board.pattern[row]])


@njit(nogil=True, cache=True)
def _reach(board: Board, case: _Case) -> None:
    weigh(board, case.weights, case.score)
    for row in range(len(case.score)):
        case.low[row] = _key(board, case, row, board.noise.low)
        case.high[row] = _key(board, case, row, board.noise.high)


@njit(nogil=True, cache=True, forceinline=True)
def _before(key: float, row: int, own_key: float, own: int) -> bool:
    return key > own_key or (key == own_key and row < own)


@njit(nogil=True, cache=True)
def _sort_out(case: _Case, own: int) -> tuple[int, int]:
    """Return how many are surely ahead, and how many may be (listed in `rival`)."""
    ahead, rivals = 0, 0
    for row in range(len(case.low)):
        if row == own:
            continue
        if _before(case.low[row], row, case.high[own], own):
            ahead += 1
        elif _before(case.high[row], row, case.low[own], own):
            case.rival[rivals] = row
            rivals += 1
    return ahead, rivals


@njit(nogil=True, cache=True)
def _count(board: Board, case: _Case, values: Floats, own: int, room: tuple[int, int]) -> int:
    """Return in how many draws fewer than room[0] of the first room[1] rivals are ahead."""
    wins = 0
    for draw in range(len(values)):
        line, ahead = values[draw], 0
        key = _key(board, case, own, line)
        for at in range(room[1]):
            row = case.rival[at]
            if _before(_key(board, case, row, line), row, key, own):
                ahead += 1
                if ahead == room[0]:
                    break
        wins += ahead < room[0]
    return wins
