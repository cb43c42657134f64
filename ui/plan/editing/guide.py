"""Beside the map of a plan before anything is drafted: what can be done, and one estate to try."""

import streamlit as st

from phasing.negotiation.standing import Standing
from ui.drawn.guide import guide
from ui.session import state
from ui.session.view import View
from ui.session.words import missing, number, plain, t

_WAYS = ("year", "cluster", "ground", "price")


def edit_guide(view: View, stood: Standing) -> None:
    """Draw the ways to edit, and a button that chooses the first estate left out by the plan."""
    guide("plan", _WAYS)
    ranked = view.estates[view.estates["rank"].notna()].sort_values(["rank", "estate_id"])
    out = ranked[~ranked["estate_id"].isin(stood.plan)]
    if out.empty:
        return
    row = out.iloc[0]
    name = t("ui.unnamed") if missing(row["name"]) else str(row["name"])
    st.button(
        plain(t("guide.plan.try", rank=number(row["rank"]), name=name)),
        key="plan.try",
        icon=":material/arrow_forward:",
        type="primary",
        on_click=state.select,
        args=(str(row["estate_id"]),),
    )
