"""The ranked table of one level of areas: what each column holds and how it is headed."""

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from layers.areas import area_names, areas_table
from ui.session.words import locale, missing, number, percent, t

_WIDTHS = {
    "rank": 42, "range": 66, "name": 82, "parent": 92, "estates": 42, "need": 110,
    "grade1": 94, "unmet": 96, "asked": 70, "placed": 70, "unknown": 64, "note": 150,
}  # fmt: skip
_HELPED = ("range", "need", "grade1", "unmet", "asked", "placed", "unknown")
_UNKNOWNS = ("need_unknown", "coverage_unknown", "cost_unknown", "residents_unknown")


def area_table(areas: gpd.GeoDataFrame, level: str, proposal: str) -> pd.DataFrame:
    """Return the areas of a level by rank, those not ranked last; the index is the area_id."""
    table = areas_table(areas[areas["level"].eq(level)])
    table = table.sort_values(["rank", "estates", "area_id"], ascending=[True, False, True])
    rows = pd.DataFrame(table.drop(columns="geometry"))
    around = rows[["district", "street"]].astype(object).fillna("")
    around = around[[name for name in around if len(set(around[name])) > 1]]
    return pd.DataFrame({
        "rank": rows["rank"],
        "range": [_between(low, high) for low, high in rows[["rank_p05", "rank_p95"]].to_numpy()],
        "name": area_names(rows, locale=locale()),
        "parent": [t("ui.dot").join(filter(None, row)) for row in around.to_numpy()],
        "estates": rows["estates"],
        "need": _ranges(rows, "need", _points),
        "grade1": _ranges(rows, "grade1_share", percent),
        "unmet": _ranges(rows, "unmet_coverage", percent),
        "asked": rows["asked_wan"],
        "placed": rows[f"placed_{proposal}_wan"],
        "unknown": ["/".join(map(str, row)) if any(row) else None
                    for row in rows[list(_UNKNOWNS)].to_numpy()],
        "note": rows[f"rank_note_{locale()}"],
    }).set_index(rows["area_id"])  # fmt: skip


def area_headings(shown: pd.DataFrame) -> dict[str, Any]:
    """Return how Streamlit draws each column; one that says the same of all is left out."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    told = {
        "rank": t("ui.column.rank"), "note": t("column.rank_note"),
        **{name: t(f"ui.areas.column.{name}") for name in _WIDTHS if name not in {"rank", "note"}},
    }  # fmt: skip
    helped = {name: t(f"ui.areas.{name}_help") for name in _HELPED}
    numbers = {"rank": "%,d", "estates": "%,d", "asked": "%,.0f", "placed": "%,.0f"}
    made: dict[str, Any] = {
        name: figure(told[name], width=width, help=helped.get(name), format=numbers[name])
        if name in numbers
        else text(told[name], width=width, help=helped.get(name))
        for name, width in _WIDTHS.items()
    }
    silent = {name for name in ("parent", "note") if len(set(shown[name])) == 1}
    return {name: column for name, column in made.items() if name not in silent}


def _ranges(rows: pd.DataFrame, name: str, told: Callable[[Any], str]) -> list[str]:
    """Say values with their ranges: 20% (7–37%); "" where nothing is known at all."""
    cells = rows[[name, f"{name}_low", f"{name}_high"]].astype(object).to_numpy()
    return [
        "" if missing(low) else f"{told(value)} ({told(low)}–{told(high)})".replace("%–", "–")
        for value, low, high in cells
    ]


def _between(low: float, high: float) -> str:
    return "" if missing(low) else f"{low:.0f}–{high:.0f}"


def _points(value: Any) -> str:  # noqa: ANN401 - a cell
    return number(value, 1)
