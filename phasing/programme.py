"""A programme: a year for each estate, with its value, bound, gap, money and reasons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from phasing.book import Book
from phasing.entries import MEASURES
from phasing.equity import equity_table
from phasing.fill import unmet
from phasing.funds import NEXT_PLAN
from phasing.money import money_table, spend_table
from phasing.needs import amounts
from phasing.objective import Objective
from phasing.problem import YUAN_DECIMALS, Problem
from phasing.rules import Rule
from phasing.solve import TOLERANCE, Status, relative_gap
from phasing.units import Unit, Units, candidates
from phasing.worth import worth

REASON_COLUMNS = ["estate_id", "year", "unit", "reason"]
# Why a unit fits into none of its years, the first that holds in any of them.
TIES = ("trench", "precede", "stock", "cap")


@dataclass(frozen=True)
class Stage:
    """One aim of a proposal and how well it was met; a plain proposal has one stage."""

    aim: Objective
    value: float
    bound: float
    status: Status
    nodes: int

    @property
    def gap(self) -> float:
        """Return how far the value may be from the best one, as a share (0–1)."""
        return relative_gap(self.bound, self.value)


@dataclass(frozen=True, eq=False)
class Programme:
    """One proposal. `status` "proven": no plan is better by more than the gap asked for.

    years: estate_id, year (<NA> when not placed), unit, reason (planned, locked, no_money, cap,
    trench, precede, stock, not_needed, unknown_value, gate:<code>, needs_survey,
    cluster_needs_survey, cluster_held, not_before, lock_out). money: estate_id, year, source,
    amount_wan, pay_year. spend: by source and year, also what falls to the next plan and what
    estates bring. by_year: estates, floor_area_m2, households, residents and cost_wan of what
    starts in each year, summed over what is known (NaN when nothing is), `<measure>_unknown`: how
    many estates each sum leaves out, and spend_wan: what is paid in the year.
    equity: what of each zone is reached. cluster_notes: cluster_id, estate_id, code.
    unknown_value: estates that promise no value because what makes it up is unknown. value_under:
    the plan under every objective. fill_value: the same objective, filled in score order;
    fill_unmet: rules that filling in order did not get to meet. stages: one for each aim.
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
    equity: pd.DataFrame
    cluster_notes: pd.DataFrame
    unknown_value: tuple[str, ...]
    value_under: Mapping[str, float]
    fill_unmet: tuple[Rule, ...] = ()
    stages: tuple[Stage, ...] = ()

    @property
    def gain(self) -> float | None:
        """Return the gain over filling in score order as a share; None where that is no measure."""
        return self.value / self.fill_value - 1 if self.fill_value > 0 else None

    @property
    def next_plan_wan(self) -> float:
        """Return what falls due after the last year, in 万元."""
        return float(self.spend.loc[self.spend["source"] == NEXT_PLAN, "spend_wan"].sum())

    @cached_property
    def plan(self) -> dict[str, int]:
        """Return the year of each estate that is placed; found once, as it is asked for often."""
        placed = self.years[self.years["year"].notna()]
        return dict(zip(placed["estate_id"], placed["year"].astype(int).tolist(), strict=True))

    @property
    def not_placed(self) -> pd.DataFrame:
        """Return the estates without a year, and why."""
        left = self.years[self.years["year"].isna()]
        return left[["estate_id", "unit", "reason"]].reset_index(drop=True)


def programme(  # noqa: PLR0913  what a programme is made of
    problem: Problem,
    found: Units,
    book: Book,
    *,
    stages: Sequence[Stage],
    filled: Book,
    judges: Sequence[Objective],
    asked_gap: float,
) -> Programme:
    """Return the programme that a finished book amounts to.

    The polish may have raised the value: a gap within `asked_gap` is proven however it came about.
    """
    rows, last = candidates(problem, found), stages[-1]
    value = worth(last.aim, problem, rows, book)
    bound = max(last.bound, value)
    gap = relative_gap(bound, value)
    flows = book.flows(outside_first=any(stage.aim.kind == "outside" for stage in stages))
    unknown = _unknown_value(last.aim, rows)
    spend = spend_table(problem, flows)
    return Programme(
        name=last.aim.name,
        objective=last.aim,
        status=_status(stages, gap, asked_gap),
        value=value,
        bound=bound,
        gap=gap,
        nodes=sum(stage.nodes for stage in stages),
        fill_value=worth(last.aim, problem, rows, filled),
        years=_years_table(problem, found, book, unknown),
        money=money_table(problem, book.plan(), flows),
        spend=spend,
        by_year=_by_year(problem, book.plan(), spend),
        equity=equity_table(problem, rows, book.plan()),
        cluster_notes=_notes(found),
        unknown_value=unknown,
        value_under={aim.name: worth(aim, problem, rows, book) for aim in judges},
        fill_unmet=unmet(problem, filled),
        stages=tuple(_reached(stage, problem, rows, book) for stage in stages),
    )


