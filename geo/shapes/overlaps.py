"""Which areas of a layer lie over one another, and by how much."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError

AREA = 2
CHEAP = 8  # times as many pairs are tested as are cut: a test takes a tenth of the time
CHUNK = 256  # shapes asked of the tree at once: memory stays small where all lie in one heap
COLUMNS = ("first", "second", "area_m2", "of_smaller", "of_union", "width_m")


class Meeting(NamedTuple):
    """Positions of shapes that touch or overlap, and which of the two has more corners."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    detailed: NDArray[np.int64]


class Overlaps(NamedTuple):
    """The pairs found, and whether every pair was looked at."""

    pairs: pd.DataFrame
    complete: bool


def overlaps(shapes: NDArray[np.object_], *, least_m2: float, most_pairs: int) -> Overlaps:
    """Return the pairs of areas that share more than `least_m2`.

    pairs: first and second (positions in `shapes`, first < second, sorted), area_m2 they share,
    of_smaller (its share of the smaller of the two, 0–1), of_union (of what both cover together:
    1 for the same area) and width_m = 2·area/outline, the mean width of what they share. Of
    shapes that are the same point for point each is paired with the first of them. Where more
    than `most_pairs` touch or overlap the rest is left unmeasured and `complete` is False.

    Valid shapes in a metric CRS; missing ones, points and lines overlap nothing.

    >>> found = overlaps(
    ...     np.array([shapely.box(0, 0, 10, 10), shapely.box(8, 0, 18, 10)]),
    ...     least_m2=1, most_pairs=100,
    ... )
    >>> found.pairs.round(2).to_dict("records")
    [{'first': 0, 'second': 1, 'area_m2': 20.0, 'of_smaller': 0.2, 'of_union': 0.11,
    'width_m': 1.67}]
    """
    at = np.flatnonzero(shapely.get_dimensions(shapes) == AREA)
    once, again = _same(shapes[at])
    one, two, all_ = _candidates(shapes[at[once]], least_m2, most_pairs * CHEAP)
    meeting = _meeting(shapes, at[once[one]], at[once[two]])
    complete = all_ and len(meeting.first) <= most_pairs
    first, second, shared_m2, width_m = _shared(shapes, meeting, most_pairs)
    area = shapely.area(shapes)
    kept = shared_m2 > least_m2
    pairs = pd.concat(
        [
            _table(first[kept], second[kept], shared_m2[kept], width_m[kept], area),
            _twins(at[again[:, 0]], at[again[:, 1]], shapes, area),
        ]
    )
    order = ["first", "second"]
    return Overlaps(pairs.sort_values(order, ignore_index=True), complete)


def _same(shapes: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first of every group of equal shapes, and (first, other) for the others."""
    written = pd.Series(shapely.to_wkb(shapely.normalize(shapes)), dtype="object")
    group, _ = pd.factorize(written)
    first = np.unique(group, return_index=True)[1] if len(group) else np.zeros(0, dtype=np.int64)
    mine = first[group] if len(group) else first
    others = np.flatnonzero(mine != np.arange(len(group)))
    return first.astype(np.int64), np.column_stack([mine[others], others]).astype(np.int64)


def _candidates(
    shapes: NDArray[np.object_], least_m2: float, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
    """Return pairs whose boxes share more than `least_m2`, and whether those are all."""
    tree, box = shapely.STRtree(shapes), shapely.bounds(shapes)
    found: list[NDArray[np.int64]] = [np.zeros((2, 0), dtype=np.int64)]
    count = 0
    for start in range(0, len(shapes), CHUNK):
        pair = tree.query(shapes[start : start + CHUNK])
        pair[0] += start
        pair = pair[:, pair[0] < pair[1]]
        pair = pair[:, _box_m2(box[pair[0]], box[pair[1]]) > least_m2]
        found.append(pair)
        count += pair.shape[1]
        if count > most:
            break
    one, two = np.concatenate(found, axis=1)[:, :most]
    return one, two, count <= most


def _box_m2(one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.float64]:
    low, high = np.maximum(one[:, :2], two[:, :2]), np.minimum(one[:, 2:], two[:, 2:])
    return np.asarray(np.maximum(high - low, 0).prod(axis=1))


def _meeting(
    shapes: NDArray[np.object_], one: NDArray[np.int64], two: NDArray[np.int64]
) -> Meeting:
    """Return the pairs that touch or overlap; the one with more corners is prepared."""
    corners = shapely.get_num_coordinates(shapes)
    detailed = np.where(corners[one] >= corners[two], one, two)
    shapely.prepare(shapes[np.unique(detailed)])
    meet = shapely.intersects(shapes[detailed], shapes[one + two - detailed])
    return Meeting(one[meet], two[meet], detailed[meet])


def _shared(
    shapes: NDArray[np.object_], pairs: Meeting, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the first `most` pairs, their common area and its mean width.

    What lies wholly inside another is not cut out of it: a prepared test is enough, however many
    corners the outer one has.
    """
    first, second, detailed = (column[:most] for column in pairs)
    outer, inner = shapes[detailed], shapes[first + second - detailed]
    within = shapely.covers(outer, inner)
    common = inner.copy()
    common[~within] = _intersections(outer[~within], inner[~within])
    area_m2, outline_m = shapely.area(common), shapely.length(common)
    width_m = np.divide(2 * area_m2, outline_m, out=np.zeros(len(first)), where=outline_m > 0)
    return first, second, area_m2, width_m


def _intersections(one: NDArray[np.object_], two: NDArray[np.object_]) -> NDArray[np.object_]:
    try:
        return np.asarray(shapely.intersection(one, two))
    except ShapelyError:  # valid shapes that GEOS cannot cut after all: the pair says nothing
        if len(one) == 1:
            return np.array([shapely.Polygon()], dtype=object)
    halves = np.array_split(np.arange(len(one)), 2)
    return np.concatenate([_intersections(one[half], two[half]) for half in halves])


def _table(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    shared_m2: NDArray[np.float64],
    width_m: NDArray[np.float64],
    area_m2: NDArray[np.float64],
) -> pd.DataFrame:
    one, two = area_m2[first], area_m2[second]
    columns = (
        first, second, shared_m2, shared_m2 / np.minimum(one, two),
        shared_m2 / (one + two - shared_m2), width_m,
    )  # fmt: skip
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def _twins(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    shapes: NDArray[np.object_],
    area_m2: NDArray[np.float64],
) -> pd.DataFrame:
    width_m = 2 * area_m2[first] / shapely.length(shapes[first])
    return _table(first, second, area_m2[first], width_m, area_m2)
