"""Scores and ranks of one draw after another, compiled: the inner loops of the robustness run.

A score becomes a key, the whole number of 1e-9 points nearest to it, as `rank` compares scores:
keys are equal or they are not. Keys are dealt into twice as many buckets as there are estates, in
falling order, and one insertion pass puts the rest in order; a crowded bucket (an outlier far from
all others) is sorted by merging first.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from scoring.robust.cells import Floats, Ints
from scoring.robust.noise import Noise, drawn, stream

UNITS = 1e9  # nine decimals, as scoring.rank compares
_LEAST = 1e-12
UNKNOWN = -1.0e300
_CROWD = 24
_BUCKETS = 2
_STRETCH = 1024  # rows whose sums stay in the nearest cache


class Board(NamedTuple):
    """The matrix as the loops want it: by column, unknown as 0, with who knows which criteria."""

    columns: Floats
    pattern: Ints
    known: Floats
    noise: Noise


class Desk(NamedTuple):
    """One thread's working memory."""

    key: Floats
    first: np.ndarray
    bucket: np.ndarray
    sorted_key: Floats
    sorted_row: np.ndarray


@njit(nogil=True, cache=True)
def new_desk(estates: int) -> Desk:
    """Return working memory for so many estates."""
    return Desk(
        np.empty(estates),
        np.empty(_BUCKETS * estates + 2, np.int32),
        np.empty(estates, np.int32),
        np.empty(estates),
        np.empty(estates, np.int32),
    )


@njit(nogil=True, cache=True)
def weigh(board: Board, weights: Floats, score: Floats) -> None:
    """Fill `score` with the weighted sums of the certain part, a stretch of rows at a time."""
    columns = board.columns
    for start in range(0, len(score), _STRETCH):
        part = score[start : start + _STRETCH]
        part[:] = 0.0
        for column in range(len(weights)):
            weight, points = weights[column], columns[column, start : start + _STRETCH]
            if weight > 0:
                for row in range(len(part)):
                    part[row] += weight * points[row]


@njit(nogil=True, cache=True)
def known_weight(board: Board, weights: Floats) -> Floats:
    """Return the weight known under each pattern of known criteria."""
    found = np.zeros(len(board.known))
    for pattern in range(len(found)):
        for column in range(len(weights)):
            found[pattern] += weights[column] * board.known[pattern, column]
    return found


@njit(nogil=True, cache=True)
def units_of(board: Board, weights: Floats) -> Floats:
    """Return by what to multiply a weighted sum under each pattern; 0 where nothing is known.

    A weight of 1e-12 or less is no knowledge: its inverse would leave the numbers there are.
    """
    known = known_weight(board, weights)
    for pattern in range(len(known)):  # loops compile in a tenth of the time of np.where
        known[pattern] = UNITS / known[pattern] if known[pattern] > _LEAST else 0.0
    return known


@njit(nogil=True, cache=True, forceinline=True)
def to_key(score: float, units: float) -> float:
    """Return the weighted sum in units of the last compared decimal; unknown is below all."""
    return np.rint(score * units) if units > 0 else UNKNOWN


@njit(nogil=True, cache=True)
def _stir(given: Noise, weights: Floats, start: np.uint64, score: Floats) -> None:
    for cell in range(len(given.row)):
        weight = weights[given.column[cell]] * given.share[cell]
        if weight > 0:
            score[given.row[cell]] += weight * drawn(given, start, cell)


@njit(nogil=True, cache=True)
def _fill_keys(board: Board, weights: Floats, draw: int, key: Floats) -> None:
    weigh(board, weights, key)
    if len(board.noise.row):
        _stir(board.noise, weights, stream(board.noise.seed, draw), key)
    units, pattern = units_of(board, weights), board.pattern
    if len(units) == 1:
        for row in range(len(key)):
            key[row] = to_key(key[row], units[0])
    else:
        for row in range(len(key)):
            key[row] = to_key(key[row], units[pattern[row]])


@njit(nogil=True, cache=True)
def score_draws(board: Board, weights: Floats, first_draw: int, scores: Floats) -> None:
    """Fill `scores` (draws x estates, NaN unknown) with the points that the ranks compare."""
    for draw in range(len(weights)):
        line = scores[draw]
        _fill_keys(board, weights[draw], first_draw + draw, line)
        for row in range(len(line)):
            line[row] = line[row] / UNITS if line[row] > UNKNOWN else np.nan


@njit(nogil=True, cache=True)
def _span(key: Floats) -> tuple[float, float]:
    """Return the lowest and the highest known key."""
    low, high = -UNKNOWN, UNKNOWN
    for row in range(len(key)):
        low = min(low, key[row] if key[row] > UNKNOWN else low)
        high = max(high, key[row])
    return low, high


@njit(nogil=True, cache=True)
def _deal(desk: Desk) -> int:
    """Fill `bucket` (highest first, unknown in the last), count into `first`; return the most."""
    key, bucket, first = desk.key, desk.bucket, desk.first
    low, high = _span(key)
    last = len(first) - 2
    scale, most = (last - 1) / max(high - low, 1.0), 0
    first[:] = 0
    for row in range(len(key)):
        bucket[row] = np.int32((high - max(key[row], low)) * scale) if key[row] > UNKNOWN else last
    for row in range(len(key)):
        first[bucket[row] + 1] += 1
    for place in range(1, last + 2):
        most = max(most, first[place])
        first[place] += first[place - 1]
    return most


@njit(nogil=True, cache=True)
def _merge_sort(key: Floats, row: np.ndarray, start: int, stop: int) -> None:
    at = start + 1
    while at < stop and key[at - 1] >= key[at]:
        at += 1
    if at < stop:  # else many equal keys, which came in the right order
        part, who = -key[start:stop], row[start:stop].copy()
        order = np.argsort(part, kind="mergesort")
        for place in range(len(order)):
            key[start + place], row[start + place] = -part[order[place]], who[order[place]]


@njit(nogil=True, cache=True)
def _insert(key: Floats, row: np.ndarray) -> None:
    """Put nearly ordered keys in falling order; equal ones stay in the order they came."""
    for at in range(1, len(key)):
        value, to = key[at], at
        if key[at - 1] < value:
            who = row[at]
            while to > 0 and key[to - 1] < value:
                key[to], row[to] = key[to - 1], row[to - 1]
                to -= 1
            key[to], row[to] = value, who


@njit(nogil=True, cache=True)
def _put_in_order(desk: Desk) -> None:
    key, row, first, bucket = desk.sorted_key, desk.sorted_row, desk.first, desk.bucket
    given, most = desk.key, _deal(desk)
    for at in range(len(given)):
        place = bucket[at]
        to = first[place]
        key[to], row[to] = given[at], at
        first[place] = to + 1  # afterwards first[b] is where bucket b ends
    if most > _CROWD:
        start = 0
        for place in range(len(first) - 1):
            if first[place] - start > _CROWD:
                _merge_sort(key, row, start, first[place])
            start = first[place]
    _insert(key, row)


@njit(nogil=True, cache=True)
def rank_draws(
    board: Board, weights: Floats, first_draw: int, ranks: np.ndarray, span: tuple[int, int]
) -> None:
    """Fill rows `span` of `ranks` (draws x estates, 1 is first) for a block of drawn weights."""
    estates = ranks.shape[1]
    desk = new_desk(estates)
    key, order = desk.key, desk.sorted_row
    for draw in range(span[0], span[1]):
        _fill_keys(board, weights[draw], first_draw + draw, key)
        _put_in_order(desk)
        line = ranks[draw]
        for place in range(estates):
            line[order[place]] = place + 1
