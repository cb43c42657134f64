"""Words for weights: the random-index table, the method, the criteria that an issue names."""

from collections.abc import Mapping
from typing import Any

from layers.gis import heading
from texts import said, say

_START = "weighing."


def issue_words(code: str, values: Mapping[str, Any], *, locale: str) -> dict[str, Any]:
    """Return the values of an issue with the codes of weighing in words; others as they are.

    >>> issue_words("weighing.revisit", {"first": "age", "said": "3"}, locale="zh")
    {'first': '老旧程度', 'said': '3'}
    """
    found = dict(values)
    if not code.startswith(_START):
        return found
    for key in {"first", "second"} & set(found):
        found[key] = criterion_words(str(found[key]), locale=locale)
    if "ri" in found:
        found["ri"] = table_words(str(found["ri"]), locale=locale)
    if "method" in found:
        found["method"] = say(locale, f"weights.method.{found['method']}")
    if "ratios" in found:
        found["ratios"] = say(locale, "list.semicolon").join(
            f"{table_words(name, locale=locale)} CR {ratio}"
            for name, ratio in found["ratios"].items()
        )
    return found


def criterion_words(key: str, *, locale: str) -> str:
    """Return what a criterion is called; one a city made goes by its key.

    >>> criterion_words("coverage", locale="zh"), criterion_words("noise", locale="zh")
    ('服务覆盖', 'noise')
    """
    code = f"criterion.{key}"
    return say(locale, code) if said(locale, code) else heading(key, locale=locale)


def table_words(table: str, *, locale: str) -> str:
    """Return what a random-index table is called.

    >>> table_words("saaty", locale="en")
    "Saaty's random index, 0.58 for three"
    """
    code = f"weights.table.{table}"
    return say(locale, code) if said(locale, code) else table
