"""The proven value of the plan against all the money: a line found, a band up to the bound."""

from typing import Any

import pandas as pd
import streamlit as st

from study.negotiation.money_words import curve_words
from ui.drawn.picture import picture
from ui.negotiate.why_words import said
from ui.session.words import percent, plain, t, wan
from ui.templates import html

_WIDTH, _HEIGHT = 560, 250
_LEFT, _RIGHT, _TOP, _FOOT = 52, 14, 14, 40
_EDGE = 0.12  # room above and below the line, as a share of what is shown
_LEAST_SPAN = 0.02
_TICKS = 4


def curve_told(found: pd.DataFrame, value: float) -> None:
    """Draw the curve; what has no plan or was not asked is said below it."""
    rows = found[found["value"].notna()]
    if len(rows) > 1:
        picture(html("negotiate_curve", **drawing(rows, value)), key="negotiate_curve")
    left = found[found["value"].isna()]
    for one in said(curve_words(left, value)):
        st.warning(plain(one))
    st.caption(t("negotiate_page.curve.note"))


def drawing(rows: pd.DataFrame, value: float) -> dict[str, Any]:
    """Return where everything of the curve stands: values as shares of the plan's own `value`."""
    whole = abs(value) or 1.0
    values, bounds = rows["value"] / whole, rows["bound"] / whole
    low, high = float(values.min()), float(bounds.max())
    edge = max(high - low, _LEAST_SPAN) * _EDGE
    low, high = low - edge, high + edge
    first, last = float(rows["factor"].min()), float(rows["factor"].max())

    def across(factor: float) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (factor - first) / (last - first), 1)

    def up(share: float) -> float:
        return round(_HEIGHT - _FOOT - (_HEIGHT - _FOOT - _TOP) * (share - low) / (high - low), 1)

    at = [across(factor) for factor in rows["factor"]]
    line = list(zip(at, [up(one) for one in values], strict=True))
    roof = list(zip(at, [up(one) for one in bounds], strict=True))
    points = [
        {"x": x, "y": y, "tip": tip}
        for (x, y), tip in zip(line, said(curve_words(rows, value)), strict=True)
    ]
    steps = [low + (high - low) * place / _TICKS for place in range(_TICKS + 1)]
    return {
        "size": (_WIDTH, _HEIGHT),
        "plot": (_LEFT, _TOP, _WIDTH - _RIGHT, _HEIGHT - _FOOT),
        "line": _path(line),
        "band": _path([*line, *reversed(roof)]),
        "points": points,
        "xs": [
            {"at": x, "text": wan(money), "small": percent(factor)}
            for x, money, factor in zip(at, rows["money_wan"], rows["factor"], strict=True)
        ],
        "ys": [{"at": up(one), "text": percent(one)} for one in steps],
        "now": across(1.0) if first <= 1 <= last else None,
    }


def _path(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
