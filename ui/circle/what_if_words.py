"""Changes in words, as a planner would say them, and where each of them is on the map."""

from dataclasses import dataclass

import pandas as pd

from study.scenario_choices import Add, Change, Close, CloseGate, Footbridge, Gate, LonLat, Move
from ui.circle.what_if_places import as_points
from ui.circle.what_if_where import bridge_m, where
from ui.session.view import View
from ui.session.words import missing, number, t, word

_LONG_M = 300.0


@dataclass(frozen=True)
class Told:
    """A change in words; the points it touches; whether it takes something away; a doubt."""

    text: str
    points: tuple[LonLat, ...]
    takes: bool = False
    doubt: str = ""


def told(view: View, change: Change) -> Told:
    """Return a change in words and on the map."""
    match change:
        case Add(facility, at, name):
            said = t(
                "what_if.told.add",
                facility=word("category", facility),
                name=name or where(view, at),
            )
            return Told(said, (at,))
        case Move(facility_id, to):
            name, there = _facility(view, facility_id)
            return Told(t("what_if.told.move", name=name), (*there, to))
        case Close(facility_id):
            name, there = _facility(view, facility_id)
            return Told(t("what_if.told.close", name=name), there, takes=True)
        case Gate(estate_id, at):
            return Told(t("what_if.told.gate", name=estate_name(view, estate_id)), (at,))
        case CloseGate(estate_id, at):
            name = estate_name(view, estate_id)
            return Told(t("what_if.told.close_gate", name=name), (at,), takes=True)
        case Footbridge():
            return _bridge(view, change)


def _bridge(view: View, bridge: Footbridge) -> Told:
    """Return a bridge in words, with its length and a doubt about one that is very long."""
    code = "what_if.told.footbridge_steps" if bridge.steps else "what_if.told.footbridge"
    length_m = bridge_m(view, bridge)
    name = bridge.name or where(view, bridge.start)
    return Told(
        t(code, metres=number(length_m), name=name),
        (bridge.start, bridge.end),
        doubt=t("what_if.long_bridge", metres=number(_LONG_M)) if length_m > _LONG_M else "",
    )


def estate_name(view: View, estate_id: str) -> str:
    """Return what an estate is called."""
    names = view.estates.set_index("estate_id")["name"]
    name = names.get(estate_id)
    return estate_id if missing(name) else str(name)


def _facility(view: View, facility_id: str) -> tuple[str, tuple[LonLat, ...]]:
    """Return what a facility is called, and where it is; nowhere if it is not in the files."""
    known = view.ranked.measured.circle.facilities
    mine = known[known["facility_id"].eq(facility_id)].head(1)
    if mine.empty:
        return facility_id, ()
    place = as_points(mine).geometry.iloc[0]
    row: pd.Series = mine.iloc[0]
    kind, name = word("category", row["category"]), row.get("name")
    called = t("what_if.facility_without_name", kind=kind, id=facility_id)
    return (called if missing(name) else str(name)), ((place.x, place.y),)
