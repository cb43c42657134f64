"""The tables of plans nearly as good: the plans, how far they are apart, each estate in all."""

from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.alternatives import Alternatives
from phasing.negotiation.how_often import how_often
from study.negotiation.outward import SHARE_DIGITS, up
from ui.negotiate.estate import names
from ui.session.view import View
from ui.session.words import percent, t
from ui.templates import html

_FULL = 100


def plan_name(place: int) -> str:
    """Return what a plan is called: the one that stands, or the first, second … other."""
    if not place:
        return t("negotiate_page.alternatives.stands")
    return t("negotiate_page.alternatives.other", place=place)


def plans_table(found: Alternatives) -> pd.DataFrame:
    """Return a row a plan: how near the best, how far from the one that stands, what it places."""
    rows = found.table
    return pd.DataFrame({
        "plan": [plan_name(int(place)) for place in rows["plan"]],
        "below": rows["below_best_most"].map(lambda one: up(one, SHARE_DIGITS)) * _FULL,
        "from_first": rows["years_from_first"] * _FULL,
        "members": rows["members_from_first"] * _FULL,
        "placed": rows["placed"],
        "cost": rows["cost_wan"],
    })  # fmt: skip


def plans_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `plans_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    column = "negotiate_page.alternatives.column"
    return {
        "plan": text(t(f"{column}.plan"), width=64),
        "below": figure(
            t(f"{column}.below"), format="%.2f%%", width=84, help=t(f"{column}.below_help")
        ),
        "from_first": figure(
            t(f"{column}.from_first"), format="%.0f%%", width=76, help=t(f"{column}.years_help")
        ),
        "members": figure(
            t(f"{column}.members"), format="%.0f%%", width=76, help=t(f"{column}.members_help")
        ),
        "placed": figure(t("negotiate_page.column.estates"), format="%,d", width=56),
        "cost": figure(t(f"{column}.cost"), format="%,.0f", width=84),
    }


def apart_table(found: Alternatives) -> str:
    """Return how far every two plans are apart, as a table of HTML shaded by distance."""
    count = len(found.plans)
    pairs = zip(found.distances["plan"], found.distances["other"], strict=True)
    far = dict(zip(pairs, found.distances["years_apart"].astype(float).tolist(), strict=True))
    cells = [[far.get((here, there)) for there in range(count)] for here in range(count)]
    most = max((one for row in cells for one in row if one is not None), default=0.0) or 1.0
    rows = [
        {
            "name": plan_name(here),
            "cells": [
                {
                    "text": "" if one is None else percent(one),
                    "shade": 0 if one is None else round(100 * one / most),
                }
                for one in row
            ],
        }
        for here, row in enumerate(cells)
    ]
    heads = [plan_name(place) for place in range(count)]
    return html("negotiate_heat", heads=heads, rows=rows)


def estates_table(view: View, found: Alternatives, *, only_different: bool) -> pd.DataFrame:
    """Return each estate's share of the plans and its year in each (index: estate_id)."""
    posed, plans = found.plans[0].problem, [one.plan for one in found.plans]
    shares = how_often(posed, plans).set_index("estate_id")
    called, ranks = names(view), view.estates.set_index("estate_id")["rank"]
    years = {
        f"plan_{place}": pd.Series(plan.plan, dtype="Int64").reindex(shares.index)
        for place, plan in enumerate(found.plans)
    }
    wide = pd.DataFrame({
        "name": [called.get(one, one) for one in shares.index],
        "in_plans": shares["in_plan"] * _FULL,
        **years,
        "rank": pd.array(ranks.reindex(shares.index), dtype="Int64"),
    }, index=shares.index)  # fmt: skip
    if only_different:
        told = wide[list(years)].astype("string").fillna("")
        wide = wide[told.ne(told["plan_0"], axis=0).any(axis=1)]
    return wide.sort_values(["rank", "name"], kind="stable")


def estates_headings(found: Alternatives) -> dict[str, Any]:
    """Return how Streamlit draws each column of `estates_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    share = st.column_config.ProgressColumn(
        t("negotiate_page.alternatives.column.in_plans"),
        min_value=0, max_value=_FULL, format="%.0f%%", width=90,
        help=t("negotiate_page.alternatives.column.in_plans_help"),
    )  # fmt: skip
    years = {
        f"plan_{place}": figure(plan_name(place), format="%d", width=58)
        for place in range(len(found.plans))
    }
    return {
        "name": text(t("ui.column.name"), width=120, pinned=True),
        "in_plans": share,
        **years,
        "rank": figure(t("ui.column.rank"), format="%,d", width=46),
    }
