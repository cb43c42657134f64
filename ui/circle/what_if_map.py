"""The map of a what-if: estates by what changes for them, and the changes as numbered marks."""

import streamlit as st

from layers.change_classes import IF_ANY, change_classes, change_keys
from layers.marks import Layer, LonLat, Mark, dots, key, line, numbered
from study.scenario_compare import Comparison
from ui.circle import what_if_choice as choice
from ui.circle import what_if_draft as draft
from ui.circle.legend import painted
from ui.circle.what_if_places import gates, places
from ui.circle.what_if_words import told
from ui.map.live_map import Overlay, Painting
from ui.session.view import View
from ui.session.words import missing, t, word

_OPENS, _TAKES, _FIRST = "#1f5f8b", "#c2542d", "#10202f"
_THERE, _ROOM = "#5c6770", "#8a6d1f"
_ENDS = 2


def painting(view: View, found: Comparison) -> Painting:
    """Return the class of every estate and the legend."""
    keys = change_keys(found.estates, found.lines).reindex(view.estates["estate_id"])
    return painted(keys, change_classes(), title=t("what_if.map_title"), if_any=IF_ANY)


def overlay(view: View) -> Overlay:
    """Return what the next click can mean, and the changes made so far."""
    layers, keys = _background(view)
    made = [told(view, change) for change in draft.changes()]
    for number, one in enumerate(made, start=1):
        fill = _TAKES if one.takes else _OPENS
        if len(one.points) == _ENDS:
            layers.append(line(*one.points, colour=fill))
        if one.points:
            label = str(number)
            layers.append(numbered([Mark(_seat(one.points), [one.text], label)], fill=fill))
    layers += _begun(view)
    for takes, fill in ((False, _OPENS), (True, _TAKES)):
        if any(one.takes is takes for one in made):
            label = t("what_if.key.takes" if takes else "what_if.key.change")
            keys.append(key(label, fill=fill, stroke=fill))
    return Overlay(layers, keys, t("what_if.keys"), around=False)


def _seat(points: tuple[LonLat, ...]) -> LonLat:
    """Return where the number of a change stands: in the middle of a way, else at its end."""
    if len(points) == _ENDS:
        (x, y), (u, v) = points
        return ((x + u) / 2, (y + v) / 2)
    return points[-1]


def _begun(view: View) -> list[Layer]:
    """Return the mark of the first of two clicks."""
    begun = draft.first()
    if begun is None:
        return []
    if isinstance(begun, str):
        place = places(view, str(st.session_state[choice.FACILITY])).geometry.get(begun)
        if place is None:
            return []
        begun = (place.x, place.y)
    return [numbered([Mark(begun, [t("what_if.begun")], "●")], fill=_FIRST)]


def _background(view: View) -> tuple[list[Layer], list[Layer]]:
    """Return the places the chosen kind of change is about, and the entries that explain them."""
    verb = choice.verb()
    if verb == "close_gate":
        marks = [Mark((at.x, at.y)) for at in gates(view).geometry]
        look = {"fill": "#ffffff", "stroke": _THERE}
        return [dots(marks, **look, radius=3.5)], [key(t("circle.gate_given"), **look)]
    if verb not in choice.WITH_FACILITY:
        return [], []
    facility = str(st.session_state[choice.FACILITY])
    there = {"fill": _THERE, "stroke": "#ffffff"}
    rows = places(view, facility)
    names = rows["name"] if "name" in rows else [None] * len(rows)
    kind = word("category", facility)
    marks = [
        Mark((at.x, at.y), [kind if missing(name) else str(name)])
        for at, name in zip(rows.geometry, names, strict=True)
    ]
    layers = [dots(marks, **there, radius=4.5)]
    keys = [key(t("what_if.key.there", name=kind), **there)]
    if verb in choice.WITH_ROOM:
        free = choice.candidates(view, facility)
        free = free[free["reason"].eq("")]
        look = {"fill": "#fff7da", "stroke": _ROOM}
        marks = [
            Mark((row["geometry"].x, row["geometry"].y), [choice.room_name(row)])
            for row in free.to_dict("records")
        ]
        layers.append(dots(marks, **look, radius=4.5))
        keys.append(key(t("what_if.key.room"), **look))
    return layers, keys
