"""The room of each weight: how far it can move before others stand among the first."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui.session.view import View
from ui.session.words import locale, missing, percent, t
from ui.templates import html

_FULL = 100
_SIDES = {"low": -1, "high": 1}
_LEAST_AXIS = 0.5  # percentage points: bars of less are drawn on this scale
_HALF = 50.0  # per cent of the width of a bar's cell


def weight_room(view: View, rooms: pd.DataFrame, estates: pd.DataFrame, k: int) -> str:
    """Return a row a weight as HTML: its value, a bar of its room, who changes at each end."""
    rows = rooms[rooms["weight"].gt(0)].to_dict("records")
    names = estates["name"].fillna(t("ui.unnamed"))
    reach = max([_LEAST_AXIS, *(abs(step) for row in rows for step in _steps(row).values())])
    tight = min(rows, key=lambda row: min(map(abs, _steps(row).values())), default=None)
    return html(
        "weight_room",
        lead=_lead(view, tight, k) if tight else "",
        rows=[_row(view, row, names, reach) | {"least": row is tight} for row in rows],
        reach=f"{reach:.1f}",
        k=k,
    )


def _steps(row: Mapping[Any, Any]) -> dict[str, float]:
    """Return how far the weight can move down and up, in percentage points."""
    return {side: (row[side] - row["weight"]) * _FULL for side in _SIDES}


def _row(view: View, row: Mapping[Any, Any], names: pd.Series, reach: float) -> dict[str, Any]:
    steps = _steps(row)
    return {
        "name": view.ranked.tree.name(locale(), row["criterion"]),
        "weight": percent(row["weight"], 1),
        "left": round(_HALF * (1 + steps["low"] / reach), 2),
        "long": round(_HALF * (steps["high"] - steps["low"]) / reach, 2),
        "ends": [_end(row, side, steps[side], names) for side in _SIDES],
    }


def _end(row: Mapping[Any, Any], side: str, step: float, names: pd.Series) -> dict[str, str]:
    leaves, enters = row[f"{side}_leaves"], row[f"{side}_enters"]
    free = missing(leaves) or not leaves
    return {
        "at": percent(row[side], 2),
        "step": t("ui.trust.points", points=f"{step:+.2f}".replace("-", "−")),
        "leaves": "" if free else str(names.get(leaves, leaves)),
        "enters": "" if free else str(names.get(enters, enters)),
        "free": t("ui.trust.room_free") if free else "",
    }


def _lead(view: View, row: Mapping[Any, Any], k: int) -> str:
    """Say of the weight with the least room how little moves it."""
    steps = _steps(row)
    side = min(steps, key=lambda name: abs(steps[name]))
    free = not row[f"{side}_leaves"]
    return t(
        "ui.trust.room_all_free" if free else f"ui.trust.room_lead_{side}",
        name=view.ranked.tree.name(locale(), row["criterion"]),
        points=f"{abs(steps[side]):.2f}",
        k=k,
    )
