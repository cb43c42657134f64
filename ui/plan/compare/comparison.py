"""Proposals side by side: in figures, under every aim, by source and zone, estate by estate."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from phasing import Programme
from reports.comparison_told import proposals_told, worth_told, zones_told
from reports.figures import count
from reports.money import by_proposal, by_source, colours
from ui.session.view import View
from ui.session.words import locale, payer, proposal, t
from ui.templates import html

_WHOLE = 100


def proposal_cards(view: View) -> str:
    """Return a card a proposal as HTML: facts, and years whose bars share one scale."""
    told = proposals_told(view.results, locale=locale())
    top = max(float(plan.by_year["spend_wan"].max()) for plan in view.proposals)
    years = [_years(plan, view.proposals, top) for plan in view.proposals]
    plans = [{**card, "years": rows} for card, rows in zip(told, years, strict=True)]
    return html("proposals", plans=plans)


def tables(view: View) -> str:
    """Return three tables as HTML, a column a proposal: aims, money by source, zones."""
    plans, spoken = view.proposals, locale()
    return html(
        "comparison",
        names=[proposal(plan.name) for plan in plans],
        worth=worth_told(plans, locale=spoken),
        money=_sources(plans),
        zones=zones_told(plans, locale=spoken),
        zone=t(f"column.{view.plan.choices.balance_by}"),
    )


def differences(view: View) -> pd.DataFrame:
    """Return rank, name, street and the year in each proposal, an estate a row (its index)."""
    estates = pd.DataFrame(view.estates.drop(columns="geometry")).sort_values("rank")
    years = {plan.name: estates[f"year_{plan.name}"] for plan in view.proposals}
    shown = estates[["rank", "name", "street"]].assign(**years)
    return shown.set_index(estates["estate_id"])


def apart(shown: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the rows in which the proposals do not all say the same."""
    return shown[shown[names].fillna(0).nunique(axis=1).gt(1)]


def _years(plan: Programme, plans: Sequence[Programme], top: float) -> list[dict[str, Any]]:
    fills = colours(plans)
    return [
        {
            "year": str(row["year"]),
            "money": count(row["spend_wan"]),
            "estates": count(row["estates"]),
            "households": count(row["households"]),
            "pieces": _pieces(plan, row["year"], top or 1.0, fills),
        }
        for row in plan.by_year.to_dict("records")
    ]


def _pieces(
    plan: Programme, year: int, top: float, fills: Mapping[str, str]
) -> list[dict[str, Any]]:
    table = by_source(plan)
    spent = table[table["works_year"].eq(year) & table["spent_wan"].gt(0)]
    return [
        {
            "width": round(_WHOLE * row["spent_wan"] / top, 2),
            "colour": fills[row["source"]],
            "title": f"{payer(row['source'])} {count(row['spent_wan'])}",
        }
        for row in spent.to_dict("records")
    ]


def _sources(plans: Sequence[Programme]) -> list[dict[str, Any]]:
    fills = colours(plans)
    return [
        {
            "kind": row["kind"],
            "name": payer(row["name"]) if row["name"] else t(f"money.{row['kind']}"),
            "colour": fills[row["name"]] if row["kind"] == "source" else "",
            "cells": [count(row[plan.name]) for plan in plans],
        }
        for row in by_proposal(plans).to_dict("records")
    ]
