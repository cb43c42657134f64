"""The factor method of the central subsidy: its check case, exact money, and what is unknown."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phasing.subsidy import central_subsidy
from standards import in_force
from tables import InputError

# Two cities: 100 and 50 (万 m²), 10 and 8 (千户), 200 and 150 buildings, 20 and 25 estates.
TWO = pd.DataFrame(
    {
        "area_id": ["甲市", "乙市"],
        "floor_area_m2": [100, 50],
        "households": [10, 8],
        "buildings": [200, 150],
        "estates": [20, 25],
        "difficulty": [1.0, 1.5],
        "performance": [90, 95],
    }
)
OF_2019 = in_force(dt.date(2019, 12, 31))["central_subsidy_weights"]
LATER = in_force(dt.date(2021, 1, 1))["central_subsidy_weights"]


def shares(areas, weights, total_wan=1, **options):
    found = central_subsidy(areas, weights=weights, total_wan=total_wan, **options)
    return found.set_index("area_id")["share"]


def test_weights_of_2019_give_the_published_check_case():
    found = shares(TWO, OF_2019)
    assert found.round(6).to_dict() == {"甲市": 0.492231, "乙市": 0.507769}


def test_later_weights_reward_performance():
    found = shares(TWO, LATER)
    assert found.round(6).to_dict() == {"甲市": 0.495425, "乙市": 0.504575}


def test_parts_show_the_working_and_sum_to_the_share():
    found = central_subsidy(TWO, weights=LATER, total_wan=100).set_index("area_id")
    parts = found.filter(like="part_")
    assert parts.loc["甲市", "part_floor_area_m2"] == pytest.approx(0.4 * 100 / 175)
    assert parts.loc["甲市", "part_performance"] == pytest.approx(0.1 * 90 / 185)
    assert parts.sum(axis=1).tolist() == pytest.approx(found["share"].tolist())


def test_the_reward_of_2024_follows_task_times_performance():
    # by task both cities have half; 20 % of the money goes 90 : 95
    areas = TWO.assign(households=[12, 8])
    found = central_subsidy(areas, weights={"households": 1}, total_wan=185, reward_share=0.2)
    rows = found.set_index("area_id")
    assert rows.loc["甲市", "share"] == pytest.approx(0.8 / 2 + 0.2 * 90 / 185)
    assert rows["amount_wan"].to_dict() == {"甲市": 92, "乙市": 93}
    assert in_force(dt.date(2024, 4, 9))["central_subsidy_reward_share"] == 0.2
    assert "central_subsidy_reward_share" not in in_force(dt.date(2024, 4, 8)).rules


def test_performance_leaves_the_weights_when_the_reward_is_apart():
    areas = TWO.assign(performance=[1, 0])
    found = central_subsidy(areas, weights=LATER, total_wan=1, reward_share=0.2)
    assert "part_performance" not in found
    assert found["part_reward"].sum() == pytest.approx(0.2)
    assert found.set_index("area_id").loc["甲市", "part_reward"] == pytest.approx(0.2)


def test_a_reward_nobody_earned_follows_the_task():
    areas = TWO.assign(performance=0)
    task = shares(areas, OF_2019)
    assert shares(areas, OF_2019, reward_share=0.2).tolist() == pytest.approx(task.tolist())


def test_three_equal_areas_share_ten_yuan_and_the_first_id_gets_the_odd_one():
    areas = pd.DataFrame({"area_id": ["C", "A", "B"], "households": 7, "difficulty": 1})
    found = central_subsidy(areas, weights={"households": 1}, total_wan=0.001)
    assert found["area_id"].tolist() == ["A", "B", "C"]
    assert found["amount_wan"].tolist() == [0.0004, 0.0003, 0.0003]


def test_money_of_a_factor_nobody_has_goes_to_the_others_in_proportion():
    # no buildings anywhere: area 0.4, households 0.4, estates 0.1 of 0.9
    found = shares(TWO.assign(buildings=0), OF_2019)
    expected = (0.4 * 100 / 175 + 0.4 * 10 / 22 + 0.1 * 20 / 57.5) / 0.9
    assert found["甲市"] == pytest.approx(expected)
    assert found.sum() == pytest.approx(1)


def test_an_empty_factor_leaves_the_reward_as_it_is():
    found = central_subsidy(TWO.assign(buildings=0), weights=OF_2019, total_wan=1, reward_share=0.2)
    assert found["part_reward"].sum() == pytest.approx(0.2)
    assert found["share"].sum() == pytest.approx(1)


def test_one_city_gets_everything():
    found = central_subsidy(TWO.head(1), weights=LATER, total_wan=7846.9)
    assert found[["share", "amount_wan"]].to_numpy().tolist() == [[1, 7846.9]]


def test_no_city_gives_an_empty_table():
    found = central_subsidy(TWO.head(0), weights=LATER, total_wan=100)
    assert found.empty
    assert {"area_id", "share", "amount_wan"} <= set(found)


def test_a_factor_without_weight_may_be_unknown():
    assert shares(TWO.drop(columns="performance"), OF_2019).sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("change", "code", "values"),
    [
        ({"households": [10, None]}, "subsidy_unknown", {"column": "households", "areas": "乙市"}),
        ({"households": [10, -1]}, "subsidy_unknown", {"column": "households", "areas": "乙市"}),
        ({"difficulty": [None, None]}, "subsidy_unknown", {"areas": "乙市、甲市"}),
        ({"difficulty": [1, 0]}, "subsidy_difficulty", {"area": "乙市", "value": 0}),
        ({"area_id": ["甲市", "甲市"]}, "subsidy_areas", {"areas": "甲市"}),
        ({"area_id": ["甲市", None]}, "subsidy_areas", {}),
    ],
)
def test_what_is_unknown_or_wrong_is_named(change, code, values):
    with pytest.raises(InputError) as caught:
        central_subsidy(TWO.assign(**change), weights=LATER, total_wan=1)
    assert caught.value.code == f"phasing.{code}"
    told = caught.value.values  # noqa: PD011 - the placeholders of the sentence
    assert values.items() <= told.items()


@pytest.mark.parametrize(
    ("weights", "total_wan", "code"),
    [
        ({"households": 0.9}, 1, "subsidy_weights"),
        ({"households": 1.5, "estates": -0.5}, 1, "subsidy_weights"),
        ({"residents": 1}, 1, "subsidy_column"),
        ({"households": 1}, float("nan"), "subsidy_total"),
        ({"households": 1}, -1, "subsidy_total"),
    ],
)
def test_weights_and_totals_that_cannot_be_used_are_refused(weights, total_wan, code):
    with pytest.raises(InputError) as caught:
        central_subsidy(TWO, weights=weights, total_wan=total_wan)
    assert caught.value.code == f"phasing.{code}"


def test_nothing_to_share_by_is_said():
    with pytest.raises(InputError) as caught:
        central_subsidy(TWO.assign(households=0), weights={"households": 1}, total_wan=1)
    assert caught.value.code == "phasing.subsidy_nothing"


@given(
    households=st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any),
    total_yuan=st.integers(0, 10**13),
)
def test_amounts_sum_to_the_total_to_the_yuan(households, total_yuan):
    areas = pd.DataFrame(
        {
            "area_id": [f"A{place}" for place in range(len(households))],
            "households": households,
            "difficulty": 0.7,
        }
    )
    found = central_subsidy(areas, weights={"households": 1}, total_wan=total_yuan / 10_000)
    yuan = [round(amount * 10_000) for amount in found["amount_wan"]]
    assert sum(yuan) == total_yuan
    again = central_subsidy(
        areas.iloc[::-1], weights={"households": 1}, total_wan=total_yuan / 10_000
    )
    pd.testing.assert_frame_equal(found, again)
