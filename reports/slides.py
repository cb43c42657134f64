"""The plan in slides: what, when, whose money, who benefits. Each returns what its page shows."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from layers.classes import source_colours, year_classes
from reports.figures import count, joined, money, people, percent, share
from reports.summary import by_area, by_source, by_year, planned, sources, total
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
    """Return whose money: sources × years, spent against budget."""
    plan, years = results.proposals[0], results.choices.horizon
    table, names = by_source(results, plan), sources(plan)
    colours = source_colours(names)
    by_years = table.groupby("year")[["budget_wan", "spent_wan"]].sum()
    top = max(by_years.to_numpy().ravel().tolist(), default=0.0)
    spent, budget = float(table["spent_wan"].sum()), float(table["budget_wan"].sum())
    told = {
        "spent": joined(money(spent, locale=locale)),
        "share": percent(share(spent, budget), 1),
    }
    return {
        "title": say(
            locale,
            "briefing.paid.title" if names else "briefing.paid.title_open",
            budget=joined(money(budget, locale=locale)),
            **told,
        ),
        "sources": [
            {"name": name, "fill": colours[name], **_source(table, name, years)} for name in names
        ],
        "bars": [_stack(table, year, colours, top) for year in years],
        "years": list(years),
        "totals": [count(by_years["spent_wan"].get(year, 0.0)) for year in years],
        "spent": count(spent),
        "budget": count(budget),
        "used": told["share"],
    }


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


def _source(table: pd.DataFrame, name: str, years: Sequence[int]) -> dict[str, Any]:
    rows = table[table["source"].eq(name)].set_index("year")
    spent, budget = float(rows["spent_wan"].sum()), float(rows["budget_wan"].sum())
    return {
        "spent": [count(rows["spent_wan"].get(year)) for year in years],
        "total": count(spent),
        "budget": count(budget),
        "used": percent(share(spent, budget), 1),
    }


def _stack(
    table: pd.DataFrame, year: int, colours: Mapping[str, str], top: float
) -> dict[str, Any]:
    rows = table[table["year"].eq(year)]
    return {
        "year": year,
        "parts": [
            {"fill": colours[row["source"]], "height": share(row["spent_wan"], top)}
            for row in rows.to_dict("records")
        ],
        "budget": share(float(rows["budget_wan"].sum()), top),
        "total": count(float(rows["spent_wan"].sum())),
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
