"""Clusters too dear for any single year: in batches, in consecutive years, or told why not."""

import pandas as pd
import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.batches import fitted
from phasing.rules import Budget, LockIn, NotBefore, StartBy, StockCap, Together
from phasing.units import units

YEARS = [2027, 2028, 2029]
EXACT = Settings(gap=0, node_limit=1000, seed=1)
NEED = Objective("need", "need", (1.0, 0.9, 0.8))


def pool(*costs, cluster="西门片区"):
    rows = [
        {
            "estate_id": f"E{index}", "district": "河东区", "cluster_id": cluster,
            "cost_wan": float(cost), "score": 90.0 - index, "residents": 100,
        }
        for index, cost in enumerate(costs, start=1)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def posed(estates, *amounts, rules=(), **together):
    budgets = [Budget("市级", year, wan) for year, wan in zip(YEARS, amounts, strict=False)]
    kept = Together("西门片区", **together)
    return problem(estates, years=YEARS).subject_to(*budgets, kept, *rules)


def planned(given):
    found = propose(given, [NEED], settings=EXACT)[0]
    notes = dict(zip(found.cluster_notes["estate_id"], found.cluster_notes["code"], strict=True))
    return found.plan, notes


def test_thirteen_small_estates_take_the_fewest_consecutive_years_best_ranked_first():
    plan, notes = planned(posed(pool(*[100] * 13), 500, 500, 500))
    assert [sum(year == y for year in plan.values()) for y in YEARS] == [5, 5, 3]
    assert [plan[f"E{index}"] for index in (1, 5, 6, 10, 11, 13)] == [
        2027,
        2027,
        2028,
        2028,
        2029,
        2029,
    ]
    assert set(notes.values()) == {"cluster_in_batches"}


def test_what_fits_one_year_is_not_cut():
    plan, notes = planned(posed(pool(300, 200), 400, 500, 400))
    assert (plan, notes) == ({"E1": 2028, "E2": 2028}, {})


def test_batches_are_all_done_or_none():
    # The batches take 2027 and 2028 whole; E9 is worth more than both.
    rich = pool(1, cluster=None).assign(estate_id="E9", cost_wan=400.0, score=900.0)
    estates = pd.concat([pool(300, 300), rich], ignore_index=True)
    plan, _ = planned(posed(estates, 400, 400))
    assert plan == {"E9": 2027}


def test_a_cluster_that_must_not_be_cut_is_left_out_and_says_so():
    plan, notes = planned(posed(pool(300, 300), 400, 400, batches=False))
    assert plan == {}
    assert set(notes.values()) == {"cluster_exceeds_year"}


def test_a_cluster_that_does_not_fit_even_in_batches_is_set_free():
    plan, notes = planned(posed(pool(300, 300, 900), 400, 400, 400))
    assert plan == {"E1": 2027, "E2": 2028}
    assert set(notes.values()) == {"cluster_exceeds_plan"}


def test_a_locked_member_pulls_the_batches_to_its_year():
    plan, _ = planned(posed(pool(300, 300), 400, 400, 400, rules=[LockIn("E2", 2028)]))
    assert plan == {"E1": 2027, "E2": 2028}
    plan, _ = planned(posed(pool(300, 300), 400, 400, 400, rules=[LockIn("E1", 2028)]))
    assert plan == {"E1": 2028, "E2": 2027}


def test_a_member_that_may_not_start_yet_moves_the_batches():
    plan, _ = planned(posed(pool(300, 300), 400, 400, 400, rules=[NotBefore("E2", 2029)]))
    assert plan == {"E1": 2028, "E2": 2029}


def test_two_locks_in_different_years_inside_a_cluster_are_a_clash():
    locks = [LockIn("E1", 2027), LockIn("E2", 2028)]
    with pytest.raises(InfeasibleError) as caught:
        planned(posed(pool(100, 100), 400, 400, rules=locks))
    assert set(caught.value.rules) == {*locks, Together("西门片区")}
    eased = {(easing.rule.kind, easing.by) for easing in caught.value.easings if easing.enough}
    assert eased == {("together", 0), ("lock_in", 1), ("lock_in", -1)}


def test_starts_are_those_the_whole_chain_fits_into():
    given = posed(pool(300, 300), 400, 400, 400)
    (unit,) = fitted(given, units(given)).units
    assert (unit.offsets, unit.years) == ((0, 1), (2027, 2028))


def test_no_money_no_cluster_no_error():
    assert planned(posed(pool(300, 300), 0, 0, 0))[0] == {}
    assert planned(posed(pool(300), 0, 400))[0] == {"E1": 2028}


def test_where_score_order_wastes_room_the_dearest_come_first():
    # By score 50 + 40 leave 60 and 50 for one year of 100; 60 + 40 and 50 + 50 fit.
    plan, notes = planned(posed(pool(50, 40, 60, 50), 100, 100))
    assert (plan["E2"], plan["E3"]) == (2027, 2027)
    assert (plan["E1"], plan["E4"]) == (2028, 2028)
    assert set(notes.values()) == {"cluster_in_batches"}


def test_a_member_with_a_deadline_comes_first():
    plan, _ = planned(posed(pool(50, 50), 50, 50, rules=[StartBy("E2", 2027)]))
    assert plan == {"E1": 2028, "E2": 2027}


def test_a_cap_on_late_stock_does_not_cut_a_cluster():
    estates = pool(100, 100).assign(households=100, late_stock=[True, False])
    other = pool(100, cluster=None).assign(estate_id="E9", households=600, late_stock=False)
    rows = pd.concat([estates, other], ignore_index=True)
    plan, notes = planned(posed(rows, 200, 100, rules=[StockCap("late_stock", "households", 0.15)]))
    assert (plan, notes) == ({"E1": 2027, "E2": 2027, "E9": 2028}, {})
