"""Tests of entry in words: which rule, what it asks, which document, in force since when."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reports.figures import NOTHING, count
from study.gate_basis import BLOCK
from study.results import Results
from study.shortfalls import plain_share
from texts import said, say

_COLUMNS = (
    "gate_test", "gate_how", "gate_asks", "authority", "document", "document_number", "clause",
    "issued_by", "since", "checked", "gate_estates", "gate_unknown",
)  # fmt: skip


def asks(item: Mapping[str, Any], *, locale: str) -> str:
    """Return what one number of a test asks, as a sentence.

    >>> asks({"rule": "vote_shares", "part": "approval", "value": 0.75}, locale="zh")
    '参与表决的业主中，同意的人数、面积均不少于 3/4'
    """
    code = ".".join(filter(None, ("gate_basis.asks", item["rule"], item["part"])))
    value = _value(item, locale)
    if not said(locale, code):  # a standard of a city's own: its name and number say it
        return f"{item['rule']} {value}"
    return say(locale, code, value=value)


def cited(item: Mapping[str, Any], *, locale: str) -> dict[str, str]:
    """Return where a number comes from: `source` (document, number, clause), `day`, `mark`.

    `since` says the day in words; `mark` says that nobody has compared the number with its
    document. What study or ledger say themselves has no document, no day, nothing to compare.
    """
    if not item["document"]:
        own = say(locale, f"gate_basis.authority.{item['authority']}")
        return {"source": own, "day": "", "since": "", "mark": ""}
    mark = "" if item["checked"] else say(locale, "briefing.unchecked")
    if _without_document(item):
        source = say(locale, "gate_basis.no_document", source=item["document"])
        return {"source": source, "day": "", "since": "", "mark": mark}
    parts = (item["document"], item["number"], item["clause"])
    return {
        "source": " ".join(str(part) for part in parts if part),
        "day": item["since"],
        "since": say(locale, "gate_basis.since", day=item["since"]),
        "mark": mark,
    }


def gates_table(results: Results, *, locale: str) -> pd.DataFrame:
    """Return a row a number a test goes by; counts stand in the first row of each test."""
    rows = [
        _row(test, item, locale, first=place == 0)
        for test in _recorded(results)
        for place, item in enumerate(test["basis"])
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def gates_page(results: Results, *, locale: str) -> dict[str, Any] | None:
    """Return the tests of entry for a page of the briefing; None where none is on."""
    tests = _recorded(results)
    if not tests:
        return None
    shut = sum(test["estates"] for test in tests if test["how"] == BLOCK)
    held = sum(test["estates"] for test in tests if test["how"] != BLOCK)
    counts = {"tests": len(tests), "shut": count(shut), "held": count(held)}
    return {
        "title": say(locale, "gate_basis.title", **counts),
        "rows": [
            {
                "test": _named(test, locale),
                "how": _effect(test, locale),
                "lines": [
                    {"asks": asks(item, locale=locale), **cited(item, locale=locale)}
                    for item in test["basis"]
                ],
            }
            for test in tests
        ],
    }


def _row(
    test: Mapping[str, Any], item: Mapping[str, Any], locale: str, *, first: bool
) -> dict[str, Any]:
    document = bool(item["document"])
    checked = "briefing.checked" if item["checked"] else "briefing.unchecked"
    return {
        "gate_test": _named(test, locale),
        "gate_how": say(locale, f"gate_basis.how.{test['how']}"),
        "gate_asks": asks(item, locale=locale),
        "authority": say(locale, f"gate_basis.authority.{item['authority']}"),
        "document": item["document"] or NOTHING,
        "document_number": item["number"] or NOTHING,
        "clause": item["clause"] or NOTHING,
        "issued_by": item["issued_by"] or NOTHING,
        "since": NOTHING if _without_document(item) else item["since"] or NOTHING,
        "checked": say(locale, checked) if document else NOTHING,
        "gate_estates": test["estates"] if first else NOTHING,
        "gate_unknown": test["unknown"] if first else NOTHING,
    }


def _named(test: Mapping[str, Any], locale: str) -> str:
    return say(locale, f"gate_name.{test['test']}")


def _without_document(item: Mapping[str, Any]) -> bool:
    """Return whether a number is a default nobody issued: it is in force from no day on."""
    return item["authority"] == "suggestion" and not item["number"]


def _effect(test: Mapping[str, Any], locale: str) -> str:
    how = say(locale, f"gate_basis.effect.{test['how']}", count=count(test["estates"]))
    if not test["unknown"]:
        return how
    return how + say(locale, "gate_basis.effect.unknown", count=count(test["unknown"]))


def _value(item: Mapping[str, Any], locale: str) -> str:
    value = item["value"]
    if value is None:
        return say(locale, "unknown")
    if item["part"] == "stage":
        return say(locale, f"scheme_stage.{value}")
    if item["part"] == "reading":
        return say(locale, f"gate_basis.reading.{value}")
    if isinstance(value, float) and value < 1:
        return plain_share(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _recorded(results: Results) -> list[Mapping[str, Any]]:
    found = results.record.get("gates", ())
    return list(found) if isinstance(found, list | tuple) else []
