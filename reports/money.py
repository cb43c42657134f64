"""Whose money it is: what each party and source brings, spends and leaves, year by year."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers.classes import NO_SOURCE, source_colours
from phasing import Programme
from phasing.entries import PARTIES
from phasing.funds import NEXT_PLAN

AMOUNTS = ("budget_wan", "carried_in_wan", "spent_wan", "carried_on_wan", "lapsed_wan")
_KEYS = ("party", "source", "year", "works_year")
_NAMES = {"amount_wan": "budget_wan", "spend_wan": "spent_wan"}


@dataclass(frozen=True)
class Line:
    """One line of the money of a plan, in 万元: a source, a party, or what they come to.

    `kind`: party, source, total, lapsed or next_plan; `name` a party, a source or "". `years` are
    the amounts spent (for `lapsed`: lost) in each year of the grid; budget is None where there is
    none to speak of.
    """

    kind: str
    name: str
    years: tuple[float, ...]
    spent: float
    budget: float | None
    lapsed: float


def by_source(plan: Programme) -> pd.DataFrame:
    """Return one row a source and year: party, works_year, and what came in, was spent, is left.

    `budget_wan` is what the year brings, `carried_in_wan` what an earlier year left over; what the
    next plan is to pay is a row of its own (party ""). By party, most money first, then by year.
    """
    table = plan.spend.rename(columns=_NAMES)[[*_KEYS, *AMOUNTS]]
    place = {name: at for at, name in enumerate(sources([plan]))}
    order = {party: at for at, party in enumerate((*PARTIES, ""))}
    found = table.assign(_party=table["party"].map(order), _source=table["source"].map(place))
    found = found.sort_values(["_party", "_source", "year"], ignore_index=True)
    return found.drop(columns=["_party", "_source"])


def sources(plans: Iterable[Programme]) -> list[str]:
    """Return the sources of some plans, the one with most money first, equals by name.

    The next plan, which pays what falls due after the last year, comes last.
    """
    rows = pd.concat([plan.spend[["source", "amount_wan"]] for plan in plans])
    sums = rows.groupby("source")["amount_wan"].sum().reset_index()
    sums = sums.assign(last=sums["source"].eq(NEXT_PLAN))
    by = ["last", "amount_wan", "source"]
    return list(sums.sort_values(by, ascending=[True, False, True])["source"])


def colours(plans: Sequence[Programme]) -> dict[str, str]:
    """Return the colour of each source, the same in every proposal, on screen and on paper."""
    found = [name for name in sources(plans) if name != NEXT_PLAN] if plans else []
    return source_colours(found) | {NEXT_PLAN: NO_SOURCE}


def grid(plan: Programme, horizon: Sequence[int]) -> tuple[tuple[int, ...], list[Line]]:
    """Return years, and lines of the money of a plan: sources under their party, total, the rest.

    A party's line is the sum of its sources, the total that of the parties; `years` are those
    in which money comes, which is later than the works where it is paid after acceptance.
    """
    table = by_source(plan)
    pooled = table[table["source"].ne(NEXT_PLAN)]
    years = tuple(sorted({*horizon, *map(int, pooled["year"])}))
    lines = [
        line for _, rows in pooled.groupby("party", sort=False) for line in _party(rows, years)
    ]
    lines.append(_line("total", "", pooled, years))
    if pooled["lapsed_wan"].gt(0).any():
        lines.append(_lapsed(pooled, years))
    if plan.next_plan_wan > 0:
        lines.append(_line("next_plan", NEXT_PLAN, table[table["source"].eq(NEXT_PLAN)], years))
    return years, lines


def by_proposal(plans: Sequence[Programme]) -> pd.DataFrame:
    """Return what each source pays in each proposal, sources under their party.

    Columns kind (party, source, total, lapsed, next_plan), party, name, then a column a proposal:
    万元 spent, or lost where the kind is lapsed. A party's row is the sum of its sources' rows.
    """
    tables = {plan.name: _spent(plan) for plan in plans}
    spent = pd.DataFrame(tables).fillna(0.0)
    rows = [] if spent.empty else [*_parties(spent, sources(plans))]
    total = spent.sum() if len(spent) else dict.fromkeys(tables, 0.0)
    rows.append({"kind": "total", "party": "", "name": "", **total})
    ends = {
        "lapsed": {plan.name: float(plan.spend["lapsed_wan"].sum()) for plan in plans},
        "next_plan": {plan.name: plan.next_plan_wan for plan in plans},
    }
    rows += [
        {"kind": kind, "party": "", "name": "", **values}
        for kind, values in ends.items()
        if any(values.values())
    ]
    return pd.DataFrame(rows)


def delays(plan: Programme) -> dict[str, int]:
    """Return the sources whose money comes after the works, and how many years later."""
    late = plan.spend[plan.spend["year"].gt(plan.spend["works_year"])]
    return {
        str(row["source"]): int(row["year"] - row["works_year"]) for row in late.to_dict("records")
    }


def _party(rows: pd.DataFrame, years: Sequence[int]) -> Iterator[Line]:
    yield _line("party", str(rows["party"].iloc[0]), rows, years)
    for name, own in rows.groupby("source", sort=False):
        yield _line("source", str(name), own, years)


def _line(kind: str, name: str, rows: pd.DataFrame, years: Sequence[int]) -> Line:
    spent, lapsed = float(rows["spent_wan"].sum()), float(rows["lapsed_wan"].sum())
    budget = None if kind == "next_plan" else float(rows["budget_wan"].sum())
    return Line(kind, name, _yearly(rows, "spent_wan", years), spent, budget, lapsed)


def _lapsed(rows: pd.DataFrame, years: Sequence[int]) -> Line:
    lost = float(rows["lapsed_wan"].sum())
    return Line("lapsed", "", _yearly(rows, "lapsed_wan", years), lost, None, lost)


def _yearly(rows: pd.DataFrame, column: str, years: Sequence[int]) -> tuple[float, ...]:
    sums = rows.groupby("year")[column].sum()
    return tuple(float(sums.get(year, 0.0)) for year in years)


def _spent(plan: Programme) -> pd.Series:
    pooled = plan.spend[plan.spend["source"].ne(NEXT_PLAN)]
    return pooled.groupby(["party", "source"])["spend_wan"].sum()


def _parties(spent: pd.DataFrame, order: Sequence[str]) -> Iterator[dict[Any, Any]]:
    for party in PARTIES:
        rows = spent[spent.index.get_level_values("party") == party]
        own = [name for name in order if (party, name) in rows.index]
        if not own:
            continue
        yield {"kind": "party", "party": party, "name": party, **rows.sum().to_dict()}
        for name in own:
            paid = rows.xs((party, name)).to_dict()
            yield {"kind": "source", "party": party, "name": name, **paid}
