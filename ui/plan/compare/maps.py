"""Two proposals on two maps that move together, and a third map of what differs between them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from layers.change_classes import proposal_change_classes, proposal_change_keys
from ui.circle.legend import painted
from ui.drawn.one_of import one_of
from ui.map.live_map import Painting, live_map
from ui.map.painting import YEAR, layer_painting, map_layers, page
from ui.map.year_slider import year_slider, years_heard
from ui.session import address, state
from ui.session.view import View
from ui.session.words import proposal, t

LEFT, RIGHT = "compare.a", "compare.b"
BESIDE, SWIPE = "beside", "swipe"
_YEARS = "compare.years"
_GROUP = {"group": "compare", "legend": True}
_ORDER = [item.key for item in proposal_change_classes()]
_ALIKE = ("moves_same", "moves_neither")


def pair(view: View) -> tuple[str, str]:
    """Draw the choice of two proposals and return their names; the address carries both."""
    names = [plan.name for plan in view.proposals]
    starts = {LEFT: names[0], RIGHT: names[min(1, len(names) - 1)]}
    for (key, start), name in zip(starts.items(), ("a", "b"), strict=True):
        address.hold(name, key, names)
        if st.session_state.get(key) not in names:
            st.session_state[key] = start
    columns = st.columns(2)
    left, right = (
        columns[at].selectbox(
            t(f"ui.compare.{side}"),
            names,
            format_func=proposal,
            key=key,
            filter_mode=None,
            persist_state="session",
        )
        for at, (side, key) in enumerate((("left", LEFT), ("right", RIGHT)))
    )
    return str(left), str(right)


def shown_as() -> str:
    """Draw whether two maps are shown or one with a line to drag, and return which."""
    return one_of(
        t("ui.compare.as"), (BESIDE, SWIPE), key="compare.as", held="look",
        said=lambda name: t(f"ui.compare.as.{name}"),
    )  # fmt: skip


def swiped(view: View, left: str, right: str) -> None:
    """Draw the years of two proposals on one map: one left of a line, the other right of it."""
    shown, tool = swipe(view, left, right)
    with st.container(key="compare_swipe"):
        live_map(
            page(view), shown, selected=state.selected(), key="compare_map_swipe",
            tools={"swipe": tool},
        )  # fmt: skip


def swipe(view: View, left: str, right: str) -> tuple[Painting, dict[str, Any]]:
    """Return the painting of the proposal on the right, and what the map's line needs of the left.

    The legend is of both: each class with how many estates it has on the left and on the right.
    """
    one, other = (layer_painting(view, map_layers(view, name)[YEAR]) for name in (left, right))
    counts = [{row["key"]: row["count"] for row in each.legend} for each in (one, other)]
    rows = [*other.legend, *(row for row in one.legend if row["key"] not in counts[1])]
    both = [
        {**row, "count": " | ".join(str(each.get(row["key"], 0)) for each in counts)}
        for row in rows
    ]
    words = {"line": t("ui.compare.line"), "left": proposal(left), "right": proposal(right)}
    told = {"codes": one.codes, "legend": list(one.legend), "title": one.title, "words": words}
    title = f"{words['left']} | {words['right']}"
    return replace(other, legend=both, title=title, unit=t("ui.estates")), told


def side_by_side(view: View, left: str, right: str) -> None:
    """Draw the years of two proposals on two maps that move together."""
    columns = st.columns(2)
    for column, name, side in zip(columns, (left, right), ("left", "right"), strict=True):
        with column, st.container(key=f"compare_{side}"):
            shown = layer_painting(view, map_layers(view, name)[YEAR])
            _map(view, shown, f"compare_map_{side}", slider=year_slider(view, name, _YEARS))


def difference_map(view: View, left: str, right: str) -> None:
    """Draw where two proposals differ."""
    with st.container(key="compare_difference"):
        _map(view, difference(view, left, right), "compare_map_difference")


def difference(view: View, left: str, right: str) -> Painting:
    """Return the class of every estate from one proposal to the other, and the legend."""
    keys = moves(view, left, right)
    title = t("ui.compare.from_to", left=proposal(left), right=proposal(right))
    return painted(keys, proposal_change_classes(), title=title)


def moves(view: View, left: str, right: str) -> pd.Series:
    """Return what becomes of each estate from one proposal to the other, as a class key."""
    years = (view.estates[f"year_{name}"] for name in (left, right))
    return proposal_change_keys(*years)


def moved_table(view: View, left: str, right: str) -> pd.DataFrame:
    """Return the estates that differ (index: estate_id): what changes, both years, size, cost.

    By kind of change as the legend has them, then by residents, most first, then by id.
    """
    estates = pd.DataFrame(view.estates.drop(columns=view.estates.geometry.name))
    keys = moves(view, left, right)
    rows = estates.assign(change=keys, place=keys.map(_ORDER.index))
    rows = rows[~keys.isin(_ALIKE)]
    by = ["place", "residents", "estate_id"]
    rows = rows.sort_values(by, ascending=[True, False, True])
    shown = {
        "change": [t(f"legend.{key}") for key in rows["change"]],
        "name": rows["name"].fillna(t("ui.unnamed")),
        "street": rows["street"],
        "left": rows[f"year_{left}"],
        "right": rows[f"year_{right}"],
        "households": rows["households"],
        "cost_wan": rows["cost_wan"],
    }
    return pd.DataFrame(shown).set_index(rows["estate_id"])


def moved_headings(left: str, right: str) -> dict[str, Any]:
    """Return how Streamlit draws each column of `moved_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "change": text(t("ui.compare.change"), width=110),
        "name": text(t("ui.column.name"), width=140),
        "street": text(t("ui.column.street"), width=90),
        "left": figure(proposal(left), format="%d", width=74),
        "right": figure(proposal(right), format="%d", width=74),
        "households": figure(t("column.households"), format="%,d", width=64),
        "cost_wan": figure(t("ui.column.cost"), format="%,.0f", width=84),
    }


def _map(
    view: View, shown: Painting, key: str, slider: Mapping[str, Any] = MappingProxyType({})
) -> None:
    live_map(
        page(view),
        shown,
        selected=state.selected(),
        key=key,
        tools={"sync": _GROUP, **slider},
        heard=years_heard(_YEARS),
    )
