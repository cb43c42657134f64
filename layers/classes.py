"""The classes and colours every map, chart and GIS style shares: the one place for colours."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

# ColorBrewer OrRd, 5 classes: ordered by lightness, so it survives colour blindness and grey print.
_URGENCY = ("#fef0d9", "#fdcc8a", "#fc8d59", "#e34a33", "#b30000")
# Covered well is dark: the same direction as the number.
_COVERAGE = ("#f2f7ee", "#c2ddca", "#84b9b0", "#3f8d90", "#0f5763")
# Early is dark, late is light, hues from blue to yellow: ordered and apart under colour blindness.
_YEARS = ("#2c2f6e", "#2f6c9e", "#2a9a95", "#7cba6a", "#f0cf4d")
# Surely out is light, surely in is dark, what depends lies between and has a dashed outline.
_TRUST = ("#ece9e3", "#e0a458", "#2b5f8c")
# Okabe and Ito's set, quieter: money sources have no order.
_SOURCES = (
    "#2b6c9c", "#d9903d", "#4c9f8b", "#a5648f", "#7fb2d6", "#c2b34a", "#7d6b5d", "#b35b4a",
    "#56708c", "#8fae6b", "#d9a7b0", "#3f5f4a",
)  # fmt: skip
NO_SOURCE = "#c3c8ce"  # what no source of this plan pays: the next plan

# The quiet ground under the estates: paper, water, green, rail and three ranks of streets.
GROUND = {
    "paper": "#f5f3ee",
    "water": "#c5dcea",
    "green": "#dfead6",
    "major": "#ddd2bd",
    "middle": "#e4dccd",
    "minor": "#e9e3d8",
    "path": "#ece7dd",
    "rail": "#a9a6a1",
    "area": "#8f8a80",
    "place": "#5b6470",
}

_OUTLINE = "#6b5a4e"
_UNKNOWN = "#b9bec4"
_LATER = "#d3d0ca"
_SURVEY = "#f3ead2"
_CLOSED = "#f4f2ee"

_NOT_YET = ("cluster_needs_survey", "cluster_held", "not_before")  # reasons

_SCORE_BREAKS = (0, 40, 50, 60, 70, 100)  # most scores lie between 40 and 70
_POINT_BREAKS = (0, 20, 40, 60, 80, 100)
_RATE_BREAKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
SURE = 0.9  # from this share of trials on an estate is surely among the first


@dataclass(frozen=True)
class MapClass:
    """One entry of a legend: the values `low` ≤ x < `high` (the last class includes `high`).

    `dash` is an outline pattern as SVG writes it: a class must not differ by colour alone.
    """

    key: str
    fill: str
    stroke: str = _OUTLINE
    dash: str = ""
    low: float | None = None
    high: float | None = None


UNKNOWN = MapClass("unknown", _UNKNOWN, "#8a8f96", "3 3")
SMALL_NUMBER = MapClass("small_number", _LATER, "#8a8f96", "2 4")
NO_ESTATES = MapClass("no_estates", _CLOSED, "#8a8f96", "6 3")


def score_classes() -> tuple[MapClass, ...]:
    """Return five equal classes of a 0–100 score, most urgent last, then "unknown".

    >>> [item.key for item in score_classes()][-2:]
    ['score.5', 'unknown']
    """
    return (*graded("score", _SCORE_BREAKS, _URGENCY), UNKNOWN)


def need_classes(level: str, needs: pd.Series) -> tuple[MapClass, ...]:
    """Return five equal classes over the `needs` of the ranked areas of a level, then the rest.

    Bounds are whole points. Means of areas lie closer together than scores of estates: classes
    from 0 to 100 would show one colour. `needs` of which none is known leave the rest alone.

    >>> [(item.low, item.high) for item in need_classes("street", pd.Series([45.4, 53.2]))][:2]
    [(45.0, 47.0), (47.0, 49.0)]
    """
    rest = (SMALL_NUMBER, NO_ESTATES, UNKNOWN)
    known = needs.dropna()
    if known.empty:
        return rest
    count, most = len(_URGENCY), _SCORE_BREAKS[-1]
    low = math.floor(known.min())
    step = max(1, math.ceil((known.max() - low) / count))
    low = max(0, min(low, most - count * step))
    breaks = [float(low + step * place) for place in range(count + 1)]
    return (*graded(level, breaks, _URGENCY), *rest)


def coverage_classes() -> tuple[MapClass, ...]:
    """Return five equal classes of a 0–1 coverage, best covered last, then "unknown"."""
    return (*graded("coverage", _RATE_BREAKS, _COVERAGE), UNKNOWN)


def trust_classes() -> tuple[MapClass, ...]:
    """Return the classes of a chance (0–1) to be among the first: out, depends, in, then "unknown".

    >>> classify(pd.Series([0.0, 0.1, 0.89, 0.9]), trust_classes()).tolist()
    ['trust_out', 'trust_depends', 'trust_depends', 'trust_in']
    """
    out, depends, inside = _TRUST
    return (
        MapClass("trust_out", out, "#8a8f96", low=0.0, high=round(1 - SURE, 9)),
        MapClass("trust_depends", depends, "#7a4d12", "4 3", low=round(1 - SURE, 9), high=SURE),
        MapClass("trust_in", inside, "#10202f", low=SURE, high=1.0),
        UNKNOWN,
    )


def readiness_classes() -> tuple[MapClass, ...]:
    """Return five equal classes of a 0–100 readiness, ripest last, then "unknown"."""
    return (*graded("readiness", _POINT_BREAKS, _COVERAGE), UNKNOWN)


def year_classes(horizon: Sequence[int]) -> tuple[MapClass, ...]:
    """Return a class a year, early to late, then what is in no year and why.

    `later`: may enter, but money or rules leave it out; `survey`: data is missing to decide;
    `closed`: a gate does not let it in.

    >>> [item.key for item in year_classes([2027, 2028])]
    ['2027', '2028', 'later', 'survey', 'closed']
    """
    years = sorted(horizon)
    colours = ramp(_YEARS, len(years))
    planned = [MapClass(str(y), fill, "#3d4450") for y, fill in zip(years, colours, strict=True)]
    return (
        *planned,
        MapClass("later", _LATER, "#8a8f96"),
        MapClass("survey", _SURVEY, "#a8842c", "3 3"),
        MapClass("closed", _CLOSED, "#8a8f96", "6 3"),
    )


def source_colours(sources: Sequence[str]) -> dict[str, str]:
    """Return a colour a money source, in the order given; after twelve they repeat.

    >>> source_colours(["中央补助"])
    {'中央补助': '#2b6c9c'}
    """
    return {name: _SOURCES[i % len(_SOURCES)] for i, name in enumerate(sources)}


def criterion_colours(criteria: Sequence[str]) -> dict[str, str]:
    """Return a colour a criterion, in the order given; they repeat as those of sources do."""
    shades = (
        "#8c4a35", "#c98a4b", "#5a7f94", "#a5648f", "#2f5a6e", "#4c9f8b", "#8fae6b", "#c2b34a",
    )  # fmt: skip
    return {name: shades[i % len(shades)] for i, name in enumerate(criteria)}


def classify(values: pd.Series, classes: Sequence[MapClass]) -> pd.Series:
    """Return the key of the class each value falls in; "unknown" where there is no value.

    >>> classify(pd.Series([0.0, 40.0, 100.0, None]), score_classes()).tolist()
    ['score.1', 'score.2', 'score.5', 'unknown']
    """
    graded = [item for item in classes if item.low is not None]
    lows = [item.low for item in graded]
    known = pd.to_numeric(values, errors="coerce").astype("float64")
    at = pd.Series(pd.Index(lows).searchsorted(known, side="right") - 1, values.index)
    keys = at.clip(0, len(graded) - 1).map(dict(enumerate(item.key for item in graded)))
    return keys.where(known.notna(), UNKNOWN.key).astype(object).rename("class")


def year_keys(estates: pd.DataFrame, *, plan: str = "") -> pd.Series:
    """Return the key of `year_classes` for each estate under proposal `plan` (the first if "").

    Without a year, an estate is `survey` when a gate or the plan waits for its data, `closed` when
    a gate or its cluster does not let it in within the years of the plan, else `later`.
    """
    suffix = f"_{plan}" if plan else ""
    gate = _text(estates, "gate")
    reason = _text(estates, f"reason{suffix}")
    unknown = ["needs_survey", "unknown_value"]
    waits = reason.isin(unknown) | gate.eq("needs_survey") | gate.str.endswith("_unknown")
    keys = pd.Series("later", estates.index, dtype=object, name="class")
    shut = gate.ne("") | reason.str.split(":").str[0].isin(_NOT_YET)
    keys = keys.mask(shut, "closed").mask(waits, "survey")
    if f"year{suffix}" not in estates:
        return keys
    years = estates[f"year{suffix}"]
    return keys.where(years.isna(), years.astype("Int64").astype("string").astype(object))


def _text(estates: pd.DataFrame, name: str) -> pd.Series:
    if name not in estates:
        return pd.Series("", estates.index, dtype="str")
    return estates[name].astype("str").fillna("")


def ramp(anchors: Sequence[str], count: int) -> list[str]:
    """Return `count` colours spread evenly over `anchors`, both ends included.

    >>> ramp(["#000000", "#ffffff"], 3)
    ['#000000', '#808080', '#ffffff']
    """
    if count <= 1:
        return list(anchors[:count])
    return [_between(anchors, i * (len(anchors) - 1) / (count - 1)) for i in range(count)]


def _between(anchors: Sequence[str], at: float) -> str:
    i = min(int(at), len(anchors) - 2)
    low, high = rgb(anchors[i]), rgb(anchors[i + 1])
    mixed = (int(a + (b - a) * (at - i) + 0.5) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green, blue (0–255) of "#rrggbb".

    >>> rgb("#ff8000")
    (255, 128, 0)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def graded(name: str, breaks: Sequence[float], colours: Sequence[str]) -> tuple[MapClass, ...]:
    """Return a class between each two breaks; an infinite last break leaves the last one open.

    >>> [(item.key, item.low, item.high) for item in graded("cost", (0, 9, math.inf), ("#1", "#2"))]
    [('cost.1', 0, 9), ('cost.2', 9, None)]
    """
    return tuple(
        MapClass(f"{name}.{i + 1}", fill, low=breaks[i], high=_closed(breaks[i + 1]))
        for i, fill in enumerate(colours)
    )


def _closed(bound: float) -> float | None:
    return None if math.isinf(bound) else bound
