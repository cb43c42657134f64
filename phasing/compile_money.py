"""Money in the model: every part of every year is paid for, no source pays more than it has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from phasing.funds import (
    NEXT_PLAN,
    brought_parts,
    budgets,
    last_year,
    paid_parts,
    works_year,
)
from phasing.model import Column, Row
from phasing.needs import unit_needs
from phasing.parts import GOVERNMENT, YUAN_PER_WAN, payers
from phasing.problem import Problem
from phasing.rules import Budget, NextPlan
from phasing.units import Units


def flow_gains(problem: Problem) -> dict[tuple[str, int], float]:
    """Return what a 万元 of a source adds to the objective in a year of works."""
    objective = problem.objective
    if objective is None or objective.kind != "outside":
        return {}
    weights = dict(zip(problem.years, objective.year_weights, strict=True))
    outside = [s for s, party in payers(problem.rules).party.items() if party != GOVERNMENT]
    return {(source, year): weights[year] for source in outside for year in problem.years}


def money_columns(problem: Problem, gains: Mapping[tuple[str, int], float]) -> list[Column]:
    """Return the flows of every source and what it carries into the next year."""
    given = budgets(problem)
    if not given:
        return []
    flows = [
        Column(flow(source, label, year), gains.get((source, year), 0))
        for (year, label), sources in sorted(_payers(problem).items())
        for source in sources
    ]
    carries = [
        Column(_carry(budget.source, budget.year))
        for budget in given
        if budget.carry_over and budget.year < last_year(problem, budget.source)
    ]
    return flows + carries


def money_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Return the rows of costs, of budgets, and of what the next plan may be asked for."""
    if not budgets(problem):
        return
    yield from _cost_rows(problem, found)
    yield from _budget_rows(problem)
    yield from _next_plan_row(problem)


def _cost_rows(problem: Problem, found: Units) -> Iterator[Row]:
    """Every part of every year is paid for: Σ cost × x − Σ flow = 0."""
    terms: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    for unit in found.units:
        for start in unit.years:
            for need, yuan in unit_needs(problem, unit, start).items():
                if yuan:
                    terms[need][f"x[{unit.unit_id},{start}]"] = yuan / YUAN_PER_WAN
    payers = _payers(problem)
    for year, label in sorted({*terms, *payers}):
        flows = {flow(source, label, year): -1.0 for source in payers.get((year, label), ())}
        yield Row(f"cost[{label},{year}]", terms[year, label] | flows, low=0, high=0)


def _budget_rows(problem: Problem) -> Iterator[Row]:
    """Σ flow + carried on ≤ amount + carried in, for each source and year."""
    given = budgets(problem)
    carrying = {(b.source, b.year) for b in given if b.carry_over}
    for budget in given:
        year = works_year(problem, budget)
        terms: dict[str, float] = {}
        if year in problem.years:
            labels = paid_parts(problem, budget)
            terms = {flow(budget.source, label, year): 1.0 for label in labels}
        if budget.carry_over and budget.year < last_year(problem, budget.source):
            terms[_carry(budget.source, budget.year)] = 1.0
        if (budget.source, budget.year - 1) in carrying:
            terms[_carry(budget.source, budget.year - 1)] = -1.0
        name = f"money[{budget.source},{budget.year}]"
        yield Row(name, terms, high=budget.amount_wan, rule=budget)


def _next_plan_row(problem: Problem) -> Iterator[Row]:
    if problem.spread is not None:
        rule = next(iter(problem.of(NextPlan)), None)
        after = problem.years[-1] + 1
        terms = {flow(NEXT_PLAN, label, after): 1.0 for label in problem.parts}
        yield Row("next_plan", terms, high=rule.limit_wan if rule else 0, rule=rule)


def _payers(problem: Problem) -> dict[tuple[int, str], list[str]]:
    """Return who may pay each part of a year's works."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for source, labels in brought_parts(problem).items():
        for year in problem.years:
            for label in labels:
                found[year, label].append(source)
    for budget in budgets(problem):
        _add(found, problem, budget)
    if problem.spread is not None:
        for label in problem.parts:
            found[problem.years[-1] + 1, label].append(NEXT_PLAN)
    return found


def _add(found: dict[tuple[int, str], list[str]], problem: Problem, budget: Budget) -> None:
    year = works_year(problem, budget)
    if year in problem.years:
        for label in paid_parts(problem, budget):
            found[year, label].append(budget.source)


def flow(source: str, label: str, year: int) -> str:
    """Return the label of the money of a source spent on a part of a year's works, in 万元."""
    return f"flow[{source},{label},{year}]"


def _carry(source: str, year: int) -> str:
    return f"carry[{source},{year}]"
