"""What the proposals make of one estate: year, reason, who pays how much."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.proposal_name import payer_name, proposal_name
from layers.reasons import reason_words, with_delay
from reports.figures import NOTHING
from study.results import Results
from texts import say

_SOURCES = 7  # columns of money that fit the page


def plans(results: Results, row: Mapping[str, Any], *, locale: str) -> dict[str, Any]:
    """Return a line a proposal - year, why that or none, money by source - and the sources' names.

    The sources are those that pay for the estate in any proposal, largest first; where they are
    more than fit beside one another, the smallest are told as one.
    """
    paid = _paid(results, row["estate_id"])
    names = [payer_name(name, locale=locale) if name else say(locale, "estate_sheet.others")
             for name in paid.columns]  # fmt: skip
    lines = [
        {
            "proposal": proposal_name(plan.name, locale=locale),
            "year": _year(row[f"year_{plan.name}"]),
            "reason": _reason(results, row, plan.name, locale),
            "money": [_wan(float(amount)) for amount in paid.loc[plan.name].to_numpy()],
        }
        for plan in results.proposals
    ]
    return {"sources": names, "lines": lines}


def _paid(results: Results, estate_id: str) -> pd.DataFrame:
    """Return 万元 by proposal (rows) and source (columns, "" for the small ones together)."""
    names = [plan.name for plan in results.proposals]
    own = [plan.money[plan.money["estate_id"].eq(estate_id)].assign(proposal=plan.name)
           for plan in results.proposals]  # fmt: skip
    table = pd.concat(own) if own else pd.DataFrame()
    if table.empty:
        return pd.DataFrame(index=names)
    sums = table.pivot_table(
        index="proposal", columns="source", values="amount_wan", aggfunc="sum", fill_value=0.0
    ).reindex(names, fill_value=0.0)
    totals = {str(name): float(amount) for name, amount in sums.sum().items()}
    order = sorted(totals, key=lambda name: (-totals[name], name))
    shown, rest = order[:_SOURCES], order[_SOURCES:]
    return sums[shown].assign(**({"": sums[rest].sum(axis=1)} if rest else {}))


def _wan(amount: float) -> str:
    return f"{amount:,.0f}" if round(amount, 4) else NOTHING


def _year(value: Any) -> str:  # noqa: ANN401 - a cell of the table
    return NOTHING if pd.isna(value) else str(int(value))


def _reason(results: Results, row: Mapping[str, Any], name: str, locale: str) -> str:
    code = row[f"reason_{name}"]
    if not isinstance(code, str):
        return ""
    last = results.choices.horizon[-1]
    held = with_delay(pd.Series([code]), pd.DataFrame([dict(row)]), last_year=last).iloc[0]
    return reason_words(held, locale=locale)
