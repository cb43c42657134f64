"""The score that moves an estate: solved again at it and below it, proven where it is."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.fill import score_order
from phasing.negotiation import score_change as module
from phasing.negotiation.asking import asking
from phasing.negotiation.room import Room, room
from phasing.negotiation.score_change import Scale, score_change
from phasing.negotiation.standing import again, standing
from phasing.rules import Budget, NotBefore
from phasing.units import units

EXACT = Settings(gap=0, node_limit=5000, seed=1)
SCALE = Scale(top=100, step=1)
WEIGHTS = (1.0, 0.9, 0.8)


def posed(scores, residents=None, *, kind="need", weights=WEIGHTS, money=300.0):
    pool = pd.DataFrame(
        {
            "estate_id": [f"E{at}" for at in range(len(scores))],
            "district": "河东区",
            "cost_wan": 300.0,
            "score": scores,
            "readiness": [score / 100 for score in scores],
            "residents": residents or [100] * len(scores),
        }
    )
    years = [2027, 2028, 2029][: len(weights)]
    aim = Objective("aim", kind, weights, {"weight": 0.5} if kind == "balance" else {})
    rules = [Budget("市级", year, money) for year in years]
    return problem(pool, years=years, objective=aim).subject_to(*rules)


def asked_for(problem_, estate, year, scale=SCALE):
    asked = asking(standing(problem_, settings=EXACT))
    there = room(asked, estate, year, settings=EXACT)
    return score_change(asked, there, scale=scale, settings=EXACT)


def with_score(problem_, estate, score):
    rows = problem_.estates
    scores = rows["score"].mask(rows["estate_id"] == estate, score)
    return dataclasses.replace(problem_, estates=rows.assign(score=scores))


def best_without(problem_, estate, year):
    later = problem_.subject_to(NotBefore(estate, year + 1))
    return standing(later, settings=EXACT).value


@settings(max_examples=15, deadline=None)
@given(
    scores=st.lists(st.integers(1, 99).map(float), min_size=2, max_size=5),
    residents=st.lists(st.integers(1, 9).map(lambda n: 10 * n), min_size=5, max_size=5),
    year=st.sampled_from([2027, 2028]),
)
def test_solving_anew_moves_it_at_the_score_and_not_a_step_below(scores, residents, year):
    posed_ = posed(scores, residents[: len(scores)])
    plan = standing(posed_, settings=EXACT).plan
    last = max(posed_.estates["estate_id"], key=lambda e: (plan.get(e, 9999), e))
    if plan.get(last, 9999) <= year:
        return
    change = asked_for(posed_, last, year)
    if change.code == "moves":
        at = standing(with_score(posed_, last, change.score), settings=EXACT)
        assert at.plan.get(last, 9999) <= year
        # Below it a plan that moves it may be as good, never better.
        below = with_score(posed_, last, change.not_at)
        assert best_without(below, last, year) >= standing(below, settings=EXACT).value - 1e-6
        assert change.least <= change.score
        assert change.not_at >= change.now
    if change.code == "beyond_top":
        top = standing(with_score(posed_, last, 100.0), settings=EXACT)
        assert top.plan.get(last, 9999) > year


def test_one_that_no_score_brings_forward_is_told_so():
    # 300 residents there, 10 here: even 100 × 10 is less than 90 × 300.
    change = asked_for(posed([90.0, 50.0], [300, 10]), "E1", 2027)
    assert (change.code, change.score, change.solved) == ("beyond_top", None, 1)
    assert change.least == pytest.approx(2700)


def test_years_that_weigh_the_same_are_moved_by_no_score():
    change = asked_for(posed([90.0, 50.0], weights=(1.0, 1.0)), "E1", 2027)
    assert change.code in ("moves_now", "beyond_top")


def test_an_equally_good_plan_is_not_told_apart():
    change = asked_for(posed([80.0, 80.0]), "E1", 2027)
    assert (change.code, change.score, change.least) == ("moves_now", 80.0, 80.0)


def test_the_rank_of_the_score_it_had_settles_nothing(monkeypatch):
    # E1 ranks behind E0 by the scores as they are; with 91 it is first, and fills and is cut first.
    ranked = posed([90.0, 80.0])
    ranked = dataclasses.replace(ranked, estates=ranked.estates.assign(rank=[1, 2]))
    tried = []

    def seen(before, problem_, **options):
        tried.append(problem_)
        return again(before, problem_, **options)

    monkeypatch.setattr(module, "again", seen)
    assert asked_for(ranked, "E1", 2027).score == 91
    orders = {
        problem_.estates["score"][1]: score_order(problem_, units(problem_).units)[0].unit_id
        for problem_ in tried
        if problem_.estates["score"][1] != 80
    }
    assert orders == {score: "E1" if score > 90 else "E0" for score in orders}
    assert {90, 91} <= set(orders)


def test_readiness_is_asked_about_on_its_own_scale():
    change = asked_for(posed([90.0, 50.0], kind="ready"), "E1", 2027, Scale(top=1, step=0.01))
    assert (change.code, change.column) == ("moves", "readiness")
    assert change.score == pytest.approx(0.91)


def test_an_unknown_score_is_counted_from_nothing():
    change = asked_for(posed([90.0, float("nan")]), "E1", 2027)
    assert (change.code, change.score) == ("moves", 91)
    assert change.now != change.now


def test_where_points_do_more_than_count_nothing_is_proven():
    change = asked_for(posed([90.0, 50.0], kind="balance"), "E1", 2027)
    assert change.code == "moves"
    assert change.least != change.least


def test_no_more_than_the_solves_allowed():
    three = posed([90.0, 80.0, 70.0], [300, 290, 10])
    few = asked_for(three, "E1", 2027, Scale(top=100, step=0.01, solves=1))
    assert (few.code, few.solved) == ("moves", 1)
    assert few.not_at == few.now < few.score
    short = asked_for(posed([90.0, 50.0], [300, 100]), "E1", 2027, Scale(100, 0.01, solves=0))
    assert (short.code, short.score) == ("open", None)


def test_an_aim_without_scores_says_so():
    assert asked_for(posed([90.0, 50.0], kind="reach"), "E1", 2027).code == "no_score"


def test_aims_in_turn_are_not_answered_by_one_number():
    posed_ = posed([90.0, 50.0])
    first = Objective("reach", "reach", WEIGHTS)
    aim = Objective("both", "need", WEIGHTS, after=(first,), give_up=0.1)
    assert asked_for(posed_.aiming_at(aim), "E1", 2027).code == "no_score"


def test_where_no_plan_was_found_nor_ruled_out_the_score_is_open():
    opened = asking(standing(posed([90.0, 50.0]), settings=EXACT))
    found = score_change(opened, Room("E1", 2027, "not_told"), scale=SCALE, settings=EXACT)
    assert (found.code, found.score, found.solved) == ("open", None, 0)
