import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.unknowns import unknowns
from scoring.indicators import points
from scoring.weights import Weights
from tests.scoring.small_tree import SHEET, WEIGHTS, case, random_town, ranks, town


def asked(estates, estate_id, weights=WEIGHTS):
    parts, standing, _ = case(estates, weights)
    return unknowns(parts[parts["estate_id"] == estate_id], standing, weights)


def test_what_an_unknown_age_leaves_open_worked_out_by_hand():
    # condition: leak 1 → 20 points, coverage 0.5 → 50: 0.6·20 + 0.4·50 = 32; support 60 points
    estates = town([(35, 1, 0.5, 0.75), (None, 1, 0.5, 0.75)])
    found = asked(estates, "E02").iloc[0]
    assert found["indicator"] == "age_years"
    assert found["score_low"] == pytest.approx(0.3 * 0 + 0.4 * 32 + 0.3 * 60)
    assert found["score_high"] == pytest.approx(0.3 * 100 + 0.4 * 32 + 0.3 * 60)
    assert (found["rank_best"], found["rank_worst"]) == (1, 2)
    assert not found["known"]


def test_nothing_is_open_where_all_is_known():
    assert asked(town([(35, 1, 0.5, 0.75)]), "E01").empty


def test_a_known_value_with_a_range_is_open_too():
    estates = town([(35, 1, 0.5, 0.75)]).assign(age_years_low=30.0, age_years_high=38.0)
    found = asked(estates, "E01").iloc[0]
    assert found["known"]
    assert found["score_high"] - found["score_low"] == pytest.approx(0.3 * 8 / 30 * 100)


def test_what_weighs_nothing_is_not_open():
    estates = town([(35, None, 0.5, None)])
    assert asked(estates, "E01", Weights({"age": 0.5, "willingness": 0.5}))[
        "indicator"
    ].tolist() == ["support"]


def test_the_widest_comes_first():
    found = asked(town([(None, None, None, None)]), "E01")
    assert (found["score_high"] - found["score_low"]).is_monotonic_decreasing


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000))
def test_the_ranks_are_those_of_a_ranking_with_the_value_filled_in(seed):
    lottery = np.random.default_rng(seed)
    estates = random_town(lottery, 8, 0.4)
    estate_id = str(lottery.choice(estates["estate_id"]))
    extremes = {"age_years": (20, 50), "leak": (0, 3), "coverage": (1, 0), "support": (0.5, 1)}
    for row in asked(estates, estate_id).to_dict("records"):
        found = []
        for value in extremes[row["indicator"]]:
            table = estates.copy()
            table.loc[table["estate_id"] == estate_id, row["indicator"]] = value
            found.append(ranks(table)[estate_id])
        assert (row["rank_best"], row["rank_worst"]) == (min(found), max(found))


def test_the_points_table_is_enough():
    estates = town([(None, 1, 0.5, 0.75), (35, 1, 0.5, 0.75)])
    _, standing, _ = case(estates)
    own = points(estates, SHEET).head(4)
    assert unknowns(own, standing, WEIGHTS)["indicator"].tolist() == ["age_years"]
