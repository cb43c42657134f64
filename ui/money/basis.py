"""The money of a plan by the year its works start or by the year it is paid: one total."""

from collections.abc import Sequence

import pandas as pd

from phasing import Programme
from phasing.entries import PARTIES
from phasing.funds import NEXT_PLAN
from reports.money import sources

START, PAID = "start", "paid"
BASES = (START, PAID)

_YUAN = 4  # digits of 万元
_KEYS = ["party", "source", "year"]


def by_basis(plan: Programme, basis: str) -> pd.DataFrame:
    """Return party, source, year and amount_wan of all a plan costs, to the yuan.

    `start`: under the year in which the works of the estate start. `paid`: under the year in which
    the money comes, which is later where it is paid after acceptance or in instalments. What the
    next plan pays is a source of its own (party ""). By party, most money first, then by year.
    """
    starts = plan.money["estate_id"].map(plan.plan)
    rows = plan.money.assign(
        year=(starts if basis == START else plan.money["pay_year"]).astype("int64"),
        party=plan.money["source"].map(_parties(plan)).fillna("").astype(object),
    )
    found = rows.groupby(_KEYS)["amount_wan"].sum().round(_YUAN).reset_index()
    return _ordered(plan, found)


def years_of(plan: Programme, table: pd.DataFrame, horizon: Sequence[int]) -> tuple[int, ...]:
    """Return the years of the horizon and those after it in which a source of `table` pays."""
    pooled = table[table["source"].ne(NEXT_PLAN)] if plan.next_plan_wan <= 0 else table
    return tuple(sorted({*horizon, *map(int, pooled["year"])}))


def by_party(table: pd.DataFrame) -> pd.Series:
    """Return 万元 by party, in the order parties are told; the next plan ("") comes last."""
    sums = table.groupby("party")["amount_wan"].sum()
    return sums.reindex([name for name in (*PARTIES, "") if name in sums.index])


def _parties(plan: Programme) -> dict[str, str]:
    named = plan.spend[["source", "party"]].drop_duplicates("source")
    return dict(zip(named["source"], named["party"], strict=True))


def _ordered(plan: Programme, found: pd.DataFrame) -> pd.DataFrame:
    place = {name: at for at, name in enumerate(sources([plan]))}
    order = {party: at for at, party in enumerate((*PARTIES, ""))}
    ranked = found.assign(_party=found["party"].map(order), _source=found["source"].map(place))
    ranked = ranked.sort_values(["_party", "_source", "year"], ignore_index=True)
    return ranked.drop(columns=["_party", "_source"])
