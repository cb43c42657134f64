import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.reasons import facts, indicator_parts
from scoring.weights import Weights
from tests.scoring.small_tree import WEIGHTS, case, random_town, town

THREE = [(50, 3, 0.0, 0.5), (35, 1, 0.5, 0.75), (20, 0, 1.0, 1.0)]


def told(parts, **change):
    return facts(parts, **({"most": 3, "named": 2, "least_points": 0.5} | change))


def test_parts_of_indicators_sum_to_the_part_of_their_criterion_and_to_the_total():
    parts, _, scores = case(town([*THREE, (35, None, 0.5, 0.75), (None, 2, 0.1, None)]))
    sums = parts.groupby(["estate_id", "criterion"], sort=False)["part"].sum(min_count=1)
    for criterion in ("age", "condition", "willingness"):
        expected = scores[f"{criterion}_part"].to_numpy()
        own = sums.xs(criterion, level="criterion").to_numpy()
        assert own == pytest.approx(expected, abs=1e-9, nan_ok=True)
    total = parts.groupby("estate_id")["part"].sum().to_numpy()
    assert total == pytest.approx(scores["score"].to_numpy(), abs=1e-9)


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), share=st.floats(0, 0.9))
def test_parts_sum_whatever_is_unknown(seed, share):
    parts, _, scores = case(random_town(np.random.default_rng(seed), 7, share))
    total = parts.groupby("estate_id", sort=False)["part"].sum(min_count=1).to_numpy()
    assert total == pytest.approx(scores["score"].to_numpy(), abs=1e-9, nan_ok=True)


def test_an_unknown_indicator_has_no_part_and_its_weight_goes_to_the_known_ones():
    parts, *_ = case(town([(35, None, 0.5, 0.75)]))
    own = parts.set_index("indicator")
    assert np.isnan(own.loc["leak", ["weight", "part"]].to_numpy(float)).all()
    assert own.loc["coverage", "weight"] == pytest.approx(0.4)


def test_a_criterion_that_weighs_nothing_has_no_part():
    parts, *_ = case(town(THREE), Weights({"age": 1.0}))
    assert parts.groupby("indicator")["part"].count().to_dict() == {
        "age_years": 3, "coverage": 0, "leak": 0, "support": 0,
    }  # fmt: skip


def test_the_facts_of_an_estate_a_planner_can_check():
    # E01: 50 years (100 points, middle 50): 0.3·50 = +15; leak 3 (100, middle 20): 0.24·80 = +19.2;
    # no coverage (100, middle 50): 0.16·50 = +8; support 0.5 (0, middle 60): 0.3·-60 = -18
    parts, *_ = case(town(THREE))
    found = told(parts)
    own = found[found["estate_id"] == "E01"]
    assert own[["place", "direction", "indicator"]].to_numpy().tolist() == [
        [1, "up", "leak"],
        [2, "up", "age_years"],
        [3, "down", "support"],
    ]
    assert own["difference"].to_numpy() == pytest.approx([19.2, 15, -18])
    assert own["criterion_difference"].to_numpy() == pytest.approx([27.2, 15, -18])
    assert own["median"].tolist() == [1, 35, 0.75]


def test_where_few_criteria_are_told_the_next_indicators_are_named_beside():
    parts, *_ = case(town([(35, 3, 0.0, 0.75), (35, 1, 0.5, 0.75), (35, 1, 0.5, 0.75)]))
    own = told(parts)
    assert own[["place", "indicator"]].to_numpy().tolist() == [[1, "leak"], [1, "coverage"]]
    assert told(parts, named=1)["indicator"].tolist() == ["leak"]


def test_the_median_estate_has_no_facts_and_neither_have_equal_ones():
    parts, *_ = case(town(THREE))
    assert "E02" not in set(told(parts)["estate_id"])
    assert told(case(town([THREE[0]] * 4))[0]).empty


def test_an_estate_of_which_nothing_is_known_has_no_facts():
    parts, *_ = case(town([*THREE, (None, None, None, None)]))
    assert "E04" not in set(told(parts)["estate_id"])


def test_facts_are_as_many_as_asked_and_only_large_ones():
    parts, *_ = case(town(THREE))
    assert told(parts, most=2, named=1).groupby("estate_id").size().to_dict() == {
        "E01": 2,
        "E03": 2,
    }
    assert set(told(parts, least_points=16)["criterion"]) == {"condition", "willingness"}


def test_with_nothing_against_it_all_facts_point_one_way():
    parts, *_ = case(town([(50, 3, 0.0, 1.0), (35, 1, 0.5, 0.75), (35, 1, 0.5, 0.75)]))
    own = told(parts)
    assert set(own.loc[own["estate_id"] == "E01", "direction"]) == {"up"}
    assert own["place"].max() == 3


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000))
def test_row_order_never_matters(seed):
    lottery = np.random.default_rng(seed)
    estates = random_town(lottery, 8)
    mixed = estates.iloc[lottery.permutation(8)].reset_index(drop=True)
    one, other = (
        told(case(table)[0])
        .sort_values(["estate_id", "place"], kind="stable")
        .reset_index(drop=True)
        for table in (estates, mixed)
    )
    pd.testing.assert_frame_equal(one, other)


def test_no_estate_has_no_facts():
    parts = indicator_parts(case(town(THREE))[0].iloc[:0], WEIGHTS)
    assert told(parts).empty
