"""Entrances and facilities a person set on the map: the part `added` of study.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from study.keys import items, mapping, only, word
from study.scenario_choices import LonLat, id_of, point_of
from tables import InputError


@dataclass(frozen=True)
class AddedEntrance:
    """Where people leave an estate, as a person knows it; longitude and latitude (EPSG:4326)."""

    estate_id: str
    at: LonLat


@dataclass(frozen=True)
class AddedFacility:
    """A facility of a category of the catalogue that is in no file; `name` is for people."""

    category: str
    at: LonLat
    name: str = ""


@dataclass(frozen=True)
class Added:
    """What a person set on the map; it counts as if it stood in the files."""

    entrances: tuple[AddedEntrance, ...] = ()
    facilities: tuple[AddedFacility, ...] = ()


def parse(given: object) -> Added:
    """Return the part `added` of study.yaml.

    >>> parse({"entrances": [{"estate_id": "E1", "at": [114.0, 30.0]}]}).entrances
    (AddedEntrance(estate_id='E1', at=(114.0, 30.0)),)

    Raises InputError where a key is missing or unknown, a point is not [longitude, latitude]
    (`scenarios.bad_coordinates`), or one thing is set twice at one place (`added.twice`).
    """
    chosen = mapping(given, where="added")
    only(chosen, {item.name for item in fields(Added)}, where="added")
    entrances = [_entrance(one) for one in items(chosen.get("entrances"), key="added.entrances")]
    facilities = [_facility(one) for one in items(chosen.get("facilities"), key="added.facilities")]
    _once([(one.estate_id, one.at) for one in entrances])
    _once([(one.category, one.at) for one in facilities])
    return Added(tuple(entrances), tuple(facilities))


def as_given(one: AddedEntrance | AddedFacility) -> dict[str, Any]:
    """Return an entry as it is written in study.yaml; `parse` reads it back.

    >>> as_given(AddedFacility("shp_market", (114.0, 30.0)))
    {'category': 'shp_market', 'at': [114.0, 30.0]}
    """
    if isinstance(one, AddedEntrance):
        return {"estate_id": one.estate_id, "at": list(one.at)}
    named = {"name": one.name} if one.name else {}
    return {"category": one.category, "at": list(one.at)} | named


def entrance(about: Mapping[str, Any]) -> AddedEntrance:
    """Return the entrance that a mapping describes. Raises InputError as `parse` does."""
    return _entrance({name: about[name] for name in ("estate_id", "at") if name in about})


def facility(about: Mapping[str, Any]) -> AddedFacility:
    """Return the facility that a mapping describes. Raises InputError as `parse` does."""
    named = ("category", "at", "name")
    return _facility({name: about[name] for name in named if about.get(name) not in (None, "")})


def _entrance(item: object) -> AddedEntrance:
    where = "added.entrances"
    entry = mapping(item, where=where)
    only(entry, {"estate_id", "at"}, where=where)
    return AddedEntrance(id_of(entry, where, "estate_id"), point_of(entry, where, "at"))


def _facility(item: object) -> AddedFacility:
    where = "added.facilities"
    entry = mapping(item, where=where)
    only(entry, {"category", "at", "name"}, where=where)
    name = word(entry.get("name"), key=f"{where}.name") or ""
    return AddedFacility(id_of(entry, where, "category"), point_of(entry, where, "at"), name)


def _once(places: list[tuple[str, LonLat]]) -> None:
    for name, at in places:
        if places.count((name, at)) > 1:
            raise InputError("added.twice", value=name, at=list(at))
