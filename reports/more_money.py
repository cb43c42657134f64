"""What more money buys: the value of the plan against all the money, and whose money is best."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.proposal_name import payer_name
from phasing.negotiation.money_worth import STOPPED, TOLD
from phasing.negotiation.standing import Standing
from reports.figures import count, joined, money, percent, share
from reports.outward import at_least, at_most
from texts import say

_BEST = 3
_SAME = 6  # decimals of a share by which two worths are the same

Row = Mapping[Any, Any]


def curve_bars(
    table: pd.DataFrame | None, value: float, *, locale: str
) -> tuple[list[dict[str, Any]], int]:
    """Return a bar an amount of money, and how many amounts leave no plan or were not asked.

    height: the value found, roof: up to where a plan might still reach, as shares of the highest.
    """
    if table is None or table["value"].isna().all():
        return [], 0
    known = table[table["value"].notna()]
    top = float(known["bound"].max())
    bars = [_bar(row, value, top, locale) for row in known.to_dict("records")]
    return bars, len(table) - len(known)


def curve_steps(table: pd.DataFrame | None, plan: Standing, *, locale: str) -> list[str]:
    """Say what the nearest amount of less money loses, of more money gains, with the range.

    The values of both sides are known within their gaps: at least value − bound, at most bound −
    value.
    """
    if table is None or not plan.value > 0:
        return []
    known = table[table["value"].notna() & table["code"].eq("")]
    less = known[known["factor"] < 1].tail(1).to_dict("records")
    more = known[known["factor"] > 1].head(1).to_dict("records")
    return [_step(row, plan, locale) for row in (*less, *more)]


def _step(row: Row, plan: Standing, locale: str) -> str:
    change = (row["value"] - plan.value) / plan.value
    least, most = (row["value"] - plan.bound) / plan.value, (row["bound"] / plan.value - 1)
    ends = (-most, -least) if row["factor"] < 1 else (least, most)
    values = {
        "money": percent(abs(row["factor"] - 1)),
        "change": percent(abs(change), 1),
        "least": at_least(max(0.0, ends[0])),
        "most": at_most(max(0.0, ends[1])),
    }
    return say(locale, f"briefing.sooner.step.{'less' if row['factor'] < 1 else 'more'}", **values)


def same_money(table: pd.DataFrame | None) -> int:
    """Return how many more sources and years may be worth as much as the best, as proven."""
    if table is None or not table["code"].eq(TOLD).any():
        return 0
    told = table[table["code"].eq(TOLD)]
    best = told.sort_values(["found", "at_least"])["at_least"].iloc[-1]
    return int((told["at_most"] >= best).sum()) - 1  # the best meets itself


def best_money(table: pd.DataFrame | None, value: float, *, locale: str) -> list[dict[str, Any]]:
    """Return what a step more of the best sources and years is worth, each with its range.

    Sources whose money may pay the same in a year are worth the same and told as one; only what is
    worth something within the proof is told.
    """
    if table is None or not value:
        return []
    told = table[table["code"].eq(TOLD)].sort_values(["found", "source", "year"])
    kinds: dict[tuple[float, ...], list[Row]] = {}
    for row in told.sort_values("found", ascending=False, kind="stable").to_dict("records"):
        key = tuple(round(row[name] / value, _SAME) for name in ("found", "at_least", "at_most"))
        kinds.setdefault(key, []).append(row)
    most = max((row[0]["at_most"] for row in kinds.values()), default=math.nan)
    best = list(kinds.values())[:_BEST]
    return [_worth(rows, value, most, locale) for rows in best]


def open_money(table: pd.DataFrame | None) -> int:
    """Return of how many sources and years more money is not told apart from nothing."""
    if table is None:
        return 0
    return int((~table["code"].isin([TOLD, STOPPED])).sum())


def _bar(row: Row, value: float, top: float, locale: str) -> dict[str, Any]:
    return {
        "height": share(row["value"], top),
        "roof": share(row["bound"] - row["value"], top),
        "share": percent(row["value"] / value) if value else count(row["value"]),
        "now": math.isclose(row["factor"], 1),
        "money": joined(money(row["money_wan"], locale=locale)),
        "placed": say(locale, "briefing.sooner.placed", count=count(row["placed"])),
    }


def _worth(rows: list[Row], value: float, most: float, locale: str) -> dict[str, Any]:
    first = rows[0]
    source = payer_name(str(first["source"]), locale=locale)
    alike = say(locale, "briefing.sooner.alike", count=len(rows) - 1) if len(rows) > 1 else ""
    return {
        "name": say(locale, "briefing.sooner.source", source=source, year=first["year"]),
        "note": alike,
        "share": percent(first["found"] / value, 2),
        "range": say(
            locale,
            "briefing.negotiable.range",
            least=at_least(first["at_least"] / value),
            most=at_most(first["at_most"] / value),
        ),
        "height": share(first["at_least"], most),
        "roof": share(first["at_most"] - first["at_least"], most),
    }
