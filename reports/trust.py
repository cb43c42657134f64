"""Why to trust the plan, in slides: alternatives, who is first, what is unsure, on what basis."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import criterion_colours, year_classes
from layers.exports import estates_layer, words
from reports.comparison import comparison
from reports.figures import count, money, percent, share
from reports.summary import unplaced
from study.results import Results
from tables import issue_table
from tables.issue import SEVERITIES
from texts import say

Page = Mapping[str, Any]

_FIRST = 14
_STANDARDS_A_PAGE = 13
_FACTS = ("geometry", "built_year", "households", "residents", "elders", "floor_area_m2",
          "coverage", "support_rate", "safety_grade", "cost_wan")  # fmt: skip


def compare(results: Results, *, locale: str) -> Page:
    """Return the proposals side by side, in figures and under one another's aims."""
    table = comparison(results)
    aims = [plan.name for plan in results.proposals]
    best = {aim: float(table[f"under_{aim}"].max()) for aim in aims}
    fills = [item.fill for item in year_classes(results.choices.horizon)]
    gap = float(table["gap"].max())
    gain = float(table["gain"].iloc[0])
    return {
        "title": say(
            locale,
            "briefing.compare.title",
            proposals=len(aims),
            gap=percent(gap, 1),
            gain=percent(gain, 1),
        ),
        "aims": [{"key": aim, "name": say(locale, f"proposal.{aim}")} for aim in aims],
        "proposals": [
            _proposal(
                row, aims, best, list(zip(results.choices.horizon, fills, strict=False)), locale
            )
            for row in table.to_dict("records")
        ],
    }


def first(results: Results, *, locale: str) -> Page:
    """Return the estates that rank first, with the parts of their scores and rank ranges."""
    table = pd.DataFrame(estates_layer(results)).sort_values(["rank", "estate_id"])
    criteria = list(results.choices.weights.shares)
    colours = criterion_colours(criteria)
    top = table[table["score"].notna()].head(_FIRST)
    names = "、".join(top["name"].head(3)) if locale == "zh" else ", ".join(top["name"].head(3))
    reasons = words(top["reason"], "reason", locale=locale)
    return {
        "title": say(locale, "briefing.first.title", names=names),
        "criteria": [
            {"name": say(locale, f"criterion.{key}"), "fill": colours[key]} for key in criteria
        ],
        "rows": [
            _ranked(row, criteria, colours, reason)
            for row, reason in zip(top.to_dict("records"), reasons, strict=True)
        ],
    }


def unsure(results: Results, *, locale: str) -> Page:
    """Return what is not known, which tests are off, and how firm ranks and plan are."""
    plan = results.proposals[0]
    survey = unplaced(results, plan)
    survey = survey[survey["kind"].eq("survey")]
    standards = _standards(results)
    unchecked = sum(not item["checked"] for item in standards)
    return {
        "title": say(
            locale,
            "briefing.unsure.title",
            survey=len(survey),
            unchecked=unchecked,
            standards=len(standards),
        ),
        "facts": [_fact(results, name, locale) for name in _FACTS if _has(results, name)],
        "survey": [str(name) for name in survey["name"].head(18)],
        "survey_count": len(survey),
        "survey_more": max(0, len(survey) - 18),
        "gates": [
            {"name": say(locale, f"gate.{name}"), "on": getattr(results.choices.gates, name)}
            for name in ("age", "consent", "other_programme", "safety_d", "renovated")
        ],
        "range": _rank_range(results),
        "gap": percent(plan.gap, 2),
        "unchecked": unchecked,
        "standards": len(standards),
        "issues": _issues(results, locale),
    }


def basis(results: Results, *, locale: str) -> list[Page]:
    """Return the standards used, in pages: name, value, document, clause, day, checked or not."""
    rows = [_standard(item, locale) for item in _standards(results)]
    starts = range(0, len(rows), _STANDARDS_A_PAGE)
    return [{"rows": rows[start : start + _STANDARDS_A_PAGE]} for start in starts]


