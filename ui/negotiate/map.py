"""The map of a plan that is negotiated: years before or after, the estates that change marked."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from layers.classes import year_classes, year_keys
from layers.marks import Layer, LonLat, Mark, key, numbered
from phasing.negotiation.difference import Difference
from ui.circle.legend import painted
from ui.drawn.one_of import one_of
from ui.map.live_map import Overlay, Painting
from ui.negotiate import draft
from ui.negotiate.estate import names
from ui.session.view import View
from ui.session.words import t, year

_BEFORE, _AFTER = "before", "after"
_SIDE = "negotiate.side"
_MOST_MARKS = 150  # more marks than this hide the map they stand on
_SIGNS = {"earlier": "↑", "later": "↓", "enters": "+", "leaves": "−"}
_GAIN, _LOSS, _PINNED = "#1f5f8b", "#b5492f", "#10202f"
_FILLS = {"earlier": _GAIN, "enters": _GAIN, "later": _LOSS, "leaves": _LOSS}


def side_box() -> str:
    """Draw the choice of the plan before or after the change, and return it."""
    return one_of(
        t("negotiate_page.side"), (_BEFORE, _AFTER), key=_SIDE, start=_AFTER,
        said=lambda name: t(f"negotiate_page.side.{name}"),
    )  # fmt: skip


def years_painting(
    view: View, proposal: str, plan: Mapping[str, int] | None = None, *, title: str = ""
) -> Painting:
    """Return the year of every estate in a proposal, or in another plan for the same pool."""
    keys = year_keys(view.estates, plan=proposal)
    if plan is not None:
        new = view.estates["estate_id"].map(plan).astype("Int64").astype("string").astype(object)
        there = keys.mask(view.estates[f"year_{proposal}"].notna(), "later")
        keys = there.where(new.isna(), new)
    classes = year_classes(view.plan.choices.horizon)
    usual = t("negotiate_page.map_before" if plan is None else "negotiate_page.map_after")
    return painted(keys, classes, title=title or usual)


def changed_overlay(view: View, found: Difference | None, *, own: bool = True) -> Overlay:
    """Return a mark on every estate that changes and, where it is their `own`, on what was set."""
    if found is None:
        return Overlay()
    rows = found.estates.sort_values(["residents", "estate_id"], ascending=[False, True])
    rows = rows.head(_MOST_MARKS)
    pinned = set(draft.tried().estates) if own else set[str]()
    layers, keys = list[Layer](), list[Layer]()
    for change, sign in _SIGNS.items():
        mine = rows[rows["change"].eq(change) & ~rows["estate_id"].isin(pinned)]
        if len(mine):
            fill = _FILLS[change]
            layers.append(numbered(_marks(view, mine, sign), fill=fill))
            label = f"{sign} {t(f'negotiate_page.change.{change}')}"
            keys.append(key(label, fill=fill, stroke=fill))
    if pinned:
        layers.append(numbered(_pins(view, sorted(pinned)), fill=_PINNED))
        keys.append(key(t("negotiate_page.key.pinned"), fill=_PINNED, stroke=_PINNED))
    return Overlay(layers, keys, t("negotiate_page.keys"), around=False)


def _marks(view: View, rows: pd.DataFrame, sign: str) -> list[Mark]:
    at, called = places(view), names(view)
    return [
        Mark(at[row["estate_id"]], [called[row["estate_id"]], _moved(row)], sign)
        for row in rows.to_dict("records")
        if row["estate_id"] in at
    ]


def _pins(view: View, estates: Sequence[str]) -> list[Mark]:
    at, called = places(view), names(view)
    return [Mark(at[one], [called[one]], "◆") for one in estates if one in at]


def places(view: View) -> dict[str, LonLat]:
    """Return a point in each estate that is drawn."""
    drawn = view.estates[view.estates.geometry.notna()]
    points = drawn.geometry.representative_point()
    return {
        str(estate): (point.x, point.y)
        for estate, point in zip(drawn["estate_id"], points, strict=True)
    }


def _moved(row: Mapping[Any, Any]) -> str:
    none = t("negotiate_page.no_year")
    years = (year(row[name]) or none for name in ("year_before", "year_after"))
    return t("what_if.from_to", **dict(zip(("before", "after"), years, strict=True)))
