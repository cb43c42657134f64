"""The key figures above the map."""

import streamlit as st

from phasing import Programme
from ui.issue_list import OPEN
from ui.view import View
from ui.words import gap, number, t, wan


def programme(view: View, name: str) -> Programme:
    """Return the proposal called `name`."""
    return next(plan for plan in view.plan.proposed.proposals if plan.name == name)


def key_figures(view: View, name: str) -> None:
    """Draw five figures: estates, need, what the proposal places, its money, what is open."""
    estates, plan = view.estates, programme(view, name)
    placed = plan.by_year[["estates", "households", "cost_wan"]].sum()
    unknown = int(estates["cost_wan"].isna().sum())
    figures = (
        (
            "estates",
            number(len(estates)),
            t("ui.figure.households", count=number(estates["households"].sum())),
        ),
        (
            "cost",
            wan(estates["cost_wan"].sum()),
            t("ui.figure.cost_unknown", count=number(unknown)),
        ),
        (
            "placed",
            number(placed["estates"]),
            t("ui.figure.households", count=number(placed["households"])),
        ),
        ("money", wan(placed["cost_wan"]), t("ui.figure.gap", gap=gap(plan.gap))),
        ("open", number(_to_ask(view)), t("ui.figure.open_hint")),
    )
    for column, (key, value, hint) in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(
            t(f"ui.figure.{key}"), value, hint, delta_color="off", delta_arrow="off", border=True
        )


def _to_ask(view: View) -> int:
    return sum(issue.severity in OPEN for issue in view.issues)
