"""A measured value in words: years, per cent, a level by its name; what is unknown says so."""

import math

from scoring import Indicator
from texts import said, say

# Units whose numbers are codes: each has a word of its own.
_NAMED = {"severity": "level", "yes": "agreed"}
_SCHEME = ("not_started", "consensus", "draft", "final")


def value_words(indicator: Indicator, value: float, *, locale: str) -> str:
    """Return a value of an indicator with its unit.

    >>> age = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1, unit="year")
    >>> value_words(age, 43.0, locale="zh"), value_words(age, float("nan"), locale="en")
    ('43 年', 'unknown')
    """
    if math.isnan(value):
        return say(locale, "value.unknown")
    whole = float(value).is_integer()
    kind = _NAMED.get(indicator.unit)
    if kind and whole and said(locale, f"value.{kind}.{value:g}"):
        return say(locale, f"value.{kind}.{value:g}")
    if indicator.key == "scheme_step" and whole and 0 <= value < len(_SCHEME):
        return say(locale, f"scheme_stage.{_SCHEME[int(value)]}")
    scale = 100 if indicator.unit == "share" else 1
    number = f"{round(value * scale, 1):,.10g}" if scale > 1 else f"{round(value, 3):,.10g}"
    code = f"value.{indicator.unit}"
    return say(locale, code, number=number) if said(locale, code) else number


def indicator_name(name: str, *, locale: str) -> str:
    """Return a name as it stands inside a sentence: in English without a capital.

    >>> indicator_name("Age of the buildings", locale="en"), indicator_name("房龄", locale="zh")
    ('age of the buildings', '房龄')
    """
    return name[:1].lower() + name[1:] if locale == "en" else name


def is_level(indicator: Indicator) -> bool:
    """Return whether a value is told by a word in quotes: 渗漏“严重”."""
    return indicator.unit == "severity"


def is_code(indicator: Indicator) -> bool:
    """Return whether a value is a word after a colon: 方案阶段：初稿."""
    return indicator.unit in {"yes", "step"}
