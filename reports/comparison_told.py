"""Proposals side by side as they are read: on the page of the app and in the briefing alike."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from layers.classes import year_classes
from layers.proposal_name import proposal_aim, proposal_name
from phasing import Programme
from reports.comparison import comparison, worth_table, zones_table
from reports.figures import count, joined, large, money, percent, share
from reports.outward import at_most
from study.results import Results
from texts import say

Row = Mapping[Any, Any]
# Figures that are told only where some proposal has something to tell.
_IF_ANY = ("vulnerable", "lapsed", "next_plan")


def proposals_told(results: Results, *, locale: str) -> list[dict[str, Any]]:
    """Return each proposal with its name, aim, years and facts (label, text, note, in one order).

    Facts nobody can tell of any proposal are left out of all: vulnerable households nobody
    counted, money that does not lapse.
    """
    table = comparison(results)
    rows = table.to_dict("records")
    shown = [_facts(row, locale) for row in rows]
    empty = {key for key in _IF_ANY if not any(facts[key]["any"] for facts in shown)}
    years = _years(rows, results.choices.horizon)
    return [
        {
            "key": plan.name,
            "name": proposal_name(plan.name, locale=locale),
            "aim": proposal_aim(plan.objective, locale=locale),
            "facts": [fact for key, fact in facts.items() if key not in empty],
            "years": bars,
        }
        for plan, facts, bars in zip(results.proposals, shown, years, strict=True)
    ]


def worth_told(plans: Sequence[Programme], *, locale: str) -> list[dict[str, Any]]:
    """Return a row an aim: its name, and for each proposal share of the best, value, best or not.

    The value of `outside` is money, in 万元 paid in early years counted in full; those of the
    other aims are points.
    """
    table = worth_table(plans)
    return [
        {
            "name": proposal_name(str(aim), locale=locale),
            "cells": [
                {
                    "share": percent(row["share"], 1),
                    "value": large(row["value"], locale=locale),
                    "best": bool(row["best"]) and row["value"] > 0,
                }
                for row in rows.to_dict("records")
            ],
        }
        for aim, rows in table.groupby("aim", sort=False)
    ]


def zones_told(plans: Sequence[Programme], *, locale: str) -> list[dict[str, Any]]:
    """Return a row a zone: its name, residents who could be reached, the share in each proposal."""
    table = zones_table(plans)
    least = table.groupby("proposal")["residents_share"].transform("min")
    table = table.assign(least=table["residents_share"].eq(least))
    return [
        {
            "name": str(zone) or say(locale, "unknown"),
            "residents": count(rows["residents_able"].iloc[0]),
            "cells": [
                {"share": percent(row["residents_share"]), "least": bool(row["least"])}
                for row in rows.to_dict("records")
            ],
        }
        for zone, rows in table.groupby("zone", sort=True)
    ]


def _facts(row: Row, locale: str) -> dict[str, dict[str, Any]]:
    wan = {
        name: joined(money(row[f"{name}_wan"], locale=locale)) for name in ("cost", *_IF_ANY[1:])
    }
    facts = {
        "estates": (count(row["estates"]), _of_households(row, locale)),
        "residents": (count(row["residents"]), _of_residents(row, locale)),
        "cost": (wan["cost"], ""),
        "value": (large(row["value"], locale=locale), _bound(row, locale)),
        "gap": (f"≤ {at_most(row['gap'])}" if row["gap"] < 1 else "–", _status(row, locale)),
        "gain": (signed(row["gain"]), _unmet(row, locale)),
        "least": (percent(row["least_share"], 1), row["least_zone"]),
        "vulnerable": (count(row["vulnerable_households"]), _of_vulnerable(row, locale)),
        "lapsed": (wan["lapsed"], ""),
        "next_plan": (wan["next_plan"], ""),
    }
    filled = {"vulnerable": "vulnerable_able", "lapsed": "lapsed_wan", "next_plan": "next_plan_wan"}
    return {
        key: {
            "label": say(locale, f"compare.{key}"),
            "text": text,
            "note": note,
            "any": key not in filled or row[filled[key]] > 0,
        }
        for key, (text, note) in facts.items()
    }


def signed(gain: float) -> str:
    """Return a gain in per cent with its sign; "–" for none.

    >>> signed(0.0274), signed(-0.001), signed(float("nan"))
    ('+2.7 %', '−0.1 %', '–')
    """
    return "–" if pd.isna(gain) else f"{gain * 100:+.1f} %".replace("-", "−")


def _of_households(row: Row, locale: str) -> str:
    return " ".join((count(row["households"]), say(locale, "unit.households")))


def _of_residents(row: Row, locale: str) -> str:
    """Say how many estates' residents are a guess, and how many are not in the sum."""
    told = [
        say(locale, f"compare.{kind}", count=row[f"residents_{kind}"])
        for kind in ("estimated", "unknown")
        if row[f"residents_{kind}"]
    ]
    return say(locale, "list.semicolon").join(told)


def _bound(row: Row, locale: str) -> str:
    """Say what no plan can exceed; nothing of a search that was stopped before it knew."""
    if pd.isna(row["bound"]):
        return ""
    return say(locale, "compare.bound", bound=large(row["bound"], locale=locale))


def _status(row: Row, locale: str) -> str:
    return "" if row["status"] == "proven" else say(locale, f"status.{row['status']}")


def _unmet(row: Row, locale: str) -> str:
    short = row["fill_unmet"]
    return say(locale, "compare.fill_unmet", count=short) if short else ""


def _of_vulnerable(row: Row, locale: str) -> str:
    if pd.isna(row["vulnerable_able"]):
        return ""
    part = percent(share(row["vulnerable_households"], row["vulnerable_able"]))
    return say(locale, "compare.of_vulnerable", share=part)


def _years(rows: Sequence[Row], horizon: Sequence[int]) -> list[list[dict[str, Any]]]:
    fills = [item.fill for item in year_classes(horizon)]
    most = max((row[f"estates_{year}"] for row in rows for year in horizon), default=0)
    return [
        [
            {"year": year, "fill": fill, "estates": row[f"estates_{year}"],
             "height": share(row[f"estates_{year}"], most)}
            for year, fill in zip(horizon, fills, strict=False)
        ]
        for row in rows
    ]  # fmt: skip
