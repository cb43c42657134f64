"""The map on which a plan is edited: years before or after, locks outlined, changes marked."""

from collections.abc import Iterable, Sequence
from typing import Any

from layers.marks import Layer, Mark, key, numbered
from phasing.negotiation.price import Price
from phasing.negotiation.standing import Standing
from phasing.rules import LockIn, LockOut
from study.plan_edits import Edit
from ui.map.live_map import Overlay
from ui.negotiate.map import changed_overlay, places
from ui.plan.editing.words import told
from ui.session.view import View
from ui.session.words import t

_LINES, _DARK = 440, "#10202f"  # pane: above the outlines, below the marks
_IN = {"color": _DARK, "weight": 3.2, "fill": False}
_OUT = {**_IN, "dashArray": "5 4"}


def edit_overlay(
    view: View, stood: Standing, edits: Sequence[Edit], found: Price | None
) -> Overlay:
    """Return the marks of a plan that is edited.

    Estates locked in the file have a thick border (dashed: left out); what a person drafted has a
    diamond; who moves because of it a sign that says which way, with the years when pointed at.
    """
    moved = changed_overlay(view, found.difference if found else None, own=False)
    own = [edit for edit in edits if edit.about.get("estate_id")]
    layers, keys = list[Layer](), list[Layer]()
    for kind, style in ((LockIn, _IN), (LockOut, _OUT)):
        estates = locked(view, kind)
        if estates:
            layers.append(_outlines(view, estates, style))
            keys.append(_line(t(f"plan_edit.key.{kind.kind}"), style))
    if own:
        keys.append(key(t("plan_edit.key.drafted"), fill=_DARK, stroke=_DARK))
    marks = [numbered(_diamonds(view, stood, own), fill=_DARK)] if own else []
    return Overlay(
        [*layers, *moved.layers, *marks], [*keys, *moved.keys], t("plan_edit.keys"), around=False
    )


def locked(view: View, kind: type[LockIn | LockOut]) -> set[str]:
    """Return the estates that the file locks in a year, or out of all years."""
    return {rule.estate_id for rule in view.written.choices.rules if isinstance(rule, kind)}


def _outlines(view: View, estates: Iterable[str], style: dict[str, Any]) -> Layer:
    rows = view.estates[view.estates["estate_id"].isin(list(estates))]
    rows = rows[rows.geometry.notna()]
    features = [
        {"type": "Feature", "geometry": shape.__geo_interface__, "properties": {}}
        for shape in rows.geometry
    ]
    data = {"type": "FeatureCollection", "features": features}
    return {"z": _LINES, "style": {**style, "radius": 6}, "tips": False, "data": data}


def _diamonds(view: View, stood: Standing, own: Sequence[Edit]) -> list[Mark]:
    at = places(view)
    ids = {str(edit.about["estate_id"]): edit for edit in own}
    return [
        Mark(at[estate], [told(view, stood, edit)], "◆")
        for estate, edit in ids.items()
        if estate in at
    ]


def _line(label: str, style: dict[str, Any]) -> Layer:
    dash = str(style.get("dashArray", ""))
    return key(label, fill="transparent", stroke=_DARK, shape="square", dash=dash)
