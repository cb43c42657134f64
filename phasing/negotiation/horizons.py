"""The same pool planned over fewer years, side by side: 五年规划、三年实施、力争两年完成."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.clash import InfeasibleError
from phasing.entries import MEASURES
from phasing.funds import NEXT_PLAN
from phasing.money import spend_table
from phasing.needs import known, measured, paid_over
from phasing.negotiation.shorter import Change, shorter
from phasing.negotiation.standing import Standing, again
from phasing.parts import YUAN_PER_WAN, payers
from phasing.problem import Problem
from phasing.rules import Budget
from phasing.solve import Hooks, Settings

COUNTED = tuple(measure for measure in MEASURES if measure != "estates")
TABLE_COLUMNS = (
    *("years", "first_year", "last_year", "code", "placed"),
    *(name for measure in COUNTED for name in (measure, f"{measure}_unknown")),
    *("money_wan", "brought_wan", "spend_wan", "due_later_wan", "value", "bound", "gap"),
    *("placed_by_then", "residents_by_then", "by_then_due_later_wan", "of_long", "of_long_share"),
)
NO_PLAN = "no_plan"


@dataclass(frozen=True, eq=False)
class Horizon:
    """A pool planned over so many years: its plan, or the rules that leave none.

    `changes` are the rules that are not what they are in the longest plan.
    """

    years: int
    standing: Standing | None
    changes: tuple[Change, ...]
    clash: InfeasibleError | None = None


@dataclass(frozen=True, eq=False)
class Horizons:
    """A pool planned over several horizons, the longest first.

    table: one row a horizon. years, first_year, last_year; code ("no_plan" where the rules leave
    none); placed, and floor_area_m2, households, residents, cost_wan of what is placed, summed
    over what is known, with how many estates each sum leaves out; money_wan: all budgets that can
    pay works of these years, without what estates bring; brought_wan: what estates bring;
    spend_wan ≤ money_wan + brought_wan: what works of these years are paid, whenever it comes;
    due_later_wan: what the next plan pays; value (under the yearly weights of these years), bound,
    gap; placed_by_then and residents_by_then: what the longest plan has started by that year, and
    by_then_due_later_wan: how much of that it pays afterwards, with money that a shorter plan does
    not have; of_long: how many estates of the longest plan are placed, of_long_share as a share of
    it.
    estates: estate_id, years, year (<NA> when not placed), one row an estate and horizon.
    by_year: years, year, placed, households, residents, cost_wan started in the year, and
    placed_so_far.
    """

    each: tuple[Horizon, ...]
    table: pd.DataFrame
    estates: pd.DataFrame
    by_year: pd.DataFrame


def horizons(
    standing: Standing, *, lengths: Iterable[int], settings: Settings, hooks: Hooks | None = None
) -> Horizons:
    """Return the pool of a plan that stands, planned over its first `lengths` years each.

    The plan itself stands for all of its years and is always among them. Each shorter plan is
    searched for from the next longer one; a horizon without any plan says which rules clash.

    Errors: `phasing.horizon_not_shorter`.
    """
    longest = len(standing.problem.years)
    each, before = [Horizon(longest, standing, ())], standing
    for length in sorted({*lengths} - {longest}, reverse=True):
        each.append(_horizon(standing.problem, before, length, settings, hooks))
        before = each[-1].standing or before
    found = tuple(each)
    rows = [_row(horizon, standing) for horizon in found]
    table = pd.DataFrame(rows, columns=list(TABLE_COLUMNS))
    return Horizons(found, table, _estates(found), _by_year(found))


def _horizon(
    problem: Problem, before: Standing, length: int, settings: Settings, hooks: Hooks | None
) -> Horizon:
    cut = shorter(problem, length)
    try:
        stood = again(before, cut.problem, settings=settings, hooks=hooks)
    except InfeasibleError as clash:
        return Horizon(length, None, cut.changes, clash)
    return Horizon(length, stood, cut.changes)


def _row(horizon: Horizon, longest: Standing) -> dict[str, object]:
    years = longest.problem.years[: horizon.years]
    spans: dict[str, object] = {
        "years": horizon.years,
        "first_year": years[0],
        "last_year": years[-1],
        "code": NO_PLAN if horizon.standing is None else "",
    }
    spans |= _by_then(longest, years[-1])
    if horizon.standing is None:
        return spans
    plan = horizon.standing.plan
    of_long = len(set(plan) & set(longest.plan))
    share = of_long / len(longest.plan) if longest.plan else float("nan")
    return spans | _counts(horizon.standing) | {"of_long": of_long, "of_long_share": share}


def _by_then(longest: Standing, last: int) -> dict[str, object]:
    """Return what the longest plan has started by a year."""
    problem, started = longest.problem, {e: y for e, y in longest.plan.items() if y <= last}
    due = sum(
        yuan
        for estate, year in started.items()
        for (later, _), yuan in paid_over(problem, estate).items()
        if year + later > last
    )
    return {
        "placed_by_then": len(started),
        "residents_by_then": _total(problem, "residents", started)[0],
        "by_then_due_later_wan": due / YUAN_PER_WAN,
    }


def _counts(stood: Standing) -> dict[str, object]:
    problem, plan = stood.problem, stood.plan
    found: dict[str, object] = {"placed": len(plan)}
    for measure in COUNTED:
        found[measure], found[f"{measure}_unknown"] = _total(problem, measure, plan)
    spend = spend_table(problem, stood.book().flows())
    after = spend["source"] == NEXT_PLAN
    brought = spend["source"].isin(list(payers(problem.rules).brought))
    return found | {
        "money_wan": float(sum(budget.amount_wan for budget in problem.of(Budget))),
        "brought_wan": float(spend.loc[brought, "spend_wan"].sum()),
        "spend_wan": float(spend.loc[~after, "spend_wan"].sum()),
        "due_later_wan": float(spend.loc[after, "spend_wan"].sum()),
        "value": stood.value,
        "bound": stood.bound,
        "gap": stood.gap,
    }


def _total(problem: Problem, measure: str, estates: Iterable[str]) -> tuple[float, int]:
    """Return a sum over what is known, and of how many estates nobody knows it."""
    values, counted = measured(problem, measure), sorted(estates)
    unknown = sum(values[estate] != values[estate] for estate in counted)
    return float(sum(known(values, estate) for estate in counted)), unknown


def _estates(each: tuple[Horizon, ...]) -> pd.DataFrame:
    rows = [
        (estate, horizon.years, horizon.standing.plan.get(estate))
        for horizon in each
        if horizon.standing is not None
        for estate in horizon.standing.problem.estates["estate_id"]
    ]
    table = pd.DataFrame(rows, columns=["estate_id", "years", "year"])
    return table.astype({"years": "int64", "year": "Int64"})


def _by_year(each: tuple[Horizon, ...]) -> pd.DataFrame:
    found = (h for h in each if h.standing is not None)
    rows = [row for h in found if h.standing for row in _years(h.years, h.standing)]
    columns = ["years", "year", "placed", "households", "residents", "cost_wan", "placed_so_far"]
    return pd.DataFrame(rows, columns=columns)


def _years(length: int, stood: Standing) -> Iterator[Mapping[str, object]]:
    for year in stood.problem.years:
        now = [estate for estate, start in stood.plan.items() if start == year]
        yield {
            "years": length,
            "year": year,
            "placed": len(now),
            **{
                measure: _total(stood.problem, measure, now)[0]
                for measure in ("households", "residents", "cost_wan")
            },
            "placed_so_far": sum(start <= year for start in stood.plan.values()),
        }
