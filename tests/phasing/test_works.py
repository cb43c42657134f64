"""Works proposed from condition, gaps, wishes and duties; a person's rows go before them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Menu, costs, edited, propose_works
from phasing.menu import COLUMNS

ITEMS = pd.DataFrame(
    [
        # item, class, unit, yuan, body, cost class, from, factor, whole, must do
        ("roof", "basic", "m2", 120.0, True, "building_body", "floor_area_m2", 0.2, False, False),
        ("gas_home", "basic", "户", 3600.0, False, "gas", "households", 1.0, True, False),
        ("cctv", "basic", "个", 3000.0, False, "other", "households", 0.05, True, False),
        ("elder", "upgrading", "m2", 2000.0, False, "other", "households", 0.15, False, False),
        ("fire_lane", "basic", "小区", 30000.0, False, "other", "estate", 1.0, True, False),
        ("elevator", "improving", "台", 350000.0, True, "elevator", None, None, True, False),
        ("platform", "upgrading", "小区", None, False, "other", "estate", 1.0, True, False),
    ],
    columns=[
        "item", "works_class", "unit", "unit_cost_yuan", "building_body", "cost_class",
        "quantity_from", "factor", "whole", "must_do",
    ],
)  # fmt: skip
CONDITIONS = pd.DataFrame(
    [("leak", 2, "roof"), ("gas", 2, "gas_home"), ("fire", 3, "fire_lane")],
    columns=["condition", "at_least", "item"],
)
GAPS = pd.DataFrame([("eld_daycare", "elder")], columns=["category", "item"])
MENU = Menu(ITEMS, CONDITIONS, GAPS)


def four() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "floor_area_m2": [5000.0, 4000.0, None, 3000.0],
            "households": [70, 50, 40, 30],
            "leak": [3, 1, 2, None],
            "gas": [0, 2, None, None],
            "fire": [2, 3, None, None],
        }
    )


def pairs(works: pd.DataFrame) -> dict[tuple[str, str], float]:
    rows = zip(works["estate_id"], works["item"], works["quantity"], strict=True)
    return {(estate, item): quantity for estate, item, quantity in rows}


def own(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["estate_id", "item", "quantity"])


def test_what_is_bad_enough_is_proposed_and_what_nobody_inspected_is_not():
    found = pairs(propose_works(four(), MENU))
    assert set(found) == {("E1", "roof"), ("E2", "gas_home"), ("E2", "fire_lane"), ("E3", "roof")}
    assert found["E1", "roof"] == 1000  # 5,000 m² × 0.2
    assert found["E2", "gas_home"] == 50  # every household
    assert found["E2", "fire_lane"] == 1  # one an estate
    assert np.isnan(found["E3", "roof"])  # nobody knows the floor area: unknown, not zero


def test_the_proposal_carries_what_the_menu_knows_and_why():
    works = propose_works(four(), MENU)
    assert list(works.columns) == list(COLUMNS)
    row = works.set_index(["estate_id", "item"]).loc[("E2", "gas_home")]
    assert (row["unit"], row["unit_cost_yuan"], row["cost_class"]) == ("户", 3600, "gas")
    assert (row["works_class"], row["why"]) == ("basic", "condition:gas")
    assert not row["building_body"]
    assert not row["must_do"]


def test_a_missing_facility_a_wish_and_a_duty_propose_too_each_with_its_reason():
    duty = Menu(ITEMS.assign(must_do=ITEMS["item"] == "cctv"), CONDITIONS, GAPS)
    gaps = pd.DataFrame({"estate_id": ["E1", "E1"], "category": ["eld_daycare", "edu_junior"]})
    wished = pd.DataFrame({"estate_id": ["E1", "E1"], "item": ["roof", "elevator"]})
    works = propose_works(four().head(1), duty, gaps=gaps, wished=wished)
    assert dict(zip(works["item"], works["why"], strict=True)) == {
        "cctv": "must_do",
        "elder": "gap:eld_daycare",
        "elevator": "wished",
        "roof": "condition:leak;wished",
    }
    found = pairs(works)
    assert found["E1", "elder"] == 10.5  # 70 households × 0.15 m²
    assert found["E1", "cctv"] == 4  # 70 × 0.05 = 3.5, and there is no half camera
    assert np.isnan(found["E1", "elevator"])  # how many, only the stairwell units can say
    assert works.set_index("item")["must_do"].to_dict()["cctv"]


def test_a_wish_beyond_the_menu_is_kept_without_price_or_quantity():
    wished = pd.DataFrame({"estate_id": ["E4"], "item": ["喷泉"]})
    (row,) = (
        propose_works(four(), MENU, wished=wished).query("estate_id == 'E4'").to_dict("records")
    )
    assert (row["item"], row["why"], row["unit"]) == ("喷泉", "wished", None)
    assert np.isnan(row["quantity"])
    assert np.isnan(row["unit_cost_yuan"])


def test_a_whole_number_of_pieces_is_not_rounded_up_by_leftovers_of_arithmetic():
    estates = four().head(1).assign(households=60, fire=0)  # 60 × 0.05 is 3.0000000000000004 or so
    wished = pd.DataFrame({"estate_id": ["E1"], "item": ["cctv"]})
    assert pairs(propose_works(estates, MENU, wished=wished))["E1", "cctv"] == 3


@pytest.mark.parametrize(
    "estates",
    [four().head(0), four().tail(1), four()[["estate_id"]], four().assign(leak=0, gas=0, fire=0)],
    ids=["none", "nothing inspected", "no condition column", "all sound"],
)
def test_nothing_to_go_by_proposes_nothing(estates):
    works = propose_works(estates, MENU)
    assert works.empty
    assert list(works.columns) == list(COLUMNS)
    assert edited(works, own(), estates, MENU).empty


def test_a_person_replaces_takes_out_and_adds():
    proposed = propose_works(four(), MENU)
    written = own(("E1", "roof", 800), ("E2", "gas_home", 0), ("E2", "elevator", 2))
    works = edited(proposed, written, four(), MENU)
    found = pairs(works)
    assert found["E1", "roof"] == 800
    assert found["E2", "gas_home"] == 0  # taken out on purpose, and still to be seen
    assert found["E2", "elevator"] == 2
    assert found["E2", "fire_lane"] == 1  # nobody touched it
    why = works.set_index(["estate_id", "item"])["why"]
    assert why["E1", "roof"] == "condition:leak;ledger"
    assert why["E2", "elevator"] == "ledger"
    # E1 800 × 120; E2 one fire lane 30,000 and two lifts 700,000, no gas
    priced = costs(four(), works).set_index("estate_id")
    assert priced.loc["E1", "cost_wan"] == 9.6
    assert priced.loc["E2", "cost_wan"] == 73
    assert priced.loc["E2", "cost_elevator_wan"] == 70


def test_a_blank_quantity_takes_the_menus_rule_in_the_menus_unit_only():
    written = own(("E2", "roof", None), ("E2", "elevator", None)).assign(unit=None)
    assert pairs(edited(propose_works(four(), MENU), written, four(), MENU))["E2", "roof"] == 800
    other = written.assign(unit="栋")
    found = pairs(edited(propose_works(four(), MENU), other, four(), MENU))
    assert np.isnan(found["E2", "roof"])
    assert np.isnan(found["E2", "elevator"])


def test_what_was_given_stays_as_it_was():
    estates, written = four(), own(("E1", "roof", 800))
    edited(propose_works(estates, MENU), written, estates, MENU)
    pd.testing.assert_frame_equal(estates, four())
    pd.testing.assert_frame_equal(written, own(("E1", "roof", 800)))


@given(order=st.permutations(range(4)), turned=st.booleans())
@settings(max_examples=20, deadline=None)
def test_row_order_changes_nothing(order, turned):
    gaps = pd.DataFrame({"estate_id": ["E1", "E4", "E2"], "category": "eld_daycare"})
    written = own(("E1", "roof", 800), ("E2", "elevator", 2), ("E3", "cctv", None))
    way = -1 if turned else 1
    menu = Menu(ITEMS[::way], CONDITIONS[::way], GAPS)
    shuffled = four().iloc[list(order)]
    first = edited(propose_works(four(), MENU, gaps=gaps), written, four(), MENU)
    again = edited(propose_works(shuffled, menu, gaps=gaps[::way]), written[::way], shuffled, menu)
    pd.testing.assert_frame_equal(first, again)


@given(
    severities=st.lists(st.sampled_from([0, 1, 2, 3]), min_size=3, max_size=3), at=st.integers(0, 2)
)
@settings(max_examples=30, deadline=None)
def test_a_worse_condition_never_proposes_less_nor_costs_less(severities, at):
    names = ["leak", "gas", "fire"]
    better = four().head(1).assign(**dict(zip(names, severities, strict=True)))
    worse = better.assign(**{names[at]: min(severities[at] + 1, 3)})
    less, more = (propose_works(estates, MENU) for estates in (better, worse))
    assert set(less["item"]) <= set(more["item"])
    before, after = (costs(better, works)["cost_wan"].fillna(0)[0] for works in (less, more))
    assert after >= before
