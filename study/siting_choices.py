"""What a person asked to be sited (设施选址): the list `siting` of study.yaml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from study.keys import items, mapping, number, one_of, only, word, words
from study.likeness import with_nearest
from tables import InputError

AIMS = ("coverage", "mean_walk")
IDLE = "idle_assets"
BY_STANDARD = "standard"


@dataclass(frozen=True)
class Point:
    """A place someone proposes beside the idle rooms: degrees (EPSG:4326), area, cost."""

    id: str
    lon: float
    lat: float
    name: str = ""
    floor_area_m2: float | None = None
    cost_wan: float | None = None


@dataclass(frozen=True)
class SitingChoice:
    """One facility to be sited: how many or for how much, to what end, among which rooms.

    `sites` and `budget_wan` may both be given: both are kept. `within_m` None: the radius of the
    catalogue (coverage), or as far as walks are followed (mean walk). `capacity`: people one new
    site serves; "standard": as in `facility_needs`; None: nobody is turned away. `rooms`: ids of
    idle rooms, None all of them (`kinds`: only these); `points` are further places. `curve`: also
    the best of 1, 2, … so many sites.
    """

    facility: str
    sites: int | None = None
    budget_wan: float | None = None
    aim: Literal["coverage", "mean_walk"] = "coverage"
    within_m: float | None = None
    capacity: float | Literal["standard"] | None = None
    rooms: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    curve: int | None = None


_KEYS = {item.name for item in fields(SitingChoice)} - {"rooms", "points"} | {"candidates"}


def parse(given: object) -> tuple[SitingChoice, ...]:
    """Return the choices of `siting` in study.yaml, in their order.

    >>> parse([{"facility": "eld_daycare", "sites": 3}])[0].aim
    'coverage'
    """
    listed = items(given, key="siting")
    return tuple(_choice(item, f"siting[{place}]") for place, item in enumerate(listed, 1))


def known_facility(name: str, listed: Collection[str]) -> str:
    """Return a category that is in the catalogues; else InputError with the one it is like."""
    if name not in listed:
        raise with_nearest(InputError("siting.unknown_facility", facility=name), name, listed)
    return name


def _choice(item: object, where: str) -> SitingChoice:
    given = mapping(item, where=where)
    only(given, _KEYS, where=where)
    facility = word(given.get("facility"), key=f"{where}.facility")
    if not facility:
        raise InputError("study.missing_key", key=f"{where}.facility")
    sites = _whole(given.get("sites"), f"{where}.sites")
    budget_wan = number(given.get("budget_wan"), key=f"{where}.budget_wan", above=0)
    if sites is None and budget_wan is None:
        raise InputError("siting.sites_or_budget", key=where)
    rooms, points = _candidates(given.get("candidates", IDLE), f"{where}.candidates")
    return SitingChoice(
        facility=facility,
        sites=sites,
        budget_wan=budget_wan,
        aim=one_of(given.get("aim", AIMS[0]), AIMS, key=f"{where}.aim"),  # type: ignore[arg-type]
        within_m=number(given.get("within_m"), key=f"{where}.within_m", above=0),
        capacity=_capacity(given.get("capacity"), f"{where}.capacity"),
        rooms=rooms,
        kinds=words(given.get("kinds"), key=f"{where}.kinds"),
        points=points,
        curve=_whole(given.get("curve"), f"{where}.curve"),
    )


def _whole(value: object, key: str) -> int | None:
    found = number(value, key=key, above=0)
    if found is not None and found != int(found):
        raise InputError("siting.not_whole", key=key, value=found)
    return None if found is None else int(found)


def _capacity(value: object, key: str) -> float | Literal["standard"] | None:
    if isinstance(value, str):
        one_of(value, (BY_STANDARD,), key=key)
        return "standard"
    return number(value, key=key, above=0)


def _candidates(value: object, key: str) -> tuple[tuple[str, ...] | None, tuple[Point, ...]]:
    """Return the idle rooms meant (None: all) and the further places of a list of both."""
    listed = [value] if isinstance(value, str) else items(value, key=key)
    places = [_point(item, key) for item in listed if isinstance(item, Mapping)]
    named = words([item for item in listed if not isinstance(item, Mapping)], key=key)
    ids = [*named, *(place.id for place in places)]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise InputError("study.word_twice", key=key, value=twice)
    return None if IDLE in named else named, tuple(places)


def _point(item: Mapping[str, Any], key: str) -> Point:
    given = mapping(item, where=key)
    only(given, {entry.name for entry in fields(Point)}, where=key)
    lon, lat = (number(given.get(name), key=f"{key}.{name}") for name in ("lon", "lat"))
    identity = given.get("id")
    if lon is None or lat is None or identity is None:
        missing = "id" if identity is None else "lon" if lon is None else "lat"
        raise InputError("study.missing_key", key=f"{key}.{missing}")
    return Point(
        id=str(identity),
        lon=lon,
        lat=lat,
        name=word(given.get("name"), key=f"{key}.name") or "",
        floor_area_m2=number(given.get("floor_area_m2"), key=f"{key}.floor_area_m2", above=0),
        cost_wan=number(given.get("cost_wan"), key=f"{key}.cost_wan", above=0),
    )
