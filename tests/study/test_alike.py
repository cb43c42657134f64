"""Two proposals that are nearly one plan: told, and why."""

import pandas as pd
import pytest

from phasing import Objective, Settings, problem, propose
from phasing.rules import Budget, Contribution, LockIn
from study.alike import alike, differing
from texts import say

YEARS = [2027, 2028]
EXACT = Settings(gap=0, node_limit=1000, seed=1)
KINDS = ("need", "reach", "balance", "cluster", "ready", "outside")
PARAMETERS = {"balance": {"weight": 0.5}, "cluster": {"bonus": 0.25}}
AIMS = {kind: Objective(kind, kind, (1.0, 0.9), PARAMETERS.get(kind, {})) for kind in KINDS}


def pool(**columns):
    base = {
        "estate_id": ["E1", "E2", "E3"], "district": "河东区", "cost_wan": 100.0,
        "score": [90.0, 80.0, 10.0], "residents": [100, 100, 300], "households": [50, 50, 100],
        "readiness": [0.1, 0.2, 0.9],
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def told(pool, aims, *rules, amount=100):
    budgets = [Budget("市级", year, amount) for year in YEARS]
    posed = problem(pool, years=YEARS).subject_to(*budgets, *rules)
    chosen = [AIMS[aim] for aim in aims]
    found = propose(posed, chosen, settings=EXACT, judged_by=AIMS.values())
    return alike(posed, found, least_share=0.1), found


@pytest.mark.parametrize(
    ("aims", "code", "columns", "rules", "amount"),
    [
        (("need", "cluster"), "no_clusters", {}, (), 100),
        (("need", "balance"), "one_zone", {}, (), 100),
        (("need", "outside"), "no_outside_money", {"score": [90.0, 80.0, 10.0]}, (), 300),
        (("need", "reach"), "all_placed", {}, (), 300),
        (
            ("need", "reach"),
            "locked",
            {},
            (LockIn("E1", 2027), LockIn("E2", 2028)),
            100,
        ),
        (("need", "reach"), "agree", {"residents": [100, 50, 10]}, (), 100),
    ],
)
def test_why_two_proposals_are_alike(aims, code, columns, rules, amount):
    (issue,), _ = told(pool(**columns), aims, *rules, amount=amount)
    assert issue.code == f"study.proposals_alike.{code}"
    assert issue.detail["share"] == 0
    values = issue.detail | {"value": issue.value}
    assert all("{" not in say(locale, issue.code, **values) for locale in ("zh", "en"))


def test_proposals_that_differ_are_not_told():
    issues, found = told(pool(), ("need", "ready"))
    assert issues == ()
    # E1 2027, E2 2028 against E3 2027, E2 2028: two of the three estates that either places.
    assert differing(*found) == pytest.approx(2 / 3)


def test_outside_money_of_residents_makes_the_aims_differ():
    own = Contribution("居民出资", yuan_per_household=2000)
    issues, (need, outside) = told(pool(), ("need", "outside"), own, amount=90)
    assert issues == ()
    assert (sorted(need.plan), sorted(outside.plan)) == (["E1", "E2"], ["E1", "E3"])
    assert outside.value_under["outside"] > need.value_under["outside"]


def test_nothing_placed_is_not_called_alike():
    issues, found = told(pool(), ("need", "reach"), amount=0)
    assert issues == ()
    assert differing(*found) == 0
