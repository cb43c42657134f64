"""Numbers as a leader reads them: 亿元 and 万户 in Chinese, millions in English."""

import math

_MANY = 10_000
_MILLION_WAN = 100.0  # 万元 in a million yuan


def count(value: float | None) -> str:
    """Return a whole number with thousands parted; "–" when there is none.

    >>> count(12345.0), count(None)
    ('12,345', '–')
    """
    return "–" if _lost(value) else f"{value:,.0f}"


def money(wan: float | None, *, locale: str) -> tuple[str, str]:
    """Return money given in 万元 as (number, unit) in the unit that reads best.

    >>> money(98_765, locale="zh"), money(450, locale="zh"), money(98_765, locale="en")
    (('9.88', '亿元'), ('450', '万元'), ('988', 'million yuan'))
    """
    if wan is None or _lost(wan):
        return "–", ""
    if locale == "en":
        return _short(wan / _MILLION_WAN), "million yuan"
    return (_short(wan / _MANY), "亿元") if wan >= _MANY else (f"{wan:,.0f}", "万元")


def people(value: float | None, unit: str, *, locale: str) -> tuple[str, str]:
    """Return a number of households or residents as (number, unit).

    >>> people(61_234, "户", locale="zh"), people(61_234, "households", locale="en")
    (('6.12', '万户'), ('61,234', 'households'))
    """
    if value is None or _lost(value):
        return "–", unit
    if locale == "en" or value < _MANY:
        return count(value), unit
    return _short(value / _MANY), "万" + unit


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share (0–1) in per cent; "–" when it is unknown.

    >>> percent(0.0057, 1), percent(float("nan"))
    ('0.6 %', '–')
    """
    return "–" if share is None or _lost(share) else f"{share * 100:.{digits}f} %"


def share(part: float, whole: float) -> float:
    """Return part / whole; NaN where either is unknown or there is no whole.

    >>> share(1, 4), share(1, 0)
    (0.25, nan)
    """
    return part / whole if whole > 0 else math.nan


def _short(value: float) -> str:
    """Return three figures: 9.88, 98.8, 988."""
    digits = 2 if value < 10 else 1 if value < 100 else 0  # noqa: PLR2004 - powers of ten
    return f"{value:,.{digits}f}"


def _lost(value: float | None) -> bool:
    return value is None or math.isnan(value)
