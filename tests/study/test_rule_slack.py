"""How much a plan leaves of a rule, counted by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from phasing.rules import (
    Cap,
    DemonstrationFirst,
    Floor,
    KeepPublished,
    LockIn,
    NextPlan,
    NotBefore,
    ReachShare,
    StartBy,
    StockCap,
    Target,
)
from study.rule_slack import slack

ESTATES = pd.DataFrame({
    "estate_id": ["A", "B", "C", "D"],
    "households": [100.0, 40.0, 60.0, None],
    "residents": [300.0, 100.0, 200.0, 50.0],
    "cost_wan": [10.0, 5.0, 6.0, 7.0],
    "street": ["东街", "东街", "西街", "西街"],
    "late": [True, False, True, None],
    "gate": ["", "", "", ""],
})  # fmt: skip
BY_YEAR = pd.DataFrame({"year": [2026, 2027, 2028]})
PLAN = SimpleNamespace(plan={"A": 2027, "B": 2028}, next_plan_wan=3.0, by_year=BY_YEAR)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Cap("households", 2027, 130), ("room", 30.0, "households", True)),
        (Cap("households", 2027, 140), ("room", 40.0, "households", False)),  # B would just fit
        (Cap("estates", 2027, 1), ("room", 0.0, "estates", True)),
        (Cap("estates", 2029, 1), ("room", 1.0, "estates", False)),
        (Floor("东街", "households", 120, "street"), ("over", 20.0, "households", True)),
        (Floor("东街", "households", 90, "street"), ("over", 50.0, "households", False)),
        (Floor("西街", "households", 0, "street"), ("over", 0.0, "households", False)),
        (Floor("西街", "households", 1, "street"), ("over", -1.0, "households", True)),
        (Target("households", 0), ("over", 140.0, "households", False)),
        (ReachShare("residents", 0), ("over", 400.0, "residents", False)),
        (Target("residents", 350), ("over", 50.0, "residents", True)),
        (ReachShare("residents", 0.5), ("over", 75.0, "residents", True)),
        (StockCap("late", "residents", 0.8), ("room", 20.0, "residents", True)),
        (DemonstrationFirst(("A", "C"), 2027, 1), ("over", 0.0, "estates", True)),
        (DemonstrationFirst(("C",), 2027, 0), ("over", 0.0, "estates", False)),
        (NextPlan(10.0), ("room", 7.0, "cost_wan", False)),
        (NextPlan(5.0), ("room", 2.0, "cost_wan", True)),
        (KeepPublished((("A", 2027), ("B", 2027)), 1), ("room", 0.0, "estates", True)),
        (KeepPublished((("A", 2026),), 1), ("room", 0.0, "estates", False)),
        (NotBefore("A", 2026), ("year", 1.0, "years", False)),
        (NotBefore("A", 2027), ("year", 0.0, "years", True)),
        (NotBefore("B", 2027), ("year", 1.0, "years", False)),
        (NotBefore("B", 2030), ("year", -2.0, "years", True)),  # a plan of other rules breaks it
        (StartBy("A", 2028), ("year", 1.0, "years", False)),
        (StartBy("B", 2027), ("year", -1.0, "years", True)),
    ],
)
def test_by_hand(rule, expected):
    assert tuple(slack(rule, ESTATES, PLAN)) == expected


def test_what_is_no_number_or_not_known():
    assert slack(LockIn("A", 2027), ESTATES, PLAN) is None
    assert slack(NotBefore("C", 2027), ESTATES, PLAN) is None
    with_d = SimpleNamespace(plan={"D": 2027}, next_plan_wan=0.0)
    assert slack(Cap("households", 2027, 100), ESTATES, with_d) is None
    assert slack(Target("nothing", 1), ESTATES, PLAN) is None


def test_what_asks_for_nothing_stands_in_nobodys_way():
    first = SimpleNamespace(plan={"A": 2026}, next_plan_wan=0.0, by_year=BY_YEAR)
    assert tuple(slack(NotBefore("A", 2026), ESTATES, first)) == ("year", 0.0, "years", False)
    everybody = SimpleNamespace(plan=dict.fromkeys("ABC", 2027))
    known = ESTATES[ESTATES["estate_id"].ne("D")]
    full = slack(Cap("households", 2027, 200), known, everybody)
    assert tuple(full) == ("room", 0.0, "households", False), "nobody is left to come in"
    unsized = SimpleNamespace(plan={"A": 2027, "B": 2027, "C": 2027})
    assert not slack(Cap("households", 2027, 200), ESTATES, unsized).tight, "D is of no known size"


def test_row_order_does_not_matter():
    rule = Cap("households", 2027, 130)
    assert slack(rule, ESTATES[::-1], PLAN) == slack(rule, ESTATES, PLAN)
