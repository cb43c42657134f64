"""Proposals side by side: what each is worth, what it places and spends, and where they differ."""

from typing import Any

import pandas as pd

from layers.classes import source_colours
from phasing import Programme
from ui.sheet import sources
from ui.templates import html
from ui.view import View
from ui.words import gap, number, percent, t, wan, word

_WHOLE = 100


def side_by_side(view: View) -> str:
    """Return the proposals beside one another as HTML; bars share one scale."""
    top = max(float(plan.by_year["cost_wan"].max()) for plan in view.proposals) or 1.0
    return html("proposals", plans=[_plan(plan, top) for plan in view.proposals])


def differences(view: View) -> pd.DataFrame:
    """Return rank, name, street and the year in each proposal, an estate a row (its index)."""
    estates = pd.DataFrame(view.estates.drop(columns="geometry")).sort_values("rank")
    years = {plan.name: estates[f"year_{plan.name}"] for plan in view.proposals}
    shown = estates[["rank", "name", "street"]].assign(**years)
    return shown.set_index(estates["estate_id"])


def apart(shown: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the rows in which the proposals do not all say the same."""
    return shown[shown[names].fillna(0).nunique(axis=1).gt(1)]


def _plan(plan: Programme, top: float) -> dict[str, Any]:
    placed = plan.by_year[["estates", "households", "cost_wan"]].sum()
    gain = plan.value / plan.fill_value - 1 if plan.fill_value else None
    return {
        "name": word("proposal", plan.name),
        "aim": t(f"proposal_aim.{plan.objective.kind}"),
        "estates": number(placed["estates"]),
        "households": number(placed["households"]),
        "money": wan(placed["cost_wan"]),
        "value": number(plan.value),
        "fill": number(plan.fill_value),
        "gain": "" if gain is None else f"{gain:+.1%}",
        "gap": t(f"ui.plan.gap_{plan.status}", gap=gap(plan.gap)),
        "years": _years(plan, top),
        "sources": _sources(plan),
    }


def _years(plan: Programme, top: float) -> list[dict[str, Any]]:
    return [
        {
            "year": str(row["year"]),
            "money": number(row["cost_wan"]),
            "estates": number(row["estates"]),
            "households": number(row["households"]),
            "pieces": _pieces(plan, row["year"], top),
        }
        for row in plan.by_year.to_dict("records")
    ]


def _pieces(plan: Programme, year: int, top: float) -> list[dict[str, Any]]:
    colours = source_colours(sources(plan))
    spent = plan.spend[plan.spend["year"].eq(year) & plan.spend["spend_wan"].gt(0)]
    return [
        {
            "width": round(_WHOLE * row["spend_wan"] / top, 2),
            "colour": colours[row["source"]],
            "title": f"{row['source']} {wan(row['spend_wan'])}",
        }
        for row in spent.to_dict("records")
    ]


def _sources(plan: Programme) -> list[dict[str, str]]:
    colours = source_colours(sources(plan))
    totals = plan.spend.groupby("source", sort=False)[["spend_wan", "amount_wan"]].sum()
    return [
        {
            "source": row["source"],
            "colour": colours[row["source"]],
            "spent": number(row["spend_wan"]),
            "share": percent(_share(row["spend_wan"], row["amount_wan"])),
        }
        for row in totals.reset_index().to_dict("records")
    ]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
