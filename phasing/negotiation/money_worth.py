"""What more money of each source and year is worth: found by solving again, duals as a hint."""

import dataclasses
from collections.abc import Mapping, Sequence

import pandas as pd

from phasing.compile import compile_model
from phasing.funds import Need, pots, works_year
from phasing.negotiation.richer import aims_in_turn_refused, at_least_before, nested
from phasing.negotiation.standing import Standing, again
from phasing.problem import Problem
from phasing.rules import Budget, in_order
from phasing.solve import Hooks, Settings, relaxation

WORTH_COLUMNS = (
    *("source", "year", "works_year", "party", "pays", "amount_wan", "step_wan"),
    *("found", "at_least", "at_most", "share_found", "code"),
    *("placed_more", "moved", "dual_hint"),
)
# The needs that money may pay, and whether it counts as others' money.
Kind = tuple[frozenset[Need], bool]
TOLD, NOT_TOLD_APART, RECUT, STOPPED = "told", "not_told_apart", "batches_recut", "stopped"


def money_worth(
    standing: Standing, *, step_wan: float, settings: Settings, hooks: Hooks | None = None
) -> pd.DataFrame:
    """Return what `step_wan` more are worth, one row for the budget of each source and year.

        found     value after − value before
        at_least  max(0, value after − bound before)
        at_most   bound after − value before

    value under the objective of the plan, step in 万元. Money that may pay for just the same works
    is asked for once, and money that may pay for more is worth no less. The plan is a plan with
    more money too, so nothing is worth less than 0, but where money changes how clusters are cut
    into batches: code "batches_recut". code "not_told_apart": the range holds 0, so that within the
    proof the money may be worth nothing; "told": it is worth at_least; "stopped": not asked any
    more. share_found: found as a share of the value before. placed_more: estates more in the plan;
    moved: how many change year, enter or leave. dual_hint: what the relaxed model promises for the
    first 万元, times the step: a hint, no value of any plan. pays: cost classes, "" for all.

    Errors: `phasing.aims_in_turn` where the objective has aims before it.
    """
    aims_in_turn_refused(standing.problem)
    hints = _hints(standing)
    given = sorted(standing.problem.of(Budget), key=lambda b: (b.source, b.year))
    afters = _afters(standing, given, step_wan, settings, hooks)
    # No plan of less money is worth more than any bound with more money.
    bounds = [a.bound for a in afters if a is not None and nested(standing.found, a.found)]
    stood = dataclasses.replace(standing, bound=min([standing.bound, *bounds]))
    rows = [
        _facts(standing.problem, budget, step_wan)
        | _worth(stood, after)
        | {"dual_hint": hints.get(f"money[{budget.source},{budget.year}]", float("nan")) * step_wan}
        for budget, after in zip(given, afters, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(WORTH_COLUMNS)).astype(
        {"placed_more": "Int64", "moved": "Int64"}
    )


def _afters(
    standing: Standing,
    given: Sequence[Budget],
    step_wan: float,
    settings: Settings,
    hooks: Hooks | None,
) -> list[Standing | None]:
    """Return the plan with more money of each budget; the same money is asked for once."""
    kinds = _kinds(standing.problem)
    found: dict[Kind, Standing | None] = {}
    for budget in given:
        kind = kinds[budget.source, budget.year]
        if kind not in found:
            found[kind] = _after(standing, budget, step_wan, settings, hooks)
    return [_best(kinds[budget.source, budget.year], found) for budget in given]


def _kinds(problem: Problem) -> dict[tuple[str, int], Kind]:
    """Return what the money of each source and year may pay, carried on or not.

    Whose it is matters only where the aim is others' money.
    """
    counts = problem.objective is not None and problem.objective.kind == "outside"
    return {(p.source, p.year): (p.pays, p.outside and counts) for p in pots(problem)}


def _best(kind: Kind, found: Mapping[Kind, Standing | None]) -> Standing | None:
    """Return the plan with more money of a kind; what may pay more is worth no less."""
    after = found[kind]
    if after is None:
        return None
    told = {k: one for k, one in found.items() if one is not None and k[1] == kind[1]}
    for (pays, _), other in told.items():
        if pays <= kind[0]:
            after = at_least_before(other, after)
    wider = [
        other.bound
        for (pays, _), other in told.items()
        if kind[0] <= pays and nested(after.found, other.found)
    ]
    return dataclasses.replace(after, bound=max(after.value, min([after.bound, *wider])))


def _after(
    standing: Standing, budget: Budget, step_wan: float, settings: Settings, hooks: Hooks | None
) -> Standing | None:
    if hooks and hooks.should_stop and hooks.should_stop():
        return None
    problem = standing.problem
    richer = dataclasses.replace(budget, amount_wan=budget.amount_wan + step_wan)
    rules = in_order(set(problem.rules) - {budget} | {richer})
    posed = dataclasses.replace(problem, rules=rules)
    return at_least_before(standing, again(standing, posed, settings=settings, hooks=hooks))


def _hints(standing: Standing) -> dict[str, float]:
    """Return what the relaxed model would give for one 万元 more, by row."""
    model = compile_model(standing.problem, standing.found)
    worths = relaxation(model).worths.tolist()
    return {row.name: worth for row, worth in zip(model.rows, worths, strict=True)}


def _facts(problem: Problem, budget: Budget, step_wan: float) -> dict[str, object]:
    return {
        "source": budget.source,
        "year": budget.year,
        "works_year": works_year(problem, budget),
        "party": budget.party,
        "pays": "" if budget.pays is None else "、".join(sorted(budget.pays)),
        "amount_wan": budget.amount_wan,
        "step_wan": step_wan,
    }


def _worth(before: Standing, after: Standing | None) -> dict[str, object]:
    if after is None:
        return {"code": STOPPED}
    same = nested(before.found, after.found)
    floor = 0.0 if same else -float("inf")
    found = after.value - before.value
    least = max(floor, after.value - before.bound)
    code = RECUT if not same else (TOLD if least > 0 else NOT_TOLD_APART)
    return {
        "found": found,
        "at_least": least,
        "at_most": max(found, after.bound - before.value),
        "share_found": found / before.value if before.value else float("nan"),
        "code": code,
        "placed_more": len(after.plan) - len(before.plan),
        "moved": _moved(before, after),
    }


def _moved(before: Standing, after: Standing) -> int:
    estates = set(before.plan) | set(after.plan)
    return sum(before.plan.get(estate) != after.plan.get(estate) for estate in estates)
