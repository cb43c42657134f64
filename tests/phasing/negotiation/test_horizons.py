"""The same pool over fewer years: hand-solved, told of what changed, side by side."""

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.horizons import horizons
from phasing.negotiation.standing import standing
from phasing.rules import (
    Budget,
    Contribution,
    LockOut,
    NextPlan,
    PaidAfter,
    Spread,
    StartBy,
    Target,
)
from tests.phasing.negotiation.plan_cases import EXACT, cases, stands

CASES = cases("horizons")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    stood = stands(case)
    found = horizons(stood, lengths=case["horizons"], settings=EXACT)
    assert [each.years for each in found.each] == sorted(case["horizons"], reverse=True)
    for each in found.each:
        expected = case["horizons"][each.years]
        assert each.standing.plan == expected["years"]
        assert each.standing.value == pytest.approx(expected["value"])
        assert each.standing.gap == 0
        assert sorted(change.code for change in each.changes) == expected.get("told", [])


def test_the_table_counts_what_each_horizon_does():
    found = horizons(stands(CASES[0]), lengths=(3, 2), settings=EXACT).table.set_index("years")
    assert found["placed"].tolist() == [3, 2, 1]
    assert found["residents"].tolist() == [700, 400, 300]
    assert found["households_unknown"].tolist() == [3, 2, 1]
    assert found["money_wan"].tolist() == [500, 300, 200]
    assert found["spend_wan"].tolist() == [500, 300, 200]
    assert found["placed_by_then"].tolist() == [3, 2, 1]
    assert found["of_long_share"].tolist() == pytest.approx([1, 2 / 3, 1 / 3])


def test_estates_and_years_are_long_tables():
    found = horizons(stands(CASES[0]), lengths=(2,), settings=EXACT)
    wide = found.estates.pivot_table("year", "estate_id", "years", aggfunc="first", dropna=False)
    assert wide[5].tolist() == [2029, 2028, 2031]
    assert wide[2].isna().tolist() == [True, False, True]
    short = found.by_year[found.by_year["years"] == 2]
    assert short["placed"].tolist() == [0, 1]
    assert short["placed_so_far"].tolist() == [0, 1]


def test_a_horizon_without_a_plan_says_which_rules_clash(four):
    money = [Budget("市级", year, 500) for year in (2027, 2028)]
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(four.assign(cluster_id=None), years=[2027, 2028], objective=aim)
    # Two estates by 2028; in one year 1.5 of 3 are asked, and 500 万元 pay for E2 with no other.
    posed = posed.subject_to(*money, Target("estates", 3), StartBy("E2", 2027))
    found = horizons(standing(posed, settings=EXACT), lengths=(1,), settings=EXACT)
    short = found.each[1]
    assert short.standing is None
    assert Target("estates", 1.5) in short.clash.rules
    row = found.table.set_index("years").loc[1]
    assert row["code"] == "no_plan"
    assert pd.isna(row["value"])
    assert row["placed_by_then"] == 1


def test_what_the_long_plan_pays_afterwards_is_told(four):
    money = [Budget("市级", year, 300) for year in (2027, 2028)]
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(four[1:2], years=[2027, 2028], objective=aim)
    posed = posed.subject_to(*money, Spread(0.6))
    found = horizons(standing(posed, settings=EXACT), lengths=(1,), settings=EXACT).table
    # E2 costs 500: 300 in 2027, 200 in 2028. A plan of one year could not pay the rest.
    assert found["placed"].tolist() == [1, 0]
    assert found["placed_by_then"].tolist() == [1, 1]
    assert found["by_then_due_later_wan"].tolist() == [0, 200]


def test_an_empty_pool_and_one_in_which_nobody_may_enter(four):
    aim = Objective("need", "need", (1.0, 0.9))
    for pool in (four[:0], four[:1]):
        posed = problem(pool, years=[2027, 2028], objective=aim).subject_to(
            *(LockOut(estate) for estate in pool["estate_id"]), Budget("市级", 2027, 500)
        )
        found = horizons(standing(posed, settings=EXACT), lengths=(2, 1), settings=EXACT)
        assert found.table["placed"].tolist() == [0, 0]
        assert found.table["of_long_share"].isna().all()


def test_aims_in_turn_are_cut_with_their_years(four):
    first = Objective("need", "need", (1.0, 0.9))
    turn = Objective("then", "ready", (1.0, 0.9), after=(first,), give_up=0.1)
    posed = problem(four.assign(cluster_id=None), years=[2027, 2028], objective=turn).subject_to(
        *(Budget("市级", year, 500) for year in (2027, 2028))
    )
    stood = standing(posed, settings=Settings(gap=0, node_limit=5000, seed=1))
    short = horizons(stood, lengths=(1,), settings=EXACT).each[1].standing
    assert [len(stage.aim.year_weights) for stage in short.stages] == [1, 1]


def test_the_next_plan_limit_stays(four):
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(four[1:2], years=[2027, 2028], objective=aim).subject_to(
        Budget("市级", 2027, 300), Budget("市级", 2028, 300), Spread(0.6), NextPlan(200)
    )
    found = horizons(standing(posed, settings=EXACT), lengths=(1,), settings=EXACT).table
    assert found["placed"].tolist() == [1, 1]
    assert found["due_later_wan"].tolist() == [0, 200]


def test_an_award_that_comes_after_the_last_year_pays_works_of_the_plan(four):
    aim = Objective("need", "need", (1.0,))
    money = [Budget("市级", 2027, 300), Budget("奖补", 2028, 150)]
    posed = problem(four[1:2], years=[2027], objective=aim).subject_to(
        *money, PaidAfter("奖补", 1), Contribution("居民出资", share=0.1)
    )
    found = horizons(standing(posed, settings=EXACT), lengths=(1,), settings=EXACT).table
    # E2 costs 500: 300 from the city, 50 from its residents, 150 as an award a year later.
    told = ["money_wan", "brought_wan", "spend_wan", "due_later_wan"]
    assert found[told].iloc[0].tolist() == [450, 50, 500, 0]
