"""Rank acceptability as a heat map: how often the trials put an estate into which band of ranks."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from layers.classes import ramp, rgb
from scoring.robust import Robustness
from ui.session.words import missing, number, percent, t
from ui.templates import html
from ui.trust.rank_ranges import short_name

_BANDS = 20  # columns that fit
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_SHADES = ("#f4f6f8", "#c2ddca", "#3f8d90", "#0f5763")
_COUNT = 26  # shades in all
_TOLD = 0.045  # a share that is written into its cell
_DARK = 380  # red + green + blue below which white writing reads better
_WIDTH, _LEFT, _ROW, _HEAD = 1000.0, 250.0, 24.0, 34.0


def bands(first: int, last: int) -> list[tuple[int, int]]:
    """Return bands of ranks of one width that hold `first` to `last`, at most twenty.

    >>> bands(1, 9)[:2], bands(3, 70)[:3]
    ([(1, 1), (2, 2)], [(1, 5), (6, 10), (11, 15)])
    """
    step = next((size for size in _STEPS if (last - first) // size + 1 < _BANDS), _STEPS[-1])
    begin = (first - 1) // step * step + 1
    return [(at, at + step - 1) for at in range(begin, last + 1, step)]


def band_shares(
    found: Robustness, ids: Sequence[str], wanted: Sequence[tuple[int, int]]
) -> np.ndarray:
    """Return the share of trials of each estate (rows) in each band of ranks (columns).

    A bin of the trials that reaches over the end of a band counts where it begins.
    """
    place = {str(key): row for row, key in enumerate(found.table["estate_id"])}
    rows = found.acceptability[[place[key] for key in ids]]
    inside = [(found.bin_first >= low) & (found.bin_first <= high) for low, high in wanted]
    return np.stack([rows[:, one].sum(axis=1) for one in inside], axis=1)


def rank_heat(shown: pd.DataFrame, found: Robustness, *, chosen: str) -> str:
    """Return the heat map of `shown` (index: estate_id) as HTML (an SVG), every name escaped."""
    if shown.empty:
        return html("rank_ranges", rows=[])
    first, last = shown["rank_p05"].min(), shown["rank_p95"].max()
    columns = bands(int(min(first, shown["rank"].min())), int(max(last, shown["rank"].max())))
    shares = band_shares(found, [str(key) for key in shown.index], columns)
    wide = (_WIDTH - _LEFT) / len(columns)
    return html(
        "rank_heat",
        heads=[{"x": round(_LEFT + wide * (i + 0.5), 1), "text": _ranks(*one)}
               for i, one in enumerate(columns)],
        rows=[
            _row(row, own, columns, wide) | {"chosen": row["estate_id"] == chosen}
            for row, own in zip(shown.reset_index().to_dict("records"), shares, strict=True)
        ],
        size=(_WIDTH, _HEAD + _ROW * len(shown)),
        head=_HEAD,
        step=_ROW,
        wide=round(wide - 2, 1),
    )  # fmt: skip


def _row(
    row: dict[Any, Any],
    shares: np.ndarray,
    columns: Sequence[tuple[int, int]],
    wide: float,
) -> dict[str, Any]:
    name = t("ui.unnamed") if missing(row["name"]) else str(row["name"])
    return {
        "id": row["estate_id"],
        "rank": number(row["rank"]),
        "name": short_name(name),
        "cells": [
            _cell(name, one, float(share), row["rank"]) | {"x": round(_LEFT + wide * i + 1, 1)}
            for i, (one, share) in enumerate(zip(columns, shares, strict=True))
        ],
    }


def _cell(name: str, band: tuple[int, int], share: float, rank: int) -> dict[str, Any]:
    fill = ramp(_SHADES, _COUNT)[round(min(share, 1.0) ** 0.5 * (_COUNT - 1))]
    told = t("ui.trust.heat_tip", name=name, ranks=_ranks(*band), share=percent(share, 1))
    return {
        "fill": fill,
        "ink": "#ffffff" if sum(rgb(fill)) < _DARK else "#1d2733",
        "text": percent(share).removesuffix("%") if share >= _TOLD else "",
        "tip": told,
        "own": band[0] <= rank <= band[1],
    }


def _ranks(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
