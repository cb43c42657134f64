"""Who is reached, zone by zone, worked out by hand."""

import math

from phasing import problem
from phasing.equity import equity_table

PLAN = {"E1": 2027, "E4": 2028}


def table(pool, plan=PLAN):
    posed = problem(pool.assign(vulnerable_households=[10, None, 5, 5]), years=[2027, 2028])
    return equity_table(posed, posed.estates, plan).set_index("zone")


def test_shares_of_residents_reached(four):
    found = table(four)
    assert found["residents_share"].to_dict() == {"河东区": 300 / 660, "河西区": 180 / 420}
    assert found.loc["河西区", ["estates_able", "estates_reached"]].tolist() == [2, 1]


def test_unknown_is_summed_over_what_is_known(four):
    found = table(four)
    assert found["vulnerable_households_able"].to_dict() == {"河东区": 10, "河西区": 10}
    assert found["vulnerable_households_reached"].to_dict() == {"河东区": 10, "河西区": 5}


def test_nobody_reached_is_zero_nobody_known_is_unknown(four):
    assert table(four, {})["residents_share"].tolist() == [0, 0]
    unknown = table(four.assign(residents=[None, None, 240, 180]))
    assert math.isnan(unknown.loc["河东区", "residents_share"])


def test_zones_are_what_the_study_balances_over(four):
    streets = table(four.assign(zone=["甲", "乙", "甲", None]))
    assert streets.index.tolist() == ["", "乙", "甲"]


def test_no_estates_no_zones(four):
    posed = problem(four.head(0), years=[2027])
    assert equity_table(posed, posed.estates, {}).empty
