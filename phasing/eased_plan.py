"""What an easing buys: the plan of the eased problem, quickly solved, its gap told."""

import dataclasses
from collections.abc import Sequence

from phasing.book import Book
from phasing.booked import booked
from phasing.compile import compile_model, x
from phasing.eased_rule import EasedPlan, Easing
from phasing.easing import carried_out
from phasing.fill import fill, unmet
from phasing.lifting import bare_model, placeable
from phasing.polish import polish
from phasing.problem import Problem
from phasing.solve import Settings, solve
from phasing.units import Units, candidates
from phasing.worth import worth
from tables import InputError

# So many easings are looked at for what they buy, each solved to this gap within so many nodes.
BOUGHT = 3
GAP = 0.01
NODES = 20


def with_plans(problem: Problem, easings: Sequence[Easing], *, settings: Settings) -> list[Easing]:
    """Return the easings, each of the first that are enough with the plan it leaves.

    What is enough comes first, then the least money asked for, then the best plan; of ties the
    order given.
    """
    ordered = sorted(easings, key=lambda easing: (not easing.enough, easing.asks_wan))
    bought = [
        dataclasses.replace(easing, plan=eased_plan(problem, (easing,), settings=settings))
        if easing.enough and place < BOUGHT
        else easing
        for place, easing in enumerate(ordered)
    ]
    return sorted(bought, key=_least_money_best_plan)


def eased_plan(
    problem: Problem, easings: Sequence[Easing], *, settings: Settings
) -> EasedPlan | None:
    """Return the plan of a problem once all these easings are carried out; None without one."""
    try:
        for easing in easings:
            problem = carried_out(problem, easing)
    except InputError:
        return None
    aim = problem.objective
    if aim is not None and aim.after:
        problem = problem.aiming_at(aim.after[0])
    return _plan(problem, placeable(problem), easings[-1].shown, settings)


def _plan(
    problem: Problem, found: Units, shown: frozenset[str], settings: Settings
) -> EasedPlan | None:
    filled, aim = fill(problem, found.units), problem.objective
    model = bare_model(problem) if aim is None else compile_model(problem, found)
    quick = dataclasses.replace(
        settings, gap=max(GAP, settings.gap), node_limit=min(NODES, settings.node_limit)
    )
    filled_start = frozenset(x(unit, year) for unit, year in filled.placed.items())
    start = filled_start if filled.sound() and not unmet(problem, filled) else shown
    solution = solve(model, settings=quick, start=start)
    if solution.status in ("infeasible", "unknown"):
        return None
    book = _book(problem, found, solution.chosen)
    if unmet(problem, book) or not book.sound():
        return None
    if aim is None:
        return EasedPlan(len(book.plan()), _cost_wan(problem, book), None, None)
    value = worth(aim, problem, candidates(problem, found), book)
    bound = max(value, solution.bound)
    return EasedPlan(len(book.plan()), _cost_wan(problem, book), value, bound)


def _book(problem: Problem, found: Units, chosen: frozenset[str]) -> Book:
    wanted = [(unit, y) for unit in found.units for y in unit.years if x(unit, y) in chosen]
    book = booked(problem, wanted)
    polish(problem, found, book)
    return book if not unmet(problem, book) else booked(problem, wanted)


def _cost_wan(problem: Problem, book: Book) -> float:
    cost = dict(zip(problem.estates["estate_id"], problem.estates["cost_wan"], strict=True))
    return float(sum(cost[estate] for estate in book.plan()))


def _least_money_best_plan(easing: Easing) -> tuple[bool, float, bool, float]:
    value = easing.plan.value if easing.plan is not None else None
    return (not easing.enough, easing.asks_wan, value is None, -(value or 0.0))
