"""Why to trust the plan, in slides: who is first, and what is unsure."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import criterion_colours
from layers.exports import estates_layer, shown_names, words
from layers.straight import by_straight_lines, straight_notes
from reports.figures import count, share
from reports.rank_ranges import ends, shown_range, told
from reports.summary import unplaced
from study.results import Results
from tables import issue_table
from tables.issue import SEVERITIES
from texts import say

Page = Mapping[str, Any]

_FIRST = 14
_RANGES = 14
_SKIPPED = 6  # estates named that rank among the first and cannot enter
_SURVEY = 18
_FACTS = ("geometry", "built_year", "households", "residents", "elders", "floor_area_m2",
          "coverage", "support_rate", "condition_score", "safety_grade", "cost_wan")  # fmt: skip
_FACT_NAMES = {"condition_score": "criterion.condition", "cost_wan": "figure.cost_wan_short"}


def first(results: Results, *, locale: str) -> Page:
    """Return the estates that rank first of those that may enter, with parts and rank ranges."""
    everyone = pd.DataFrame(estates_layer(results))
    everyone = everyone.assign(name=shown_names(everyone)).sort_values(["rank", "estate_id"])
    table, kind = _may_enter(everyone, results), shown_range(everyone)
    criteria = list(results.weights.shares)
    colours = criterion_colours(criteria)
    top = table[table["score"].notna()].head(_FIRST)
    comma = "、" if locale == "zh" else ", "
    title = say(locale, "briefing.first.title", names=comma.join(top["name"].head(3)))
    return {
        "title": title if len(top) else say(locale, "briefing.first.nobody"),
        "range": say(locale, f"range.{kind}"),
        "notes": [
            ("" if locale == "zh" else " ").join(
                say(locale, f"briefing.first.note{end}") for end in ("", f"_{kind}")
            ),
            *_skipped(everyone, top, locale),
            *straight_notes(results, locale=locale),
        ],
        "criteria": [
            {"name": results.tree.name(locale, key), "fill": colours[key]} for key in criteria
        ],
        "rows": [
            {**_ranked(row, kind), "parts": _parts(row, colours), "reason": reason}
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
            {
                "name": say(locale, f"gate_name.{name}"),
                "on": bool(on),
                "told": _gate(results, name, locale),
            }
            for name, on in results.choices.gates.tests.items()
        ],
        "ranges": _ranges(results),
        "ranges_note": say(
            locale,
            f"briefing.unsure.ranges_note_{shown_range(results.estates)}",
            estates=count(len(results.estates)),
        ),
        "issues": _issues(results, locale),
    }


def _gate(results: Results, name: str, locale: str) -> str:
    """Say whether a test is on, off, or only postpones who fails it."""
    gates = results.choices.gates
    how = "postponed" if name in gates.postponing else "on" if getattr(gates, name) else "off"
    return say(locale, f"briefing.gate_{how}")


def _may_enter(estates: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Return the estates a plan could place: not those shut out, taken out, or held back."""
    if not results.proposals:
        return estates[estates["gate"].eq("")]
    years = results.proposals[0].years
    able = set(years.loc[years["unit"].ne(""), "estate_id"])
    return estates[estates["estate_id"].isin(able)]


def _skipped(everyone: pd.DataFrame, top: pd.DataFrame, locale: str) -> list[str]:
    """Say who ranks among the first and is not among them, since a plan cannot place it."""
    between = everyone[everyone["rank"] < top["rank"].max()] if len(top) else everyone.head(0)
    left = between[between["score"].notna() & ~between["estate_id"].isin(top["estate_id"])]
    if left.empty:
        return []
    named = [
        say(locale, "briefing.first.skipped_one", rank=count(row["rank"]), name=row["name"])
        for row in left.head(_SKIPPED).to_dict("records")
    ]
    names = ("、" if locale == "zh" else ", ").join(named)
    more = "…" if len(left) > _SKIPPED else ""
    return [say(locale, "briefing.first.skipped", count=len(left), names=names + more)]


def _ranked(row: Mapping[Any, Any], kind: str) -> dict[str, Any]:
    year = row.get("year")
    return {
        "rank": count(row["rank"]),
        "range": told(row, kind),
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
    called = say(locale, _FACT_NAMES.get(name, f"column.{name}"))
    if name == "coverage" and by_straight_lines(results):
        called = say(locale, "walk_method.of", name=called)
    return {
        "name": called,
        "known": share(known, len(column)),
        "unknown": len(column) - known,
    }


def _ranges(results: Results) -> list[dict[str, Any]]:
    """Return where the first estates rank and may rank, as shares of the whole list."""
    table = pd.DataFrame(results.estates.drop(columns=results.estates.geometry.name))
    table = table.assign(name=shown_names(table))
    known = table[table["rank"].notna()].sort_values(["rank", "estate_id"]).head(_RANGES)
    last, kind = max(len(table) - 1, 1), shown_range(table)
    return [
        {
            "name": row["name"],
            "told": told(row, kind),
            "bar": _span(row, kind, last),
            "line": _span(row, "widest", last),
            "at": (row["rank"] - 1) / last,
        }
        for row in known.to_dict("records")
    ]


def _span(row: Mapping[Any, Any], kind: str, last: int) -> dict[str, float] | None:
    """Return where a range begins and how wide it is, as shares of the whole list."""
    found = ends(row, kind)
    return {"from": (found[0] - 1) / last, "width": (found[1] - found[0]) / last} if found else None


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
