"""Numbers as a leader reads them: 亿元 and 万户 in Chinese, thousands in English."""

import math
import unicodedata

from study.negotiation.outward import down
from texts import say

NOTHING = "–"  # where a number would stand, and none is known

_THOUSAND, _MANY, _MILLION = 1_000, 10_000, 1_000_000
_LARGE = {  # from where on, in how many, called what
    "zh": ((100_000_000, 100_000_000, "亿"), (100_000, 10_000, "万")),
    "en": ((1_000_000_000, 1_000_000_000, "billion"), (1_000_000, 1_000_000, "million")),
}
_MILLION_WAN = 100.0  # 万元 in a million yuan


def count(value: float | None) -> str:
    """Return a whole number with thousands parted; "–" when there is none.

    >>> count(12345.0), count(None)
    ('12,345', '–')
    """
    return NOTHING if _lost(value) else f"{value:,.0f}"


def money(wan: float | None, *, locale: str) -> tuple[str, str]:
    """Return money given in 万元 as (number, unit) in the unit that reads best.

    >>> money(98_765, locale="zh"), money(450, locale="zh"), money(98_765, locale="en")
    (('9.88', '亿元'), ('450', '万元'), ('988', 'million yuan'))
    """
    if wan is None or _lost(wan):
        return NOTHING, ""
    if locale == "en":
        return _short(wan / _MILLION_WAN), "million yuan"
    return (_short(wan / _MANY), "亿元") if wan >= _MANY else (f"{wan:,.0f}", "万元")


def money_at_least(wan: float | None, *, locale: str) -> tuple[str, str]:
    """Return money as `money` does, rounded down to the figures shown.

    >>> money_at_least(777.9, locale="zh"), money_at_least(98_799, locale="zh")
    (('777', '万元'), ('9.87', '亿元'))
    """
    if wan is None or _lost(wan):
        return NOTHING, ""
    per = _MILLION_WAN if locale == "en" else _MANY if wan >= _MANY else 1
    digits = 0 if per == 1 else _digits(wan / per)
    return money(down(wan / per, digits) * per, locale=locale)


def people(value: float | None, name: str, *, locale: str) -> tuple[str, str]:
    """Return a number of households, residents, … as (number, unit), in three figures.

    >>> people(61_234, "households", locale="zh"), people(61_234, "households", locale="en")
    (('6.12', '万户'), ('61.2', 'thousand households'))
    """
    unit = say(locale, f"unit.{name}")
    if value is None or _lost(value):
        return NOTHING, unit
    if value < _MANY:
        return count(value), unit
    if locale == "zh":
        return _short(value / _MANY), "万" + unit
    millions = value >= _MILLION
    scale, word = (_MILLION, "million") if millions else (_THOUSAND, "thousand")
    return _short(value / scale), f"{word} {unit}"


def large(value: float | None, *, locale: str) -> str:
    """Return a large number in the reader's own thousands, four figures at most.

    >>> large(6_049_029, locale="zh"), large(6_049_029, locale="en"), large(812, locale="zh")
    ('604.9 万', '6.049 million', '812')
    """
    if value is None or _lost(value):
        return NOTHING
    steps = _LARGE["en" if locale == "en" else "zh"]
    step = next((step for step in steps if abs(value) >= step[0]), None)
    if step is None:
        return count(value)
    _, scale, word = step
    digits = max(0, 3 - math.floor(math.log10(abs(value) / scale)))
    return f"{value / scale:,.{digits}f} {word}"


def joined(value: tuple[str, str]) -> str:
    """Return (number, unit) as one text.

    >>> joined(("9.88", "亿元")), joined(("48", ""))
    ('9.88 亿元', '48')
    """
    return " ".join(part for part in value if part)


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share (0–1) in per cent; "–" when it is unknown.

    >>> percent(0.0057, 1), percent(float("nan"))
    ('0.6 %', '–')
    """
    return NOTHING if share is None or _lost(share) else f"{share * 100:.{digits}f} %"


def share(part: float, whole: float) -> float:
    """Return part / whole; NaN where either is unknown or there is no whole.

    >>> share(1, 4), share(1, 0)
    (0.25, nan)
    """
    return part / whole if whole > 0 else math.nan


def width(text: str) -> int:
    """Return the width of a text in Latin letters: a Chinese character is two wide.

    >>> width("GB 标准")
    7
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _short(value: float) -> str:
    """Return three figures: 9.88, 98.8, 988."""
    return f"{value:,.{_digits(value)}f}"


def _digits(value: float) -> int:
    return 2 if value < 10 else 1 if value < 100 else 0  # noqa: PLR2004 - powers of ten


def _lost(value: float | None) -> bool:
    return value is None or math.isnan(value)
