"""The plan in slides: what, when, whose money, who benefits. Each returns what its page shows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import source_colours, year_classes, year_keys
from layers.legend import legend
from reports.figures import count, money, people, percent, share
from reports.summary import by_area, by_source, by_year, planned, sources, total
from study.results import Results
from texts import say

Page = Mapping[str, Any]

_NAMED_A_YEAR = 7
_AREAS = 14


def overview(results: Results, *, locale: str) -> Page:
    """Return the headline: how many estates, households, residents, how much floor and money."""
    plan = results.proposals[0]
    whole, done = total(pd.DataFrame(results.estates)), total(planned(results, plan))
    keys = year_keys(results.estates, plan=plan.name)
    classes = legend(keys, year_classes(results.choices.horizon), locale=locale)
    return {
        "title": say(
            locale,
            "briefing.overview.title",
            years=len(results.choices.horizon),
            estates=count(done.estates),
            households=" ".join(_people(done.sums["households"], "households", locale)),
            money=" ".join(money(done.sums["cost_wan"], locale=locale)),
        ),
        "figures": [
            _figure("estates", (count(done.estates), ""), count(whole.estates), 0, locale),
            *(
                _figure(
                    name,
                    _people(done.sums[name], name, locale),
                    " ".join(_people(whole.sums[name], name, locale)),
                    whole.unknown[name],
                    locale,
                )
                for name in ("households", "residents", "floor_area_m2")
            ),
            _figure(
                "cost_wan",
                money(done.sums["cost_wan"], locale=locale),
                " ".join(money(whole.sums["cost_wan"], locale=locale)),
                whole.unknown["cost_wan"],
                locale,
            ),
        ],
        "classes": _widths(classes),
        "weights": [
            {"name": say(locale, f"criterion.{name}"), "share": percent(weight)}
            for name, weight in results.choices.weights.shares.items()
        ],
    }


def when(results: Results, *, locale: str) -> Page:
    """Return the years: estates, households, money, and the first estates of each by rank."""
    plan = results.proposals[0]
    table, placed = by_year(results, plan), planned(results, plan)
    fills = [item.fill for item in year_classes(results.choices.horizon)]
    most = float(table["cost_wan"].max()) if len(table) else 0.0
    busiest = table.sort_values(["estates", "year"], ascending=[False, True]).iloc[0]
    return {
        "title": say(
            locale,
            "briefing.when.title",
            first=int(table["year"].iloc[0]),
            estates=count(table["estates"].iloc[0]),
            year=int(busiest["year"]),
            most=count(busiest["estates"]),
        ),
        "years": [
            {
                "year": int(row["year"]),
                "fill": fill,
                "estates": count(row["estates"]),
                "households": count(row["households"]),
                "money": " ".join(money(row["cost_wan"], locale=locale)),
                "height": share(row["cost_wan"], most),
                **_named(placed[placed["year"].eq(row["year"])]),
            }
            for row, fill in zip(table.to_dict("records"), fills, strict=False)
        ],
    }


def paid(results: Results, *, locale: str) -> Page:
    """Return whose money: sources × years, spent against budget."""
    plan = results.proposals[0]
    table = by_source(results, plan)
    names, years = sources(results), results.choices.horizon
    colours = source_colours(names)
    by_years = table.groupby("year")[["budget_wan", "spent_wan"]].sum()
    top = max(by_years.to_numpy().ravel().tolist(), default=0.0)
    spent, budget = table["spent_wan"].sum(), table["budget_wan"].sum()
    return {
        "title": say(
            locale,
            "briefing.paid.title",
            spent=" ".join(money(spent, locale=locale)),
            budget=" ".join(money(budget, locale=locale)),
            share=percent(share(spent, budget)),
        ),
        "sources": [
            {"name": name, "fill": colours[name], **_source(table, name, years, locale)}
            for name in names
        ],
        "bars": [_stack(table, year, colours, top) for year in years],
        "years": list(years),
        "totals": [count(table.loc[table["year"].eq(year), "spent_wan"].sum()) for year in years],
        "spent": count(spent),
        "budget": count(budget) if table["budget_wan"].notna().any() else "–",
        "used": percent(share(spent, budget)),
    }


def who(results: Results, *, locale: str) -> Page:
    """Return who benefits, district by district, and how many of them are old."""
    plan = results.proposals[0]
    table = by_area(results, plan)
    done = total(planned(results, plan))
    most = float(table["households"].max()) if len(table) else 0.0
    served = int((table["planned"] > 0).sum()) if len(table) else 0
    return {
        "title": say(
            locale,
            "briefing.who.title",
            residents=" ".join(_people(done.sums["residents"], "residents", locale)),
            elders=" ".join(_people(done.sums["elders"], "elders", locale)),
            served=served,
            areas=len(table),
        ),
        "column": say(locale, f"column.{results.choices.balance_by}"),
        "areas": [_area(row, most, locale) for row in table.head(_AREAS).to_dict("records")],
        "more": max(0, len(table) - _AREAS),
        "elders_unknown": done.unknown["elders"],
        "residents_unknown": done.unknown["residents"],
    }


def _people(value: float, name: str, locale: str) -> tuple[str, str]:
    return people(value, say(locale, f"unit.{name}"), locale=locale)


def _figure(
    name: str, value: tuple[str, str], whole: str, unknown: int, locale: str
) -> dict[str, str]:
    number, unit = value
    return {
        "label": say(locale, f"briefing.figure.{name}"),
        "number": number,
        "unit": unit,
        "whole": say(locale, "briefing.of_all", whole=whole),
        "unknown": say(locale, "briefing.unknown_estates", count=unknown) if unknown else "",
    }


def _widths(classes: pd.DataFrame) -> list[dict[str, Any]]:
    whole = int(classes["count"].sum())
    return [
        {**{str(name): value for name, value in row.items()}, "width": share(row["count"], whole)}
        for row in classes.to_dict("records")
    ]


def _named(placed: pd.DataFrame) -> dict[str, Any]:
    named = placed.head(_NAMED_A_YEAR).to_dict("records")
    return {
        "named": [{"name": row["name"], "rank": count(row["rank"])} for row in named],
        "more": max(0, len(placed) - _NAMED_A_YEAR),
    }


def _source(table: pd.DataFrame, name: str, years: tuple[int, ...], locale: str) -> dict[str, Any]:
    rows = table[table["source"].eq(name)].set_index("year")
    spent, budget = rows["spent_wan"].sum(), rows["budget_wan"].sum()
    known = rows["budget_wan"].notna().any()
    return {
        "spent": [count(rows["spent_wan"].get(year)) for year in years],
        "total": count(spent),
        "budget": count(budget) if known else say(locale, "briefing.no_limit"),
        "used": percent(share(spent, budget)) if known else "–",
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
        "budget": share(rows["budget_wan"].sum(), top),
        "total": count(rows["spent_wan"].sum()),
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
        "first": str(row["first_year"] or "–").removesuffix(".0"),
    }
