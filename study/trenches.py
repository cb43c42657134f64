"""What a person chose about roads and pipes dug once only (最多改一次): part of study.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from standards import Rule
from study.keys import number, only
from tables import InputError


@dataclass(frozen=True)
class Trenches:
    """When estates along a road or pipe corridor of the utility programme may be dug.

    An estate lies along it within `within_m` of its outline; the estates along one are done in
    less than `window_years` of each other (1: in the same year), or at least `apart_years` apart.
    None takes the standard in force (`trench_within_m`, …).
    """

    within_m: float | None = None
    window_years: int | None = None
    apart_years: int | None = None


@dataclass(frozen=True)
class DugOnce:
    """The same with nothing left open."""

    within_m: float
    window_years: int
    apart_years: int


def parse(given: Mapping[str, Any]) -> Trenches:
    """Return the choices of `trenches` in study.yaml.

    >>> parse({"within_m": 15, "apart_years": 3})
    Trenches(within_m=15.0, window_years=None, apart_years=3)
    """
    only(given, {item.name for item in fields(Trenches)}, where="trenches")
    return Trenches(
        within_m=number(given.get("within_m"), key="trenches.within_m", above=0),
        window_years=_years(given, "window_years"),
        apart_years=_years(given, "apart_years"),
    )


def in_full(chosen: Trenches, standards: Mapping[str, Rule]) -> DugOnce:
    """Return the choices with the standard in force in place of what was left open.

    Errors: `trenches.nothing_apart` where estates done outside the window would be far enough
    apart all the same, so that the rule would forbid nothing.
    """
    given = {item.name: getattr(chosen, item.name) for item in fields(Trenches)}
    found = DugOnce(
        **{
            name: standards[f"trench_{name}"].value if value is None else value
            for name, value in given.items()
        }
    )
    if found.apart_years <= found.window_years:
        raise InputError(
            "trenches.nothing_apart", window=found.window_years, apart=found.apart_years
        )
    return found


def _years(given: Mapping[str, Any], name: str) -> int | None:
    found = number(given.get(name), key=f"trenches.{name}", above=0)
    if found is not None and found != int(found):
        raise InputError("trenches.not_whole", key=f"trenches.{name}", value=found)
    return None if found is None else int(found)
