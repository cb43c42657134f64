"""Layers against one another: one that lies far from the others, one that only they can place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import shapely
from pyproj import CRS

from geo.coordinates.gauss_kruger import Reading, readings
from intake.placing import grids, written
from intake.placing.coordinates import Placed
from intake.questions import OPTIONS, PATH, PROPOSED, question
from tables import Issue

FAR_KM = 200.0  # two layers of one city lie nearer: the largest are some 450 km long, few wide
NEAR_KM = 100.0  # a reading explains a layer when it comes this near to the others
_EARTH_KM = 6371.0
_TAIL = 5  # per cent of the shapes at each side that say nothing of where a layer is

Key = tuple[str, str, str]  # table, file, layer or sheet


class Spot(NamedTuple):
    """Where a layer lies: the box of all but its outermost shapes, degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


def between(placed: Mapping[Key, Placed], issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues with what the layers say about one another.

    `placed` has what became of each (table, file, layer). A question about an unplaced layer gets
    the proposal that brings it to the others, if exactly one does (`NEAR_KM`). Layers farther than
    `FAR_KM` from the others are asked about: those of the smaller group, or all when none is
    smaller; a CRS that a person answered for is asked about no more. Nothing is moved. Order
    plays no part.
    """
    spots = {key: spot for key, one in sorted(placed.items()) if (spot := _spot(one)) is not None}
    groups = _groups(spots)
    sharpened = [_sharpened(issue, placed, groups) for issue in issues]
    return sharpened + _apart(placed, spots, groups)


def gap_km(one: Spot, other: Spot) -> float:
    """Return the distance between two boxes, kilometres; 0 where they meet.

    >>> round(gap_km(Spot(112, 22, 113, 23), Spot(114, 22, 115, 23)))
    103
    """
    east = max(one.west - other.east, other.west - one.east, 0)
    north = max(one.south - other.north, other.south - one.north, 0)
    narrow = np.cos(np.radians((one.middle[1] + other.middle[1]) / 2))
    return float(np.radians(np.hypot(east * narrow, north)) * _EARTH_KM)


def _spot(one: Placed) -> Spot | None:
    if one.geometry is None:
        return None
    box = shapely.bounds(one.geometry.to_numpy())
    box = box[np.isfinite(box).all(axis=1)]
    if not len(box):
        return None
    west, south = np.percentile(box[:, :2], _TAIL, axis=0)
    east, north = np.percentile(box[:, 2:], 100 - _TAIL, axis=0)
    return Spot(float(west), float(south), float(east), float(north))


def _groups(spots: Mapping[Key, Spot]) -> list[list[Key]]:
    """Return the layers that lie together, the most layers first."""
    groups: list[list[Key]] = []
    for key, spot in spots.items():
        near = [g for g in groups if any(gap_km(spot, spots[k]) <= FAR_KM for k in g)]
        rest = [g for g in groups if g not in near]
        groups = [*rest, sorted([key, *(k for group in near for k in group)])]
    return sorted(groups, key=lambda group: (-len(group), group))


def _whole(group: Sequence[Key], spots: Mapping[Key, Spot]) -> Spot:
    box = np.array([spots[key] for key in group])
    return Spot(*(float(v) for v in (*box[:, :2].min(axis=0), *box[:, 2:].max(axis=0))))


def _sharpened(
    issue: Issue, placed: Mapping[Key, Placed], groups: Sequence[Sequence[Key]]
) -> Issue:
    """Return a question about an unplaced layer with what the place of the others adds to it."""
    one = placed.get((issue.table, issue.file, issue.sheet))
    path = issue.detail.get(PATH)
    if one is None or one.unplaced is None or not isinstance(path, list) or path[0] != "crs":
        return issue
    spots = {key: spot for key in groups[0] if (spot := _spot(placed[key]))} if groups else {}
    if not spots or len(groups) > 1:
        return issue
    there = _near(_ways(one), _whole(groups[0], spots))
    best = grids.sole(there)
    if best is None or issue.detail.get(PROPOSED) == best:
        return issue
    options = list(dict.fromkeys([best, *_options(issue)]))
    where = grids.shown(there[0].lon, there[0].lat)
    detail = {**issue.detail, OPTIONS: options, PROPOSED: best, "best": best, "where": where}
    return replace(issue, code="intake.crs_nearby", detail={**detail, "metres_km": f"{NEAR_KM:g}"})


def _options(issue: Issue) -> list[str]:
    given = issue.detail.get(OPTIONS)
    return [str(option) for option in given] if isinstance(given, list) else []


def _ways(one: Placed) -> list[Reading]:
    place = written.middle(one.unplaced) if one.unplaced is not None else None
    return readings(*place) if place else []


def _near(ways: Iterable[Reading], spot: Spot) -> list[Reading]:
    """Return the readings that lead close to a place, the closest first."""
    gaps = [(gap_km(Spot(w.lon, w.lat, w.lon, w.lat), spot), n, w) for n, w in enumerate(ways)]
    return [way for gap, _, way in sorted(gaps) if gap <= NEAR_KM]


def _apart(
    placed: Mapping[Key, Placed], spots: Mapping[Key, Spot], groups: Sequence[Sequence[Key]]
) -> list[Issue]:
    """Return the questions about layers that lie far from the others."""
    if len(groups) < 2:  # noqa: PLR2004 - all in one place
        return []
    tied = len(groups[0]) == len(groups[1])
    asked = [key for group in (groups if tied else groups[1:]) for key in group]
    asked = [key for key in asked if not placed[key].settled]
    explained = {}
    for key in asked:
        other = groups[1] if key in groups[0] else groups[0]
        explained[key] = (_whole(other, spots), _others(placed[key], _whole(other, spots)))
    if tied and sum(bool(ways) for _, ways in explained.values()) == len(groups[0]):
        asked = [key for key in asked if explained[key][1]]
    return [_far(key, placed[key], spots[key], *explained[key]) for key in asked]


def _others(one: Placed, there: Spot) -> list[Reading]:
    """Return the other readings of a placed layer's numbers that lead to where the others are."""
    numbers = _as_written(one)
    if numbers is None:
        return []
    own = CRS.from_user_input(one.crs)
    ways = readings(*numbers, families=[grids.family(own)])
    return [way for way in _near(ways, there) if not own.equals(CRS(way.crs))]


def _as_written(one: Placed) -> tuple[float, float] | None:
    """Return the middle of a placed layer in the CRS it came in."""
    if one.geometry is None or not one.crs:
        return None
    middle = written.middle(one.geometry)
    if middle is None:
        return None
    x, y = grids.numbers(np.array([middle]), CRS.from_user_input(one.crs))[0]
    return (float(x), float(y)) if np.isfinite([x, y]).all() else None


def _far(key: Key, one: Placed, spot: Spot, there: Spot, ways: Sequence[Reading]) -> Issue:
    table, file, layer = key
    best = grids.sole(ways) if ways else None
    detail = {
        "now": grids.shown(*spot.middle),
        "there": grids.shown(*there.middle),
        "where": grids.shown(ways[0].lon, ways[0].lat) if ways else "—",
        "distance_km": round(gap_km(spot, there)),
        "best": best or "—",
        "crs": one.crs,
    }
    code = "intake.layer_far" if best else "intake.layer_far_unexplained"
    options = [way.crs for way in ways]
    return question(code, ("crs", file), [*options, one.crs], proposed=best, table=table, file=file,
                    sheet=layer, detail=detail)  # fmt: skip
