"""Others, shares and caps in the way: counted with the unit's own place set free."""

import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.in_the_way import in_the_way, placed
from phasing.negotiation.standing import standing
from phasing.rules import Cap, KeepPublished, Precede, SameTrench, StockCap

EXACT = Settings(gap=0, node_limit=5000, seed=1)
AIM = Objective("need", "need", (1.0, 0.9))


def told(pool, estate, year, *rules, plan=None):
    pool = pool.assign(cluster_id=None)
    posed = problem(pool, years=[2027, 2028], objective=AIM).subject_to(*rules)
    stood = standing(posed, settings=EXACT)
    return in_the_way(
        placed(posed, stood.plan if plan is None else plan), stood.unit_of[estate], year
    )


def test_its_own_place_under_a_cap_is_free(four):
    cap = Cap("households", 2027, 120)
    assert told(four, "E2", 2027, cap, plan={"E2": 2027}) == []
    (one,) = told(four, "E1", 2027, cap, plan={"E2": 2027})
    assert (one.code, one.by, one.rule) == ("cap", 100, cap)


def test_a_cap_of_another_year_is_not_in_the_way(four):
    assert told(four, "E1", 2028, Cap("households", 2027, 0), plan={}) == []


def test_each_neighbour_on_the_road_is_told(four):
    road = SameTrench("人民路", ("E1", "E2", "E3"), apart_years=5)
    found = told(four, "E1", 2027, road, plan={"E2": 2028, "E3": 2028})
    assert [(one.code, one.other) for one in found] == [("trench", "E2"), ("trench", "E3")]
    assert told(four, "E1", 2028, road, plan={"E2": 2028, "E3": 2028}) == []


def test_turns_hold_from_both_sides(four):
    order = Precede("E1", "E2", years=1)
    (one,) = told(four, "E2", 2027, order, plan={"E1": 2027})
    assert (one.code, one.other) == ("precede", "E1")
    (one,) = told(four, "E1", 2028, order, plan={"E1": 2027, "E2": 2028})
    assert (one.code, one.other) == ("precede", "E2")
    assert told(four, "E2", 2028, order, plan={"E1": 2027}) == []


def test_a_full_share_says_by_how_much(four):
    pool = four.assign(late=[True, False, False, False])
    share = StockCap("late", "households", 0.25)
    (one,) = told(pool, "E1", 2027, share, plan={"E2": 2027})
    # 100 of the group; a quarter of 220 may be.
    assert (one.code, one.by, one.other) == ("stock", pytest.approx(45), "late")
    assert told(pool, "E3", 2027, share, plan={"E2": 2027}) == []


def test_a_public_plan_is_not_left_by_more_than_may(four):
    public = KeepPublished((("E1", 2028), ("E2", 2027)), at_most=1)
    kept, moved = {"E1": 2028, "E2": 2027}, {"E1": 2028, "E2": 2028}
    assert told(four, "E1", 2027, public, plan=kept) == []
    (one,) = told(four, "E1", 2027, public, plan=moved)
    assert (one.code, one.by) == ("keep_published", 1)
