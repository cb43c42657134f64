"""An indicator in words: values with their unit, direction, rule for the unknown, origin."""

from collections.abc import Sequence

import numpy as np

from layers.indicator_words import value_words
from scoring import Indicator
from standards import Rule
from study.criteria_lines import Line
from tables import InputError
from texts import said
from ui.session.words import locale, missing, number, percent, sentence, t

_DIGITS = 4
_SHARE = "share"
_OURS = "Jiugai"
_NAMED = ("severity", "step")  # units whose numbers have names


def told(value: float | None, unit: str) -> str:
    """Return a value as a planner says it: a share in per cent, yes and no as words."""
    if value is None or missing(value):
        return t("unknown")
    if unit == _SHARE:
        return f"{round(value * 100, 1):g}%"
    if unit == "yes" and value in (0, 1):
        return t("criteria.yes" if value else "criteria.no")
    return f"{value:.{_DIGITS}g}" if abs(value) < 10**_DIGITS else number(value)


def value_told(indicator: Indicator, value: float) -> str:
    """Return a value of an indicator: a severity or a stage by its name, as the sheet says it."""
    if indicator.unit in _NAMED:
        return value_words(indicator, value, locale=locale())
    return told(value, indicator.unit)


def unit_of(indicator: Indicator) -> str:
    """Return the unit as a word, "" for one that needs none."""
    code = f"criteria.unit.{indicator.unit}"
    return t(code) if said(locale(), code) else indicator.unit


def direction(indicator: Indicator) -> str:
    """Return which values come first."""
    rising = indicator.rising
    if rising is None:
        top = max(indicator.anchors, key=lambda anchor: anchor[1])[0]
        return t("criteria.direction.target", value=told(top, indicator.unit))
    return t("criteria.direction.up" if rising else "criteria.direction.down")


def anchors_told(anchors: Sequence[tuple[float, float]], unit: str) -> str:
    """Return anchors in a line: value → points."""
    return t("ui.comma").join(
        t("criteria.anchor", value=told(value, unit), points=f"{points:g}")
        for value, points in anchors
    )


def unknown_told(line: Line) -> str:
    """Return how many estates lack the value."""
    whole = len(line.values) + line.unknown
    if not line.unknown:
        return t("criteria.all_known", count=number(whole))
    if not len(line.values):
        return t("criteria.none_known", count=number(whole))
    return t("criteria.unknown", count=number(line.unknown), share=percent(line.unknown / whole, 0))


def median_told(line: Line) -> str:
    """Return the median of the estates that are known, "" for none."""
    if not len(line.values):
        return ""
    return t("criteria.median", value=value_told(line.indicator, float(np.median(line.values))))


def origin(line: Line, rule: Rule) -> str:
    """Return where an indicator comes from: the study itself, or a standard, checked or not."""
    if line.standard is None:
        return t("criteria.origin.own")
    if rule.issued_by == _OURS and not rule.checked:
        return t("criteria.origin.design")
    name = " ".join(filter(None, (rule.number, rule.document)))
    return t("criteria.origin.checked" if rule.checked else "criteria.origin.unchecked", name=name)


def changes_told(line: Line) -> list[str]:
    """Return each field that differs from the standard, with what the standard says."""
    return [_changed(line, field) for field in line.changed] if line.standard else []


def _changed(line: Line, field: str) -> str:
    base = line.standard
    if base is None or field == "off":
        return t("criteria.changed.off")
    old = {
        "anchors": anchors_told(base.anchors, base.unit),
        "curve": t(f"criteria.curve.{base.curve}"),
        "missing": t(f"criteria.missing.{base.missing}"),
        "weight": f"{base.weight:g}",
    }[field]
    return t(f"criteria.changed.{field}", old=old)


def refusal(line: Line, anchors: Sequence[tuple[float, float]], error: InputError) -> str:
    """Return why a change of an indicator is refused: its name and its values with their unit."""
    own = line.indicator
    named = {
        "indicator": own.names.get(locale()) or own.key,
        "anchors": anchors_told(anchors, own.unit),
    }
    return sentence(InputError(error.code, **{**error.values, **named}))
