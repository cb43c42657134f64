"""The Gantt table as rows of a drawing: bars, words of a cell, what hovering tells."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import rgb, year_classes
from ui.plan.gantt.chart import Gantt
from ui.session.words import missing, number, t, wan

_WHOLE = 100
# On a fill of less luminance white words stand out more than ink does (WCAG 2.1).
_DARK = 0.222
_LUMA, _GAMMA, _FULL = (0.2126, 0.7152, 0.0722), 2.2, 255


def head(found: Gantt) -> list[dict[str, Any]]:
    """Return the years as the head of the table: label, colour, and the totals of each year."""
    fills, totals = colours(found), found.total("year")
    return [
        {"year": str(year), "fill": fills[year], **_words(_row(totals, year))}
        for year in found.years
    ]


def rows(found: Gantt, *, most: int | None = None) -> list[dict[str, Any]]:
    """Return a row a group with its estates, `most` of them (None: all), the rest counted."""
    fills, sums = colours(found), found.total("group", "year")
    top = float(sums["paid_wan"].max()) or 1.0
    cells = {str(key): part.set_index("year") for key, part in found.cells.groupby("estate_id")}
    return [
        {
            "name": name or t(f"plan_page.gantt.none.{found.by}"),
            "count": number(len(own)),
            "left": number(int(found.left.get(name, 0))),
            "cells": [
                _bar(_row(sums, (name, year)), fills[year], top, head=f"{name} · {year}")
                for year in found.years
            ],
            "estates": [_estate(row, cells, found, fills) for row in own[:most]],
            "more": max(0, len(own) - most) if most is not None else 0,
        }
        for name, own in _grouped(found)
    ]


def colours(found: Gantt) -> dict[int, str]:
    """Return the colour of each year: the one it has on the map."""
    known = {item.key: item.fill for item in year_classes(found.years)}
    return {year: known[str(year)] for year in found.years}


def ink(fill: str) -> str:
    """Return the colour of words on a fill.

    >>> ink("#2c2f6e"), ink("#f0cf4d"), ink("#2a9d8f")
    ('#ffffff', '#1d2733', '#1d2733')
    """
    parts = zip(rgb(fill), _LUMA, strict=True)
    light = sum((part / _FULL) ** _GAMMA * share for part, share in parts)
    return "#ffffff" if light < _DARK else "#1d2733"


def _grouped(found: Gantt) -> list[tuple[str, list[dict[str, Any]]]]:
    by_group: dict[str, list[dict[str, Any]]] = {name: [] for name in found.groups}
    for row in found.estates.to_dict("records"):
        by_group[row["group"]].append({str(key): value for key, value in row.items()})
    return list(by_group.items())


def _row(table: pd.DataFrame, key: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a year, or a group and one
    """Return one row of sums; nothing starts and nothing is paid where there is none."""
    if key not in table.index:
        return {"estates": 0, "households": 0.0, "cost_wan": 0.0, "paid_wan": 0.0}
    return {str(name): column.loc[key] for name, column in table.items()}


def _words(sums: Mapping[str, Any]) -> dict[str, str]:
    return {
        "money": number(sums["paid_wan"]) if sums["paid_wan"] else "",
        "count": t("plan_page.gantt.count", count=number(sums["estates"]))
        if sums["estates"]
        else "",
        "homes": _homes(sums["households"]) if sums["estates"] else "",
    }


def _bar(sums: Mapping[str, Any], fill: str, top: float, *, head: str) -> dict[str, Any]:
    return {
        **_words(sums),
        "fill": fill,
        "width": round(_WHOLE * float(sums["paid_wan"]) / top, 1),
        "tip": "\n".join([head, *_told(sums)]) if sums["estates"] or sums["paid_wan"] else "",
    }


def _told(sums: Mapping[str, Any]) -> list[str]:
    lines = []
    if sums["estates"]:
        shown = {"count": number(sums["estates"]), "homes": _homes(sums["households"])}
        lines.append(t("plan_page.gantt.starts", **shown, cost=wan(sums["cost_wan"])))
    lines.append(t("plan_page.gantt.paid", money=wan(sums["paid_wan"])))
    return lines


def _homes(count: float) -> str:
    """Return households in words; unknown is said."""
    return t("unknown") if missing(count) else t("plan_page.gantt.homes", count=number(count))


def _called(row: Mapping[str, Any]) -> str:
    return t("ui.unnamed") if missing(row["name"]) else str(row["name"])


def _estate(
    row: Mapping[str, Any],
    cells: Mapping[str, pd.DataFrame],
    found: Gantt,
    fills: Mapping[int, str],
) -> dict[str, Any]:
    own, start = cells[row["estate_id"]], int(row["year"])
    fill = fills[start]
    return {
        "id": row["estate_id"],
        "name": _called(row),
        "rank": number(row["rank"]),
        "cells": [_cell(row, own, year, fill) for year in found.years],
    }


def _cell(row: Mapping[str, Any], own: pd.DataFrame, year: int, fill: str) -> dict[str, Any]:
    start = year == int(row["year"])
    if year not in own.index:
        return {"kind": "none"}
    paid = float(own["paid_wan"].loc[year])
    lines = [f"{_called(row)} · {year}"]
    if start:
        shown = {"homes": _homes(row["households"]), "cost": wan(row["cost_wan"])}
        lines.append(t("plan_page.gantt.begins", **shown))
    lines.append(t("plan_page.gantt.paid", money=wan(paid)))
    return {
        "kind": "start" if start else "pays",
        "fill": fill,
        "ink": ink(fill) if start else "#1d2733",
        "money": number(paid),
        "homes": _homes(row["households"]) if start else "",
        "tip": "\n".join(lines),
    }
