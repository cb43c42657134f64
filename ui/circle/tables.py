"""The tables of the living circle: what is short where all live, and what one estate reaches."""

from typing import Any

import pandas as pd
import streamlit as st

from ui.circle.painting import line_key
from ui.session.words import missing, t, word

_FULL = 100


def lines_table(by_line: pd.DataFrame) -> pd.DataFrame:
    """Return the required lines of the catalogue for all estates, most residents short first.

    The index is the key of the line; what nobody supplied stands last, with nothing known.
    """
    rows = by_line[by_line["level"].eq("all") & by_line["required"].astype(bool)]
    short = rows["residents_measured"] - rows["residents_within"]
    shown = pd.DataFrame({
        "name": [word("category", category) for category in rows["category"]],
        "circle": rows["circle"],
        "radius_m": rows["radius_m"],
        "share": rows["residents_share"] * _FULL,
        "short": short.where(rows["estates_measured"] > 0),
        "estates": rows["estates_within"].where(rows["estates_measured"] > 0),
    })  # fmt: skip
    keys = [line_key(*row) for row in rows[["circle", "category"]].to_numpy()]
    shown = shown.set_index(pd.Index(keys, name="line"))
    return shown.sort_values(["short", "name"], ascending=[False, True], na_position="last")


def lines_headings(estates: int) -> dict[str, Any]:
    """Return how Streamlit draws each column of `lines_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("circle.column.name"), width=134),
        "circle": figure(t("circle.column.circle"), width=36, help=t("circle.circle_help")),
        "radius_m": figure(
            t("circle.column.radius"), format="%,d", width=46, help=t("circle.radius_help")
        ),
        "share": st.column_config.ProgressColumn(
            t("circle.column.share"), format="%.0f%%", min_value=0, max_value=_FULL, width=78,
            help=t("circle.share_help"),
        ),
        "short": figure(
            t("circle.column.short"), format="%,.0f", width=62, help=t("circle.short_help")
        ),
        "estates": figure(
            t("circle.column.estates"), format="%,d", width=72,
            help=t("circle.estates_help", count=estates),
        ),
    }  # fmt: skip


def estate_table(lines: pd.DataFrame, estate_id: str) -> pd.DataFrame:
    """Return the required lines of one estate: what is missing first, then by circle."""
    rows = lines[lines["estate_id"].eq(estate_id) & lines["required"].astype(bool)]
    rows = rows.assign(order=[_order(met) for met in rows["met"]])
    rows = rows.sort_values(["order", "circle", "category"])
    shown = pd.DataFrame({
        "met": [_met(*row) for row in zip(rows["met"], rows["walk_m"], strict=True)],
        "name": [word("category", category) for category in rows["category"]],
        "circle": rows["circle"],
        "radius_m": rows["radius_m"],
        "walk_m": rows["walk_m"],
        "adult": rows["minutes_adult"],
        "elder": rows["minutes_elder"],
    })  # fmt: skip
    keys = [line_key(*row) for row in rows[["circle", "category"]].to_numpy()]
    return shown.set_index(pd.Index(keys, name="line"))


def estate_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `estate_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "met": text(t("circle.column.met"), width=62),
        "name": text(t("circle.column.name"), width=104),
        "circle": figure(t("circle.column.circle"), width=44, help=t("circle.circle_help")),
        "radius_m": figure(
            t("circle.column.radius"), format="%,d", width=48, help=t("circle.radius_help")
        ),
        "walk_m": figure(t("circle.column.walk"), format="%,.0f", width=58),
        "adult": figure(t("circle.column.adult"), format="%.0f", width=52),
        "elder": figure(t("circle.column.elder"), format="%.0f", width=52),
    }


def reach_headings() -> dict[str, Any]:
    """Return how Streamlit draws the table of everything one estate reaches."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "category": text(t("circle.column.name"), width=128),
        "name": text(t("circle.column.facility"), width=190),
        "walk_m": figure(t("circle.column.walk"), format="%,.0f", width=66),
        "adult_min": figure(t("circle.column.adult"), format="%.0f", width=60),
        "elder_min": figure(t("circle.column.elder"), format="%.0f", width=60),
    }


def reached(table: pd.DataFrame) -> pd.DataFrame:
    """Return everything one estate reaches, in words."""
    names = table["name"].where(table["name"].notna(), table["facility_id"])
    kinds = [word("category", category) for category in table["category"]]
    shown = table.assign(category=kinds, name=names)
    return shown[["category", "name", "walk_m", "adult_min", "elder_min"]]


def _met(met: object, walk_m: float) -> str:
    """Return whether one is near: if not, whether one is too far or none is reached."""
    if missing(met):
        return t("circle.met_unknown")
    return t("circle.met" if met else "circle.none" if missing(walk_m) else "circle.too_far")


def _order(met: object) -> int:
    return 2 if missing(met) else int(bool(met))
