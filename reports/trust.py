"""Why to trust the plan, in slides: alternatives, who is first, what is unsure, on what basis."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import criterion_colours, year_classes
from layers.exports import estates_layer, shown_names, words
from reports.comparison import comparison
from reports.figures import count, joined, money, percent, share
from reports.summary import unplaced
from study.results import Results
from tables import issue_table
from tables.issue import SEVERITIES
from texts import say

Page = Mapping[str, Any]

_FIRST = 14
_RANGES = 14
_SURVEY = 18
_FACTS = ("geometry", "built_year", "households", "residents", "elders", "floor_area_m2",
          "coverage", "support_rate", "condition_score", "safety_grade", "cost_wan")  # fmt: skip
_FACT_NAMES = {"condition_score": "criterion.condition", "cost_wan": "figure.cost_wan_short"}


def compare(results: Results, *, locale: str) -> Page:
    """Return the proposals side by side, in figures and under one another's aims."""
    table = comparison(results)
    aims = [plan.name for plan in results.proposals]
    best = {aim: float(table[f"under_{aim}"].max()) for aim in aims}
    fills = [item.fill for item in year_classes(results.choices.horizon)]
    years = list(zip(results.choices.horizon, fills, strict=False))
    most = max(int(table[f"estates_{year}"].max()) for year, _ in years)
    return {
        "title": say(
            locale,
            "briefing.compare.title",
            proposals=len(aims),
            gap=percent(float(table["gap"].max()), 1),
        ),
        "aims": [{"key": aim, "name": say(locale, f"proposal.{aim}")} for aim in aims],
        "proposals": [
            {
                **_proposal(row, locale),
                "under": {aim: percent(share(row[f"under_{aim}"], best[aim]), 1) for aim in aims},
                "best": {aim: row[f"under_{aim}"] >= best[aim] for aim in aims},
                "years": [_year(row, year, fill, most) for year, fill in years],
            }
            for row in table.to_dict("records")
        ],
    }


def first(results: Results, *, locale: str) -> Page:
    """Return the estates that rank first, with the parts of their scores and rank ranges."""
    table = pd.DataFrame(estates_layer(results))
    table = table.assign(name=shown_names(table)).sort_values(["rank", "estate_id"])
    criteria = list(results.choices.weights.shares)
    colours = criterion_colours(criteria)
    top = table[table["score"].notna()].head(_FIRST)
    comma = "、" if locale == "zh" else ", "
    told = say(locale, "briefing.first.title", names=comma.join(top["name"].head(3)))
    return {
        "title": told if len(top) else say(locale, "briefing.first.nobody"),
        "criteria": [
            {"name": say(locale, f"criterion.{key}"), "fill": colours[key]} for key in criteria
        ],
        "rows": [
            {**_ranked(row), "parts": _parts(row, colours), "reason": reason}
            for row, reason in zip(top.to_dict("records"), _reasons(top, locale), strict=True)
        ],
    }


def unsure(results: Results, *, locale: str) -> Page:
    """Return what is not known, which tests are off, and how firm ranks and plan are."""
    survey = _survey(results)
    checked = [bool(item["checked"]) for item in _standards(results)]
    return {
        "title": say(
            locale,
            "briefing.unsure.title",
            survey=len(survey),
            unchecked=checked.count(False),
            standards=len(checked),
        ),
        "facts": [_fact(results, name, locale) for name in _FACTS if name in results.estates],
        "survey": survey[:_SURVEY],
        "survey_count": len(survey),
        "survey_more": max(0, len(survey) - _SURVEY),
        "gates": [
            {"name": say(locale, f"gate_name.{name}"), "on": on}
            for name, on in vars(results.choices.gates).items()
        ],
        "ranges": _ranges(results),
        "estates": count(len(results.estates)),
        "issues": _issues(results, locale),
    }


def _proposal(row: Mapping[Any, Any], locale: str) -> dict[str, Any]:
    return {
        "name": say(locale, f"proposal.{row['name']}"),
        "aim": say(locale, f"briefing.aim.{row['name']}"),
        "estates": count(row["estates"]),
        "households": count(row["households"]),
        "money": joined(money(row["cost_wan"], locale=locale)),
        "gap": percent(row["gap"], 2),
        "gain": "–" if pd.isna(row["gain"]) else f"{row['gain'] * 100:+.1f} %".replace("-", "−"),
    }


def _year(row: Mapping[Any, Any], year: int, fill: str, most: int) -> dict[str, Any]:
    estates = row[f"estates_{year}"]
    return {"year": year, "fill": fill, "estates": estates, "height": share(estates, most)}


def _ranked(row: Mapping[Any, Any]) -> dict[str, Any]:
    year = row.get("year")
    return {
        "rank": count(row["rank"]),
        "range": f"{count(row['rank_best'])}–{count(row['rank_worst'])}",
        "name": row["name"],
        "street": "" if pd.isna(row.get("street")) else row["street"],
        "score": f"{row['score']:.1f}",
        "households": "–" if pd.isna(row["households"]) else count(row["households"]),
        "year": "–" if year is None or pd.isna(year) else f"{year}",
    }


def _parts(row: Mapping[Any, Any], colours: Mapping[str, str]) -> list[dict[str, Any]]:
    parts = [(fill, row.get(f"{key}_part")) for key, fill in colours.items()]
    return [
        {"fill": fill, "width": float(part) / 100}
        for fill, part in parts
        if part is not None and not pd.isna(part)
    ]


def _reasons(estates: pd.DataFrame, locale: str) -> list[str]:
    if "reason" not in estates:
        return [""] * len(estates)
    return list(words(estates["reason"], "reason", locale=locale))


def _survey(results: Results) -> list[str]:
    """Return the names of the estates a plan cannot decide on for want of data, by rank."""
    if not results.proposals:
        return []
    left = unplaced(results, results.proposals[0])
    return list(left.loc[left["kind"].eq("survey"), "name"])


def _fact(results: Results, name: str, locale: str) -> dict[str, Any]:
    column = results.estates[name]
    known = int(column.notna().sum())
    return {
        "name": say(locale, _FACT_NAMES.get(name, f"column.{name}")),
        "known": share(known, len(column)),
        "unknown": len(column) - known,
    }


def _ranges(results: Results) -> list[dict[str, Any]]:
    """Return the best, told and worst rank of the first estates, as shares of the whole list."""
    table = pd.DataFrame(results.estates.drop(columns=results.estates.geometry.name))
    table = table.assign(name=shown_names(table))
    known = table[table["rank"].notna()].sort_values(["rank", "estate_id"]).head(_RANGES)
    last = max(len(table) - 1, 1)
    return [
        {
            "name": row["name"],
            "told": f"{row['rank_best']}–{row['rank_worst']}",
            "from": (row["rank_best"] - 1) / last,
            "width": (row["rank_worst"] - row["rank_best"]) / last,
            "at": (row["rank"] - 1) / last,
        }
        for row in known.to_dict("records")
    ]


def _standards(results: Results) -> list[Mapping[str, Any]]:
    found = results.record.get("standards", ())
    return list(found) if isinstance(found, list | tuple) else []


def _issues(results: Results, locale: str) -> list[dict[str, str]]:
    counts = issue_table(results.issues)["severity"].value_counts()
    return [
        {"name": say(locale, f"severity.{severity}"), "count": count(int(counts[severity]))}
        for severity in SEVERITIES
        if severity in counts
    ]