def inputs(results: Results, *, locale: str) -> Page:
    """Return the files read, with the hashes that identify them, and the engines."""
    files = results.record.get("inputs", ())
    engines = results.record.get("engines", {})
    return {
        "files": [
            {
                "table": str(item["table"]),
                "label": str(item["label"]),
                "rows": count(item.get("rows")),
                "crs": str(item.get("crs") or "–"),
                "sha256": str(item["sha256"])[:16],
            }
            for item in (files if isinstance(files, list | tuple) else ())
        ],
        "engines": [f"{k} {v}" for k, v in engines.items()] if isinstance(engines, dict) else [],
        "note": say(locale, "briefing.inputs.note"),
    }


def _proposal(
    row: Mapping[Any, Any],
    aims: list[str],
    best: Mapping[str, float],
    years: list[tuple[int, str]],
    locale: str,
) -> dict[str, Any]:
    most = max((row[f"estates_{year}"] for year, _ in years), default=0)
    return {
        "name": say(locale, f"proposal.{row['name']}"),
        "aim": say(locale, f"proposal_aim.{row['name']}"),
        "estates": count(row["estates"]),
        "households": count(row["households"]),
        "money": " ".join(money(row["cost_wan"], locale=locale)),
        "gap": percent(row["gap"], 2),
        "gain": _signed(row["gain"]),
        "under": {aim: percent(share(row[f"under_{aim}"], best[aim]), 1) for aim in aims},
        "best": {aim: row[f"under_{aim}"] >= best[aim] for aim in aims},
        "years": [
            {"year": year, "fill": fill, "estates": row[f"estates_{year}"],
             "height": share(row[f"estates_{year}"], most)}
            for year, fill in years
        ],
    }  # fmt: skip


def _signed(value: float) -> str:
    return "–" if value != value else f"{value * 100:+.1f} %".replace("-", "−")  # noqa: PLR0124


def _ranked(
    row: Mapping[Any, Any], criteria: list[str], colours: Mapping[str, str], reason: str
) -> dict[str, Any]:
    parts = [(colours[key], float(row[f"{key}_part"])) for key in criteria if f"{key}_part" in row]
    return {
        "rank": count(row["rank"]),
        "range": f"{count(row['rank_best'])}–{count(row['rank_worst'])}",
        "name": row["name"],
        "street": row["street"],
        "score": f"{row['score']:.1f}",
        "parts": [{"fill": fill, "width": part / 100} for fill, part in parts if part == part],  # noqa: PLR0124
        "year": "–" if pd.isna(row["year"]) else str(int(row["year"])),
        "reason": reason,
        "households": count(row["households"]) if not pd.isna(row["households"]) else "–",
    }


def _has(results: Results, name: str) -> bool:
    return name in results.estates


def _fact(results: Results, name: str, locale: str) -> dict[str, Any]:
    column = results.estates[name]
    known = int(column.notna().sum())
    return {
        "name": say(locale, f"column.{name}"),
        "known": share(known, len(column)),
        "unknown": len(column) - known,
    }


def _rank_range(results: Results) -> dict[str, str]:
    """Return how wide the rank ranges are: the middle one, and how many are exact."""
    width = (results.estates["rank_worst"] - results.estates["rank_best"]).dropna()
    if width.empty:
        return {"median": "–", "firm": "–"}
    return {"median": count(width.median()), "firm": percent(float(width.eq(0).mean()))}


def _standards(results: Results) -> list[Mapping[str, Any]]:
    found = results.record.get("standards", ())
    return list(found) if isinstance(found, list | tuple) else []


def _standard(item: Mapping[str, Any], locale: str) -> dict[str, Any]:
    document = " ".join(str(part) for part in (item["document"], item["number"]) if part)
    return {
        "name": item["en"] if locale == "en" else item["zh"],
        "value": _value(item["value"], item["unit"]),
        "document": document,
        "clause": item["clause"] or "–",
        "since": item["since"],
        "checked": item["checked"],
    }


def _value(value: object, unit: str) -> str:
    if isinstance(value, Mapping | list | tuple):
        return f"{len(value)}"
    return f"{value} {unit}".strip()


def _issues(results: Results, locale: str) -> list[dict[str, str]]:
    counts = issue_table(results.issues)["severity"].value_counts()
    return [
        {"name": say(locale, f"severity.{severity}"), "count": count(int(counts[severity]))}
        for severity in SEVERITIES
        if severity in counts
    ]
