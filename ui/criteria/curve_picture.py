"""A value function as a small picture: points against value, and where the estates lie."""

import base64
from collections.abc import Callable

import numpy as np

from study.criteria_lines import Line

_MOST = 100
_STRIP = 0.26  # share of the height that shows the estates
_BINS = 24
_EDGE = 0.04
_APART = 0.16  # of the width, between two numbers
_ROOM = 4  # for half a dot above and below
_LINE = "#1f5f99"


def picture(line: Line, *, width: int, height: int) -> str:
    """Return the address of an SVG: the curve above, the estates below, a mark at the median.

    An image and not an element of the page: Streamlit takes drawings out of its HTML. Values
    beyond the anchors are shown as far as one in a hundred estates lies there.
    """
    drawn = drawing(line, width=width, height=height).encode("ascii")
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode('ascii')}"


def ticks(line: Line) -> list[tuple[float, float]]:
    """Return where the values of the anchors stand below the picture: per cent across, value.

    The first and the last always, those between where there is room.
    """
    low, high = _reach(line)
    values = [value for value, _ in line.indicator.anchors]
    last = values[-1]
    kept = values[:1]
    for value in values[1:-1]:
        if min(value - kept[-1], last - value) / (high - low) > _APART:
            kept.append(value)
    return [(round((value - low) / (high - low) * _MOST, 1), value) for value in (*kept, last)]


def drawing(line: Line, *, width: int, height: int) -> str:
    """Return the SVG itself."""
    low, high = _reach(line)
    floor = height * (1 - _STRIP)

    def across(value: float) -> float:
        return round((value - low) / (high - low) * width, 2)

    def up(points: float) -> float:
        return round(_ROOM + (floor - 2 * _ROOM) * (1 - points / _MOST), 2)

    anchors = line.indicator.anchors
    path = [(0.0, up(anchors[0][1]))]
    for value, points in anchors:
        if line.indicator.curve == "steps":
            path.append((across(value), path[-1][1]))
        path.append((across(value), up(points)))
    path.append((float(width), path[-1][1]))
    drawn = " ".join(f"{x},{y}" for x, y in path)
    dots = [f'<circle cx="{across(v)}" cy="{up(p)}" r="2.6"/>' for v, p in anchors]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path d="M0 {floor:.1f}H{width}" stroke="#c3ccd4"/>'
        f"{_strip(line.values, low, high, (width, height))}{_median(line, across, height)}"
        f'<polyline points="{drawn}" fill="none" stroke="{_LINE}" stroke-width="1.8"/>'
        f'<g fill="#fff" stroke="{_LINE}" stroke-width="1.6">{"".join(dots)}</g></svg>'
    )


def _reach(line: Line) -> tuple[float, float]:
    """Return the values at both ends of the picture."""
    ends = [value for value, _ in line.indicator.anchors]
    if len(line.values):
        ends += list(np.quantile(line.values, [1 / _MOST, 1 - 1 / _MOST]))
    low, high = float(min(ends)), float(max(ends))
    edge = (high - low) * _EDGE
    return low - edge, high + edge


def _strip(values: np.ndarray, low: float, high: float, size: tuple[int, int]) -> str:
    """Return a bar a class of values, as high as there are estates in it."""
    if not len(values):
        return ""
    counts, _ = np.histogram(np.clip(values, low, high), bins=_BINS, range=(low, high))
    wide, tallest = size[0] / _BINS, size[1] * _STRIP - 1
    bars = []
    for place, count in enumerate(counts):
        tall = tallest * count / counts.max()
        bars.append(
            f'<rect x="{place * wide + 0.4:.2f}" y="{size[1] - tall:.2f}" '
            f'width="{wide - 0.8:.2f}" height="{tall:.2f}" fill="#b4c2cf"/>'
        )
    return "".join(bars)


def _median(line: Line, across: Callable[[float], float], height: int) -> str:
    if not len(line.values):
        return ""
    x = across(float(np.median(line.values)))
    return f'<path d="M{x} 0V{height}" stroke="#8a3a22" stroke-dasharray="3 2.5"/>'
