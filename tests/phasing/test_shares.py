"""A cost cut into parts by its payers, to the yuan."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phasing import problem
from phasing.rules import Budget, Contribution, Matching, ShareCap, Split
from phasing.shares import shared

BUDGETS = (Budget("市级", 2027, 100), Budget("奖补", 2027, 100))


def parts(*rules, **row):
    base = {
        "estate_id": "E1", "district": "河东区", "households": 100, "cost_wan": 100.0,
        "cost_building_body_wan": 60.0, "cost_pipeline_wan": 40.0,
    }  # fmt: skip
    posed = problem(pd.DataFrame([base | row]), years=[2027]).subject_to(*BUDGETS, *rules)
    return {label: yuan / 10_000 for label, yuan in posed.part_costs["E1"].items()}


def test_without_share_rules_a_part_is_a_class():
    assert parts() == {"building_body": 60, "pipeline": 40}


def test_a_split_fixes_who_pays():
    split = Split("pipeline", (("government", 30), ("供水公司", 70)))
    assert parts(split) == {
        "building_body:奖补+市级": 60,
        "pipeline:奖补+市级": 12,
        "pipeline:供水公司": 28,
    }


def test_what_a_source_pays_by_a_split_does_not_make_it_its_whole_party():
    first = Split("pipeline", (("供水公司", 1),))
    second = Split("building_body", (("utility", 1),))
    found = parts(first, second, Budget("专营单位", 2027, 5, party="utility"))
    assert found == {"pipeline:供水公司": 40, "building_body:专营单位": 60}


def test_a_contribution_is_shared_over_the_classes_in_proportion():
    found = parts(Contribution("居民", yuan_per_household=2000))  # 20 of 100
    assert found["building_body:奖补+居民+市级"] == 12
    assert found["pipeline:奖补+居民+市级"] == 8


def test_unknown_households_bring_nothing_by_the_household():
    found = parts(Contribution("居民", yuan_per_household=2000), households=None)
    assert found == {"building_body:奖补+市级": 60, "pipeline:奖补+市级": 40}


def test_a_capped_payer_leaves_its_rest_to_others_first_to_what_estates_bring():
    found = parts(ShareCap("government", 0.9), Contribution("居民", share=0.2))
    assert found["building_body:居民"] == 6  # the tenth no public money may touch
    assert found["building_body:奖补+居民+市级"] == 6


def test_a_cap_on_residents_holds_for_what_they_bring():
    found = parts(ShareCap("residents", 0.1), Contribution("居民", share=0.3))
    assert found["building_body:奖补+居民+市级"] == 6
    assert found["pipeline:奖补+居民+市级"] == 4
    assert sum(found.values()) == 100


def test_matching_pays_beside_a_contribution_paid_in_full():
    found = parts(Contribution("居民", yuan_per_household=2000), Matching("奖补", "居民", 1, 1500))
    assert found == {
        "building_body:居民": 12, "pipeline:居民": 8,
        "building_body:奖补+市级": 9, "pipeline:奖补+市级": 6,  # min(20, 15) of 100 × 1,500
        "building_body:市级": 39, "pipeline:市级": 26,
    }  # fmt: skip


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.text("abc", min_size=1), st.integers(0, 10**6), min_size=1),
)
def test_shared_sums_exactly_and_stays_within_a_yuan(yuan, weights):
    found, whole = shared(yuan, weights), sum(weights.values())
    assert sum(found.values()) == (yuan if whole else 0)
    for name, weight in weights.items():
        assert found[name] == pytest.approx(yuan * weight / whole if whole else 0, abs=1)
