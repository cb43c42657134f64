"""What could be otherwise: a facility more, less or elsewhere, a gate, a new way to walk."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from geo.streets.splice import Link, Place, moved, place_xy, spliced
from geo.streets.spot import spot
from geo.walking.ground import Ground, Names
from geo.walking.reach import Gates, Places
from tables import InputError


def with_facility(
    ground: Ground, facility_id: str, category: str, point: shapely.Point, *, cap_m: float
) -> Ground:
    """Return the ground with one facility more, or one door more to a facility it has.

    The door is put on the street nearest to `point`. A category that nobody had is added.
    Raises InputError `geo.far_from_streets` beyond `cap_m`.
    """
    at = spot(ground.network, point, cap_m=cap_m)
    ground = _with_category(ground, category)
    kind, _ = _found(ground.categories, category)
    ground, number = _with_number(ground, facility_id, kind)
    places = ground.places
    row = int(np.searchsorted(places.facility, number, side="right"))
    doors = Places(
        edge=np.insert(places.edge, row, at.edge),
        offset_m=np.insert(places.offset_m, row, at.offset_m),
        snap_m=np.insert(places.snap_m, row, at.snap_m),
        facility=np.insert(places.facility, row, number),
        category=places.category,
    )
    return replace(ground, places=doors)


def without_facility(ground: Ground, facility_id: str) -> Ground:
    """Return the ground without a facility, in every category it serves.

    Its categories stay, though nobody may be left in them: that is known, not missing.
    Raises InputError `geo.unknown_facility`.
    """
    low, high = _span(ground, facility_id)
    places, gone = ground.places, high - low
    stays = (places.facility < low) | (places.facility >= high)
    number = places.facility[stays]
    doors = Places(
        edge=places.edge[stays],
        offset_m=places.offset_m[stays],
        snap_m=places.snap_m[stays],
        facility=np.where(number < low, number, number - gone),
        category=np.delete(places.category, slice(low, high)),
    )
    ids = np.delete(ground.facility_ids, slice(low, high))
    return replace(ground, facility_ids=ids, places=doors)


def moved_facility(
    ground: Ground, facility_id: str, point: shapely.Point, *, cap_m: float
) -> Ground:
    """Return the ground with a facility at another point, one door for each of its categories.

    Raises InputError `geo.unknown_facility`, `geo.far_from_streets`.
    """
    low, high = _span(ground, facility_id)
    kinds = ground.categories[ground.places.category[low:high]]
    found = without_facility(ground, facility_id)
    for category in kinds:
        found = with_facility(found, facility_id, category, point, cap_m=cap_m)
    return found


def with_gate(ground: Ground, origin_id: str, point: shapely.Point, *, cap_m: float) -> Ground:
    """Return the ground with one gate more to an origin (an estate).

    Raises InputError `geo.unknown_estate`, `geo.far_from_streets`.
    """
    origin = _origin(ground, origin_id)
    at = spot(ground.network, point, cap_m=cap_m)
    gates, row = ground.gates, ground.gates.first[origin + 1]
    first = gates.first.copy()
    first[origin + 1 :] += 1
    more = Gates(
        first=first,
        edge=np.insert(gates.edge, row, at.edge),
        offset_m=np.insert(gates.offset_m, row, at.offset_m),
        snap_m=np.insert(gates.snap_m, row, at.snap_m),
    )
    return replace(ground, gates=more)


def without_gate(ground: Ground, origin_id: str, point: shapely.Point, *, cap_m: float) -> Ground:
    """Return the ground without the gate of an origin that meets the street nearest to `point`.

    Raises InputError `geo.unknown_estate`, `geo.no_gate_near` when none of its gates meets the
    street within `cap_m` of the point, `geo.last_gate` when it would be left without any.
    """
    origin = _origin(ground, origin_id)
    gates = ground.gates
    low, high = gates.first[origin], gates.first[origin + 1]
    met = [Place(int(gates.edge[row]), float(gates.offset_m[row])) for row in range(low, high)]
    apart_m = [shapely.Point(place_xy(ground.network, one)).distance(point) for one in met]
    if not apart_m or min(apart_m) > cap_m:
        raise InputError("geo.no_gate_near", estate=origin_id, cap_m=cap_m)
    if len(apart_m) == 1:
        raise InputError("geo.last_gate", estate=origin_id)
    row = low + int(np.argmin(apart_m))
    first = gates.first.copy()
    first[origin + 1 :] -= 1
    fewer = Gates(
        first=first,
        edge=np.delete(gates.edge, row),
        offset_m=np.delete(gates.offset_m, row),
        snap_m=np.delete(gates.snap_m, row),
    )
    return replace(ground, gates=fewer)


def link_between(
    ground: Ground, start: shapely.Point, end: shapely.Point, *, cap_m: float, steps: bool = False
) -> Link:
    """Return the way from the street nearest to one point to the street nearest to another.

        length = street to start + start to end in a straight line + end to street

    With `steps` it is climbed on stairs. Raises InputError `geo.far_from_streets` where an end is
    farther than `cap_m` from every street.
    """
    at = [spot(ground.network, point, cap_m=cap_m) for point in (start, end)]
    beside = [(p.x, p.y) for p, on in zip((start, end), at, strict=True) if on.snap_m > 0]
    via_xy = np.reshape(np.array(beside, dtype=np.float64), (-1, 2))
    first, last = (Place(on.edge, on.offset_m) for on in at)
    return Link(first, last, via_xy, steps)


def with_links(ground: Ground, links: Sequence[Link]) -> Ground:
    """Return the ground with new ways to walk, the last edges of its network.

    A new way is entered at its two ends alone: whatever it crosses or passes it does not meet, and
    gates and facilities stay on the streets they were on.
    """
    network, cuts = spliced(ground.network, links)
    gates, places = ground.gates, ground.places
    gate_edge, gate_m = moved(cuts, gates.edge, gates.offset_m)
    door_edge, door_m = moved(cuts, places.edge, places.offset_m)
    return replace(
        ground,
        network=network,
        gates=gates._replace(edge=gate_edge, offset_m=gate_m),
        places=places._replace(edge=door_edge, offset_m=door_m),
    )


def _span(ground: Ground, facility_id: str) -> tuple[int, int]:
    """Return the first number of a facility and the one behind its last: one a category."""
    low, high = _found(ground.facility_ids, facility_id)
    if low == high:
        raise InputError("geo.unknown_facility", facility=facility_id)
    return low, high


def _origin(ground: Ground, origin_id: str) -> int:
    at, behind = _found(ground.origin_ids, origin_id)
    if at == behind:
        raise InputError("geo.unknown_estate", estate=origin_id)
    return at


def _found(ids: Names, name: str) -> tuple[int, int]:
    """Return where the sorted ids say `name`, first and behind the last; equal where none does."""
    return bisect_left(ids, name), bisect_right(ids, name)


def _with_category(ground: Ground, category: str) -> Ground:
    at, behind = _found(ground.categories, category)
    if at < behind:
        return ground
    numbers = ground.places.category
    places = ground.places._replace(category=np.where(numbers < at, numbers, numbers + 1))
    return replace(ground, categories=np.insert(ground.categories, at, category), places=places)


def _with_number(ground: Ground, facility_id: str, kind: int) -> tuple[Ground, int]:
    """Return the ground with a facility of this id and category, and its number."""
    ids, kinds = ground.facility_ids, ground.places.category
    low, high = _found(ids, facility_id)
    at = low + int(np.searchsorted(kinds[low:high], kind))
    if at < high and kinds[at] == kind:
        return ground, at
    number = ground.places.facility
    places = ground.places._replace(
        facility=np.where(number < at, number, number + 1), category=np.insert(kinds, at, kind)
    )
    return replace(ground, facility_ids=np.insert(ids, at, facility_id), places=places), at
