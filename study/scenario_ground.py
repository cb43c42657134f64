"""The changes of a scenario made on the ground, and whose walks they can touch."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pyproj
import shapely

from geo.coordinates.crs import DEGREES
from geo.streets.splice import Link
from geo.walking import changes as make
from geo.walking.affected import Spots, doors, origins_near
from geo.walking.ground import Ground
from geo.walking.reach import Ints
from study import scenario_choices as choices
from study.likeness import with_nearest
from study.scenario_choices import Change, LonLat, Scenario, called
from tables import InputError

NEW = "+"  # before the number of a facility that a scenario adds

_AMONG = {"unknown_facility": "facility_ids", "unknown_estate": "origin_ids"}
_NOWHERE = Spots(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0))


class Changed(NamedTuple):
    """The ground after the changes, and the numbers of the origins that may walk otherwise."""

    ground: Ground
    origins: Ints


def changed(ground: Ground, scenario: Scenario, *, limit_m: float, cap_m: float) -> Changed:
    """Return the ground after all changes of a scenario, whatever their order.

    Points are put on the streets as they are today, within `cap_m`. The facility that the n-th
    change adds is called `+n`. An origin may walk otherwise when a facility that goes or comes is
    within `limit_m` of it, or an end of a new way, or when a gate of its own changes.

    Raises InputError where a facility or an estate is unknown or a point too far from every
    street, naming the scenario and the thing; `scenarios.no_streets` where there are none.
    """
    if not len(ground.network.u):
        raise InputError("scenarios.no_streets")
    after = _all_made(ground, scenario, cap_m)
    bridges = sum(isinstance(change, choices.Footbridge) for change in scenario.changes)
    felt = [
        origins_near(ground, _gone(ground, scenario.changes), limit_m=limit_m),
        origins_near(after, _come(after, scenario.changes, bridges), limit_m=limit_m),
        _regated(ground, scenario.changes),
    ]
    return Changed(after, np.unique(np.concatenate(felt)))


def _all_made(ground: Ground, scenario: Scenario, cap_m: float) -> Ground:
    """Return the ground after all changes, points on today's streets, new ways last.

    Gates open before others close: an estate may have its only gate moved.
    """
    after, links = ground, []
    named = enumerate(scenario.changes, start=1)
    for number, change in sorted(named, key=lambda one: isinstance(one[1], choices.CloseGate)):
        try:
            if isinstance(change, choices.Footbridge):
                links.append(_link(ground, change, cap_m))
            else:
                after = _made(after, change, f"{NEW}{number}", cap_m)
        except InputError as error:
            raise _named(error, scenario.name, change, ground) from error
    return make.with_links(after, links)


def _made(ground: Ground, change: Change, new_id: str, cap_m: float) -> Ground:
    match change:
        case choices.Add(facility, at):
            where = _point(ground, at)
            return make.with_facility(ground, new_id, facility, where, cap_m=cap_m)
        case choices.Move(facility_id, to):
            return make.moved_facility(ground, facility_id, _point(ground, to), cap_m=cap_m)
        case choices.Close(facility_id):
            return make.without_facility(ground, facility_id)
        case choices.Gate(estate_id, at):
            return make.with_gate(ground, estate_id, _point(ground, at), cap_m=cap_m)
        case choices.CloseGate(estate_id, at):
            return make.without_gate(ground, estate_id, _point(ground, at), cap_m=cap_m)
        case _:
            return ground


def _link(ground: Ground, bridge: choices.Footbridge, cap_m: float) -> Link:
    start, end = (_point(ground, at) for at in (bridge.start, bridge.end))
    return make.link_between(ground, start, end, cap_m=cap_m, steps=bridge.steps)


def _point(ground: Ground, at: LonLat) -> shapely.Point:
    return shapely.Point(_into(ground.network.crs).transform(*at))


@cache
def _into(crs: pyproj.CRS) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(DEGREES, crs, always_xy=True)


def _named(error: InputError, scenario: str, change: Change, ground: Ground) -> InputError:
    """Return what could not be done, told of the scenario and the thing that changes."""
    _, _, kind = error.code.partition(".")
    told: dict[str, object] = {"name": scenario, "value": called(change)}
    if "cap_m" in error.values:
        told["cap_m"] = f"{error.values['cap_m']:g}"
    if "snap_m" in error.values:
        told["snap_m"] = f"{error.values['snap_m']:.0f}"
    named = InputError(f"scenarios.{kind}", **told)
    if kind in _AMONG:
        return with_nearest(named, called(change), getattr(ground, _AMONG[kind]))
    return named


def _gone(ground: Ground, changes: Sequence[Change]) -> Spots:
    """Return the doors, before the changes, of what closes or moves away."""
    return _together(
        doors(ground, change.facility_id)
        for change in changes
        if isinstance(change, choices.Move | choices.Close)
    )


def _come(after: Ground, changes: Sequence[Change], bridges: int) -> Spots:
    """Return the doors, after the changes, of what is new there, and the ends of the new ways."""
    network = after.network
    edge = np.arange(len(network.u) - bridges, len(network.u))
    ends = Spots(
        edge=np.tile(edge, 2),
        offset_m=np.concatenate([np.zeros(bridges), network.length_m[edge]]),
        snap_m=np.zeros(2 * bridges),
    )
    new = [
        change.facility_id if isinstance(change, choices.Move) else f"{NEW}{number}"
        for number, change in enumerate(changes, start=1)
        if isinstance(change, choices.Move | choices.Add)
    ]
    return _together([ends, *(doors(after, name) for name in new)])


def _together(spots: Iterable[Spots]) -> Spots:
    edge, offset_m, snap_m = zip(_NOWHERE, *spots, strict=True)
    return Spots(np.concatenate(edge), np.concatenate(offset_m), np.concatenate(snap_m))


def _regated(ground: Ground, changes: Sequence[Change]) -> Ints:
    ids = {
        change.estate_id
        for change in changes
        if isinstance(change, choices.Gate | choices.CloseGate)
    }
    return np.flatnonzero(np.isin(ground.origin_ids, list(ids)))
