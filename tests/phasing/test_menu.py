"""What the menu fills in, and what it leaves alone because a person wrote otherwise."""

import numpy as np
import pandas as pd
import pytest

from phasing import Menu, from_menu, indexed

ITEMS = pd.DataFrame(
    {
        "item": ["roof", "gas_home", "elevator", "sponge"],
        "works_class": ["basic", "basic", "improving", "improving"],
        "unit": ["m2", "户", "台", "m2"],
        "unit_cost_yuan": [120.0, 3600.0, 350_000.0, None],
        "price_year": [2021, 2021, 2019, None],
        "building_body": [True, False, True, False],
        "cost_class": ["building_body", "gas", "elevator", "other"],
        "must_do": [True, False, False, False],
    }
)
MENU = Menu(ITEMS, pd.DataFrame(), pd.DataFrame())


def filled(**row: object) -> dict[str, object]:
    works = pd.DataFrame([{"estate_id": "E1", "quantity": 10, **row}])
    return from_menu(works, MENU).iloc[0].to_dict()


def test_a_silent_row_takes_everything_from_the_menu():
    row = filled(item="gas_home")
    assert (row["unit"], row["unit_cost_yuan"], row["cost_class"]) == ("户", 3600, "gas")
    assert (row["building_body"], row["works_class"]) == (False, "basic")
    assert filled(item="roof")["must_do"]


def test_what_a_person_wrote_stays():
    row = filled(item="roof", unit_cost_yuan=95, works_class="improving", must_do=False)
    assert (row["unit_cost_yuan"], row["works_class"], row["must_do"]) == (95, "improving", False)


def test_a_price_a_square_metre_is_not_a_price_a_building():
    assert np.isnan(filled(item="roof", unit="栋")["unit_cost_yuan"])
    assert filled(item="roof", unit="栋", unit_cost_yuan=9000)["unit_cost_yuan"] == 9000


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"item": "gas_home", "cost_class": "pipeline"}, ("pipeline", False)),  # written first
        ({"item": "gas_home", "cost_class": "国防"}, ("gas", False)),  # no class: as if not written
        ({"item": "gas_home", "building_body": True}, ("building_body", True)),  # contradicts menu
        ({"item": "elevator", "building_body": True}, ("elevator", True)),  # agrees with it
        ({"item": "elevator", "building_body": False}, ("other", False)),
        ({"item": "喷泉", "building_body": False}, ("other", False)),  # not on the menu
        ({"item": "喷泉", "cost_class": "elevator"}, ("elevator", True)),
    ],
)
def test_the_class_of_cost_is_the_rows_else_the_menus_else_by_the_flag(row, expected):
    found = filled(**row)
    assert (found["cost_class"], found["building_body"]) == expected


def test_an_item_of_which_nobody_says_anything_stays_unknown():
    row = filled(item="喷泉")
    assert row["cost_class"] is None
    assert row["unit"] is None
    assert pd.isna(row["building_body"])
    assert np.isnan(row["unit_cost_yuan"])


def test_no_rows_give_no_rows_with_the_same_columns():
    works = pd.DataFrame({"estate_id": [], "item": [], "quantity": []}, dtype=object)
    assert from_menu(works, MENU).empty
    assert "cost_class" in from_menu(works, MENU)


def test_prices_move_by_the_ratio_of_the_index_from_each_items_own_year():
    index = {2019: 80, 2021: 100, 2026: 110}
    moved = indexed(ITEMS, index, 2026).set_index("item")["unit_cost_yuan"]
    assert moved["roof"] == 132  # 120 × 110 / 100
    assert moved["elevator"] == 481_250  # 350,000 × 110 / 80
    assert np.isnan(moved["sponge"])  # unpriced stays unpriced
    assert indexed(ITEMS, index)["unit_cost_yuan"].tolist()[:3] == [120, 3600, 350_000]


def test_a_price_from_a_year_without_index_becomes_unknown_not_unmoved():
    moved = indexed(ITEMS, {2021: 100, 2026: 110}, 2026).set_index("item")["unit_cost_yuan"]
    assert np.isnan(moved["elevator"])
    assert moved["roof"] == 132
