"""Where every number comes from, in slides: standards with clause and day, files with hashes."""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from layers.gis import table_name
from reports.figures import count, width
from study.results import Results
from texts import said, say

Page = Mapping[str, Any]

# What a page holds, in rows of one line; every further line of a row counts for less.
_ROWS = 14.6
_MORE_LINE = 0.6
_FITS = {"name": 46, "value": 24, "document": 52, "clause": 10}  # in Latin letters
_SHORT_TABLE = 4


def basis(results: Results, *, locale: str) -> list[Page]:
    """Return the standards used, in pages: name, value, document, clause, day, checked or not."""
    found = results.record.get("standards", ())
    items = found if isinstance(found, list | tuple) else []
    rows = [_standard(item, locale) for item in items]
    unchecked = sum(not row["checked"] for row in rows)
    title = say(locale, "briefing.basis.title", count=len(rows), unchecked=unchecked)
    return [{"title": title, "rows": page} for page in _paged(rows)]


def inputs(results: Results, *, locale: str) -> Page:
    """Return the files read and the engines; the hashes that identify files are in run.json."""
    files = results.record.get("inputs", ())
    engines = results.record.get("engines", {})
    return {
        "title": say(locale, "briefing.inputs.title"),
        "files": [
            {
                "table": table_name(str(item["table"]), locale=locale),
                "label": str(item["label"]),
                "layer": str(item.get("layer") or "–"),
                "rows": count(item.get("rows")),
                "crs": str(item.get("crs") or "–"),
            }
            for item in (files if isinstance(files, list | tuple) else ())
        ],
        "engines": [f"{k} {v}" for k, v in engines.items()] if isinstance(engines, Mapping) else [],
    }


def _standard(item: Mapping[str, Any], locale: str) -> dict[str, Any]:
    document = " ".join(str(part) for part in (item["document"], item["number"]) if part)
    return {
        "name": item["en"] if locale == "en" else item["zh"],
        "value": _value(item["value"], item["unit"], locale),
        "document": document,
        "clause": item["clause"] or "–",
        "since": item["since"],
        "checked": item["checked"],
    }


def _value(value: object, unit: str, locale: str) -> str:
    """Return a number with its unit; a short table in full, a long one as its length."""
    if isinstance(value, Mapping) and _short({**value}) and _short([*value.values()]):
        return " · ".join(f"{key}: {part}" for key, part in value.items())
    if isinstance(value, list | tuple) and _short(value):
        return " · ".join(str(part) for part in value)
    if isinstance(value, Mapping | list | tuple):
        return say(locale, "briefing.entries", count=len(value))
    told = say(locale, f"unit.{unit}") if said(locale, f"unit.{unit}") else unit
    shown = f"{value:.4g}" if isinstance(value, float) else str(value)
    return f"{shown} {told}".strip()


def _short(values: Collection[object]) -> bool:
    """Return whether a few numbers are all there is, so that they can be shown in full."""
    return len(values) <= _SHORT_TABLE and all(str(part).isdigit() for part in values)


def _paged(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    page: list[dict[str, Any]] = []
    used = 0.0
    for row in rows:
        lines = max(math.ceil(width(row[name]) / most) for name, most in _FITS.items())
        height = 1 + _MORE_LINE * (lines - 1)
        if page and used + height > _ROWS:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += height
    if page:
        yield page
