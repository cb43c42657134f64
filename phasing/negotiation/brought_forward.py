"""Extra money of a fixed plan: later years' money of the same sources first, the rest is new."""

import dataclasses
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from phasing.compile import compile_model
from phasing.funds import allot, paid_parts, pots, works_year
from phasing.model import Column, Model, Row
from phasing.needs import unit_needs
from phasing.negotiation.later_money import Later, forward_columns, forward_rows, later_money
from phasing.negotiation.more_money import more, with_more
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem
from phasing.rules import Budget, Cap, NextPlan, Rule, in_order
from phasing.solve import Settings, solve
from phasing.units import Unit, Units
from tables import InputError

EXTRA_COLUMNS = ["kind", "source", "or_sources", "year", "amount_wan"]
LATER_COLUMNS = ["source", "purpose", "later_wan", "forward_wan"]
FORWARD, NEW = "forward", "new"
# Preferences among plans of the same money, too small to ask for more of it: money that any works
# may be paid with is asked for last, and money as late as can be.
GENERAL, EARLY = 1e-2, 1e-3
# What of a yuan is nothing in the solver's numbers.
HAIR = 1e-3
# Whose later money is asked for, None for new money, and the budget it adds to.
Extra = tuple[Later | None, Budget]
LINEAR = Settings(gap=0, node_limit=1, seed=1)


