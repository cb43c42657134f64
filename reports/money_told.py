"""The money of a plan as it is read: lines by party and source, bars by year, who pays late."""

from collections.abc import Mapping, Sequence
from typing import Any

from layers.proposal_name import payer_name
from phasing import Programme
from phasing.funds import NEXT_PLAN
from reports.figures import count, percent, share
from reports.money import Line, by_source, colours, delays, grid
from texts import say

_ENDS = ("total", "lapsed", "next_plan")


def money_told(
    plan: Programme, plans: Sequence[Programme], horizon: Sequence[int], *, locale: str
) -> Mapping[str, Any]:
    """Return years, lines, bars and notes of the money of `plan`, in words and whole 万元.

    The colours are those of the sources in all `plans`. Bars are shares of the highest one.
    """
    years, lines = grid(plan, horizon)
    fills = colours(plans)
    return {
        "years": list(years),
        "lines": [_line(line, fills, locale) for line in lines if line.kind not in _ENDS],
        "ends": [_line(line, fills, locale) for line in lines if line.kind in _ENDS],
        "bars": _bars(plan, years, fills),
        "notes": [
            say(locale, "money.paid_after", source=source, years=late)
            for source, late in sorted(delays(plan).items())
        ],
    }


def _line(line: Line, fills: Mapping[str, str], locale: str) -> dict[str, Any]:
    own = line.kind in {"party", "source"}
    whole = line.budget is not None
    return {
        "kind": line.kind,
        "name": payer_name(line.name, locale=locale) if own else say(locale, f"money.{line.kind}"),
        "fill": fills[line.name] if line.kind == "source" else "",
        "years": [count(wan) for wan in line.years] if line.kind != "next_plan" else [],
        "spent": count(line.spent),
        "budget": count(line.budget) if whole else "",
        "used": percent(share(line.spent, line.budget or 0), 1) if whole else "",
        "lapsed": count(line.lapsed) if whole else "",
    }


def _bars(plan: Programme, years: Sequence[int], fills: Mapping[str, str]) -> list[dict[str, Any]]:
    table = by_source(plan)
    pooled = table[table["source"].ne(NEXT_PLAN)]
    sums = pooled.groupby("year")[["budget_wan", "spent_wan"]].sum()
    top = max(sums.to_numpy().ravel().tolist(), default=0.0)
    return [
        {
            "year": year,
            "parts": [
                {"name": row["source"], "fill": fills[row["source"]],
                 "spent": count(row["spent_wan"]), "height": share(row["spent_wan"], top)}
                for row in pooled[pooled["year"].eq(year)].to_dict("records")
            ],
            "budget": share(float(sums["budget_wan"].get(year, 0.0)), top),
            "total": count(float(sums["spent_wan"].get(year, 0.0))),
        }
        for year in years
    ]  # fmt: skip
