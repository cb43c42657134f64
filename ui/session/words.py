"""The reader's language, and numbers as the trade writes them."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from layers.proposal_name import payer_name, proposal_name
from reports.refusal import refusal
from study.negotiation.outward import SHARE_DIGITS, down, up
from tables import InputError
from texts import LOCALES, said, say
from ui.session.uncut import memory

# Units of money, large before small: from how many 万元 on, 万元 in one, sentence, digits.
_MONEY = {
    "zh": ((10_000, 10_000, "ui.unit.yi", 2), (0, 1, "ui.unit.wan", 0)),
    "en": ((0, 100, "ui.unit.million", 2),),
}
_EXACT = 6  # decimals in which equal remainders are equal
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# What Streamlit turns into a picture or another sign after Markdown is read, escaped or not:
# :material_home:, :streamlit:, an arrow between spaces. A mark nobody sees parts it.
_DRAWN = re.compile(r"(:)(?=(?:material_\w+|streamlit):)|(?<!\S)([<>~-])(?=(?:->|[->=])(?!\S))")
_JOINER = "\u2060"
_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")  # Alt+Enter in a cell of Excel


def locale() -> str:
    """Return the language of this session: Chinese unless the reader chose another."""
    chosen = memory.get("locale") or st.query_params.get("lang")
    return chosen if chosen in LOCALES else LOCALES[0]


def t(code: str, **values: object) -> str:
    """Return the sentence of `code` in the reader's language."""
    return say(locale(), code, **values)


def word(kind: str, code: object) -> str:
    """Return the word of a code of one kind ("gate", "reason", …); "" for no code."""
    if missing(code) or code == "":
        return ""
    key = f"{kind}.{code}"
    return t(key) if said(locale(), key) else str(code)


def words(kind: str, codes: Iterable[str]) -> str:
    """Return the words of several codes, joined as the language joins them."""
    return t("ui.comma").join(word(kind, code) for code in codes)


def proposal(name: str) -> str:
    """Return what a proposal is called in the reader's language."""
    return proposal_name(name, locale=locale())


def payer(name: str) -> str:
    """Return what a source or a party is called in the reader's language."""
    return payer_name(name, locale=locale())


def missing(value: Any) -> bool:  # noqa: ANN401 - a cell of any table
    """Return whether a cell holds nothing."""
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def number(value: Any, digits: int = 0) -> str:  # noqa: ANN401 - a cell of any table
    """Return a number with thousands marks, or the word for unknown."""
    return t("unknown") if missing(value) else f"{value:z,.{digits}f}"


def percent(value: Any, digits: int = 0) -> str:  # noqa: ANN401 - a cell of any table
    """Return a rate of 0–1 in per cent, or the word for unknown."""
    return t("unknown") if missing(value) else f"{value * 100:z.{digits}f}%"


def year(value: Any) -> str:  # noqa: ANN401 - a cell of any table
    """Return a calendar year without thousands marks, or "" for none."""
    return "" if missing(value) else str(int(value))


def wan(value: Any) -> str:  # noqa: ANN401 - a cell of any table
    """Return an amount of 万元 in the units of the reader: 万元 and 亿元, or millions of yuan."""
    if missing(value):
        return t("unknown")
    per, code, digits = _unit(value)
    return t(code, amount=f"{value / per:z,.{digits}f}")


def wan_parts(values: Sequence[float]) -> list[str]:
    """Return amounts of 万元 as `wan` does, so that those shown add up to their sum as shown.

    Rounded down; what is left over goes to the largest remainders, of equal ones to the first.
    Where the sum is told in a larger unit than its parts, each part stands for itself.
    """
    whole = sum(values)
    per, code, digits = _MONEY[locale()][-1][1:]
    if missing(whole) or min(values, default=0) < 0 or _unit(whole) != (per, code, digits):
        return [wan(value) for value in values]
    steps = 10**digits
    exact = [round(value / per * steps, _EXACT) for value in values]
    floors = [math.floor(one) for one in exact]
    left = round(float(f"{whole / per:.{digits}f}") * steps) - sum(floors)
    more = sorted(
        range(len(exact)), key=lambda place: (round(floors[place] - exact[place], _EXACT), place)
    )[:left]
    shown = [(floor + (place in more)) / steps for place, floor in enumerate(floors)]
    return [t(code, amount=f"{one:,.{digits}f}") for one in shown]


def wan_at_least(value: float) -> str:
    """Return an amount of 万元 as `wan` does, rounded down so that “at least” holds."""
    if missing(value):
        return t("unknown")
    per, code, digits = _unit(value)
    return t(code, amount=f"{down(value / per, digits):,.{digits}f}")


def _unit(value: float) -> tuple[int, str, int]:
    """Return 万元 in one unit, its sentence and its decimals."""
    units = _MONEY[locale()]
    return next(unit[1:] for unit in units if abs(value) >= unit[0])


def gap(value: float) -> str:
    """Return the proven gap of a plan in words; a search without any bound has proven nothing."""
    return t("ui.gap_none") if value >= 1 else t("ui.gap", gap=percent(up(value, SHARE_DIGITS), 2))


def plain(text: object) -> str:
    r"""Return `text` so that Markdown shows it as it is, on one line.

    >>> print(plain("*a* [b](c)"))
    \*a\* \[b\]\(c\)
    """
    parted = _DRAWN.sub(lambda found: found[0] + _JOINER, _BREAKS.sub(" ", str(text)))
    return _MARKS.sub(r"\\\1", parted)


def sentence(error: InputError) -> str:
    """Return what was wrong and what would help, a line each, safe for Markdown."""
    return "  \n".join(map(plain, refusal(error, locale=locale()).splitlines()))
