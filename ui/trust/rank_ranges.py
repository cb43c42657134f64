"""Rank ranges as bars: where an estate stands, where 90 of 100 trials put it, what is possible."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import MapClass, classify, trust_classes
from reports.figures import width
from ui.session.words import missing, number, t
from ui.templates import html
from ui.trust.rank_words import chance, place_lines, trial_range

WINDOWS = ("first", "edge", "open")
_ROWS = 40  # bars in one picture: a screen
_WIDTH, _ROW, _HEAD = 1000.0, 22.0, 44.0
_LEFT, _RIGHT = 250.0, 800.0  # where the axis begins and ends
_NAME = 24  # letters of a name that fit
_TICKS = 6


def window(estates: pd.DataFrame, which: str, k: int) -> pd.DataFrame:
    """Return the estates a picture shows, by rank: the first, those next to k, or the open ones.

    "first": from rank 1 on; "edge": ranks on both sides of k; "open": those surely neither in nor
    out of the first k, the most open where there are more than fit.
    """
    ranked = estates[estates["score"].notna()].sort_values("rank")
    if which == "first":
        return ranked.head(_ROWS)
    if which == "open":
        ranked = ranked[classify(ranked["top_share"], trust_classes()).eq("trust_depends")]
        far = (ranked["top_share"] - 1 / 2).abs()
    else:
        far = (ranked["rank"] - k - 1 / 2).abs()
    return ranked[ranked.index.isin(far.sort_values(kind="stable").index[:_ROWS])]


def rank_ranges(shown: pd.DataFrame, k: int, *, chosen: str) -> str:
    """Return the bars of `shown` (index: estate_id) as HTML (an SVG), every name escaped.

    A thin line runs from the best to the worst possible rank, a bar over 90 of 100 trials, a dot
    marks the rank. The axis reaches as far as the bars; a longer line ends in an arrow.
    """
    if shown.empty:
        return html("rank_ranges", rows=[])
    classes = {item.key: item for item in trust_classes()}
    first = min(shown["rank"].min(), shown["rank_p05"].min())
    last = max(shown["rank"].max(), shown["rank_p95"].max(), first + 1)
    axis = _Axis(float(first), float(last))
    keys = classify(shown["top_share"], trust_classes())
    rows = [
        _row(row, axis, classes[key], k) | {"chosen": row["estate_id"] == chosen}
        for row, key in zip(shown.reset_index().to_dict("records"), keys, strict=True)
    ]
    inside = first <= k + 1 / 2 <= last
    return html(
        "rank_ranges",
        rows=rows,
        size=(_WIDTH, _HEAD + _ROW * len(rows) + 8),
        head=_HEAD,
        step=_ROW,
        ends=(_LEFT, _RIGHT),
        ticks=[{"at": axis.at(rank), "rank": rank} for rank in axis.ticks()],
        k={"at": axis.at(k + 1 / 2), "value": k} if inside else None,
    )


class _Axis:
    """Ranks from left to right."""

    def __init__(self, first: float, last: float) -> None:
        self.first, self.last = first, last

    def at(self, rank: float) -> float:
        """Return where a rank stands, held to the ends of the axis."""
        share = (rank - self.first) / (self.last - self.first)
        return round(_LEFT + min(max(share, 0), 1) * (_RIGHT - _LEFT), 1)

    def ticks(self) -> list[int]:
        """Return round ranks, a few."""
        rough = (self.last - self.first) / _TICKS
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
        step = next((size for size in steps if size >= rough), steps[-1])
        found = range(0, int(self.last) + 1, step)
        return [rank for rank in found if rank >= self.first] or [int(self.first)]


def _row(row: Mapping[Any, Any], axis: _Axis, item: MapClass, k: int) -> dict[str, Any]:
    name = t("ui.unnamed") if missing(row["name"]) else str(row["name"])
    possible = t(
        "ui.trust.possible_line", low=number(row["rank_best"]), high=number(row["rank_worst"])
    )
    return {
        "id": row["estate_id"],
        "rank": number(row["rank"]),
        "name": short_name(name),
        "tip": "\n".join([*place_lines(row, k), possible]),
        "at": axis.at(row["rank"]),
        "bar": (axis.at(row["rank_p05"]), axis.at(row["rank_p95"])),
        "line": (axis.at(row["rank_best"]), axis.at(row["rank_worst"])),
        "beyond": row["rank_worst"] > axis.last,
        "before": row["rank_best"] < axis.first,
        "range": trial_range(row),
        "share": chance(row["top_share"]),
        "width": round(float(row["top_share"]) * 100, 1),
        "fill": item.fill,
        "stroke": item.stroke,
        "dash": item.dash,
    }


def short_name(name: str) -> str:
    """Return a name that fits its column."""
    while width(name) > _NAME:
        name = name.rstrip("…")[:-1] + "…"
    return name
