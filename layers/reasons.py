"""Why, in words: of an estate's year or none, of its cluster's fate, of the works it gets."""

import pandas as pd

from tables import ESTATES
from texts import say


def reason_words(code: str, *, locale: str, kind: str = "reason") -> str:
    """Return the words of a code; "gate:consent" is the gate `consent`, "" nothing.

    >>> reason_words("gate:consent", locale="zh"), reason_words("no_money", locale="zh")
    ('居民同意未达标', '资金不足')
    """
    first, _, rest = code.partition(":")
    if not code:
        return ""
    return say(locale, f"{first}.{rest}" if rest else f"{kind}.{code}")


def cluster_note(code: str, *, locale: str) -> str:
    """Return what became of a member of a cluster, with the reason that follows the colon.

    >>> cluster_note("stepped_out:gate:consent", locale="zh")
    '不能列入方案，已退出片区，其余成员照常安排（居民同意未达标）'
    """
    kind, _, reason = code.partition(":")
    told = say(locale, f"cluster_note.{kind}")
    if not reason:
        return told
    why = reason_words(reason, locale=locale)
    return say(locale, "cluster_note.because", note=told, reason=why)


def with_delay(reasons: pd.Series, estates: pd.DataFrame, *, last_year: int) -> pd.Series:
    """Return the reasons, "not_before" naming what holds an estate back beyond the last year.

    >>> held = pd.DataFrame({"postponed": ["deposit"], "postponed_until": [2033]})
    >>> with_delay(pd.Series(["not_before"]), held, last_year=2031).tolist()
    ['not_before:deposit']
    """
    if not {"postponed", "postponed_until"} <= set(estates):
        return reasons
    postponed = estates["postponed"].astype("str").fillna("")
    late = estates["postponed_until"].astype("Float64").gt(last_year).fillna(value=False)
    held = reasons.eq("not_before") & postponed.ne("") & late.astype(bool)
    return reasons.where(~held, "not_before:" + postponed)


def works_why(codes: str, *, locale: str) -> str:
    """Return why works are proposed for an estate; several reasons are joined by ";".

    >>> works_why("condition:drain;must_do", locale="zh")
    '状况问题（排水）；必改'
    """
    told = [_why(code, locale) for code in codes.split(";") if code]
    return say(locale, "list.semicolon").join(told)


def _why(code: str, locale: str) -> str:
    kind, _, detail = code.partition(":")
    told = say(locale, f"works.why.{kind}")
    if not detail:
        return told
    known = kind == "condition" and detail in ESTATES.names
    named = ESTATES.column(detail).header(locale) if known else say(locale, f"category.{detail}")
    return say(locale, "works.why_of", why=told, detail=named)
