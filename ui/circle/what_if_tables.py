"""The tables of a what-if: estates for which it changes, and kept scenarios side by side."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from study.scenario_compare import Comparison
from ui.circle.what_if_words import estate_name
from ui.session.view import View
from ui.session.words import t, word, words

_FULL = 100


def estates_table(view: View, found: Comparison) -> pd.DataFrame:
    """Return the estates for which something changes, most residents first (index: estate_id)."""
    rows = found.estates.set_index("estate_id")
    moved = rows["coverage_gain"].fillna(0).ne(0)
    rows = rows[rows["gained"].ne("") | rows["lost"].ne("") | moved]
    rows = rows.sort_values("residents", ascending=False, kind="stable")
    return pd.DataFrame({
        "name": [estate_name(view, one) for one in rows.index],
        "change": [_change(*pair) for pair in zip(rows["gained"], rows["lost"], strict=True)],
        "residents": rows["residents"],
        "before": rows["coverage_before"] * _FULL,
        "after": rows["coverage_after"] * _FULL,
    }, index=rows.index)  # fmt: skip


def estates_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `estates_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    shares = t("what_if.coverage_help")
    return {
        "name": text(t("ui.column.name"), width=108),
        "change": text(t("what_if.column.change"), width=130),
        "residents": figure(t("what_if.column.residents"), format="%,.0f", width=60),
        "before": figure(t("what_if.column.before"), format="%.0f%%", width=50, help=shares),
        "after": figure(t("what_if.column.after"), format="%.0f%%", width=50, help=shares),
    }


def kinds_table(found: Comparison) -> pd.DataFrame:
    """Return the kinds of facilities somebody gains or loses: who reaches one before and after."""
    rows = _turned(found)
    return pd.DataFrame({
        "name": [word("category", category) for category in rows["category"]],
        "radius_m": rows["radius_m"],
        "before": rows["residents_before"],
        "after": rows["residents_after"],
        "change": rows["residents_after"] - rows["residents_before"],
    })  # fmt: skip


def kinds_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `kinds_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    shares = t("what_if.reached_help")
    return {
        "name": text(t("circle.column.name"), width=128),
        "radius_m": figure(t("circle.column.radius"), format="%d", width=48),
        "before": figure(t("what_if.column.before"), format="%,.0f", width=70, help=shares),
        "after": figure(t("what_if.column.after"), format="%,.0f", width=70, help=shares),
        "change": figure(t("what_if.column.more"), format="%+,.0f", width=70),
    }


def optional_kinds(found: Comparison) -> str:
    """Return the kinds somebody gains or loses that coverage leaves out, in words."""
    rows = _turned(found)
    return words("category", dict.fromkeys(rows.loc[~rows["required"].astype(bool), "category"]))


def first_kind(found: Comparison) -> dict[str, Any] | None:
    """Return the row of the kind most residents gain, None where nobody gains one."""
    rows = _turned(found)
    rows = rows[rows["residents_gaining"] > 0]
    rows = rows.sort_values(["residents_gaining", "radius_m"], ascending=[False, True])
    told = [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]
    return told[0] if told else None


def only_walks(found: Comparison) -> tuple[int, int]:
    """Return how many estates walk less far, and farther, than before."""
    before, after = (
        found.lines[f"walk_m_{when}"].fillna(np.inf).to_numpy(np.float64)
        for when in ("before", "after")
    )
    ids = found.lines["estate_id"]
    return ids[after < before].nunique(), ids[after > before].nunique()


def side_by_side(names: list[str], found: list[Comparison]) -> pd.DataFrame:
    """Return a row a scenario, each compared with today, most residents gaining first."""
    totals = pd.DataFrame([one.totals for one in found])
    before, after = (totals[f"coverage_residents_{when}"] for when in ("before", "after"))
    table = pd.DataFrame({
        "name": names,
        "gaining": totals["residents_gaining"],
        "estates": totals["estates_gaining"],
        "losing": totals["residents_losing"],
        "before": before.astype(float) * _FULL,
        "after": after.astype(float) * _FULL,
        "points": (after.astype(float) - before.astype(float)) * _FULL,
    })  # fmt: skip
    return table.sort_values(["gaining", "name"], ascending=[False, True], ignore_index=True)


def side_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `side_by_side`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("what_if.column.scenario"), width=260),
        "gaining": figure(t("what_if.column.gaining"), format="%,.0f", width=100),
        "estates": figure(t("what_if.column.estates"), format="%,.0f", width=100),
        "losing": figure(t("what_if.column.losing"), format="%,.0f", width=100),
        "before": figure(t("what_if.column.coverage_before"), format="%.1f%%", width=110),
        "after": figure(t("what_if.column.coverage_after"), format="%.1f%%", width=110),
        "points": figure(t("what_if.column.points"), format="%+.2f", width=110),
    }


def _turned(found: Comparison) -> pd.DataFrame:
    rows = found.categories
    return rows[(rows["estates_gaining"] > 0) | (rows["estates_losing"] > 0)]


def _change(gained: str, lost: str) -> str:
    """Return what an estate gains and loses, each with its sign."""
    parts = [
        t(f"what_if.{code}", names=words("category", listed.split(";")))
        for code, listed in (("gained", gained), ("lost", lost))
        if listed
    ]
    return t("ui.dot").join(parts)
