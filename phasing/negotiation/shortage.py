"""The least extra money that makes room for one estate in a year, without moving anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.funds import Need
from phasing.negotiation.asking import Asking, budget_of, free_purse, helpers, lacking
from phasing.negotiation.paying import could_pay, could_together
from phasing.parts import YUAN_PER_WAN

PART_COLUMNS = {"pay_year": "int64", "cost_class": "str", "part": "str", "short_wan": "float64"}
PAYER_COLUMNS = {
    "source": "str",
    "money_year": "int64",
    "short_wan": "float64",
    "alone": "bool",
    "directly": "bool",
    "rule": "object",
}


@dataclass(frozen=True, eq=False)
class Shortage:
    """What an estate, with its cluster, lacks of money in a year while all others stay.

    short_wan: in all, the least that pays for everything, exact to the yuan. parts: pay_year (of
    the works to be paid), cost_class, part, short_wan. payers: source, money_year, short_wan that
    it would give, alone (all that lacks, by itself), directly (it may pay these works; else it
    takes over what another source pays now, which then pays for them), rule (its budget; None
    where money is only carried into that year). Where some could alone, they are listed, those
    that pay directly first. Where nobody could, those are listed who could together; if they sum
    to less than what lacks, no source may pay the rest.
    """

    estate_id: str
    year: int
    short_wan: float
    parts: pd.DataFrame
    payers: pd.DataFrame


def shortage(asked: Asking, estate_id: str, year: int) -> Shortage | None:
    """Return what an estate lacks of money in a year; None where it may not start then at all.

    0 and no rows where its money is there.
    """
    unit = asked.standing.unit_of.get(estate_id)
    if unit is None:
        return None
    start = year - unit.plan(0)[estate_id]
    years = asked.standing.problem.years
    if start < years[0] or max(unit.plan(start).values()) > years[-1]:
        return None
    short = lacking(asked, unit, start)
    alone = helpers(asked, unit, start, short) if short else []
    given = free_purse(asked, unit)
    direct = set(could_pay(given, short)) if short else set()
    whole = sum(short.values())
    rows = [_payer(asked, index, whole, alone=True, directly=index in direct) for index in alone]
    if not alone:
        together = could_together(given, asked.book.needs(unit, start))
        rows = [
            _payer(asked, index, yuan, alone=False, directly=_pays_some(asked, index, short))
            for index, yuan in together.items()
        ]
    return Shortage(
        estate_id,
        year,
        whole / YUAN_PER_WAN,
        _parts(asked, short),
        pd.DataFrame(rows, columns=list(PAYER_COLUMNS)).astype(PAYER_COLUMNS),
    )


def payers(asked: Asking, wanted: Iterable[tuple[str, int]]) -> pd.DataFrame:
    """Return who could pay what lacks, for every estate and year asked for.

    estate_id, year, and the columns of `Shortage.payers`; rows only where money lacks.
    """
    found = [shortage(asked, estate, year) for estate, year in wanted]
    tables = [
        one.payers.assign(estate_id=one.estate_id, year=one.year)
        for one in found
        if one is not None
    ]
    columns = ["estate_id", "year", *PAYER_COLUMNS]
    whole = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
    return whole[columns]


def _pays_some(asked: Asking, index: int, short: Mapping[Need, int]) -> bool:
    return bool(asked.purse.pots[index].pays & set(short))


def _parts(asked: Asking, short: Mapping[Need, int]) -> pd.DataFrame:
    parts = asked.standing.problem.parts
    rows = [
        (year, parts[label].cost_class, label, yuan / YUAN_PER_WAN)
        for (year, label), yuan in sorted(short.items())
    ]
    return pd.DataFrame(rows, columns=list(PART_COLUMNS)).astype(PART_COLUMNS)


def _payer(
    asked: Asking, index: int, yuan: int, *, alone: bool, directly: bool
) -> tuple[object, ...]:
    pot = asked.purse.pots[index]
    rule = budget_of(asked.standing.problem, pot)
    return pot.source, pot.year, yuan / YUAN_PER_WAN, alone, directly, rule
