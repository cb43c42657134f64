"""What more money is worth: hand-solved, never below nothing, never beyond its range."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.negotiation.money_worth import money_worth
from phasing.negotiation.standing import standing
from phasing.rules import Budget, PaidAfter, Together
from phasing.solve import Hooks
from tables import InputError
from tests.phasing.negotiation.plan_cases import EXACT, cases, stands

CASES = [case for case in cases("money_worth") if "worth" in case]
AIM = Objective("need", "need", (1.0, 0.9))
ROUGH = Settings(gap=0.05, node_limit=20, seed=1)
NEITHER_NOR = ["found", "at_least", "at_most"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    stood = stands(case)
    assert stood.value == pytest.approx(case["value"])
    found = money_worth(stood, step_wan=case["step_wan"], settings=EXACT)
    rows = found[["source", "year", "found", "code"]].to_numpy().tolist()
    assert rows == [pytest.approx(row) for row in case["worth"]] or rows == case["worth"]
    for name in NEITHER_NOR:
        assert found[name].tolist() == pytest.approx([row[2] for row in case["worth"]])


def test_a_hint_is_scaled_back_to_the_value_and_the_step(four):
    # One estate of 300 万元 worth 70 × 240 = 16,800 and half its money: 56 for each 万元.
    posed = problem(four[2:3], years=[2027]).aiming_at(Objective("need", "need", (1.0,)))
    stood = standing(posed.subject_to(Budget("市级", 2027, 150)), settings=EXACT)
    found = money_worth(stood, step_wan=10, settings=EXACT)
    assert found["found"].tolist() == [0]
    assert found["dual_hint"].tolist() == pytest.approx([560])


def test_money_of_the_same_works_is_worth_the_same(four):
    posed = problem(four.assign(cluster_id=None), years=[2027, 2028], objective=AIM).subject_to(
        *(Budget("市级", year, 200) for year in (2027, 2028)),
        *(Budget("区级", year, 250) for year in (2028, 2029)),
        PaidAfter("区级", 1),
    )
    found = money_worth(standing(posed, settings=EXACT), step_wan=100, settings=EXACT)
    worth = found.set_index(["source", "works_year"])["found"]
    assert worth["市级"].to_dict() == worth["区级"].to_dict()
    assert found["year"].tolist() == [2028, 2029, 2027, 2028]


def test_money_that_may_pay_more_is_worth_no_less_however_rough_the_search():
    posed = posed_of([(30 + i % 7, 20 + 3 * i % 50, i % 2) for i in range(12)], (90, 90, 60))
    carried = Budget("区级", 2027, 40, carry_over=True)
    stood = standing(posed.subject_to(carried), settings=ROUGH)
    found = money_worth(stood, step_wan=50, settings=ROUGH).set_index(["source", "year"])["found"]
    assert found["区级", 2027] >= max(found["市级", 2027], found["市级", 2028])
    assert found["市级", 2027] >= found["中央", 2027]


pools = st.lists(
    st.tuples(st.integers(1, 40), st.integers(1, 90), st.integers(0, 1)), min_size=1, max_size=6
)


def posed_of(pool, amounts):
    estates = pd.DataFrame(
        {
            "estate_id": [f"E{index}" for index in range(len(pool))],
            "district": "河东区",
            "cost_wan": [float(cost) for cost, _, _ in pool],
            "cost_building_body_wan": [float(cost * body) for cost, _, body in pool],
            "cost_other_wan": [float(cost * (1 - body)) for cost, _, body in pool],
            "score": [float(score) for _, score, _ in pool],
            "residents": 100,
        }
    )
    kinds = (("市级", 2027, None), ("市级", 2028, None), ("中央", 2027, frozenset({"other"})))
    budgets = [
        Budget(*kind[:2], amount, kind[2]) for kind, amount in zip(kinds, amounts, strict=True)
    ]
    return problem(estates, years=[2027, 2028], objective=AIM).subject_to(*budgets)


@given(pool=pools, amounts=st.tuples(*[st.integers(0, 60)] * 3))
@settings(max_examples=12, deadline=None)
def test_the_true_worth_lies_in_the_range_of_a_rough_search(pool, amounts):
    posed = posed_of(pool, amounts)
    rough = money_worth(standing(posed, settings=ROUGH), step_wan=20, settings=ROUGH)
    best = standing(posed, settings=EXACT)
    assert (rough["found"] >= 0).all()
    for row in rough.itertuples():
        budget = next(b for b in posed.of(Budget) if (b.source, b.year) == (row.source, row.year))
        richer = Budget(budget.source, budget.year, budget.amount_wan + 20, budget.pays)
        after = standing(posed.without(budget).subject_to(richer), settings=EXACT)
        true = after.value - best.value
        assert row.at_least - 1e-6 <= true <= row.at_most + 1e-6


def test_where_money_cuts_a_cluster_another_way_it_is_told(four):
    # E1 and E2 cost 900: two batches of 500 a year, or one year of 900.
    money = (Budget("市级", 2027, 500), Budget("市级", 2028, 500))
    posed = problem(four, years=[2027, 2028], objective=AIM).subject_to(
        *money, Together("西门片区")
    )
    found = money_worth(standing(posed, settings=EXACT), step_wan=400, settings=EXACT)
    assert set(found["code"]) == {"batches_recut"}
    assert (found["at_least"] <= found["found"]).all()


def test_what_was_stopped_is_not_asked_and_says_so(four):
    posed = problem(four.assign(cluster_id=None), years=[2027, 2028], objective=AIM).subject_to(
        Budget("市级", 2027, 500)
    )
    hooks = Hooks(should_stop=lambda: True)
    found = money_worth(standing(posed, settings=EXACT), step_wan=1, settings=EXACT, hooks=hooks)
    assert found["code"].tolist() == ["stopped"]
    assert found["found"].isna().all()


def test_without_budgets_nothing_is_asked(four):
    stood = standing(problem(four, years=[2027, 2028], objective=AIM), settings=EXACT)
    assert money_worth(stood, step_wan=1, settings=EXACT).empty


def test_aims_in_turn_are_refused(four):
    turn = Objective("then", "ready", (1.0, 0.9), after=(AIM,))
    stood = standing(problem(four, years=[2027, 2028], objective=turn), settings=EXACT)
    with pytest.raises(InputError) as raised:
        money_worth(stood, step_wan=1, settings=EXACT)
    assert raised.value.code == "phasing.aims_in_turn"


def test_where_the_aim_is_others_money_it_matters_whose_money_it_is(four):
    aim = Objective("outside", "outside", (1.0,))
    posed = problem(four.assign(cluster_id=None), years=[2027], objective=aim).subject_to(
        Budget("专营单位", 2027, 100, party="utility"), Budget("市级", 2027, 200)
    )
    found = money_worth(standing(posed, settings=EXACT), step_wan=50, settings=EXACT)
    assert dict(zip(found["source"], found["found"], strict=True)) == {"专营单位": 50, "市级": 0}
