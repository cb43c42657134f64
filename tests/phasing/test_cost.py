"""Costs: from works, by m², by household, or unknown; and the published small ledger."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import cost_outliers, costs, works_incomplete
from phasing.cost import COST_CLASSES
from texts import say

# Tianchang 2021, eight of twelve renovated estates as published: households, m², 万元.
TIANCHANG = pd.DataFrame(
    [
        ("天阳楼小区", 105, 13000, 418.0),
        ("城东商贸城小区", 80, 7800, 251.6),
        ("缫丝厂家属区", 100, 10000, 321.0),
        ("人民银行家属区", 42, 3200, 103.4),
        ("五建小区", 91, 9000, 290.0),
        ("中天1号楼", 40, 3200, 103.4),
        ("广厦花园小区", 72, 8000, 257.0),
        ("石梁路42号楼", 24, 2400, 77.8),
    ],
    columns=["estate_id", "households", "floor_area_m2", "cost_wan"],
)


def three():
    return pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "floor_area_m2": [10000.0, None, None, 5000.0],
            "households": [100, 80, None, 50],
        }
    )


WORKS = pd.DataFrame(
    {
        "estate_id": ["E1", "E1", "E1", "E4", "E4"],
        "item": ["roof", "drain", "wall", "roof", "unheard_of"],
        "quantity": [1000.0, 500.0, 200.0, 1000.0, 1.0],
        "unit_cost_yuan": [200.0, None, None, 200.0, None],
        "building_body": [True, False, None, True, True],
    }
)


def test_each_basis_in_turn():
    found = costs(
        three(), WORKS, unit_costs={"drain": 600, "wall": 100}, per_m2_yuan=320,
        per_household_yuan=30_000, body_share=0.5,
    )  # fmt: skip
    # E1: 20 + 30 + 2; the wall, of which nobody says, counts as body. E4 has an item without price.
    assert found["cost_wan"].tolist()[:2] == [52.0, 240.0]
    assert np.isnan(found["cost_wan"][2])
    assert found["cost_wan"][3] == 160
    assert found["cost_building_body_wan"].tolist()[:2] == [22.0, 120.0]
    assert found["cost_other_wan"].tolist()[:2] == [30.0, 120.0]
    assert found["cost_basis"].tolist() == ["works", "per_household", "unknown", "per_m2"]


def test_unknown_is_never_zero():
    found = costs(three().assign(floor_area_m2=0, households=0), per_m2_yuan=320)
    assert found["cost_wan"].isna().all()
    assert set(found["cost_basis"]) == {"unknown"}


def test_no_estates_cost_nothing():
    assert costs(three().head(0), per_m2_yuan=320).empty


def test_what_was_given_stays_as_it_was():
    estates, works = three(), WORKS.copy()
    costs(estates, works, unit_costs={}, per_m2_yuan=320)
    pd.testing.assert_frame_equal(estates, three())
    pd.testing.assert_frame_equal(works, WORKS)


def test_the_published_ledger_sums_as_printed_and_lies_within_the_band():
    assert TIANCHANG["households"].sum() == 554
    assert TIANCHANG["floor_area_m2"].sum() == 56_600
    assert TIANCHANG["cost_wan"].sum() == pytest.approx(1822.2)
    rate = TIANCHANG["cost_wan"] * 10_000 / TIANCHANG["floor_area_m2"]
    # yuan a square metre, from the amounts and areas of the Tianchang list of 2021
    assert (round(rate.min(), 1), round(rate.max(), 1)) == (321.0, 324.2)
    assert cost_outliers(TIANCHANG, TIANCHANG, low_yuan_m2=250, high_yuan_m2=1000) == ()


def test_the_published_ledger_is_met_by_one_rate_within_two_per_cent():
    found = costs(TIANCHANG, per_m2_yuan=322)
    assert found["cost_wan"].sum() == pytest.approx(1822.2, rel=0.001)
    assert (found["cost_wan"] / TIANCHANG["cost_wan"] - 1).abs().max() < 0.02


def test_costs_outside_the_band_are_reported_by_id():
    found = pd.DataFrame({"estate_id": ["E3", "E1", "E2"], "cost_wan": [10.0, 2000.0, np.nan]})
    area = pd.DataFrame({"floor_area_m2": [10_000, 10_000, 10_000]})
    issues = cost_outliers(found, area, low_yuan_m2=250, high_yuan_m2=1000)
    assert [(i.estate_id, i.code, i.value) for i in issues] == [
        ("E1", "phasing.cost_high", "2000"),
        ("E3", "phasing.cost_low", "10"),
    ]


def test_works_that_add_up_to_nothing_are_not_free():
    nothing = WORKS.assign(quantity=0.0, unit_cost_yuan=200.0)
    alone = costs(three(), nothing, unit_costs={})
    assert alone["cost_wan"].isna().all()
    assert set(alone["cost_basis"]) == {"unknown"}
    priced = costs(three(), nothing, unit_costs={}, per_m2_yuan=320)
    assert priced["cost_basis"].tolist() == ["per_m2", "unknown", "unknown", "per_m2"]


def test_works_nobody_could_price_are_said_with_the_basis_taken_instead():
    listed = {"drain": 600, "wall": 100}
    found = costs(three(), WORKS, unit_costs=listed, per_m2_yuan=320)
    issues = works_incomplete(WORKS, listed, found)
    assert [(i.code, i.estate_id, i.column, dict(i.detail)) for i in issues] == [
        (
            "phasing.works_incomplete.per_m2",
            "E4",
            "unit_cost_yuan",
            {"item": "unheard_of", "basis": "per_m2"},
        )
    ]
    words = say("zh", issues[0].code, estate_id="E4", **issues[0].detail)
    assert "E4" in words
    assert "unheard_of" in words
    assert "按建筑面积" in words


def test_an_item_without_quantity_is_said_and_complete_works_are_not():
    works = WORKS.assign(quantity=[1000.0, None, 200.0, 0.0, 0.0], unit_cost_yuan=200.0)
    found = costs(three(), works, per_household_yuan=30_000)
    issues = works_incomplete(works, {}, found)
    assert [(i.estate_id, i.detail["item"], i.column) for i in issues] == [
        ("E1", "drain", "quantity"),
        ("E4", "roof", "quantity"),
        ("E4", "unheard_of", "quantity"),
    ]
    complete = works.assign(quantity=10.0)
    assert works_incomplete(complete, {}, costs(three(), complete)) == ()
    empty = WORKS.head(0)
    assert works_incomplete(empty, {}, costs(three(), empty)) == ()


def test_what_costs_raise_is_said_in_words():
    found = pd.DataFrame({"estate_id": ["E1"], "cost_wan": [2000.0]})
    area = pd.DataFrame({"floor_area_m2": [10_000]})
    issue = cost_outliers(found, area, low_yuan_m2=250, high_yuan_m2=1000)[0]
    assert "2000" in say("zh", issue.code, estate_id="E1", **issue.detail)


CLASSED = pd.DataFrame(
    {
        "estate_id": ["E1"] * 5,
        "item": ["roof", "elevator", "gas_home", "water", "road"],
        "quantity": [1000.0, 2.0, 100.0, 100.0, 500.0],
        "unit_cost_yuan": [120.0, 350_000.0, 3600.0, 2500.0, 180.0],
        "building_body": [True, True, False, False, None],
        "cost_class": [None, "elevator", "gas", "pipeline", "other"],
    }
)


def test_a_cost_is_split_into_the_classes_that_occur_and_they_add_up():
    row = costs(three(), CLASSED, per_m2_yuan=320, body_share=0.5).iloc[0]
    # 万元: roof 12, two lifts 70, gas 100 × 0.36, water 100 × 0.25, road 500 × 0.018
    split = {name: row[f"cost_{name}_wan"] for name in COST_CLASSES}
    assert split == {"building_body": 12, "elevator": 70, "pipeline": 25, "gas": 36, "other": 9}
    assert row["cost_wan"] == 152


def test_off_the_works_basis_there_is_only_body_and_other():
    found = costs(three(), CLASSED, per_m2_yuan=320, body_share=0.5).iloc[3]
    assert (found["cost_building_body_wan"], found["cost_other_wan"]) == (80, 80)
    assert (found["cost_elevator_wan"], found["cost_gas_wan"], found["cost_wan"]) == (0, 0, 160)
    nobody = costs(three(), CLASSED[CLASSED["item"] == "roof"], per_m2_yuan=320)
    assert [name for name in nobody if name.startswith("cost_")] == [
        "cost_wan", "cost_building_body_wan", "cost_other_wan", "cost_basis",
    ]  # fmt: skip


def test_an_unknown_cost_is_unknown_in_every_class():
    found = costs(three(), CLASSED).iloc[1]
    amounts = found[[name for name in found.index if name.endswith("_wan")]]
    assert amounts.isna().all()


def test_an_item_taken_out_costs_nothing_and_needs_no_price():
    out = CLASSED.assign(quantity=[1000.0, 0.0, 0.0, 0.0, 0.0], unit_cost_yuan=[120.0] + [None] * 4)
    found = costs(three(), out)
    assert (found["cost_wan"][0], found["cost_basis"][0]) == (12, "works")
    lacking = out.assign(unit_cost_yuan=None)
    issues = works_incomplete(lacking, {}, costs(three(), lacking))
    assert [issue.detail["item"] for issue in issues] == ["roof"]


def test_the_published_ledger_as_works_lies_within_the_band():
    works = TIANCHANG[["estate_id"]].assign(
        item="综合改造", quantity=TIANCHANG["floor_area_m2"], unit_cost_yuan=322, building_body=None
    )
    found = costs(TIANCHANG, works)
    assert found["cost_wan"].sum() == pytest.approx(56_600 * 322 / 10_000)
    assert cost_outliers(found, TIANCHANG, low_yuan_m2=250, high_yuan_m2=1000) == ()
    assert len(cost_outliers(found, TIANCHANG, low_yuan_m2=400, high_yuan_m2=1000)) == 8


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["E1", "E2"]),
        st.sampled_from([0.0, 0.1, 7.5, 1000.0]),
        st.sampled_from([0.0, 99.9, 3600.0]),
        st.sampled_from([*COST_CLASSES, None]),
    ),
    min_size=1,
    max_size=8,
)


def as_works(rows) -> pd.DataFrame:
    names = ["estate_id", "quantity", "unit_cost_yuan", "cost_class"]
    return pd.DataFrame(rows, columns=names).assign(item=[f"item {n}" for n in range(len(rows))])


@given(rows=ROWS, more=ROWS)
@settings(max_examples=40, deadline=None)
def test_more_works_never_cost_less_and_the_classes_always_add_up(rows, more):
    before, after = costs(three(), as_works(rows)), costs(three(), as_works([*rows, *more]))
    assert (after["cost_wan"].fillna(0) >= before["cost_wan"].fillna(0)).all()
    split = after[[name for name in after if name not in ("cost_wan", "cost_basis", "estate_id")]]
    assert np.allclose(split.sum(axis=1), after["cost_wan"].fillna(0), atol=1e-9)


@given(rows=ROWS, order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_works_rows_changes_no_cost(rows, order):
    works = as_works(rows)
    places = list(range(len(rows)))
    order.shuffle(places)
    pd.testing.assert_frame_equal(costs(three(), works), costs(three(), works.iloc[places]))
