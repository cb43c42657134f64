"""The model of one more plan: worth enough, far from those there are, as different as can be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from phasing.compile import compile_model, x
from phasing.model import Model, Row
from phasing.negotiation.distances import Plan
from phasing.negotiation.standing import Standing
from phasing.objective import Objective
from phasing.units import Unit

# Where a plan is compared with another, an estate counts 1 for another year, more for in or out.
OTHER_YEAR, IN_OR_OUT = 1.0, 2.0


def in_reach(before: Standing, floors: Sequence[tuple[Objective, float]]) -> Model:
    """Return the model of the plans worth at least so much under every aim; its gains: the last.

    The last floor is written as a share of itself: next to large gains the solver's tolerance
    would be coarse, next to small ones fine.
    """
    *first, (aim, least) = floors
    model = compile_model(before.problem.aiming_at(aim), before.found)
    for other, low in first:
        model = model.keeping(compile_model(before.problem.aiming_at(other), before.found), low)
    size = abs(least) or 1.0
    near = {label: gain / size for label, gain in model.gains.items()}
    return Model(model.columns, (*model.rows, Row("near", near, low=least / size)))


def differing(
    reach: Model, plans: Sequence[Standing], *, apart: float, room: float, pull: float
) -> Model:
    """Return the model that seeks a plan apart from all others, and as different as it can be.

        Σ difference / largest difference + pull × value / room → max

    Difference alone leads to the very edge of what is worth enough, where the solver finds no plan
    at all. What a plan may lose (`room`) counts `pull` times as much as all difference there is.
    """
    most = IN_OR_OUT * sum(len(other.plan) for other in plans) or 1.0
    gains = {
        x(unit, start): sum(
            _gain(e, year, other.plan) for e, year in years.items() for other in plans
        )
        for unit, start, years in _starts(plans[0])
    }
    columns = tuple(
        replace(column, gain=gains.get(column.label, 0.0) / most + pull * column.gain / room)
        for column in reach.columns
    )
    return Model(columns, (*reach.rows, *_far(plans, apart)))


def _starts(before: Standing) -> Iterator[tuple[Unit, int, dict[str, int]]]:
    for unit in before.found.units:
        for start in unit.years:
            yield unit, start, unit.plan(start)


def _gain(estate: str, year: int, other: Plan) -> float:
    """Return how much more an estate differs from a plan in a year than left out."""
    if estate not in other:
        return IN_OR_OUT
    return (OTHER_YEAR if other[estate] != year else 0.0) - IN_OR_OUT


def _far(plans: Sequence[Standing], apart: float) -> Iterator[Row]:
    """Return one row each plan: at least so many of the estates in either have another year.

    same years ≤ (1 − apart) × (estates of the plan + estates that only the next one has)
    """
    share = 1 - apart
    for index, other in enumerate(plans):
        terms = dict[str, float]()
        for unit, start, years in _starts(other):
            same = sum(other.plan.get(estate) == year for estate, year in years.items())
            terms[x(unit, start)] = same - share * sum(e not in other.plan for e in years)
        yield Row(f"far[{index}]", terms, high=share * len(other.plan))
        if not other.plan:  # nothing is no other plan than nothing
            yield Row(f"some[{index}]", dict.fromkeys(terms, 1.0), low=1)
