"""Overrides that were tried, a line each: what the plan loses, who waits, whose money moves."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from layers.negotiation_words import called
from phasing.negotiation.difference import CHANGES
from phasing.negotiation.price import Price
from reports.figures import count, money, percent
from reports.outward import at_least, at_most
from study.results import Results
from texts import say

_NAMED = 2
Cell = Mapping[str, str]


def price_lines(results: Results, prices: Sequence[Price], *, locale: str) -> list[dict[str, Any]]:
    """Return a line an override in the order they were tried: what was asked, and four cells.

    Each cell is a text and a note below it: points lost with their range, estates that change
    year, residents who wait longer, money that another source or year pays.
    """
    names = called(results.estates)
    return [
        {
            "asked": _asked(price, names, locale),
            "code": price.code,
            "cells": [
                _lost(price, locale),
                *(make(price, locale) if price.difference else _cell("–") for make in _MOVED),
            ],
        }
        for price in prices
    ]


def lost_shares(price: Price) -> tuple[float, float, float]:
    """Return what is lost, at least, at most, as shares of the value before (NaN: unknown)."""
    before = abs(price.aims[0].before) if price.aims else 0.0
    lost = (price.lost, price.lost_least, price.lost_most)
    least, found, most = (value / before if before else math.nan for value in sorted(lost))
    return found, least, most


def _asked(price: Price, names: Mapping[str, str], locale: str) -> str:
    wanted = price.override
    pins = [
        say(locale, "briefing.negotiable.pin", name=names.get(estate, estate), year=year)
        for estate, year in sorted(wanted.pins.items())
    ]
    out = [
        say(locale, "briefing.negotiable.out", name=names.get(estate, estate))
        for estate in sorted(wanted.out)
    ]
    every = [*pins, *out]
    told = ("；" if locale == "zh" else "; ").join(every[:_NAMED])
    more = len(every) - _NAMED
    return told + (say(locale, "briefing.negotiable.more", count=more) if more > 0 else "")


def _lost(price: Price, locale: str) -> Cell:
    found, least, most = lost_shares(price)
    values = {
        "lost": percent(found, 2),
        "gain": percent(-found, 2),
        "least": at_least(least),
        "most": at_most(most),
        "rules": len(price.clash.rules) if price.clash else 0,
    }
    code = f"briefing.negotiable.lost.{price.code}"
    return _cell(say(locale, code, **values), say(locale, f"{code}.note", **values))


def _moved(price: Price, locale: str) -> Cell:
    rows = _people(price)
    kinds = [
        say(locale, f"briefing.negotiable.{change}", count=rows[change]["estates"])
        for change in CHANGES
        if rows[change]["estates"]
    ]
    return _cell(count(sum(row["estates"] for row in rows.values())), " · ".join(kinds))


def _delayed(price: Price, locale: str) -> Cell:
    later, leaves = (_people(price)[change] for change in ("later", "leaves"))
    unknown = later["residents_unknown"] + leaves["residents_unknown"]
    notes = []
    if leaves["estates"]:
        left = count(leaves["residents"])
        notes.append(say(locale, "briefing.negotiable.left", residents=left))
    if unknown:
        notes.append(say(locale, "briefing.unknown_estates", count=unknown))
    return _cell(count(later["residents"]), " · ".join(notes))


def _money(price: Price, locale: str) -> Cell:
    moved = price.difference.moved_wan if price.difference else math.nan
    return _cell(*money(moved, locale=locale))


_MOVED = (_moved, _delayed, _money)


def _people(price: Price) -> dict[str, Mapping[Any, Any]]:
    if price.difference is None:
        return {}
    return {row["change"]: row for row in price.difference.people.to_dict("records")}


def _cell(text: str, note: str = "") -> Cell:
    return {"text": text, "note": note}
