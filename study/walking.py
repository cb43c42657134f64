"""How far people walk and what they should find there: `walking` in study.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, cast, get_args

from study.keys import items, mapping, number, one_of, only
from tables import InputError

Crossings = Literal["auto", "join", "apart"]
Catalogue = Literal["gb50180", "tdt1062", "complete2020", "five_minute"]

_CIRCLES = ("5", "10", "15")


@dataclass(frozen=True)
class Walking:
    """How far people walk, and what should be within that distance. `None`: as the standard says.

    `metres`: circle minutes → metres. `limit_m`: how far walks are followed; `snap_m`: farther from
    a street is off the network. `rings_m`: distances within which facilities are counted.
    `catalogue`: the list of facilities that coverage is measured by. `crossings`: whether streets
    that cross without a common vertex meet (`join`), are bridges (`apart`), or the drawing decides
    (`auto`). `gap_m`: dead ends that stop short of a street by no more are joined to it.
    `detour`: metres walked for a metre as the crow flies, where there are no streets at all.
    """

    metres: Mapping[int, float] | None = None
    snap_m: float | None = None
    limit_m: float | None = None
    rings_m: tuple[float, ...] | None = None
    catalogue: Catalogue = "gb50180"
    crossings: Crossings = "auto"
    gap_m: float | None = None
    detour: float | None = None


def parse(given: Mapping[str, Any]) -> Walking:
    """Return the `walking` section of study.yaml."""
    only(given, {item.name for item in fields(Walking)}, where="walking")
    base = Walking()
    catalogue = one_of(
        given.get("catalogue", base.catalogue), get_args(Catalogue), key="walking.catalogue"
    )
    crossings = one_of(
        given.get("crossings", base.crossings), get_args(Crossings), key="walking.crossings"
    )
    detour = number(given.get("detour"), key="walking.detour")
    if detour is not None and detour < 1:
        raise InputError("study.detour_below_one", value=detour)
    return Walking(
        metres=_metres(mapping(given.get("metres"), where="walking.metres")),
        snap_m=number(given.get("snap_m"), key="walking.snap_m", above=0),
        limit_m=number(given.get("limit_m"), key="walking.limit_m", above=0),
        rings_m=_rings(given.get("rings_m")),
        catalogue=cast("Catalogue", catalogue),
        crossings=cast("Crossings", crossings),
        gap_m=number(given.get("gap_m"), key="walking.gap_m", above=-1),
        detour=detour,
    )


def _metres(given: Mapping[str, Any]) -> Mapping[int, float] | None:
    metres = {
        int(one_of(key, _CIRCLES, key="walking.metres")): number(
            value, key=f"walking.metres.{key}", above=0
        )
        or 0
        for key, value in sorted(given.items())
    }
    return metres or None


def _rings(given: object) -> tuple[float, ...] | None:
    found = [number(one, key="walking.rings_m", above=0) for one in items(given, key="rings_m")]
    return tuple(sorted({one for one in found if one is not None})) or None
