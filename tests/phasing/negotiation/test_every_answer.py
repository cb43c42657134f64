"""Answers checked against every plan of small problems, paid estate by estate by an LP.

The oracle is that of `test_every_plan`: it knows nothing of units, parts of costs or models.
"""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Settings, problem
from phasing.negotiation.alternatives import alternatives
from phasing.negotiation.binding import binding
from phasing.negotiation.distances import years_apart
from phasing.negotiation.money_curve import money_curve, scaled
from phasing.negotiation.override import Override, refusals
from phasing.negotiation.price import price, price_at_once
from phasing.negotiation.replan import replanned
from phasing.negotiation.standing import standing
from phasing.rules import Budget, LockIn, LockOut
from tests.phasing.test_every_plan import (
    EXACT,
    NEED,
    YEARS,
    every_plan,
    keeps,
    money,
    paid,
    rows,
    turns,
    value,
)

# So loose that the plan that stands need not be the best: its ranges must hold the truth still.
LOOSE = Settings(gap=0.3, node_limit=1, seed=1)
TIES = st.lists(turns(), max_size=2, unique_by=lambda rule: str(rule).split(":")[0])


def allowed(pool, purse, ties):
    """Return every plan that keeps the ties and can be paid."""
    kept = (plan for plan in every_plan(pool) if all(holds(tie, pool, plan) for tie in ties))
    return [plan for plan in kept if paid(pool, plan, purse)]


def holds(rule, pool, plan):
    return rule.estate_id not in plan if isinstance(rule, LockOut) else keeps(rule, pool, plan)


def best(pool, plans):
    return max((value(pool, plan) for plan in plans), default=None)


def stands(pool, purse, ties, asked=EXACT):
    posed = problem(pool, years=YEARS, objective=NEED).subject_to(*purse, *ties)
    try:
        return standing(posed, settings=asked)
    except InfeasibleError:
        return None


@settings(max_examples=3)  # a clash takes long to explain
@given(
    pool=rows(),
    purse=money(),
    ties=TIES,
    pin=st.sampled_from(YEARS),
    asked=st.sampled_from([EXACT, LOOSE]),
)
def test_what_an_override_truly_loses_lies_within_the_range_told(pool, purse, ties, pin, asked):
    stood = stands(pool, purse, ties, asked)
    assume(stood is not None)
    override = Override({"E0": pin}, frozenset({"E1"}))
    assume(not refusals(stood, override))
    before = best(pool, allowed(pool, purse, ties))
    after = best(pool, allowed(pool, purse, [*ties, LockIn("E0", pin), LockOut("E1")]))
    for told in (price_at_once(stood, override), price(stood, override, settings=asked)):
        if told is None:
            continue
        assert (told.code == "clash") == (after is None)
        if after is not None:
            hair = 1e-6 * max(1, before)
            assert told.lost_least - hair <= before - after <= told.lost_most + hair


@settings(max_examples=8)
@given(pool=rows(), purse=money(), ties=TIES)
def test_what_fits_fits_and_what_binds_alone_binds(pool, purse, ties):
    stood = stands(pool, purse, ties)
    assume(stood is not None)
    for row in binding(stood).itertuples():
        moved = {**stood.plan, row.estate_id: row.year}
        fits = all(keeps(tie, pool, moved) for tie in ties) and paid(pool, moved, purse)
        assert fits == (row.code in ("fits", "fits_better"))
        if row.code == "money" and row.more == 0 and isinstance(row.rule, Budget):
            richer = [given_more(rule, row.rule, row.by) for rule in purse]
            poorer = [given_more(rule, row.rule, row.by - 1e-4) for rule in purse]
            assert paid(pool, moved, richer)
            assert not paid(pool, moved, poorer)


def given_more(rule, chosen, wan):
    if rule != chosen:
        return rule
    fields = (rule.source, rule.year, rule.amount_wan + wan)
    return Budget(*fields, pays=rule.pays, carry_over=rule.carry_over, party=rule.party)


@settings(max_examples=6)
@given(pool=rows(), purse=money(), ties=TIES, within=st.sampled_from([0.05, 0.3]))
def test_other_plans_are_near_the_best_and_apart_and_no_more_is_true(pool, purse, ties, within):
    stood = stands(pool, purse, ties)
    assume(stood is not None)
    found = alternatives(stood, count=3, within=within, apart=0.5, settings=EXACT)
    plans, every = [one.plan for one in found.plans], allowed(pool, purse, ties)
    least = best(pool, every) * (1 - within)
    assert all(plan in every and value(pool, plan) >= least - 1e-6 for plan in plans)
    assert all(years_apart(a, b) >= 0.5 for a in plans for b in plans if a is not b)
    if found.code == "alternatives.no_more":
        near = (plan for plan in every if value(pool, plan) >= least + 1e-6)
        assert not [p for p in near if all(years_apart(p, q) >= 0.5 for q in plans)]


@settings(max_examples=6)
@given(pool=rows(), purse=money(), limit=st.integers(0, 2), year=st.sampled_from(YEARS))
def test_plans_within_a_limit_on_changes_are_the_best_of_all_that_change_so_few(
    pool, purse, limit, year
):
    stood, public = stands(pool, purse, []), {"E0": year, "E1": YEARS[0]}
    every = allowed(pool, purse, [])
    changes = {id(p): sum(p.get(e) != y for e, y in public.items()) for p in every}
    found = replanned(stood, public, limits=[limit], settings=EXACT)
    assert found.least.found == found.least.proven == min(changes.values())
    within = best(pool, [plan for plan in every if changes[id(plan)] <= limit])
    told = found.table["value"].tolist()
    assert told[0] == pytest.approx(math.nan if within is None else within, nan_ok=True)
    assert told[1] == pytest.approx(best(pool, every))


@settings(max_examples=3)
@given(pool=rows(), purse=money(), asked=st.sampled_from([EXACT, LOOSE]))
def test_the_curve_of_money_holds_the_best_of_every_plan(pool, purse, asked):
    stood = stands(pool, purse, [], asked)
    table = money_curve(stood, factors=[0.5, 1.0, 1.5], settings=asked)
    for row in table.itertuples():
        rules = scaled(stood.problem, row.factor).rules
        truth = best(pool, allowed(pool, rules, []))
        assert row.value <= truth + 1e-6 <= row.bound + 2e-6
    assert table["value"].is_monotonic_increasing
    assert pd.Series(table["bound"]).is_monotonic_increasing
