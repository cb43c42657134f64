"""Which lines meet where they touch or cross on paper without a common vertex."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.meetings import (
    TOUCH_CM,
    Bools,
    Floats,
    Ints,
    Stretches,
    cross,
    crossing_points,
    finder,
    meetings,
)
from geo.streets.pieces import Drawn, line_ends, places, tidy

WAYS_AT_JUNCTION = 3


class Noded(NamedTuple):
    """Lines with a vertex wherever they are joined, and how bare crossings were decided.

    `crossings`: `none`, `levels`, `joined`, `apart`; `guessed` when neither a level nor a person
    said so. `joined` and `apart` are the places (x, y in whole centimetres), sorted.
    """

    lines: Drawn
    crossings: str
    guessed: bool
    joined: Ints
    apart: Ints


class _Met(NamedTuple):
    """Meetings of stretch `one` with stretch `other` at `place`; which of them get a vertex."""

    one: Ints
    other: Ints
    place: Ints


def noded(lines: Drawn, level: Floats, *, crossings: str = "auto") -> Noded:
    """Return the lines with vertices where they are joined.

    An end on the inside of another line (within 1 cm) joins it, and so do lines that run along
    one another, unless both levels are known and differ. Lines that cross never join at different
    levels, and a line never joins itself. Else `crossings` decides: `join`, `apart`, or `auto`:
    equal levels join where the drawing knows any level (unknown: 0, the ground); where it knows
    none, it is judged by itself: with more bare crossings than junctions it is a drawing without
    vertices at its crossings, which join; else they are bridges.
    """
    stretch = np.flatnonzero(lines.line[1:] == lines.line[:-1])
    stretches = Stretches(lines.cm[stretch], lines.cm[stretch + 1])
    met = meetings(stretches, finder().pairs(stretches)) if len(stretch) else None
    if met is None or not len(met.touches) + len(met.crossings):
        return Noded(lines, "none", guessed=False, joined=_no_places(), apart=_no_places())
    vertex = stretch[met.touches[:, 0] // 2] + met.touches[:, 0] % 2
    touch = _Met(vertex, stretch[met.touches[:, 1]], lines.cm[vertex])
    ends, passing = _touches(lines, touch, level)
    points = crossing_points(stretches, met.crossings)
    over = _Met(stretch[met.crossings[:, 0]], stretch[met.crossings[:, 1]], points)
    bare = _Met(*(np.concatenate(pair) for pair in zip(passing, over, strict=True)))
    join, how, guessed = _decided(lines, bare, level, crossings)
    inserted = [(ends.other, ends.place), (bare.other[join], bare.place[join])]
    crossed = join & (np.arange(len(join)) >= len(passing.one))  # a passing vertex is there already
    inserted.append((bare.one[crossed], bare.place[crossed]))
    return Noded(
        with_vertices(lines, *(np.concatenate(pair) for pair in zip(*inserted, strict=True))),
        how,
        guessed=guessed,
        joined=np.unique(bare.place[join], axis=0),
        apart=np.unique(bare.place[~join], axis=0),
    )


def with_vertices(lines: Drawn, stretch: Ints, cm: Ints) -> Drawn:
    """Return the lines with further vertices, each after the vertex its stretch begins with."""
    start, end = lines.cm[stretch], lines.cm[stretch + 1]
    along = ((cm - start) * (end - start)).sum(axis=1)
    order = np.lexsort((cm[:, 1], cm[:, 0], along, stretch))
    at = stretch[order] + 1
    return tidy(
        np.insert(lines.cm, at, cm[order], axis=0),
        np.insert(lines.line, at, lines.line[stretch[order]]),
    )


def _no_places() -> Ints:
    return np.zeros((0, 2), dtype=np.int64)


def _touches(lines: Drawn, touch: _Met, level: Floats) -> tuple[_Met, _Met]:
    """Return the touches that join, and those of a line that only passes: `one` is a vertex."""
    first, last = line_ends(lines.line)
    ends = (first | last)[touch.one]
    along = _runs_along(lines, touch, -1, ~first) | _runs_along(lines, touch, 1, ~last)
    mine, theirs = level[lines.line[touch.one]], level[lines.line[touch.other]]
    differ = np.isfinite(mine) & np.isfinite(theirs) & (mine != theirs)
    join = (ends | along) & ~differ
    return _some(touch, join), _some(touch, ~ends & ~along)


def _runs_along(lines: Drawn, touch: _Met, step: int, there: Bools) -> Bools:
    """Say whether the stretch before or after the vertex keeps within 1 cm of the other one."""
    vertex, start = touch.one, lines.cm[touch.other]
    beside = np.where(there[vertex], vertex + step, vertex)
    way, along = lines.cm[beside] - touch.place, lines.cm[touch.other + 1] - start
    forward = (way * along).sum(axis=1)
    length, way_cm = np.hypot(*along.T), np.hypot(*way.T)
    at = ((touch.place - start) * along).sum(axis=1) / length
    rest = np.where(forward > 0, length - at, at)
    share = np.minimum(1, rest * length / np.maximum(np.abs(forward), 1))  # of the way, beside it
    off_cm = np.abs(cross(way, along)) / length * share
    return np.asarray((forward != 0) & (way_cm * share > TOUCH_CM) & (off_cm <= TOUCH_CM))


def _decided(lines: Drawn, bare: _Met, level: Floats, crossings: str) -> tuple[Bools, str, bool]:
    """Return which bare crossings join, how that was decided, and whether it is a guess."""
    one, other = lines.line[bare.one], lines.line[bare.other]
    lower, upper = (np.nan_to_num(level[line], nan=0.0) for line in (one, other))
    may = (one != other) & (lower == upper)
    if not len(may):
        return may, "none", False
    if crossings != "auto":
        return may & (crossings == "join"), {"join": "joined"}.get(crossings, crossings), False
    if np.isfinite(level).any():
        return may, "levels", False
    join = len(np.unique(bare.place[may], axis=0)) > _junctions(lines)
    return may & join, "joined" if join else "apart", True


def _junctions(lines: Drawn) -> int:
    """Return how many places at least three ways lead away from."""
    place, places_cm = places(lines.cm)
    first, last = line_ends(lines.line)
    ways = np.bincount(place, weights=2.0 - first - last, minlength=len(places_cm))
    return int((ways >= WAYS_AT_JUNCTION).sum())


def _some(touch: _Met, which: NDArray[np.bool_]) -> _Met:
    return _Met(touch.one[which], touch.other[which], touch.place[which])
