"""Where the numbers of one estate come from: gate and its basis, method, files, standards."""

import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from layers.gis import table_name
from layers.straight import straight_notes
from reports.gate_words import asks, cited
from reports.plan_conflicts import conflict_lines
from standards import Rule, in_force
from study.gate_basis import LEDGER, OWN, gate_basis
from study.results import Results
from study.shortfalls import shortfalls
from texts import say

_HASH = 12  # first digits of a file's SHA-256: enough to tell two files apart by eye
_TABLES = ("estates", "outlines", "streets", "facilities", "surveys", "votes", "deposits",
           "budgets", "buildings", "works")  # fmt: skip
# Standards that the numbers of the sheet rest on, beside those of the tests of entry.
_USED = (
    "indicators", "criteria", "grade_points", "circle_walk_m", "facility_catalogue",
    "interval_confidence", "safety_grades", "persons_per_household", "unit_costs", "works_menu",
)  # fmt: skip


def gate(results: Results, row: Mapping[str, Any], *, locale: str) -> dict[str, Any]:
    """Return whether the estate may enter a plan, what it falls short of, and what each test asks.

    `short` ends with the plans of the city it lies in. `tests` says of each test that is on the
    number it asks, the document and clause, since when it is in force, and whether anybody has
    compared it: the words of the briefing's basis of entry.
    """
    rules = _rules(results)
    chosen = results.choices.gates
    short = shortfalls(row, chosen, rules)
    state = say(locale, f"gate.{row['gate']}") if row["gate"] else say(locale, "estate_sheet.open")
    postponed = row.get("postponed")
    if isinstance(postponed, str) and postponed:
        told = {"year": int(row["postponed_until"]), "reason": say(locale, f"gate.{postponed}")}
        state = say(locale, "estate_sheet.postponed", **told)
    return {
        "open": not row["gate"],
        "state": state,
        "short": [
            *(say(locale, item.code, **item.values) for item in short),
            *conflict_lines(results, str(row["estate_id"]), locale=locale),
        ],
        "tests": [_test(name, basis, locale) for name, basis in _tests(results, rules).items()],
    }


def method(results: Results, *, locale: str) -> list[str]:
    """Return how score, rank and plan came about, in a line each."""
    comma = say(locale, "list.semicolon")
    weights = comma.join(
        f"{results.tree.name(locale, key)} {share * 100:.3g}\u00a0%"
        for key, share in results.weights.shares.items()
        if share
    )
    counted = "heads" if results.choices.ranking.by_population else "estates"
    return [
        say(locale, "estate_sheet.method.score", weights=weights),
        say(locale, f"estate_sheet.method.rank_{counted}"),
        *straight_notes(results, locale=locale),
    ]


def sources(results: Results, *, locale: str) -> list[str]:
    """Return the files behind the sheet: name, table, first digits of the SHA-256."""
    files = results.record.get("inputs", ())
    shown = [item for item in _list(files) if item["table"] in _TABLES]
    return [
        say(
            locale,
            "estate_sheet.source",
            file=item["label"],
            table=table_name(str(item["table"]), locale=locale),
            hash=str(item["sha256"])[:_HASH],
        )
        for item in shown
    ]


def standards(results: Results, *, locale: str) -> list[dict[str, Any]]:
    """Return the standards the sheet rests on: name, document, day in force, checked or not."""
    rules = _rules(results)
    gates = [item["rule"] for basis in _tests(results, rules).values() for item in basis]
    names = [name for name in dict.fromkeys([*gates, *_USED]) if name not in {OWN, LEDGER}]
    return [_cited(rules[name], locale) for name in names if name in rules]


def _tests(results: Results, rules: Mapping[str, Rule]) -> dict[str, list[dict[str, Any]]]:
    """Return the numbers each test that is on goes by, each of them once."""
    told = gate_basis(results.choices, rules).drop_duplicates(["test", "rule", "part"])
    found: dict[str, list[dict[str, Any]]] = {}
    for item in told.to_dict("records"):
        found.setdefault(item["test"], []).append({str(key): item[key] for key in item})
    return found


def _test(name: str, basis: Sequence[Mapping[str, Any]], locale: str) -> str:
    """Return a test in a line: numbers of one document and clause are cited together."""
    asked: dict[str, list[str]] = {}
    for item in basis:
        said = cited(item, locale=locale)
        words = filter(None, (said["source"], said["since"], said["mark"]))
        source = say(locale, "gate_basis.comma").join(words)
        asked.setdefault(source, []).append(asks(item, locale=locale))
    semicolon = say(locale, "list.semicolon")
    parts = (
        say(locale, "gate_basis.line", asks=semicolon.join(told), basis=source)
        for source, told in asked.items()
    )
    test = say(locale, f"gate_name.{name}")
    return say(locale, "estate_sheet.test", test=test, basis=semicolon.join(parts))


def _cited(rule: Rule, locale: str) -> dict[str, Any]:
    parts = (_brief(rule.document), rule.number, rule.clause)
    return {
        "name": _brief(rule.en if locale == "en" else rule.zh),
        "document": " ".join(str(part) for part in parts if part),
        "since": rule.since.isoformat(),
        "checked": rule.checked,
        "mark": "" if rule.checked else say(locale, "estate_sheet.unchecked"),
    }


def _brief(text: str) -> str:
    """Return a long title up to its first mark: the whole of it is in run.json.

    >>> _brief("评分指标表：准则、来源列"), _brief("Least points (of a grade)")
    ('评分指标表', 'Least points')
    """
    return re.split(r"[：；，（]| \(| - |; ", text, maxsplit=1)[0]


def _rules(results: Results) -> Mapping[str, Rule]:
    return _in_force(results.choices.day_of_law, results.choices.city)


@functools.cache
def _in_force(day: dt.date, city: str | None) -> Mapping[str, Rule]:
    return in_force(day, city).rules


def _list(value: object) -> Sequence[Mapping[str, Any]]:
    return list(value) if isinstance(value, list | tuple) else []
