"""The plan in slides: what, when, whose money, who benefits. Each returns what its page shows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import year_classes
from reports.figures import count, joined, money, people, percent, share
from reports.money import grid
from reports.money_told import money_told
from reports.summary import by_area, by_year, planned, total
from study.results import Results
from texts import say

Page = Mapping[str, Any]

_NAMED_A_YEAR = 8
_AREAS = 14


def when(results: Results, *, locale: str) -> Page:
    """Return the years: estates, households, money, and the first estates of each by rank."""
    plan = results.proposals[0]
    table, placed = by_year(results, plan), planned(results, plan)
    fills = [item.fill for item in year_classes(results.choices.horizon)]
    most = float(table["cost_wan"].max())
    later = table["estates"].iloc[1:]
    code = "briefing.when.title" if len(later) else "briefing.when.title_one"
    bounds = {"low": count(later.min()), "high": count(later.max())} if len(later) else {}
    first = {"first": int(table["year"].iloc[0]), "estates": count(table["estates"].iloc[0])}
    return {
        "title": say(locale, code, **first, **bounds),
        "years": [
            {
                "year": int(row["year"]),
                "fill": fill,
                "estates": count(row["estates"]),
                "households": count(row["households"]),
                "money": joined(money(row["cost_wan"], locale=locale)),
                "height": share(row["cost_wan"], most),
                **_named(placed[placed["year"].eq(row["year"])]),
            }
            for row, fill in zip(table.to_dict("records"), fills, strict=False)
        ],
    }


def paid(results: Results, *, locale: str) -> Page:
    """Return whose money: parties and sources × years, spent against budget, lapsed, next plan."""
    plan = results.proposals[0]
    told = money_told(plan, results.proposals, results.choices.horizon, locale=locale)
    _, lines = grid(plan, results.choices.horizon)
    total = next(line for line in lines if line.kind == "total")
    code = "briefing.paid.title" if len(lines) > 1 else "briefing.paid.title_open"
    title = say(
        locale,
        code,
        spent=joined(money(total.spent, locale=locale)),
        budget=joined(money(total.budget, locale=locale)),
        share=percent(share(total.spent, total.budget or 0), 1),
    )
    return {"title": title, **told}


def who(results: Results, *, locale: str) -> Page:
    """Return who benefits, district by district, and how many of them are old."""
    plan = results.proposals[0]
    table = by_area(results, plan)
    done = total(planned(results, plan))
    most = float(table["households"].max())
    served = int((table["planned"] > 0).sum())
    area = say(locale, f"column.{results.choices.balance_by}")
    told = {
        "residents": joined(people(done.sums["residents"], "residents", locale=locale)),
        "elders": joined(people(done.sums["elders"], "elders", locale=locale)),
        "served": say(
            locale,
            "briefing.who.all" if served == len(table) else "briefing.who.some",
            served=served,
            areas=len(table),
            area=area,
        ),
    }
    known = done.unknown["elders"] < max(done.estates, 1)
    return {
        "title": say(locale, f"briefing.who.title{'' if known else '_young'}", **told),
        "column": area,
        "areas": [_area(row, most, locale) for row in table.head(_AREAS).to_dict("records")],
        "more": max(0, len(table) - _AREAS),
        "elders_unknown": done.unknown["elders"],
        "residents_unknown": done.unknown["residents"],
    }


def _named(placed: pd.DataFrame) -> dict[str, Any]:
    named = placed.head(_NAMED_A_YEAR).to_dict("records")
    return {
        "named": [{"name": row["name"], "rank": count(row["rank"])} for row in named],
        "more": max(0, len(placed) - _NAMED_A_YEAR),
    }


def _area(row: Mapping[Any, Any], most: float, locale: str) -> dict[str, Any]:
    return {
        "name": row["area"] or say(locale, "unknown"),
        "width": share(row["households"], most),
        "done": share(row["households_planned"], row["households"]),
        "share": percent(share(row["households_planned"], row["households"])),
        "estates": f"{row['planned']} / {row['estates']}",
        "households": count(row["households_planned"]),
        "residents": count(row["residents_planned"]),
        "elders": count(row["elders_planned"]),
        "money": count(row["cost_wan"]),
        "first": "–" if pd.isna(row["first_year"]) else f"{row['first_year']:.0f}",
    }