def values(programmes: Iterable[Programme]) -> pd.DataFrame:
    """Return what each programme is worth under each objective: objectives × programmes."""
    return pd.DataFrame({programme.name: dict(programme.value_under) for programme in programmes})


def _status(stages: Sequence[Stage], gap: float, asked_gap: float) -> Status:
    """Return "proven" when every aim is; else why the first that is not ended.

    A plan that exact money made worse than the one the solver proved is not proven: "limit".
    """
    last: Status = "limit" if stages[-1].status == "proven" else stages[-1].status
    final = [*(s.status for s in stages[:-1]), "proven" if gap <= asked_gap + TOLERANCE else last]
    return next((status for status in final if status != "proven"), "proven")


def _reached(stage: Stage, problem: Problem, rows: pd.DataFrame, book: Book) -> Stage:
    value = worth(stage.aim, problem, rows, book)
    return replace(stage, value=value, bound=max(stage.bound, value))


def _years_table(
    problem: Problem, found: Units, book: Book, unknown: Collection[str]
) -> pd.DataFrame:
    rows: dict[str, tuple[int | None, str, str]] = {
        estate: (None, "", reason) for estate, reason in found.kept_out.items()
    }
    plan = book.plan()
    for unit in found.units:
        refused = "" if unit in book.placed else _refused(book, unit, unknown)
        for estate in unit.members:
            year = plan.get(estate)
            locked = unit.locked is not None and year == unit.locked
            reason = refused or ("locked" if locked else "planned")
            rows[estate] = (year, unit.unit_id, reason)
    table = [(estate, *rows[estate]) for estate in problem.estates["estate_id"]]
    return pd.DataFrame(table, columns=REASON_COLUMNS).astype({"year": "Int64"})


def _refused(book: Book, unit: Unit, unknown: Collection[str]) -> str:
    """Return why a unit has no year.

    "unknown_value" when nothing of its value is known, so that it never competed for money; a tie
    or "cap" when in some year that alone stands in its way; "not_needed" where it would fit and
    the aim is the cheapest plan; else "no_money".
    """
    if all(estate in unknown for estate in unit.members):
        return "unknown_value"
    if not unit.years:
        return "not_before"
    codes = {year: book.refusal(unit, year) for year in unit.years}
    if None in codes.values():
        return "not_needed"
    alone = {code for year, code in codes.items() if code in TIES and book.payable(unit, year)}
    return next((code for code in TIES if code in alone), "no_money")


def _by_year(problem: Problem, plan: Mapping[str, int], spend: pd.DataFrame) -> pd.DataFrame:
    """Return what each year holds: sums of what is known, NaN where estates are but none is."""
    columns = pd.DataFrame({name: pd.Series(values) for name, values in amounts(problem).items()})
    placed = columns.reset_index(names="estate_id")
    placed = placed.assign(year=placed["estate_id"].map(dict(plan)))
    counted = [measure for measure in MEASURES if measure != "estates"]
    gaps = {f"{measure}_unknown": placed[measure].isna() for measure in counted}
    years = placed.assign(**gaps).groupby("year")
    sums = years[list(MEASURES)].sum(min_count=1).join(years[list(gaps)].sum())
    # A year without estates holds zero of everything: that is known.
    sums = sums.reindex(list(problem.years), fill_value=0)
    sums.index = pd.Index(problem.years, name="year")
    paid = spend.groupby("works_year")["spend_wan"].sum().reindex(sums.index, fill_value=0)
    sums = sums.assign(spend_wan=paid if len(spend) else float("nan"))
    return sums.astype(dict.fromkeys(["estates", *gaps], int)).round(YUAN_DECIMALS).reset_index()


def _notes(found: Units) -> pd.DataFrame:
    rows = [(note.cluster_id, note.estate_id, note.code) for note in found.notes]
    return pd.DataFrame(sorted(rows), columns=["cluster_id", "estate_id", "code"])


def _unknown_value(objective: Objective, rows: pd.DataFrame) -> tuple[str, ...]:
    unknown = rows[list(objective.columns)].isna().any(axis=1)
    return tuple(rows.loc[unknown, "estate_id"])
