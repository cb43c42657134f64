"""The works menu, its presets, remedies and price index fit together."""

import datetime as dt
from collections import Counter

import pytest

from standards import in_force
from tables import CONDITION_ITEMS

RULES = in_force(dt.date(2026, 11, 21))
MENU = {row["item"]: row for row in RULES["works_menu"]}
AMOUNTS = {"floor_area_m2", "households", "stairwell_units", "buildings", "estate"}
CLASSES = {"building_body", "elevator", "pipeline", "gas", "other"}


def test_no_word_stands_for_two_items():
    words = Counter(
        word
        for row in RULES["works_menu"]
        for word in {w.casefold() for w in (row["item"], row["zh"], row["en"], *row["aliases"])}
    )
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("row", RULES["works_menu"], ids=lambda row: row["item"])
def test_an_item_is_described_in_full(row):
    assert set(row) == {
        "item", "zh", "en", "aliases", "works_class", "unit", "unit_cost_yuan", "price_year",
        "price_authority", "building_body", "cost_class", "quantity_from", "factor", "whole",
        "must_do",
    }  # fmt: skip
    assert row["works_class"] in {"basic", "improving", "upgrading"}
    assert row["cost_class"] in CLASSES
    assert row["building_body"] == (row["cost_class"] in {"building_body", "elevator"})
    assert row["quantity_from"] in AMOUNTS | {None}
    assert (row["quantity_from"] is None) == (row["factor"] is None)
    assert row["whole"] == (row["unit"] not in {"m", "m2"})


@pytest.mark.parametrize("row", RULES["works_menu"], ids=lambda row: row["item"])
def test_a_price_has_a_year_and_an_authority_and_what_nobody_knows_is_not_zero(row):
    told = row["price_year"], row["price_authority"]
    if row["unit_cost_yuan"] is None:
        assert told == (None, None)
    else:
        assert row["unit_cost_yuan"] > 0
        assert told[0] in RULES["price_index"]
        assert told[1] in {"practice", "suggestion"}


def test_only_what_was_published_passes_for_practice():
    published = {item for item, row in MENU.items() if row["price_authority"] == "practice"}
    assert {item: MENU[item]["unit_cost_yuan"] for item in published} == {
        "gas_home": 3600,
        "elevator": 350_000,
    }


def test_presets_hold_as_many_known_items_as_the_documents_say():
    counts = {}
    for number, entry in RULES["works_presets"].items():
        items = [item for listed in entry["categories"].values() for item in listed]
        assert set(items) <= set(MENU)
        assert len(set(items)) == len(items)
        counts[number] = len(items)
    assert counts[31] == 31
    assert counts[38] == 38
    assert counts[40] > 40
    four = ["building", "municipal", "landscape", "smart_security"]
    assert list(RULES["works_presets"][38]["categories"]) == four


def test_remedies_name_condition_items_facilities_and_items_that_exist():
    remedies = RULES["works_remedies"]
    conditions, gaps = remedies["conditions"], remedies["gaps"]
    assert {row["condition"] for row in conditions} == {column.name for column in CONDITION_ITEMS}
    assert {row["at_least"] for row in conditions} <= {1, 2, 3}
    assert {row["category"] for row in gaps} <= {
        row["category"] for row in RULES["facility_catalogue"]
    }
    proposed = {row["item"] for row in [*conditions, *gaps]}
    assert proposed <= set(MENU)
    # what is proposed by itself has a price and a quantity: else every cost would fall back
    assert [item for item in sorted(proposed) if MENU[item]["unit_cost_yuan"] is None] == []
    assert [item for item in sorted(proposed) if MENU[item]["quantity_from"] is None] == []


def test_the_price_index_is_a_hundred_in_2021_and_has_no_holes():
    index = RULES["price_index"]
    assert index[2021] == 100
    assert list(index) == list(range(min(index), max(index) + 1))
