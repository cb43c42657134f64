"""The table of the money: a line a source under its party, a column a year, the sum of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from phasing import Programme
from phasing.funds import NEXT_PLAN
from reports.money import by_source


@dataclass(frozen=True)
class Line:
    """One line in 万元: a party, a source, the next plan or the total of all of them.

    `budget` is what the source has in all, None where there is none to speak of; `lapsed` what of
    it nobody may spend any more.
    """

    kind: str
    name: str
    years: tuple[float, ...]
    total: float
    budget: float | None
    lapsed: float


def lines(plan: Programme, table: pd.DataFrame, years: Sequence[int]) -> list[Line]:
    """Return the lines of `table` (as `by_basis` returns it), the sum of everything last."""
    pots = by_source(plan)
    pots = pots[pots["source"].ne(NEXT_PLAN)]
    found = []
    for party, rows in table[table["party"].ne("")].groupby("party", sort=False):
        found.append(_line("party", str(party), rows, years, pots[pots["party"].eq(party)]))
        found += [
            _line("source", str(name), own, years, pots[pots["source"].eq(name)])
            for name, own in rows.groupby("source", sort=False)
        ]
    later = table[table["source"].eq(NEXT_PLAN)]
    if len(later):
        found.append(_line("next_plan", NEXT_PLAN, later, years, None))
    found.append(_line("total", "", table, years, pots))
    return found


def exported(found: Sequence[Line], years: Sequence[int]) -> pd.DataFrame:
    """Return the lines as a table: kind, name, a column a year, total, budget, lapsed."""
    rows: list[Mapping[str, object]] = [
        {
            "kind": line.kind,
            "name": line.name,
            **dict(zip(map(str, years), line.years, strict=True)),
            "total": line.total,
            "budget": line.budget,
            "lapsed": line.lapsed,
        }
        for line in found
    ]
    columns = ["kind", "name", *map(str, years), "total", "budget", "lapsed"]
    return pd.DataFrame(rows, columns=columns)


def _line(
    kind: str, name: str, rows: pd.DataFrame, years: Sequence[int], pots: pd.DataFrame | None
) -> Line:
    sums = rows.groupby("year")["amount_wan"].sum()
    return Line(
        kind,
        name,
        tuple(float(sums.get(year, 0.0)) for year in years),
        float(rows["amount_wan"].sum()),
        None if pots is None else float(pots["budget_wan"].sum()),
        0.0 if pots is None else float(pots["lapsed_wan"].sum()),
    )