def brought_forward(
    long: Problem,
    posed: Problem,
    starts: Mapping[Unit, int],
    *,
    sources: Collection[str] | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the extra money that a plan needs, and what sources have in later years.

    The least sum, of it as much as possible of later years' money, counted in whole yuan and
    checked to the yuan. Later years' money keeps its purpose: a row for each source and purpose
    (classes of costs joined by "、", "" for all works). `long` has the budgets of all years,
    `posed` those of the shorter horizon.
    """
    later = later_money(long, posed.years[-1], sources)
    # Where no rule speaks of money, nobody asks who pays.
    amounts = _amounts(posed, starts, sources, later) if starts and pots(posed) else {}
    brought: dict[Later, int] = defaultdict(int)
    yuan_of: dict[tuple[str, Budget], int] = defaultdict(int)
    for (whose, budget), yuan in amounts.items():
        yuan_of[NEW if whose is None else FORWARD, budget] += yuan
        if whose is not None:
            brought[whose] += yuan
    rows = []
    for (kind, budget), yuan in yuan_of.items():
        same = _like(posed, budget, sources) if kind == NEW else []
        others = "、".join(source for source in same if source != budget.source)
        rows.append((kind, budget.source, others, budget.year, yuan / YUAN_PER_WAN))
    extra = pd.DataFrame(sorted(rows), columns=EXTRA_COLUMNS)
    table = [(one.source, one.purpose, one.wan, brought[one] / YUAN_PER_WAN) for one in later]
    return extra.astype({"amount_wan": float}), pd.DataFrame(table, columns=LATER_COLUMNS)


def due_afterwards(posed: Problem, starts: Mapping[Unit, int]) -> float:
    """Return what of a plan falls due after the last year, in 万元."""
    needs = (unit_needs(posed, unit, start) for unit, start in starts.items())
    last = posed.years[-1]
    return sum(y for one in needs for (year, _), y in one.items() if year > last) / YUAN_PER_WAN


def next_plan_limit(posed: Problem) -> float:
    """Return how much may fall due after the last year, in 万元; without a rule nothing may."""
    return next((rule.limit_wan for rule in posed.of(NextPlan)), 0.0)


def _amounts(
    posed: Problem,
    starts: Mapping[Unit, int],
    sources: Collection[str] | None,
    later: Sequence[Later],
) -> dict[Extra, int]:
    fixed = tuple(
        dataclasses.replace(unit, years=(year,), must=True, locked=None)
        for unit, year in sorted(starts.items(), key=lambda start: start[0].unit_id)
    )
    free = _uncapped(posed, starts)
    model = with_more(free, compile_model(free, Units(fixed, {})), sources)
    least = solve(_aiming(model, "more[", 1), settings=LINEAR)
    found = solve(_told_apart(free, model, later, -least.value, sources), settings=LINEAR)
    if least.status != "proven" or found.status != "proven":
        raise InputError("phasing.not_proven")
    wan: dict[Extra, float] = {}
    for budget in free.of(Budget):
        wan[None, budget] = found.levels.get(f"{NEW}:{more(budget)}", 0.0)
        for one in later:
            wan[one, budget] = found.levels.get(one.brought_to(budget), 0.0)
    return _to_the_yuan(free, fixed, wan)


def _uncapped(posed: Problem, starts: Mapping[Unit, int]) -> Problem:
    """Return the problem without caps, the next plan paying what falls due after the last year."""
    rules: set[Rule] = {r for r in posed.rules if not isinstance(r, Cap | NextPlan)}
    limit = max(next_plan_limit(posed), due_afterwards(posed, starts))
    return dataclasses.replace(posed, rules=in_order(rules | {NextPlan(limit)}))


def _aiming(model: Model, prefix: str, cost: float) -> Model:
    columns = (
        dataclasses.replace(c, gain=-cost if c.label.startswith(prefix) else 0.0)
        for c in model.columns
    )
    return Model(tuple(columns), model.rows)


def _told_apart(
    posed: Problem,
    model: Model,
    later: Sequence[Later],
    least: float,
    sources: Collection[str] | None,
) -> Model:
    """Return the model of the least new money.

        more = forward + new;  Σ more ≤ the least

    What is brought forward is later money of the same source and pays only what that may pay
    (`later_money.forward_rows`). Of sources that may pay the same only the first may have new
    money.
    """
    asked = {c.label for c in model.columns}
    given = [budget for budget in posed.of(Budget) if more(budget) in asked]
    columns, rows = list(_aiming(model, "carry[", EARLY).columns), list(model.rows)
    for budget in given:
        label, parts = more(budget), len(paid_parts(posed, budget))
        general = GENERAL * parts / max(1, len(posed.parts))
        first = _like(posed, budget, sources)[0] == budget.source
        columns.append(Column(f"{NEW}:{label}", -1 - general, high=math.inf if first else 0))
        own = {one.brought_to(budget): -1.0 for one in later if one.source == budget.source}
        apart = {label: 1.0, f"{NEW}:{label}": -1.0} | own
        rows.append(Row(f"apart:{label}", apart, low=0, high=0))
    columns += forward_columns(later, given)
    rows += forward_rows(posed, later, given)
    everything = {more(budget): 1.0 for budget in given}
    rows.append(Row("least", everything, high=least + HAIR * HAIR / YUAN_PER_WAN))
    return Model(tuple(columns), tuple(rows))


def _like(posed: Problem, budget: Budget, sources: Collection[str] | None) -> list[str]:
    """Return the sources whose money pays for the same works in the same year, in order."""

    def pays(other: Budget) -> tuple[int, list[str]]:
        return works_year(posed, other), paid_parts(posed, other)

    same = (other.source for other in posed.of(Budget) if pays(other) == pays(budget))
    return sorted(source for source in same if sources is None or source in sources)


def _to_the_yuan(
    posed: Problem, fixed: tuple[Unit, ...], wan: Mapping[Extra, float]
) -> dict[Extra, int]:
    """Return whole yuan that pay for the plan exactly: rounded up, a yuan more where it lacks."""
    needs: dict[tuple[int, str], int] = defaultdict(int)
    for unit in fixed:
        for need, yuan in unit_needs(posed, unit, unit.years[0]).items():
            needs[need] += yuan
    for spare in range(len(needs) + 1):
        yuan_of = {
            key: math.ceil(amount * YUAN_PER_WAN - HAIR) + spare
            for key, amount in wan.items()
            if amount * YUAN_PER_WAN > HAIR
        }
        if allot(pots(_richer(posed, yuan_of)), needs) is not None:
            return yuan_of
    raise InputError("phasing.not_proven")


def _richer(posed: Problem, yuan_of: Mapping[Extra, int]) -> Problem:
    added: dict[Budget, int] = defaultdict(int)
    for (_, budget), yuan in yuan_of.items():
        added[budget] += yuan
    more_wan = {
        dataclasses.replace(b, amount_wan=b.amount_wan + added[b] / YUAN_PER_WAN)
        for b in posed.of(Budget)
    }
    rules = {rule for rule in posed.rules if not isinstance(rule, Budget)} | more_wan
    return dataclasses.replace(posed, rules=in_order(rules))
