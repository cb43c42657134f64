"""A measured value in words: years, per cent, a level by its name; what is unknown says so."""

import math

from scoring import Indicator
from texts import said, say

# Units whose numbers are codes: each has a word of its own.
_NAMED = {"severity": "level", "yes": "agreed"}
_LAST = {"level": 3, "agreed": 1}
_DECIMALS = {"share": 1, "yuan": 2}  # of a number as it is told; money to the fen
_SCHEME = ("not_started", "consensus", "draft", "final")


def value_words(indicator: Indicator, value: float, *, locale: str) -> str:
    r"""Return a value of an indicator with its unit.

    >>> age = Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1, unit="year")
    >>> value_words(age, 43.0, locale="zh"), value_words(age, float("nan"), locale="en")
    ('43\xa0年', 'unknown')
    """
    if math.isnan(value):
        return say(locale, "value.unknown")
    code = _word(indicator, value)
    if code and said(locale, code):
        return say(locale, code)
    scale = 100 if indicator.unit == "share" else 1
    number = f"{round(value * scale, _DECIMALS.get(indicator.unit, 3)):,.10g}"
    code = f"value.{indicator.unit}"
    return say(locale, code, number=number) if said(locale, code) else number


def is_word(indicator: Indicator, value: float) -> bool:
    r"""Return whether a value is told by a word; half a level (a median) is a number: 1.5 级.

    >>> leak = Indicator("leak", "condition", "need", ((0, 0), (3, 100)), 1, unit="severity")
    >>> is_word(leak, 3), is_word(leak, 1.5), value_words(leak, 1.5, locale="zh")
    (True, False, '1.5\xa0级')
    """
    return _word(indicator, value) != ""


def _word(indicator: Indicator, value: float) -> str:
    """Return the code of the word a value has; "" where it has none."""
    if math.isnan(value) or not float(value).is_integer():
        return ""
    kind = _NAMED.get(indicator.unit)
    if kind and 0 <= value <= _LAST[kind]:
        return f"value.{kind}.{value:g}"
    if indicator.key == "scheme_step" and 0 <= value < len(_SCHEME):
        return f"scheme_stage.{_SCHEME[int(value)]}"
    return ""


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
