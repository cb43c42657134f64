"""Safety grades of buildings: the worst, the share, what is unknown, who leaves the pool."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.facts.safety import Grades, safety

GRADES = Grades({"A": 0, "B": 1, "C": 3, "D": 3}, ("C",), ("D",))
ESTATES = ["estate_id", "safety_grade", "buildings", "floor_area_m2", "households"]
BUILDINGS = ["estate_id", "building_id", "safety_grade", "floor_area_m2", "households"]


def said(listed, ledger=None, *, buildings=None, area=None, households=None):
    """Return what is said of one estate whose buildings are (grade, area, households)."""
    estates = pd.DataFrame([("E1", ledger, buildings, area, households)], columns=ESTATES)
    rows = [("E1", str(place), *cells) for place, cells in enumerate(listed)]
    return safety(estates, pd.DataFrame(rows, columns=BUILDINGS), GRADES).iloc[0]


def test_one_third_of_the_floor_area_is_in_danger():
    found = said([("C", 1000, 10), ("A", 1500, 10), ("B", 500, 10)])
    assert found["safety_basis"] == "floor_area"
    assert found["danger_share"] == pytest.approx(1 / 3)
    assert found["safety_severity"] == (1000 * 3 + 500 * 1) / 3000
    assert found["safety_severity_low"] == found["safety_severity_high"]
    assert (found["safety_worst"], found["buildings_c"], found["buildings_d"]) == ("C", 1, 0)


@pytest.mark.parametrize(
    ("listed", "basis", "share"),
    [([("C", None, 10), ("A", 5000, 30)], "households", 0.25),
     ([("C", None, 10), ("A", 5000, None)], "count", 0.5),
     ([("C", 0, 0), ("A", 5000, 30)], "count", 0.5)],
)  # fmt: skip
def test_the_weight_is_what_every_building_has(listed, basis, share):
    found = said(listed)
    assert (found["safety_basis"], found["danger_share"]) == (basis, share)


def test_an_ungraded_building_may_be_the_best_or_the_worst():
    found = said([("C", 1000, 10), ("A", 1000, 10), (None, 2000, 20)])
    assert found["safety_severity"] == 1.5
    assert (found["safety_severity_low"], found["safety_severity_high"]) == (0.75, 2.25)
    assert (found["danger_share_low"], found["danger_share_high"]) == (0.25, 0.75)
    assert found["buildings_ungraded"] == 1


def test_buildings_the_list_leaves_out_are_ungraded():
    found = said([("A", 1000, 10)], buildings=4, area=4000)
    assert (found["buildings_graded"], found["buildings_ungraded"]) == (1, 3)
    assert (found["safety_basis"], found["safety_severity_high"]) == ("floor_area", 2.25)
    assert said([("A", 1000, 10)], buildings=4, households=30)["safety_basis"] == "households"
    assert said([("A", 1000, 10)], buildings=4)["safety_basis"] == "count"


def test_all_buildings_d_leave_the_pool_some_do_not():
    every = said([("D", 1, 1), ("D", 1, 1)], buildings=2)
    assert (every["leaves_pool"], every["some_leave"]) == (True, False)
    some = said([("D", 1, 1), ("B", 1, 1)], "D")
    assert (some["leaves_pool"], some["some_leave"], some["safety_differs"]) == (False, True, False)
    beyond = said([("D", 1, 1), ("D", 1, 1)], buildings=3)
    assert (beyond["leaves_pool"], beyond["some_leave"]) == (False, True)


def test_the_ledger_speaks_alone():
    gone, strong, blank = said([], "D"), said([], "C"), said([])
    assert (gone["leaves_pool"], gone["safety_basis"], gone["safety_severity"]) == (
        True, "ledger", 3,
    )  # fmt: skip
    assert (strong["strengthen_first"], strong["leaves_pool"]) == (True, False)
    assert strong[["danger_share", "buildings_c"]].isna().all()
    assert said([], "B")["danger_share_high"] == 0
    assert blank["safety_basis"] == "none"
    assert blank[["safety_worst", "safety_severity", "safety_severity_low"]].isna().all()


def test_ledger_and_buildings_that_disagree_are_both_heeded():
    found = said([("B", 1, 1), ("A", 1, 1)], "D")
    assert (found["safety_differs"], found["leaves_pool"], found["safety_worst"]) == (
        True, True, "D",
    )  # fmt: skip
    assert (found["buildings_worst"], found["safety_severity"]) == ("B", 0.5)
    assert said([("C", 1, 1)], "B")["strengthen_first"]
    assert not said([(None, 1, 1)], "B")["safety_differs"]


def test_a_building_listed_twice_counts_once_with_its_worst_grade():
    estates = pd.DataFrame([("E1", None, None, None, None)], columns=ESTATES)
    rows = [("E1", "1", grade, 100, 5) for grade in ("A", "C", None)]
    found = safety(estates, pd.DataFrame(rows, columns=BUILDINGS), GRADES).iloc[0]
    assert (found["buildings_graded"], found["buildings_ungraded"]) == (1, 0)
    assert found["safety_severity"] == 3


def test_other_estates_and_no_estate_at_all():
    rows = pd.DataFrame([("E9", "1", "D", 1, 1)], columns=BUILDINGS)
    none = pd.DataFrame(columns=ESTATES)
    assert safety(none, rows, GRADES).empty
    one = pd.DataFrame([("E1", "B", 2, 1, 1)], columns=ESTATES)
    assert safety(one, rows, GRADES).iloc[0]["safety_basis"] == "ledger"


GRADED = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", "D", None]), st.integers(1, 50), st.none()),
    min_size=1,
    max_size=8,
)


@given(GRADED, st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_worse_grade_never_lowers_the_severity_and_the_range_holds_it(listed, place):
    before = said(listed)
    place %= len(listed)
    worse = [*listed[:place], ("D", *listed[place][1:]), *listed[place + 1 :]]
    after = said(worse)
    for name in ("safety_severity_low", "safety_severity_high"):
        assert not after[name] < before[name] - 1e-12
    if listed[place][0]:
        assert after["safety_severity"] >= before["safety_severity"] - 1e-12
    assert after["safety_severity_low"] <= after["safety_severity"] + 1e-12
    assert after["safety_severity"] <= after["safety_severity_high"] + 1e-12


@given(GRADED)
@settings(max_examples=30, deadline=None)
def test_row_order_changes_nothing(listed):
    estates = pd.DataFrame([("E1", "B", 9, 900, None)], columns=ESTATES)
    rows = pd.DataFrame(
        [("E1", str(place), *cells) for place, cells in enumerate(listed)], columns=BUILDINGS
    )
    turned = rows.iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        safety(estates, rows, GRADES), safety(estates, turned, GRADES), rtol=1e-12
    )


def shares(found):
    return found[["danger_share", "danger_share_low", "danger_share_high"]].round(6).to_list()


@pytest.mark.parametrize(
    ("listed", "beyond", "expected"),
    [  # the ledger says D; one listed building is B
        ([("B", None, None)], {"buildings": 5}, [0.2, 0.2, 0.8]),
        ([("B", 1000, None)], {"buildings": 5, "area": 9000}, [2 / 9, 2 / 9, 8 / 9]),
        ([("B", 1000, None), (None, 500, None), (None, 2500, None)], {}, [0.125, 0.125, 0.75]),
        ([("B", 1, None), (None, 3, None)], {"buildings": 4, "area": 6}, [1 / 6, 1 / 6, 5 / 6]),
        ([("C", 1, None), (None, 1, None)], {}, [1, 1, 1]),
        ([("B", 1, None)], {"buildings": 1}, [0, 0, 0]),  # no building is left that could be D
    ],
)
def test_a_ledger_that_says_d_means_one_of_the_ungraded_buildings(listed, beyond, expected):
    found = said(listed, "D", **beyond)
    assert shares(found) == pytest.approx(expected, abs=1e-6)
    assert found["safety_severity_low"] <= found["safety_severity"]


def test_only_a_worse_grade_of_the_ledger_says_more_than_the_list():
    plain = said([("B", 1, None)], buildings=4)
    assert shares(said([("B", 1, None)], "B", buildings=4)) == shares(plain)
    assert shares(said([("B", 1, None)], "A", buildings=4)) == shares(plain)
    milder = said([("A", None, None)], "B", buildings=4)
    assert (milder["safety_severity_low"], milder["danger_share_low"]) == (0.25, 0)
    assert shares(said([("D", 1, None), ("B", 1, None)], "D", buildings=4))[1] == 0.25


@given(GRADED, st.sampled_from(["B", "C", "D"]), st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_what_a_ledger_says_never_lowers_a_low_and_ranges_hold_their_means(listed, own, buildings):
    bare, told = (said(listed, grade, buildings=buildings) for grade in (None, own))
    for name in ("safety_severity", "danger_share"):
        low, mean, high = (told[f"{name}{end}"] for end in ("_low", "", "_high"))
        assert not low < bare[f"{name}_low"] - 1e-12
        assert not mean < low - 1e-12
        assert not mean > high + 1e-12
