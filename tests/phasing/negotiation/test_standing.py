"""A plan that stands, asked again after a change: never worse than its first answer."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.book import Book
from phasing.draft import Draft
from phasing.negotiation import standing as room
from phasing.negotiation.standing import (
    again,
    at_once,
    only_tighter,
    revalued,
    standing,
    standing_of,
)
from phasing.programme import Stage
from phasing.rules import Budget, LockIn, LockOut, NotBefore, StartBy, Target, Together
from tables import InputError

AIM = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=5000, seed=1)


@pytest.fixture
def posed(four):
    """Four estates; 500 万元 a year pays for E2 alone, or for E3 and E4, or for E1."""
    money = [Budget("市级", year, 500) for year in (2027, 2028)]
    return problem(four.assign(cluster_id=None), years=[2027, 2028], objective=AIM).subject_to(
        *money
    )


def test_it_is_worth_what_the_proposal_is_worth(posed):
    stood = standing(posed, settings=EXACT)
    (found,) = propose(posed, [AIM], settings=EXACT)
    # E2: 80 × 360 = 28,800; then E3 and E4: 0.9 × (16,800 + 10,800), more than 0.9 × 27,000 of E1.
    assert stood.plan == {"E2": 2027, "E3": 2028, "E4": 2028}
    assert stood.value == found.value == pytest.approx(28_800 + 0.9 * 27_600)
    assert standing_of(posed, found).plan == stood.plan
    assert standing_of(posed, found).value == stood.value
    assert stood.gap == 0


def test_a_pin_is_kept_and_its_bound_is_never_above_what_was_proven(posed):
    stood = standing(posed, settings=EXACT)
    pinned = posed.subject_to(LockIn("E3", 2027))
    first, best = at_once(stood, pinned), again(stood, pinned, settings=EXACT)
    assert first.plan["E3"] == best.plan["E3"] == 2027
    assert first.value <= best.value <= first.bound <= stood.bound
    # E3 and E4 share 2027: 16,800 + 10,800; then E2 in 2028: 25,920.
    assert best.plan == {"E2": 2028, "E3": 2027, "E4": 2027}
    assert best.value == pytest.approx(16_800 + 10_800 + 25_920)
    assert best.value < stood.value


def test_an_estate_taken_out_of_its_cluster_does_not_keep_the_old_bound(four):
    # West is too dear for a year as a whole; without E2 the other half of it fits.
    money = [Budget("市级", year, 450) for year in (2027, 2028)]
    posed = problem(four, years=[2027, 2028], objective=AIM).subject_to(
        *money, Together("西门片区", batches=False)
    )
    stood = standing(posed, settings=EXACT)
    out = posed.subject_to(LockOut("E2"))
    assert again(stood, out, settings=EXACT).value > stood.value
    assert at_once(stood, out).bound > stood.bound


def test_what_no_plan_keeps_is_a_clash_with_its_easing(posed):
    stood = standing(posed, settings=EXACT)
    both = posed.subject_to(LockIn("E1", 2027), LockIn("E2", 2027))
    assert at_once(stood, both) is None
    with pytest.raises(InfeasibleError) as raised:
        again(stood, both, settings=EXACT)
    assert {easing.by for easing in raised.value.easings} >= {400}


def test_a_repair_meets_a_target_that_keeping_the_best_would_miss(posed):
    # The best plan renovates two estates; three are asked for.
    stood = standing(posed, settings=EXACT)
    asked = posed.subject_to(Target("estates", 3), StartBy("E4", 2027))
    first = at_once(stood, asked)
    assert first is not None
    assert len(first.plan) == 3
    assert first.plan["E4"] == 2027


def test_more_money_keeps_the_plan_and_gives_up_the_old_bound(posed):
    stood = standing(posed, settings=EXACT)
    richer = posed.without(*posed.of(Budget)).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 900)
    )
    first, best = at_once(stood, richer), again(stood, richer, settings=EXACT)
    assert first.value >= stood.value
    assert best.value >= first.value
    assert best.bound > stood.bound


def test_an_empty_pool_and_one_in_which_nobody_may_enter_stand(four):
    for pool in (four[:0], four[:1]):
        posed = problem(pool, years=[2027, 2028], objective=AIM).subject_to(
            *(LockOut(e) for e in pool["estate_id"]), Budget("市级", 2027, 500)
        )
        stood = standing(posed, settings=EXACT)
        assert (stood.plan, stood.value, stood.gap) == ({}, 0, 0)
        assert at_once(stood, posed).plan == {}


def test_aims_in_turn_do_not_keep_the_old_bound():
    # 100 万元 pay for one estate. Need comes first and takes A, which is not ready at all (0);
    # with A put off B and C serve need alike, and C is the readiest: 90.
    pool = pd.DataFrame({"estate_id": ["A", "B", "C"], "district": "d", "cost_wan": 100.0})
    pool = pool.assign(score=[10.0, 9.0, 9.0], readiness=[0.0, 10.0, 90.0])
    need = Objective("need", "need", (1.0, 0.9), per="estate")
    then = Objective("then", "ready", (1.0, 0.9), per="estate", after=(need,), give_up=0.0)
    posed = problem(pool, years=[2027, 2028], objective=then).subject_to(Budget("市级", 2027, 100))
    stood = standing(posed, settings=EXACT)
    assert (stood.plan, stood.value, stood.bound) == ({"A": 2027}, 0, 0)
    later = posed.subject_to(NotBefore("A", 2028))
    first, best = at_once(stood, later), again(stood, later, settings=EXACT)
    assert (best.plan, best.value, best.bound) == ({"C": 2027}, 90, 90)
    assert first.bound >= 90
    # Still it is true that every plan of the changed problem was one before.
    assert only_tighter(stood, later, best.found)


def turning(seed):
    """Return seven estates, three of a cluster kept whole, need first and readiness after it."""
    draw = np.random.default_rng(seed)
    pool = pd.DataFrame({"estate_id": [f"E{i}" for i in range(7)], "district": "d"}).assign(
        cluster_id=[*["c"] * 3, *[None] * 4],
        cost_wan=draw.integers(40, 200, 7).astype(float),
        score=draw.integers(1, 99, 7).astype(float),
        readiness=draw.integers(1, 99, 7).astype(float),
        residents=draw.integers(10, 90, 7).astype(float),
    )
    need = Objective("need", "need", (1.0, 0.9, 0.8))
    then = Objective("then", "ready", (1.0, 0.9, 0.8), after=(need,), give_up=0.05)
    years = [2027, 2028, 2029]
    money = [Budget("市级", year, float(draw.integers(60, 260))) for year in years]
    together = Together("c", batches=bool(draw.random() < 0.5))
    return problem(pool, years=years, objective=then).subject_to(*money, together)


@given(st.integers(0, 10_000), st.integers(0, 6), st.sampled_from([2027, 2028, 2029]))
@settings(max_examples=12, deadline=None)
def test_no_bound_of_aims_in_turn_is_below_what_is_found(seed, at, year):
    posed = turning(seed)
    stood = standing(posed, settings=EXACT)
    estate = f"E{at}"
    for rule in (LockIn(estate, year), LockOut(estate), NotBefore(estate, year)):
        try:
            first = at_once(stood, posed.subject_to(rule))
            best = again(stood, posed.subject_to(rule), settings=EXACT)
        except InputError:
            continue
        assert best.value <= best.bound
        if first is not None:
            assert first.bound >= best.value * (1 - 1e-9)


def lost_search(*_, **__):
    raise InputError("phasing.not_proven")


def test_a_search_that_ends_without_a_plan_leaves_the_first_answer(posed, monkeypatch):
    stood = standing(posed, settings=EXACT)
    pinned = posed.subject_to(LockIn("E3", 2027))
    monkeypatch.setattr(room, "drafted", lost_search)
    first, best = at_once(stood, pinned), again(stood, pinned, settings=EXACT)
    assert (best.plan, best.value, best.bound) == (first.plan, first.value, first.bound)
    assert [stage.status for stage in best.stages] == ["limit"]
    assert best.bound <= stood.bound
    # Aims in turn: each has its own bound, and the next stage knows what to keep of the first.
    turn = posed.aiming_at(Objective("then", "cost", (1.0, 0.9), after=(AIM,)))
    best = again(stood, turn, settings=EXACT)
    assert best.plan == stood.plan
    assert best.stages[0].value == pytest.approx(stood.value)
    assert best.stages[0].bound >= stood.value
    assert best.value == best.stages[1].value == -1000


def test_without_a_first_answer_what_the_search_says_stands(posed, monkeypatch):
    stood = standing(posed, settings=EXACT)
    monkeypatch.setattr(room, "drafted", lost_search)
    both = posed.subject_to(LockIn("E1", 2027), LockIn("E2", 2027))
    with pytest.raises(InputError) as raised:
        again(stood, both, settings=EXACT)
    assert raised.value.code == "phasing.not_proven"


def test_a_first_answer_better_than_the_search_is_kept(posed, monkeypatch):
    stood = standing(posed, settings=EXACT)
    worst = Draft(posed, Book(posed), (Stage(AIM, 0.0, stood.bound, "limit", 1),))
    monkeypatch.setattr(room, "drafted", lambda *_: worst)
    best = again(stood, posed, settings=EXACT)
    assert (best.plan, best.value, best.bound) == (stood.plan, stood.value, stood.bound)
    assert best.stages[-1].value == stood.value


def test_a_plan_in_another_problem_takes_no_proof_along(posed):
    stood = standing(posed, settings=EXACT)
    scores = posed.estates["score"].where(posed.estates["estate_id"] != "E1", 300.0)
    other = replace(posed, estates=posed.estates.assign(score=scores))
    moved = revalued(stood, other)
    assert (moved.plan, moved.value, moved.bound) == (stood.plan, stood.value, math.inf)
    # E1 alone is now worth more than all that was proven: 300 × 300.
    found = again(moved, other, settings=EXACT)
    assert found.bound >= found.value > stood.bound
