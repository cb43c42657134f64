"""What the plan is worth, as proven, with more or less of all its money."""

import dataclasses
from collections.abc import Iterable, Mapping

import pandas as pd

from phasing.clash import InfeasibleError
from phasing.compile import compile_model
from phasing.lifting import placeable
from phasing.needs import known, measured
from phasing.negotiation.richer import aims_in_turn_refused, at_least_before, nested
from phasing.negotiation.standing import Standing, again
from phasing.problem import YUAN_DECIMALS, Problem
from phasing.rules import Budget, in_order
from phasing.solve import Hooks, Settings, relative_gap, relaxed
from tables import InputError

CURVE_COLUMNS = (
    *("factor", "money_wan", "code", "value", "bound", "gap"),
    *("placed", "households", "households_unknown", "residents", "residents_unknown", "cost_wan"),
)
NO_PLAN, NOT_FOUND, RECUT, STOPPED = "no_plan", "not_found", "batches_recut", "stopped"
SUMMED = ("households", "residents", "cost_wan")


def money_curve(
    standing: Standing,
    *,
    factors: Iterable[float],
    settings: Settings,
    hooks: Hooks | None = None,
) -> pd.DataFrame:
    """Return the proven value of the plan with every budget times each factor, one row a factor.

    money_wan is the sum of all budgets; what estates bring and the limit of the next plan stay as
    they are. value is that of the best plan found, no plan is worth more than bound. A plan of less
    money is a plan of more, and a bound with more money bounds less: so neither ever falls as money
    rises, but where money changes how clusters are cut into batches (code "batches_recut": this row
    stands alone). code "no_plan": the rules leave none; "not_found": the search ended without
    one and ruled none out; "stopped": not asked any more. placed, households, residents, cost_wan
    are those of the plan, with the estates left out of a sum.

    Errors: `phasing.aims_in_turn`, `phasing.no_objective`.
    """
    aims_in_turn_refused(standing.problem)
    asked = sorted({float(factor) for factor in factors})
    found: dict[float, Standing | str] = {}
    above = below = standing
    for factor in (f for f in asked if f >= 1):
        found[factor] = _at(above, standing.problem, factor, settings, hooks)
        above = _or(found[factor], above)
    for factor in (f for f in reversed(asked) if f < 1):
        found[factor] = _at(below, standing.problem, factor, settings, hooks)
        below = _or(found[factor], below)
    plans = {f: one for f in asked if isinstance(one := found[f], Standing)}
    enveloped = _enveloped(plans)
    rows = [_row(standing, factor, enveloped.get(factor, found[factor])) for factor in asked]
    for row, factor in zip(rows, asked, strict=True):
        if factor in plans and not _beside(factor, plans):
            row["code"] = RECUT
    return pd.DataFrame(rows, columns=list(CURVE_COLUMNS)).astype({"placed": "Int64"})


def scaled(problem: Problem, factor: float) -> Problem:
    """Return the problem with every budget times a factor, in whole yuan."""
    budgets = {
        dataclasses.replace(b, amount_wan=round(b.amount_wan * factor, YUAN_DECIMALS))
        for b in problem.of(Budget)
    }
    rules = {rule for rule in problem.rules if not isinstance(rule, Budget)} | budgets
    return dataclasses.replace(problem, rules=in_order(rules))


def _at(
    before: Standing, problem: Problem, factor: float, settings: Settings, hooks: Hooks | None
) -> Standing | str:
    if hooks and hooks.should_stop and hooks.should_stop():
        return STOPPED
    if factor == 1 and before.problem is problem:
        return before
    posed = scaled(problem, factor)
    model = compile_model(posed, placeable(posed))
    if relaxed(model, confirm=settings.confirm) is None:
        return NO_PLAN  # the relaxed model says so at once, without naming who clashes
    try:
        return again(before, posed, settings=settings, hooks=hooks)
    except InfeasibleError:
        return NO_PLAN
    except InputError as error:
        if error.code != "phasing.not_proven":
            raise
        return NOT_FOUND


def _or(found: Standing | str, before: Standing) -> Standing:
    return found if isinstance(found, Standing) else before


def _enveloped(plans: Mapping[float, Standing]) -> dict[float, Standing]:
    """Return the plans, none worth less than one of less money, none bound above one of more."""
    rising: dict[float, Standing] = {}
    for factor in sorted(plans):
        plan = plans[factor]
        for less in rising.values():
            plan = at_least_before(less, plan)
        rising[factor] = plan
    found: dict[float, Standing] = {}
    for factor in sorted(plans, reverse=True):
        plan = rising[factor]
        above = [more.bound for more in found.values() if nested(plan.found, more.found)]
        bound = max(plan.value, min([plan.bound, *above]))
        found[factor] = dataclasses.replace(plan, bound=bound)
    return found


def _beside(factor: float, plans: Mapping[float, Standing]) -> bool:
    """Return whether a plan is one of the next richer, and has that of the next poorer."""
    order = sorted(plans)
    place = order.index(factor)
    here = plans[factor].found
    richer = all(nested(here, plans[f].found) for f in order[place + 1 : place + 2])
    return richer and all(nested(plans[f].found, here) for f in order[max(0, place - 1) : place])


def _row(standing: Standing, factor: float, found: Standing | str) -> dict[str, object]:
    posed = scaled(standing.problem, factor)
    money = float(sum(budget.amount_wan for budget in posed.of(Budget)))
    row: dict[str, object] = {"factor": factor, "money_wan": money}
    if isinstance(found, str):
        return row | {"code": found}
    row |= {"code": "", "value": found.value, "bound": found.bound, "placed": len(found.plan)}
    row["gap"] = relative_gap(found.bound, found.value)
    for name in SUMMED:
        values = measured(posed, name)
        row[name] = float(sum(known(values, estate) for estate in found.plan))
        row[f"{name}_unknown"] = sum(values[e] != values[e] for e in found.plan)
    return row
