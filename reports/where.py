"""The map in the briefing: the same classes, colours and legend as on screen."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.classes import MapClass, classify, score_classes, year_classes, year_keys
from layers.exports import estates_layer, shown_names, words
from layers.ground import extent, ground
from layers.legend import legend
from layers.map import MapParts, add_areas, add_estates, indices, quiet_map, rendered, styles
from layers.proposal_name import proposal_name
from reports.figures import count, joined, money
from reports.rank_ranges import named
from reports.summary import by_area
from study.results import Results
from texts import say

Page = Mapping[str, Any]

_CRISP_UP_TO = 3000  # estates; beyond this a canvas is quicker and paper gets coarser lines


def where(results: Results, *, locale: str) -> Page:
    """Return the map and its views: the year in each proposal, and the score."""
    views = _views(results, locale)
    parts = _map(results, views[0], locale)
    outside = int(results.estates.geometry.isna().sum())
    return {
        "title": _title(results, locale),
        "outside": outside,
        "map": parts,
        "views": [
            {"name": view["name"], "legend": view["legend"].to_dict("records")} for view in views
        ],
        "painted": [
            {"keys": indices(view["keys"], view["classes"]), "classes": styles(view["classes"])}
            for view in views
        ],
    }


def _title(results: Results, locale: str) -> str:
    """Say where most of the plan lies; without a plan, how many estates there are."""
    if not results.proposals:
        return say(locale, "briefing.where.title_bare", estates=count(len(results.estates)))
    areas = by_area(results, results.proposals[0])
    areas = areas[areas["planned"] > 0].sort_values(["planned", "area"], ascending=[False, True])
    if areas.empty:
        return say(locale, "briefing.where.title_none")
    return say(
        locale,
        "briefing.where.title",
        estates=count(areas["planned"].sum()),
        areas=len(areas),
        area=say(locale, f"column.{results.choices.balance_by}"),
        name=areas["area"].iloc[0] or say(locale, "unknown"),
        most=count(areas["planned"].iloc[0]),
    )


def _views(results: Results, locale: str) -> list[dict[str, Any]]:
    years = year_classes(results.choices.horizon)
    found = [
        _view(
            say(locale, "briefing.view.year", name=proposal_name(plan.name, locale=locale)),
            year_keys(results.estates, plan=plan.name),
            years,
            locale,
        )
        for plan in results.proposals
    ]
    scores = classify(results.estates["score"], score_classes())
    return [*found, _view(say(locale, "style.score"), scores, score_classes(), locale)]


def _view(name: str, keys: pd.Series, classes: Sequence[MapClass], locale: str) -> dict[str, Any]:
    table = legend(keys, classes, locale=locale)
    most = max(int(table["count"].max()), 1)
    table = table.assign(width=table["count"] / most)
    return {"name": name, "keys": keys, "classes": classes, "legend": table}


def _map(results: Results, view: Mapping[str, Any], locale: str) -> MapParts:
    box = extent(results.estates, results.areas)
    crisp = len(results.estates) <= _CRISP_UP_TO
    drawn = quiet_map(
        ground(results.inputs, box),
        box,
        locale=locale,
        crisp=crisp,
        credit=results.choices.attribution,
    )
    add_areas(drawn, results.areas[results.areas["level"].ne("cluster")])
    add_estates(drawn, _tipped(results, locale), view["keys"], view["classes"], crisp=crisp)
    return rendered(drawn)


def _tipped(results: Results, locale: str) -> gpd.GeoDataFrame:
    """Give each estate the lines its tooltip shows."""
    table = estates_layer(results)
    reasons = words(table["reason"], "reason", locale=locale) if "reason" in table else ""
    table = table.assign(told=reasons, name=shown_names(table))
    return table.assign(tip=[_tip(row, locale) for row in table.to_dict("records")])


def _tip(row: Mapping[Any, Any], locale: str) -> list[str]:
    known = {key: value for key, value in row.items() if not _lost(value)}
    lines = [known["name"], str(known.get("street", ""))]
    if {"rank", "score"} <= set(known):
        ranks = say(locale, "list.semicolon").join(named(known, locale=locale))
        told = {"rank": known["rank"], "ranks": ranks, "score": f"{known['score']:.1f}"}
        lines.append(say(locale, "briefing.tip.rank", **told))
    cost = joined(money(known.get("cost_wan"), locale=locale))
    year = known.get("year", say(locale, "briefing.no_year"))
    lines.append(say(locale, "briefing.tip.plan", year=year, cost=cost))
    return [*lines, str(known.get("told", ""))]


def _lost(value: object) -> bool:
    return value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN
