"""What a place in a year takes: who moves and what is lost, never less than is proven."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem
from phasing.negotiation import room as module
from phasing.negotiation.asking import asking
from phasing.negotiation.room import room
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Floor, Gate, LockIn, Together
from tables import InputError
from tests.phasing.test_every_plan import NEED, YEARS, money, rows

EXACT = Settings(gap=0, node_limit=5000, seed=1)
AIM = Objective("need", "need", (1.0, 0.9))


def asked(pool, *rules, aim=AIM):
    posed = problem(pool, years=[2027, 2028], objective=aim).subject_to(*rules)
    return asking(standing(posed, settings=EXACT))


def purse(first, second):
    return Budget("市级", 2027, first), Budget("市级", 2028, second)


def test_who_moves_and_what_is_lost(four):
    # E2 in 2027, E3 and E4 in 2028; E1 (27,000) instead of E2 (28,800) in 2027 puts E2 off.
    there = room(asked(four.assign(cluster_id=None), *purse(500, 500)), "E1", 2027, settings=EXACT)
    assert there.code == "moved"
    assert there.lost == pytest.approx(28_800 + 0.9 * 27_600 - (27_000 + 0.9 * 28_800))
    assert dict(zip(there.moved["estate_id"], there.moved["change"], strict=True)) == {
        "E2": "later",
        "E3": "leaves",
        "E4": "leaves",
    }
    assert (there.lost_least, there.lost_most) == pytest.approx((there.lost, there.lost))


def test_a_cluster_comes_along(four):
    there = room(asked(four, Together("西门片区"), *purse(500, 900)), "E1", 2028, settings=EXACT)
    assert (there.code, there.with_it) == ("moved", ("E2",))
    assert "E2" not in set(there.moved["estate_id"])


def test_a_fact_is_told_without_solving(four):
    there = room(asked(four, Gate("E1", "consent")), "E1", 2027, settings=EXACT)
    assert (there.code, there.after, there.moved) == ("gate:consent", None, None)


def test_rules_that_then_clash_are_told(four):
    # E1 leaves too little for the estate of 河西区 that must be there.
    pool = four.assign(cluster_id=None)
    rules = (*purse(400, 0), Floor("河西区", "estates", 1))
    there = room(asked(pool, *rules), "E1", 2027, settings=EXACT)
    assert (there.code, there.obstacle) == ("no_plan", None)
    assert Floor("河西区", "estates", 1) in there.clash.rules


def test_who_is_locked_does_not_make_way(four):
    pool = four.assign(cluster_id=None)
    there = room(asked(pool, *purse(500, 0), LockIn("E2", 2027)), "E1", 2027, settings=EXACT)
    assert (there.code, there.clash, there.obstacle.code) == ("no_plan", None, "money")
    assert there.obstacle.by == 400


def test_aims_in_turn_lose_no_single_number(four):
    aim = Objective("both", "need", (1.0, 0.9), after=(Objective("ready", "ready", (1.0, 0.9)),))
    there = room(
        asked(four.assign(cluster_id=None), *purse(500, 500), aim=aim), "E1", 2027, settings=EXACT
    )
    assert there.code == "in_turn"
    assert pd.isna(there.lost)


@settings(max_examples=12, deadline=None)
@given(pool=rows(), given_money=money(), data=st.data())
def test_the_loss_is_what_the_best_plan_with_it_there_loses(pool, given_money, data):
    try:
        stood = standing(
            problem(pool, years=YEARS, objective=NEED).subject_to(*given_money), settings=EXACT
        )
    except InfeasibleError:
        return
    estate = data.draw(st.sampled_from(pool["estate_id"].tolist()))
    year = data.draw(st.sampled_from(YEARS))
    there = room(asking(stood), estate, year, settings=EXACT)
    locked = stood.problem.subject_to(LockIn(estate, year))
    try:
        best = standing(locked, settings=EXACT).value
    except InfeasibleError:
        assert there.code == "no_plan"
        return
    assert there.lost == pytest.approx(stood.value - best, abs=1e-6)
    assert there.lost_least - 1e-6 <= there.lost <= there.lost_most + 1e-6


def test_one_search_that_ends_without_a_plan_is_told_alone(four, monkeypatch):
    def lost(*_, **__):
        raise InputError("phasing.not_proven")

    monkeypatch.setattr(module, "again", lost)
    opened = asked(four.assign(cluster_id=None), *purse(500, 500))
    there = room(opened, "E1", 2027, settings=EXACT)
    assert (there.code, there.after, there.best) == ("not_told", None, None)
