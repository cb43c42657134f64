"""How much of a plan is open to talk, in a slide: plans nearly as good, prices of overrides."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from phasing.negotiation.alternatives import Alternatives
from phasing.negotiation.price import Price
from reports.figures import count, joined, money, percent
from reports.outward import at_most
from reports.price_lines import lost_shares, price_lines
from study.negotiation.negotiated import Negotiated
from study.results import Results
from texts import say

Page = Mapping[str, Any]

_PLANS = 6
_PRICES = 8
_FIRM = ("always", "sometimes", "never")


def negotiable(results: Results, *, locale: str) -> Page | None:
    """Return what may change at what price; None where neither was asked of a proposal.

    Of the estates that can enter: how many are in every plan found, in some, in none. What is in
    all plans found may still be missing from one nobody found: the page says how many they are.
    """
    found = results.negotiated
    if found is None or not (found.alternatives or found.prices):
        return None
    shares = _firmness(found)
    prices = price_lines(results, found.prices, locale=locale)
    return {
        "title": _title(found, shares, locale),
        "firm": _firm(shares, found, locale),
        "plans": _plans(found.alternatives, locale),
        "plans_more": max(0, _others(found.alternatives) - _PLANS),
        "prices": prices[:_PRICES],
        "prices_more": max(0, len(prices) - _PRICES),
        "notes": [*_drawn(found, locale), say(locale, "briefing.negotiable.note")],
    }


def _firmness(found: Negotiated) -> dict[str, int]:
    """Return how many estates that can enter are in all plans found, in some, in none."""
    if found.how_often is None:
        return dict.fromkeys(_FIRM, 0)
    inside = _inside(found.how_often, found)
    return {
        "always": int(inside.eq(1).sum()),
        "sometimes": int(inside.between(0, 1, inclusive="neither").sum()),
        "never": int(inside.eq(0).sum()),
    }


def _inside(table: pd.DataFrame, found: Negotiated) -> pd.Series:
    able = table["estate_id"].isin(list(found.standing.unit_of))
    return table.loc[able, "in_plan"]


def _others(found: Alternatives | None) -> int:
    return len(found.plans) - 1 if found else 0


def _title(found: Negotiated, shares: Mapping[str, int], locale: str) -> str:
    told = found.alternatives
    if told is None:
        return _title_of_prices(found.prices, locale)
    values = {
        "count": _others(told),
        "plans": len(told.plans),
        "within": _asked(told.asked.within),
        "apart": _asked(told.asked.apart),
        "gap": at_most(told.table["below_best_most"].iloc[0]),
        "firm": count(shares["always"]),
        "open": count(shares["sometimes"]),
    }
    code = "found" if _others(told) else told.code.rpartition(".")[2]
    return say(locale, f"briefing.negotiable.title.{code}", **values)


def _asked(share: float) -> str:
    """Return a share that a person asked for, in per cent as it was written."""
    return f"{share * 100:g}\u00a0%"


def _title_of_prices(prices: tuple[Price, ...], locale: str) -> str:
    able = [price for price in prices if price.clash is None]
    most = at_most(max((lost_shares(price)[2] for price in able), default=float("nan")))
    values = {"count": len(prices), "able": len(able), "not_able": len(prices) - len(able)}
    code = "prices" if len(able) == len(prices) else "some_prices" if able else "no_prices"
    return say(locale, f"briefing.negotiable.title.{code}", most=most, **values)


def _firm(shares: Mapping[str, int], found: Negotiated, locale: str) -> list[dict[str, Any]]:
    if not _others(found.alternatives) or found.how_often is None:
        return []
    return [
        {"key": key, "count": value, "name": say(locale, f"briefing.negotiable.firm.{key}")}
        for key, value in shares.items()
    ]


def _plans(found: Alternatives | None, locale: str) -> list[dict[str, str]]:
    """Return the plan that stands and those nearly as good, a line each."""
    if not _others(found) or found is None:
        return []
    return [_plan(row, locale) for row in found.table.head(_PLANS + 1).to_dict("records")]


def _plan(row: Mapping[Any, Any], locale: str) -> dict[str, str]:
    name = "" if row["plan"] else "_standing"
    return {
        "name": say(locale, f"briefing.negotiable.plan{name}", plan=row["plan"]),
        "below": at_most(row["below_best_most"]),
        "apart": percent(row["years_from_first"]) if row["plan"] else "–",
        "placed": count(row["placed"]),
        "money": joined(money(row["cost_wan"], locale=locale)),
    }


def _drawn(found: Negotiated, locale: str) -> list[str]:
    """Say how many estates are in the plan whatever the draws of weights and data were."""
    drawn = found.year_shares
    if drawn is None or drawn.draws.empty:
        return []
    inside = _inside(drawn.table, found)
    values = {
        "draws": len(drawn.draws),
        "always": count(inside.eq(1).sum()),
        "sometimes": count(inside.between(0, 1, inclusive="neither").sum()),
        "gap": at_most(drawn.worst_gap),
    }
    return [say(locale, "briefing.negotiable.drawn", **values)]
