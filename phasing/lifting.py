"""A problem without some of its rules, and whether a plan keeps what is left."""

import dataclasses
from collections.abc import Iterable

from phasing.batches import fitted
from phasing.compile import compile_model
from phasing.fill import fill, unmet
from phasing.locks import apart
from phasing.model import Model
from phasing.problem import Problem
from phasing.rules import Budget, NextPlan, PaidAfter, Rule, in_order
from phasing.solve import Settings, Status, relaxed, solve
from phasing.units import Units, units

# Large models are searched through fewer nodes, so that a question of them ends as soon: so many
# columns × nodes, but no fewer nodes than these.
COLUMN_NODES = 20_000
FEWEST_NODES = 20


def lift(problem: Problem, lifted: Iterable[Rule]) -> Problem:
    """Return the problem without these rules; lifted money pays whatever is needed.

    Without a rule the next plan pays nothing, so a lifted one may pay every cost. Money no longer
    paid after the works it is for has nothing to carry on to beyond the last year.
    """
    given = set(lifted)
    everything = float(problem.estates["cost_wan"].sum())
    left = set(problem.rules) - given
    left |= {
        dataclasses.replace(rule, amount_wan=rule.amount_wan + everything, pays=None)
        for rule in given
        if isinstance(rule, Budget)
    }
    if _has(NextPlan, given) and not _has(NextPlan, left):
        left.add(NextPlan(everything))
    late = {rule.source for rule in given if isinstance(rule, PaidAfter)}
    left = {_in_time(rule, late, problem.years[-1]) for rule in left}
    return dataclasses.replace(problem, rules=in_order(left))


def _has(kind: type[Rule], rules: Iterable[Rule]) -> bool:
    return any(isinstance(rule, kind) for rule in rules)


def _in_time(rule: Rule, late: set[str], last: int) -> Rule:
    if isinstance(rule, Budget) and rule.source in late and rule.year >= last:
        return dataclasses.replace(rule, carry_over=False)
    return rule


def possible(problem: Problem, *, settings: Settings) -> bool | None:
    """Return whether some plan keeps every rule; None where the limits leave it open.

    First the relaxed model is asked: where it has no plan, there is none, and it knows at once.
    """
    status = _searched(problem, settings)
    return None if status == "unknown" else status != "infeasible"


def monotone(problem: Problem) -> bool:
    """Return whether a rule less always leaves every plan there was.

    It does where every cluster kept together stays whole or is held back. A member that steps out
    would come back, and a cluster in batches would be cut in another way.
    """
    return all(note.code.startswith("holds_back") for note in placeable(problem).notes)


def planned(problem: Problem, *, settings: Settings) -> bool:
    """Return whether a plan that keeps every rule is found within the limits."""
    if apart(problem) is not None:
        return False
    return _searched(problem, settings) not in ("infeasible", "unknown")


def placeable(problem: Problem) -> Units:
    """Return the units of a problem, its clusters cut as the money and caps ask for."""
    return fitted(problem, units(problem))


def bare_model(problem: Problem) -> Model:
    """Return the model of a problem with nothing to gain: whether there is a plan, not which."""
    return _bare(problem, placeable(problem))


def within(model: Model, settings: Settings) -> Settings:
    """Return the settings for one question, with fewer nodes for a large model."""
    fewer = max(FEWEST_NODES, COLUMN_NODES // max(1, len(model.columns)))
    return dataclasses.replace(settings, node_limit=min(settings.node_limit, fewer))


def _bare(problem: Problem, found: Units) -> Model:
    model = compile_model(problem, found)
    columns = tuple(dataclasses.replace(column, gain=0) for column in model.columns)
    return Model(columns, model.rows)


def _searched(problem: Problem, settings: Settings) -> Status:
    """Look for any plan: filling in score order often finds one at once, else the solver does."""
    found = placeable(problem)
    book = fill(problem, found.units)
    if not found.stuck and book.sound() and not unmet(problem, book):
        return "proven"
    model = _bare(problem, found)
    if relaxed(model, confirm=settings.confirm) is None:
        return "infeasible"
    first = dataclasses.replace(within(model, settings), gap=1, improving_limit=1)
    return solve(model, settings=first).status
