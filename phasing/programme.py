"""A programme: a year for each estate, with its value, bound, gap, money and reasons."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.book import Book
from phasing.entries import MEASURES
from phasing.money import money_table, spend_table
from phasing.objective import Objective, worth
from phasing.problem import YUAN_DECIMALS, Problem
from phasing.solve import Solution, Status, relative_gap
from phasing.units import Unit, Units, candidates, units

REASON_COLUMNS = ["estate_id", "year", "unit", "reason"]


@dataclass(frozen=True, eq=False)
class Programme:
    """One proposal. `status` "proven": no plan is better by more than the gap asked for.

    years: estate_id, year (<NA> when not placed), unit, reason (planned, locked, no_money, cap,
    unknown_value, gate:<code>, needs_survey, not_before, lock_out). money: estate_id, year,
    source, amount_wan. spend: by source and year. by_year: estates, floor_area_m2, households and
    cost_wan of each year, summed over what is known (NaN when nothing is), and `<measure>_unknown`:
    how many estates of the year each sum leaves out.
    cluster_notes: cluster_id, estate_id, code. unknown_value: estates that promise no value
    because what makes it up is unknown. fill_value: the same objective, filled in score order.
    """

    name: str
    objective: Objective
    status: Status
    value: float
    bound: float
    gap: float
    nodes: int
    fill_value: float
    years: pd.DataFrame
    money: pd.DataFrame
    spend: pd.DataFrame
    by_year: pd.DataFrame
    cluster_notes: pd.DataFrame
    unknown_value: tuple[str, ...]

    @property
    def plan(self) -> dict[str, int]:
        """Return the year of each estate that is placed."""
        placed = self.years[self.years["year"].notna()]
        return dict(zip(placed["estate_id"], placed["year"].astype(int).tolist(), strict=True))

    @property
    def not_placed(self) -> pd.DataFrame:
        """Return the estates without a year, and why."""
        left = self.years[self.years["year"].isna()]
        return left[["estate_id", "unit", "reason"]].reset_index(drop=True)


def programme(
    problem: Problem,
    found: Units,
    book: Book,
    *,
    solution: Solution,
    filled: Mapping[str, int],
    asked_gap: float,
) -> Programme:
    """Return the programme that a finished book amounts to.

    The polish may have raised the value: a gap within `asked_gap` is proven however it came about.
    """
    objective = problem.objective
    if objective is None:
        message = "a programme needs an objective"
        raise TypeError(message)
    rows, plan, flows = candidates(problem, found), book.plan(), book.flows()
    value = worth(objective, rows, plan, problem.years)
    bound = max(solution.bound, value)
    gap = relative_gap(bound, value)
    unknown = _unknown_value(objective, rows)
    return Programme(
        name=objective.name,
        objective=objective,
        status="proven" if gap <= asked_gap else solution.status,
        value=value,
        bound=bound,
        gap=gap,
        nodes=solution.nodes,
        fill_value=worth(objective, rows, filled, problem.years),
        years=_years_table(problem, found, book, unknown),
        money=money_table(problem, plan, flows),
        spend=spend_table(problem, flows),
        by_year=_by_year(problem, plan),
        cluster_notes=_notes(found),
        unknown_value=unknown,
    )


def values(
    programmes: Iterable[Programme], problem: Problem, objectives: Iterable[Objective]
) -> pd.DataFrame:
    """Return what each programme is worth under each objective: objectives × programmes."""
    rows = candidates(problem, units(problem))
    return pd.DataFrame(
        {
            programme.name: {
                objective.name: worth(objective, rows, programme.plan, problem.years)
                for objective in objectives
            }
            for programme in programmes
        }
    )


def _years_table(
    problem: Problem, found: Units, book: Book, unknown: Collection[str]
) -> pd.DataFrame:
    rows: dict[str, tuple[int | None, str, str]] = {
        estate: (None, "", reason) for estate, reason in found.kept_out.items()
    }
    for unit in found.units:
        year = book.placed.get(unit)
        locked = "locked" if unit.locked is not None else "planned"
        reason = locked if year is not None else _refused(book, unit, unknown)
        rows |= dict.fromkeys(unit.members, (year, unit.unit_id, reason))
    table = [(estate, *rows[estate]) for estate in problem.estates["estate_id"]]
    return pd.DataFrame(table, columns=REASON_COLUMNS).astype({"year": "Int64"})


def _refused(book: Book, unit: Unit, unknown: Collection[str]) -> str:
    """Return why a unit has no year.

    "unknown_value" when nothing of its value is known, so that it never competed for money;
    "cap" when some year's money would do, else "no_money".
    """
    if all(estate in unknown for estate in unit.members):
        return "unknown_value"
    return "cap" if any(book.payable(unit, year) for year in unit.years) else "no_money"


def _by_year(problem: Problem, plan: Mapping[str, int]) -> pd.DataFrame:
    """Return what each year holds: sums of what is known, NaN where estates are but none is."""
    counted = [measure for measure in MEASURES if measure != "estates"]
    placed = problem.estates.assign(
        year=problem.estates["estate_id"].map(dict(plan)), estates=1
    ).astype(dict.fromkeys(MEASURES, float))
    gaps = {f"{measure}_unknown": placed[measure].isna() for measure in counted}
    years = placed.assign(**gaps).groupby("year")
    sums = years[list(MEASURES)].sum(min_count=1).join(years[list(gaps)].sum())
    # A year without estates holds zero of everything: that is known.
    sums = sums.reindex(list(problem.years), fill_value=0)
    sums.index = pd.Index(problem.years, name="year")
    return sums.astype(dict.fromkeys(["estates", *gaps], int)).round(YUAN_DECIMALS).reset_index()


def _notes(found: Units) -> pd.DataFrame:
    rows = [(note.cluster_id, note.estate_id, note.code) for note in found.notes]
    return pd.DataFrame(sorted(rows), columns=["cluster_id", "estate_id", "code"])


def _unknown_value(objective: Objective, rows: pd.DataFrame) -> tuple[str, ...]:
    unknown = rows[list(objective.columns)].isna().any(axis=1)
    return tuple(rows.loc[unknown, "estate_id"])
