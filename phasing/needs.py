"""What a unit takes from each year: money by part of costs, and measures that caps count."""

from collections.abc import Mapping

from phasing.entries import MEASURES
from phasing.funds import Need
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem
from phasing.units import Unit


def unit_needs(problem: Problem, unit: Unit, start: int) -> dict[Need, int]:
    """Return what a unit costs in yuan, by year and part, when it starts in a year.

    Where costs are spread, the share of the first year is rounded to the yuan, the rest follows in
    the next year, even beyond the plan.
    """
    needs: dict[Need, int] = {}
    for estate, year in unit.plan(start).items():
        for (later, label), yuan in paid_over(problem, estate).items():
            key = (year + later, label)
            needs[key] = needs.get(key, 0) + yuan
    return needs


def paid_over(problem: Problem, estate_id: str) -> dict[tuple[int, str], int]:
    """Return what an estate costs by (years after the start, part), in yuan."""
    costs, spread = problem.part_costs[estate_id], problem.spread
    if spread is None or sum(costs.values()) <= spread.above_wan * YUAN_PER_WAN:
        return {(0, label): yuan for label, yuan in costs.items()}
    first = {label: round(yuan * spread.start_share) for label, yuan in costs.items()}
    both = {(0, label): yuan for label, yuan in first.items()}
    return both | {(1, label): costs[label] - yuan for label, yuan in first.items()}


def amounts(problem: Problem) -> Mapping[str, Mapping[str, float]]:
    """Return each measure of each estate; an unknown amount is NaN."""
    return {measure: measured(problem, measure) for measure in MEASURES}


def measured(problem: Problem, measure: str) -> Mapping[str, float]:
    """Return one column of numbers by estate, each estate counting 1 in "estates"."""
    return problem.pool.amount(measure)


def known(values: Mapping[str, float], estate_id: str) -> float:
    """Return an amount, 0 where nobody knows it: what is unknown helps no floor."""
    value = values[estate_id]
    return 0.0 if value != value else value  # noqa: PLR0124  NaN is unknown
