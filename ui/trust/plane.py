"""The plane of need and readiness: every estate a point, the chosen one with its ranges."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers.classes import MapClass
from layers.quadrants import middles
from reports.figures import width
from ui.session.words import missing, number, t
from ui.templates import html
from ui.trust.rank_words import place_lines

_WIDTH, _HEIGHT = 860.0, 620.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 14.0, 8.0, 44.0
_SIDE, _STRIP = 14.0, 46.0  # room within the plot: for round points, for the words of a corner
_STEP, _FULL = 10, 100
_NAMED = 8  # the first of these have their name beside them
_RADII = {500: (3.0, 11.0), 10**9: (1.8, 6.0)}  # up to so many points: of nobody, of the largest
_OPACITY = {500: 0.85, 10**9: 0.6}
_LETTER, _LINE, _MOST = 6.4, 15.0, 20  # a label: width of a letter, height, letters at most

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """Which scores the axes show: readiness to the right, need upwards."""

    ready: tuple[float, float]
    need: tuple[float, float]

    def x(self, readiness: float) -> float:
        """Return how far right a readiness stands."""
        low, high = self.ready
        left, right = _LEFT + _SIDE, _WIDTH - _RIGHT - _SIDE
        return left + (readiness - low) / (high - low) * (right - left)

    def y(self, need: float) -> float:
        """Return how far down a need stands."""
        low, high = self.need
        top, bottom = _TOP + _STRIP, _HEIGHT - _BOTTOM - _STRIP
        return bottom - (need - low) / (high - low) * (bottom - top)


def plane(
    estates: pd.DataFrame, keys: pd.Series, classes: Sequence[MapClass], *, k: int, chosen: str
) -> str:
    """Return the plane as HTML (an SVG), every name in it escaped.

    `estates` (index: estate_id) have need, readiness with their ranges, households, name, street,
    rank and what the trials found; `keys` the class of each. An estate of which need or readiness
    is unknown has no point.
    """
    lines = middles(estates)
    table = estates.assign(key=keys)[estates[["need", "readiness"]].notna().all(axis=1)]
    if table.empty:
        return html("plane", points=[], unknown=len(estates))
    frame = Frame(_bounds(table["readiness"]), _bounds(table["need"]))
    points = list(_points(table, frame, {item.key: item for item in classes}, k))
    mine = next((point for point in points if point["id"] == chosen), None)
    return html(
        "plane",
        size=(_WIDTH, _HEIGHT),
        plot=(_LEFT, _TOP, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM),
        points=points,
        opacity=_by_count(_OPACITY, len(points)),
        lines={"x": frame.x(lines[1]), "y": frame.y(lines[0])},
        middle={"ready": number(lines[1], 1), "need": number(lines[0], 1)},
        ticks=_ticks(frame),
        names=_names(points, mine),
        mine=_ranges(table.loc[chosen].to_dict(), frame) | mine if mine else None,
        unknown=len(estates) - len(table),
    )


def _bounds(values: pd.Series) -> tuple[float, float]:
    """Return whole tens around the values, at least one ten apart."""
    low = max(0, math.floor(values.min() / _STEP) * _STEP)
    high = min(_FULL, math.ceil(values.max() / _STEP) * _STEP)
    return (low, high) if low < high else (max(0, high - _STEP), max(high, _STEP))


def _points(
    table: pd.DataFrame, frame: Frame, classes: Mapping[str, MapClass], k: int
) -> Iterator[dict[str, Any]]:
    """Give the points, large ones first, so that small ones lie on top and can be reached."""
    homes = pd.to_numeric(table["households"]).astype(float)
    least, most = _by_count(_RADII, len(table))
    scale = (most - least) / math.sqrt(max(homes.max(), 1.0)) if homes.notna().any() else 0.0
    ordered = table.assign(homes=homes.fillna(0.0)).sort_values(
        ["homes", "rank"], ascending=[False, True], kind="stable"
    )
    for row in ordered.reset_index().to_dict("records"):
        item = classes[row["key"]]
        yield {
            "id": row["estate_id"],
            "name": t("ui.unnamed") if missing(row["name"]) else row["name"],
            "rank": row["rank"],
            "x": round(frame.x(row["readiness"]), 1),
            "y": round(frame.y(row["need"]), 1),
            "r": round(least + scale * math.sqrt(row["homes"]), 1),
            "fill": item.fill,
            "stroke": item.stroke,
            "dash": item.dash and "2 1.5",
            "tip": "\n".join(place_lines(row, k)),
        }


def _by_count(choices: Mapping[int, Any], count: int) -> Any:  # noqa: ANN401 - any kind of choice
    return next(choice for most, choice in choices.items() if count <= most)


def _ticks(frame: Frame) -> dict[str, list[dict[str, float]]]:
    return {
        name: [
            {"at": round(place(value), 1), "value": value}
            for value in range(int(ends[0]), int(ends[1]) + 1, _STEP)
        ]
        for name, ends, place in (("x", frame.ready, frame.x), ("y", frame.need, frame.y))
    }


def _ranges(row: Mapping[Any, Any], frame: Frame) -> dict[str, float]:
    """Return the bars of what the chosen estate's need and readiness could be, in the plot."""
    ends = {"left": "readiness_low", "right": "readiness_high", "low": "need_low"}
    known = {name: float(row[column]) for name, column in (ends | {"high": "need_high"}).items()}
    return {
        "left": frame.x(max(known["left"], frame.ready[0])),
        "right": frame.x(min(known["right"], frame.ready[1])),
        "bottom": frame.y(max(known["low"], frame.need[0])),
        "top": frame.y(min(known["high"], frame.need[1])),
    }


def _names(
    points: Sequence[Mapping[str, Any]], mine: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """Return where the names of the chosen and the first estates stand; none over another."""
    first = sorted(points, key=lambda point: point["rank"])[:_NAMED]
    asked = [*([mine] if mine else []), *(point for point in first if point is not mine)]
    taken: list[Box] = []
    found = []
    for point in asked:
        name = point["name"][:_MOST]
        long = width(name) * _LETTER * (1.1 if point is mine else 1)
        spot = next((s for s in _spots(point, long) if _free(s[1], taken)), None)
        if spot:
            taken.append(spot[1])
            x, y = spot[0]
            found.append({"x": x, "y": y, "name": name, "chosen": point is mine})
    return found


def _spots(point: Mapping[str, Any], long: float) -> Iterator[tuple[tuple[float, float], Box]]:
    """Give places for a label: right, left, above and below its point, inside the plot."""
    x, y, away = point["x"], point["y"], point["r"] + 4
    starts = ((x + away, y + 4), (x - away - long, y + 4), (x - long / 2, y - away - 1),
              (x - long / 2, y + away + 11))  # fmt: skip
    for left, base in starts:
        if left >= _LEFT and left + long <= _WIDTH - _RIGHT:
            yield (left, base), (left, base - _LINE + 3, left + long, base + 3)


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return all(
        box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1]
        for other in taken
    )
