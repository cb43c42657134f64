"""The room of a weight: how far it can move before other estates stand among the first."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.card import Scorecard
from scoring.explain.standing import Standing, standing_by
from scoring.score import shares_of
from scoring.weights import Weights

COLUMNS = (
    "criterion", "weight", "low", "low_leaves", "low_enters", "high", "high_leaves", "high_enters",
)  # fmt: skip

_CELLS = 250_000  # pairs looked at in one go: some 20 MB
_LEVEL = 1e-9  # two scores (0-100 points) that differ by less are level
_BEYOND = 1e-7  # so far past a bound the new set is looked at
_END = 1e-6  # a change so near to a weight of 0 or 1 is one at the end itself, where estates may
# come to know nothing that counts: it is not told


def weight_room(
    card: Scorecard, weights: Weights, standing: Standing, *, first: int
) -> pd.DataFrame:
    """Return how far each weight can move before the set of the `first` estates changes.

    The other weights keep their proportions; they make up what is left of 1. Columns: criterion,
    weight, low and high (the weight at which the set changes; 0 or 1 where it never does on the way
    there), and beside each bound the estate that leaves and the one that enters ("" where none; of
    several at once the first of each by rank just beyond the bound).
    A weight of 1 leaves the others no proportions to keep: it cannot move, low = high = 1.

        score(w) = (w·x·k + (1 - w)·B) / (w·k + (1 - w)·D)    k: criterion known; B, D: the others

    Two such scores are level where a quadratic in w is zero: the bound is the nearest such weight,
    over all pairs of one estate inside and one outside, at which the outer one passes. Level all
    along, two estates are told apart by need, as `rank` does. With fewer known scores than `first`
    the known ones are looked at.
    """
    shares = shares_of(card, weights)
    inside = standing.rank <= min(first, int(np.isfinite(standing.score).sum()))
    rows = []
    for place, criterion in enumerate(card.criteria):
        found: dict[str, object] = {"criterion": criterion, "weight": shares[place]}
        ends = (("low", -1), ("high", 1)) if shares[place] < 1 else ()
        found |= dict.fromkeys(COLUMNS[2:], "") | {"low": shares[place], "high": shares[place]}
        for end, way in ends:
            courses = _courses(card, shares, place, way, standing.factor)
            step, pair = _change(courses, inside, shares[place] if way < 0 else 1 - shares[place])
            names = _names(courses, standing, inside, step, pair)
            found |= {end: shares[place] + way * step}
            found |= {f"{end}_leaves": names[0], f"{end}_enters": names[1]}
        rows.append(found)
    return pd.DataFrame(rows, columns=list(COLUMNS))


@dataclass(frozen=True)
class _Course:
    """Scores as a weight moves by t: (top + top_t·t) / (whole + whole_t·t), one an estate."""

    top: np.ndarray
    top_t: np.ndarray
    whole: np.ndarray
    whole_t: np.ndarray


def _courses(
    card: Scorecard, shares: np.ndarray, place: int, way: int, factor: np.ndarray
) -> tuple[_Course, _Course]:
    """Return how the total and the need run as the weight at `place` moves up or down."""
    counted = (np.ones(len(shares)), card.on("need").astype(float))
    total, need = (_course(card.score, shares, place, way, on) for on in counted)
    return _times(total, factor), _times(need, factor)


def _course(
    score: np.ndarray, shares: np.ndarray, place: int, way: int, counted: np.ndarray
) -> _Course:
    known = ~np.isnan(score)
    points = np.where(known, score, 0.0)
    rest = np.where(np.arange(len(shares)) == place, 0.0, shares / (1 - shares[place])) * counted
    own, told = points[:, place] * counted[place], known[:, place] * counted[place]
    others, others_told = points @ rest, known @ rest
    now = shares[place]
    whole = now * told + (1 - now) * others_told
    scale = np.where(whole > 0, whole, 1.0)  # so that the top is the score itself
    return _Course(
        (now * own + (1 - now) * others) / scale,
        way * (own - others) / scale,
        whole / scale,
        way * (told - others_told) / scale,
    )


def _times(course: _Course, factor: np.ndarray) -> _Course:
    return _Course(course.top * factor, course.top_t * factor, course.whole, course.whole_t)


def _names(
    courses: tuple[_Course, _Course],
    now: Standing,
    inside: np.ndarray,
    step: float,
    pair: tuple[int, ...],
) -> list[str]:
    """Return who leaves and who enters, told from all ranked again just beyond the bound.

    Where several pass at once the pair that was found need not be one that changes the set.
    """
    if not pair:
        return ["", ""]
    total, need = (_at(course, step + _BEYOND) for course in courses)
    rank = standing_by(now, total, need).rank
    after = rank <= np.count_nonzero(inside)
    moved = [np.flatnonzero(inside & ~after), np.flatnonzero(after & ~inside)]
    told = [
        who[rank[who].argmin()] if len(who) else known
        for who, known in zip(moved, pair, strict=True)
    ]
    return [str(now.estate_ids[at]) for at in told]


def _at(course: _Course, step: float) -> np.ndarray:
    """Return the scores once the weight has moved so far; NaN where nothing known counts."""
    whole = course.whole + course.whole_t * step
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > _LEVEL, (course.top + course.top_t * step) / whole, np.nan)


def _change(
    courses: tuple[_Course, _Course], inside: np.ndarray, limit: float
) -> tuple[float, tuple[int, ...]]:
    """Return how far the weight moves before the set changes, and who leaves and enters then."""
    within, without = np.flatnonzero(inside), np.flatnonzero(~inside)
    best: tuple[float, tuple[int, ...]] = (limit, ())
    end = limit - _END
    for block in _blocks(within, len(without)):
        at = _passed(courses, block, without)
        row, column = divmod(int(at.argmin()), len(without))
        if at[row, column] < min(best[0], end):
            best = float(at[row, column]), (int(block[row]), int(without[column]))
    return best


def _blocks(within: np.ndarray, width: int) -> Iterator[np.ndarray]:
    size = max(1, _CELLS // max(width, 1))
    for start in range(0, len(within) if width else 0, size):
        yield within[start : start + size]


def _passed(courses: tuple[_Course, _Course], block: np.ndarray, without: np.ndarray) -> np.ndarray:
    """Return at which t each estate outside passes each one of the block; inf where never."""
    total, need = courses
    lead = _lead(total, block[:, None], without[None, :])
    found = _turns(*lead)
    level = np.nonzero((lead[0] == 0) & (lead[1] == 0) & (lead[2] == 0))
    if len(level[0]):
        found[level] = _turns(*_lead(need, block[level[0]], without[level[1]]))
    return found


def _lead(course: _Course, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the quadratic a + b·t + c·t² that is positive while i is ahead of j."""
    lead = (
        course.top[i] * course.whole[j] - course.top[j] * course.whole[i],
        course.top[i] * course.whole_t[j]
        + course.top_t[i] * course.whole[j]
        - course.top[j] * course.whole_t[i]
        - course.top_t[j] * course.whole[i],
        course.top_t[i] * course.whole_t[j] - course.top_t[j] * course.whole_t[i],
    )
    return tuple(np.where(np.abs(part) <= _LEVEL, 0.0, part) for part in lead)


def _turns(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Return the first t >= 0 from which a + b·t + c·t² is negative; inf where it never is."""
    square = b * b - 4 * a * c
    half = -(b + np.copysign(np.sqrt(np.maximum(square, 0)), b)) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.stack([half / c, a / half])
        roots = np.where(roots > 0, roots, np.inf).min(axis=0)  # NaN is not above zero
        later = np.where((b > 0) & (c < 0), -b / c, np.inf)
    falls = (b < 0) | ((b == 0) & (c < 0))
    level = np.where(falls, 0.0, later)
    ahead = np.where(square > 0, roots, np.inf)
    return np.where(a > 0, ahead, np.where(a < 0, 0.0, level))
