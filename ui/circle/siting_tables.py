"""The sites found, in the order in which to open them, with what each adds."""

from typing import Any

import pandas as pd
import streamlit as st

from study.siting import Sited
from ui.circle.what_if_choice import room_name
from ui.session.words import t, word

_ADDS = {"coverage": "people_gained", "mean_walk": "mean_walk_cut_m"}


def sites_table(found: Sited) -> pd.DataFrame:
    """Return the chosen rooms: order, name, area, cost, what each adds."""
    rows = found.rooms[found.rooms["order"].notna()].sort_values("order")
    return pd.DataFrame({
        "order": rows["order"],
        "name": [room_name(row) for row in rows.to_dict("records")],
        "area": rows["floor_area_m2"],
        "cost": rows["cost_wan"],
        "adds": rows[_ADDS[found.found.aim.kind]],
    })  # fmt: skip


def sites_headings(found: Sited) -> dict[str, Any]:
    """Return how Streamlit draws each column of `sites_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    kind = found.found.aim.kind
    people = t(f"site.people_{found.people}")
    guessed = found.rooms.loc[found.rooms["order"].notna(), "cost_estimated"].astype(bool)
    cost = "estimated" if guessed.all() else "partly" if guessed.any() else "given"
    return {
        "order": figure(t("siting_page.column.order"), width=40),
        "name": text(t("siting_page.column.room"), width=110),
        "area": figure("㎡", format="%,.0f", width=50),
        "cost": figure(
            t(f"siting_page.column.cost_{cost}"),
            format="%,.0f",
            width=96,
            help=t("siting_page.cost_help"),
        ),
        "adds": figure(
            t(f"siting_page.column.{kind}", people=people),
            format="%,.0f" if kind == "coverage" else "%,.1f",
            width=108,
            help=t("siting_page.adds_help"),
        ),
    }


def left_out_table(found: Sited) -> pd.DataFrame:
    """Return the rooms that could not be chosen, with the reason."""
    rows = found.rooms[found.rooms["reason"].ne("")].sort_values(["reason", "asset_id"])
    return pd.DataFrame({
        "name": [room_name(row) for row in rows.to_dict("records")],
        "area": rows["floor_area_m2"],
        "use": rows["use_possible"],
        "reason": [word("siting_reason", reason) for reason in rows["reason"]],
    })  # fmt: skip


def left_out_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `left_out_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("siting_page.column.room"), width=150),
        "area": figure("㎡", format="%,.0f", width=50),
        "use": text(t("siting_page.column.use"), width=80),
        "reason": text(t("siting_page.column.reason"), width=140),
    }
