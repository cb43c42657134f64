"""What if: `scenarios` in study.yaml, each a name and what would be otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from study.keys import items, mapping, only, switch, word
from tables import InputError

LonLat = tuple[float, float]

_LAST_LON, _LAST_LAT = 180, 90


@dataclass(frozen=True)
class Add:
    """A facility of a category where there was none; `name` is for people."""

    facility: str
    at: LonLat
    name: str = ""


@dataclass(frozen=True)
class Move:
    """A facility elsewhere."""

    facility_id: str
    to: LonLat


@dataclass(frozen=True)
class Close:
    """A facility less."""

    facility_id: str


@dataclass(frozen=True)
class Gate:
    """A gate more for an estate."""

    estate_id: str
    at: LonLat


@dataclass(frozen=True)
class CloseGate:
    """The gate of an estate nearest to a point, less."""

    estate_id: str
    at: LonLat


@dataclass(frozen=True)
class Footbridge:
    """A new way to walk, straight from one point to another; `steps`: it is climbed on stairs."""

    start: LonLat
    end: LonLat
    name: str = ""
    steps: bool = False


Change = Add | Move | Close | Gate | CloseGate | Footbridge


@dataclass(frozen=True)
class Scenario:
    """Changes that would be made together, under a name."""

    name: str
    changes: tuple[Change, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the scenario as the run record keeps it: as it is written in study.yaml."""
        return as_given(self)


def parse(given: object) -> tuple[Scenario, ...]:
    """Return the scenarios of study.yaml, in their order.

    >>> parse([{"name": "B", "changes": [{"close": {"facility_id": "F1"}}]}])
    (Scenario(name='B', changes=(Close(facility_id='F1'),)),)

    Raises InputError where a name is missing or there twice, a change is of no kind or of two, a
    point is not [longitude, latitude], or one facility is changed twice in one scenario.
    """
    found = tuple(_scenario(item) for item in items(given, key="scenarios"))
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise InputError("scenarios.name_twice", name=name)
    return found


def as_given(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as it is written in study.yaml; `parse` reads it back."""
    return {"name": scenario.name, "changes": [_given(change) for change in scenario.changes]}


def checked(name: str, changes: tuple[Change, ...]) -> Scenario:
    """Return the changes under a name; refused when there are none, or two of one thing.

    Raises InputError `scenarios.no_changes`, `scenarios.twice`.
    """
    if not changes:
        raise InputError("scenarios.no_changes", name=name)
    seen: list[object] = []
    for change in changes:
        thing = change.facility_id if isinstance(change, Move | Close) else change
        if thing in seen:
            raise InputError("scenarios.twice", name=name, value=called(change))
        seen.append(thing)
    return Scenario(name, changes)


def called(change: Change) -> str:
    """Return what a person calls the thing that changes: its id, its name, else its points."""
    match change:
        case Move(facility_id) | Close(facility_id):
            return facility_id
        case Add(facility):
            return change.name or facility
        case Gate(estate_id) | CloseGate(estate_id):
            return estate_id
        case Footbridge():
            return change.name or f"{list(change.start)} – {list(change.end)}"


def point(value: object, *, key: str) -> LonLat:
    """Return longitude and latitude; refused when they are not two numbers on the globe."""
    pair = value if isinstance(value, list | tuple) else []
    numbers = [one for one in pair if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(pair) == len(numbers) == len(("lon", "lat")):
        lon, lat = float(numbers[0]), float(numbers[1])
        if abs(lon) <= _LAST_LON and abs(lat) <= _LAST_LAT:
            return lon, lat
    raise InputError("scenarios.bad_coordinates", key=key, value=value)


def _scenario(item: object) -> Scenario:
    given = mapping(item, where="scenarios")
    only(given, {"name", "changes"}, where="scenarios")
    name = word(given.get("name"), key="scenarios.name")
    if not name:
        raise InputError("study.missing_key", key="scenarios.name")
    changes = items(given.get("changes"), key="scenarios.changes")
    return checked(name, tuple(_change(one, name) for one in changes))


def _change(item: object, scenario: str) -> Change:
    given = item if isinstance(item, Mapping) else {}
    kind = str(next(iter(given), ""))
    if len(given) != 1 or kind not in _KINDS:
        said, allowed = ", ".join(map(str, given)) or item, ", ".join(_KINDS)
        raise InputError("scenarios.one_kind", name=scenario, value=said, allowed=allowed)
    keys, make = _KINDS[kind]
    entry = mapping(given[kind], where=kind)
    only(entry, keys, where=kind)
    return make(entry, scenario)


def _add(entry: Mapping[str, Any], _scenario: str) -> Add:
    name = word(entry.get("name"), key="add.name") or ""
    return Add(id_of(entry, "add", "facility"), point_of(entry, "add", "at"), name)


def _footbridge(entry: Mapping[str, Any], scenario: str) -> Footbridge:
    name = word(entry.get("name"), key="footbridge.name") or ""
    steps = switch(entry.get("steps", False), key="footbridge.steps")
    start, end = point_of(entry, "footbridge", "from"), point_of(entry, "footbridge", "to")
    if start == end:
        raise InputError("scenarios.bridge_no_length", name=scenario, value=name or list(start))
    return Footbridge(start, end, name, steps)


def id_of(entry: Mapping[str, Any], kind: str, key: str) -> str:
    """Return the id under a key of an entry. Raises InputError where there is none."""
    found = entry.get(key)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)  # YAML reads an id of digits as a number
    said = word(found, key=f"{kind}.{key}")
    if not said:
        raise InputError("study.missing_key", key=f"{kind}.{key}")
    return said


def point_of(entry: Mapping[str, Any], kind: str, key: str) -> LonLat:
    """Return the place under a key of an entry. Raises InputError where there is none."""
    if entry.get(key) is None:
        raise InputError("study.missing_key", key=f"{kind}.{key}")
    return point(entry[key], key=f"{kind}.{key}")


_KINDS: Mapping[str, tuple[set[str], Callable[[Mapping[str, Any], str], Change]]] = {
    "add": ({"facility", "at", "name"}, _add),
    "move": (
        {"facility_id", "to"},
        lambda entry, _: Move(id_of(entry, "move", "facility_id"), point_of(entry, "move", "to")),
    ),
    "close": ({"facility_id"}, lambda entry, _: Close(id_of(entry, "close", "facility_id"))),
    "gate": (
        {"estate_id", "at"},
        lambda entry, _: Gate(id_of(entry, "gate", "estate_id"), point_of(entry, "gate", "at")),
    ),
    "close_gate": (
        {"estate_id", "at"},
        lambda entry, _: CloseGate(
            id_of(entry, "close_gate", "estate_id"), point_of(entry, "close_gate", "at")
        ),
    ),
    "footbridge": ({"from", "to", "name", "steps"}, _footbridge),
}


def _given(change: Change) -> dict[str, Any]:
    match change:
        case Add(facility, at, name):
            return {
                "add": {"facility": facility, "at": list(at)} | ({"name": name} if name else {})
            }
        case Move(facility_id, to):
            return {"move": {"facility_id": facility_id, "to": list(to)}}
        case Close(facility_id):
            return {"close": {"facility_id": facility_id}}
        case Gate(estate_id, at):
            return {"gate": {"estate_id": estate_id, "at": list(at)}}
        case CloseGate(estate_id, at):
            return {"close_gate": {"estate_id": estate_id, "at": list(at)}}
        case Footbridge(start, end, name, steps):
            ends = {"from": list(start), "to": list(end)}
            told = {"name": name} if name else {}
            return {"footbridge": ends | told | ({"steps": True} if steps else {})}
