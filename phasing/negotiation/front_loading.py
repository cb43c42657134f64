"""The least money that finishes the estates of a plan in fewer years, by source and year."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.compile import compile_model, x
from phasing.funds import NEXT_PLAN, works_year
from phasing.model import Model
from phasing.needs import measured
from phasing.negotiation.brought_forward import (
    EXTRA_COLUMNS,
    brought_forward,
    due_afterwards,
    next_plan_limit,
)
from phasing.negotiation.due_earlier import Due, due_earlier
from phasing.negotiation.lifted_caps import NOTHING, caps_lifted
from phasing.negotiation.more_money import extended, more, with_more
from phasing.negotiation.shorter import shorter
from phasing.negotiation.standing import Standing
from phasing.problem import Problem
from phasing.rules import (
    Budget,
    Cap,
    Floor,
    KeepPublished,
    ReachShare,
    Rule,
    StockCap,
    Target,
    in_order,
)
from phasing.solve import Hooks, Settings, Solution, Status, relative_gap, solve
from phasing.units import Unit, Units

# What speaks of the whole plan is met by the plan itself; here only its own estates are placed.
OF_THE_PLAN = (Floor, Target, ReachShare, StockCap, KeepPublished)
CAP_COLUMNS = ["measure", "year", "at_most", "needed", "over"]


@dataclass(frozen=True, eq=False)
class Finish:
    """What it takes to start every estate of a plan within `years`, 0 万元 where nothing.

    plan: the year of each estate that is due; cannot: those that no money brings into these years
    (`due_earlier.Due`). caps: measure, year, at_most, needed, over: by how much caps, and the limit
    of the next plan (measure "next_plan", in 万元), give way in this plan. No cap is lifted further
    than to the least that lets every estate start, and a hundredth of the cap beyond it, so that a
    plan within that room, found as cheap as can be, may lift a cap more than it must.
    extra: kind ("forward": later years' money of the same source, "new"), source, or_sources
    (others that may pay the same, joined by "、"), year the money is needed in, amount_wan; where
    several sources may pay the same, new money stands under the first of them.
    later: source, purpose (classes of costs joined by "、", "" for all works), later_wan (its money
    of the years left out for that purpose), forward_wan of it.
    extra_wan: the sum found, not proven to be the least; None where the sources asked cannot pay at
    any amount or no plan was found (`status`). least_wan: no plan that lifts the caps no further
    needs less.
    not_asked: rules about the whole plan, which the longer plan keeps, left out of this question.
    """

    years: int
    last_year: int
    plan: Mapping[str, int]
    cannot: pd.DataFrame
    caps: pd.DataFrame
    extra: pd.DataFrame
    later: pd.DataFrame
    extra_wan: float | None
    least_wan: float
    status: Status
    not_asked: tuple[Rule, ...] = ()

    @property
    def forward_wan(self) -> float:
        """Return how much of the money is later years' money brought forward, in 万元."""
        return float(self.extra.loc[self.extra["kind"] == "forward", "amount_wan"].sum())

    @property
    def new_wan(self) -> float:
        """Return how much of the money is new, in 万元."""
        return float(self.extra.loc[self.extra["kind"] == "new", "amount_wan"].sum())

    @property
    def gap(self) -> float:
        """Return how far the money may be from the least, as a share (0–1)."""
        return relative_gap(-self.least_wan, -(self.extra_wan or 0.0))


def finish_in(
    standing: Standing,
    length: int,
    *,
    sources: Collection[str] | None = None,
    settings: Settings,
    hooks: Hooks | None = None,
) -> Finish:
    """Return the least extra money that starts every estate of a plan in its first `length` years.

        least  Σ more[source, year]     Σ flow ≤ budget + more, every estate due is placed

    First as many estates as gates, locks and turns allow are due. Then caps are lifted by as little
    as that takes (to a hundredth), as shares of each cap and about the same in every year, and the
    limit of the next plan only where lifted caps do not help. Then the money is the least, from the
    `sources` named (None: any), and needed as late as can be. As much of it as possible is later
    years' money of the same sources, the rest is new. No other estate is placed.

    Errors: `phasing.horizon_not_shorter`, `phasing.unknown_source`.
    """
    cut = shorter(standing.problem, length).problem
    due = due_earlier(standing, cut.years, settings=settings, hooks=hooks)
    posed = extended(dataclasses.replace(_without_whole(cut), objective=None))
    model = with_more(posed, compile_model(posed, Units(due.units, {})), sources)
    lifted, over = caps_lifted(model, settings, hooks)
    if over.status in ("infeasible", "unknown"):
        return _none(standing, posed, due, over, sources)
    found = solve(_cheapest(lifted), settings=settings, start=over.chosen, hooks=hooks)
    if found.status in ("infeasible", "unknown"):
        return _none(standing, posed, due, found, sources)
    latest = _latest(posed, _cheapest(lifted), found.value)
    late = solve(latest, settings=settings, start=found.chosen, hooks=hooks)
    chosen = late.chosen or found.chosen
    status = found.status if over.status == "proven" else over.status
    found = dataclasses.replace(found, chosen=chosen, status=status)
    return _finish(standing, posed, due, found, sources)


def _of_the_plan(problem: Problem) -> tuple[Rule, ...]:
    return tuple(rule for rule in problem.rules if isinstance(rule, OF_THE_PLAN))


def _without_whole(problem: Problem) -> Problem:
    kept = set(problem.rules) - set(_of_the_plan(problem))
    return dataclasses.replace(problem, rules=in_order(kept))


def _cheapest(model: Model) -> Model:
    columns = tuple(
        dataclasses.replace(c, gain=-1.0 if c.label.startswith("more[") else 0.0)
        for c in model.columns
    )
    return Model(columns, model.rows)


def _latest(posed: Problem, cheapest: Model, value: float) -> Model:
    """Return the model of the least money, as late as can be: Σ more × years before the last."""
    early = {
        more(budget): float(works_year(posed, budget) - posed.years[-1])
        for budget in posed.of(Budget)
    }
    columns = tuple(
        dataclasses.replace(column, gain=early.get(column.label, 0.0))
        for column in cheapest.columns
    )
    return Model(columns, cheapest.rows).keeping(cheapest, value - NOTHING)


def _finish(
    standing: Standing,
    posed: Problem,
    due: Due,
    found: Solution,
    sources: Collection[str] | None,
) -> Finish:
    starts = {
        unit: year for unit in due.units for year in unit.years if x(unit, year) in found.chosen
    }
    extra, later = brought_forward(standing.problem, posed, starts, sources=sources)
    total = float(extra["amount_wan"].sum())
    return Finish(
        years=len(posed.years),
        last_year=posed.years[-1],
        plan=_plan(starts),
        cannot=due.cannot,
        caps=_caps(posed, starts),
        extra=extra,
        later=later,
        extra_wan=total,
        least_wan=min(total, max(0.0, -found.bound)),
        status=found.status,
        not_asked=_of_the_plan(standing.problem),
    )


def _none(
    standing: Standing,
    posed: Problem,
    due: Due,
    found: Solution,
    sources: Collection[str] | None,
) -> Finish:
    nothing = pd.DataFrame(columns=EXTRA_COLUMNS).astype({"amount_wan": float})
    _, later = brought_forward(standing.problem, posed, {}, sources=sources)
    caps = pd.DataFrame(columns=CAP_COLUMNS)
    span = (len(posed.years), posed.years[-1])
    return Finish(*span, {}, due.cannot, caps, nothing, later, None, float("nan"), found.status)


def _plan(starts: Mapping[Unit, int]) -> dict[str, int]:
    years = [unit.plan(start) for unit, start in starts.items()]
    return dict(sorted(item for one in years for item in one.items()))


def _caps(posed: Problem, starts: Mapping[Unit, int]) -> pd.DataFrame:
    """Return the caps that stand in the way, and by how much; last what falls due afterwards."""
    plan, rows = _plan(starts), list[tuple[str, int, float, float, float]]()
    for cap in posed.of(Cap):
        amount = measured(posed, cap.measure)
        needed = sum(amount[estate] for estate, year in plan.items() if year == cap.year)
        if needed > cap.at_most + NOTHING:
            rows.append((cap.measure, cap.year, cap.at_most, needed, needed - cap.at_most))
    limit, due = next_plan_limit(posed), due_afterwards(posed, starts)
    if due > limit:
        rows.append((NEXT_PLAN, posed.years[-1] + 1, limit, due, due - limit))
    return pd.DataFrame(rows, columns=CAP_COLUMNS)
