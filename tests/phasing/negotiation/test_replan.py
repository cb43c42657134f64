"""A published plan made anew: the hand-solved cases, and what holds of every one."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem, rule_from_dict
from phasing.negotiation.replan import replanned
from phasing.negotiation.standing import standing
from phasing.rules import Budget, KeepPublished, Together

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "replans.yaml").read_text(encoding="utf-8")
)
WEIGHTS = (1.0, 0.9, 0.8)
EXACT = Settings(gap=0, node_limit=2000, seed=1)


def aim(years):
    return Objective("need", "need", WEIGHTS[: len(years)])


def posed(case):
    ids = list(case["scores"])
    pool = pd.DataFrame(
        {
            "estate_id": ids,
            "district": "河东区",
            "cluster_id": [case.get("clusters", {}).get(e) for e in ids],
            "cost_wan": 300.0,
            "score": [float(score) for score in case["scores"].values()],
            "residents": 100,
        }
    )
    rules = [rule_from_dict(rule) for rule in case["rules"]]
    return problem(pool, years=case["years"], objective=aim(case["years"])).subject_to(*rules)


def solved(case):
    limits = [limit for limit in case["limits"] if limit != "none"]
    before = standing(posed(case), settings=EXACT)
    return replanned(before, case["published"], limits=limits, settings=EXACT)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    found = solved(case)
    assert (found.least.found, found.least.proven) == (case["least"], case["least"])
    aside = found.public.aside
    assert dict(zip(aside["estate_id"], aside["code"], strict=True)) == case.get("aside", {})
    rows = {one.limit: one for one in found.plans}
    assert list(rows) == [*sorted(k for k in case["limits"] if k != "none"), None]
    for limit, expected in case["limits"].items():
        check(found, rows[None if limit == "none" else limit], dict(expected))


def check(found, one, expected):
    row = found.table[found.table["limit"].fillna(-1) == (-1 if one.limit is None else one.limit)]
    years = expected.pop("years", None)
    assert (one.plan is None) == (years is None)
    if years is not None:
        assert one.plan.plan == years
        assert one.plan.gap == 0
    for name, value in expected.items():
        told = row[name].item()
        assert told == (value if isinstance(value, str) else pytest.approx(value)), name


@st.composite
def towns(draw):
    """A small town with budgets that differ, perhaps a cluster; a published plan of some of it."""
    count = draw(st.integers(1, 5))
    ids = [f"E{place}" for place in range(count)]
    pool = pd.DataFrame(
        {
            "estate_id": ids,
            "district": "河东区",
            "cluster_id": [draw(st.sampled_from([None, "甲片区"])) for _ in ids],
            "cost_wan": [10.0 * draw(st.integers(1, 6)) for _ in ids],
            "score": [float(draw(st.integers(0, 9))) for _ in ids],
            "residents": [draw(st.integers(1, 9)) for _ in ids],
        }
    )
    years = (2027, 2028)
    rules = [Budget("市级", year, 10.0 * draw(st.integers(0, 12))) for year in years]
    if pool["cluster_id"].notna().any() and draw(st.booleans()):
        rules.append(Together("甲片区"))
    plan = {e: draw(st.sampled_from(years)) for e in ids if draw(st.booleans())}
    return problem(pool, years=years, objective=aim(years)).subject_to(*rules), plan


@settings(max_examples=25)
@given(town=towns())
def test_more_changes_are_never_worth_less_and_no_more_are_made_than_allowed(town):
    asked, plan = town
    found = replanned(standing(asked, settings=EXACT), plan, limits=range(4), settings=EXACT)
    table = found.table
    solved = table[table["value"].notna()]
    assert solved["value"].is_monotonic_increasing
    assert solved["bound"].is_monotonic_increasing
    limited = solved[solved["limit"].notna()]
    assert (limited["changed"] <= limited["limit"]).all()
    assert (table.loc[table["value"].isna(), "limit"] < found.least.found).all()
    assert (limited["limit"] >= found.least.proven).all()
    assert (solved["buys"].dropna() >= -1e-6).all()


@settings(max_examples=10)
@given(town=towns(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_the_plan_never_matters(town, order):
    asked, plan = town
    rows, items = list(asked.estates.index), list(plan.items())
    order.shuffle(rows)
    order.shuffle(items)
    other = problem(asked.estates.loc[rows], years=asked.years, objective=asked.objective)
    tables = [
        replanned(standing(p, settings=EXACT), of, limits=[2, 0], settings=EXACT).table
        for p, of in ((asked, plan), (other.subject_to(*asked.rules), dict(items)))
    ]
    pd.testing.assert_frame_equal(*tables)


def test_a_limit_of_the_problem_gives_way_to_those_asked_for():
    case = CASES[0]
    limited = posed(case).subject_to(KeepPublished(case["published"], 0))
    before = standing(limited, settings=EXACT)
    found = replanned(before, case["published"], limits=[1], settings=EXACT)
    assert [one.plan.value for one in found.plans] == pytest.approx([15100, 16200])
    assert not found.plans[-1].plan.problem.of(KeepPublished)


def test_the_difference_is_against_the_published_plan():
    found = solved(CASES[0])
    one = found.plans[1].difference
    assert found.paid
    assert one.estates[["estate_id", "change"]].to_numpy().tolist() == [
        ["E1", "enters"], ["E4", "leaves"],
    ]  # fmt: skip
    assert one.money["moved_wan"].tolist() == [0, 0]  # 300 万元 a year both times


def test_a_published_plan_that_money_does_not_pay_is_compared_without_money():
    case = next(case for case in CASES if case["name"].startswith("资金少了"))
    found = solved(case)
    assert not found.paid
    assert found.plans[-1].difference.money.empty
    assert found.plans[-1].difference.estates["change"].tolist() == ["later", "leaves"]


def test_a_published_estate_of_unknown_cost_leaves_and_money_is_not_compared():
    case = CASES[0]
    pool = posed(case).estates
    pool = pool.assign(**{
        name: pool[name].where(pool["estate_id"] != "E3") for name in ("cost_wan", "cost_other_wan")
    })  # fmt: skip
    asked = problem(pool, years=[2027, 2028], objective=aim([2027, 2028])).subject_to(
        *posed(case).rules
    )
    found = replanned(standing(asked, settings=EXACT), case["published"], limits=[0, 1],
                      settings=EXACT)  # fmt: skip
    assert not found.paid
    assert found.least.found == 1
    assert found.plans[1].plan.plan == {"E1": 2027, "E4": 2028}


def test_aims_in_turn_have_plans_and_no_price():
    case = CASES[0]
    years = (2027, 2028)
    first = Objective("need", "need", WEIGHTS[:2])
    both = Objective("reach", "reach", WEIGHTS[:2], after=(first,), give_up=0.02)
    asked = posed(case).aiming_at(both)
    found = replanned(standing(asked, settings=EXACT), case["published"], limits=[0, 1],
                      settings=EXACT)  # fmt: skip
    assert set(found.table["code"]) == {"replan.in_turn"}
    assert found.table["buys"].isna().all()
    assert found.table["changed"].tolist() == [0, 1, 2]
    assert years == asked.years
