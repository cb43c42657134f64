"""Capacity at three estates: 1,000 residents each, one kindergarten in the middle."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import standards
from study.capacity import capacity, reach_m
from study.catalogues import listed
from tables import InputError
from tests.known_issues import unlisted

RULES = standards.in_force(dt.date(2026, 11, 22))
ROWS = {row["category"]: row for row in RULES["catchments"]}
CHILDREN = RULES["children_per_1000"]["children_3_6"]

ESTATES = pd.DataFrame(
    {
        "estate_id": ["A", "B", "C"],
        "name": ["甲", "乙", "丙"],
        "residents": [1000.0, 1000.0, 2000.0],
        "households": [400.0, 400.0, 800.0],
        "elders": [200.0, 300.0, 500.0],
    }
)
FACILITIES = pd.DataFrame(
    [
        ("K1", "edu_kinder", 92.0, np.nan),
        ("D1", "eld_daycare", 25.0, np.nan),
        ("D2", "eld_daycare", np.nan, np.nan),
        ("H1", "med_station", np.nan, 150.0),
    ],
    columns=["facility_id", "category", "capacity", "floor_area_m2"],
)
REACH = pd.DataFrame(
    [
        ("A", "edu_kinder", "K1", 200.0),
        ("B", "edu_kinder", "K1", 450.0),
        ("C", "edu_kinder", "K1", 800.0),
        ("A", "eld_daycare", "D1", 100.0),
        ("B", "eld_daycare", "D1", 100.0),
        ("B", "eld_daycare", "D2", 100.0),
        ("A", "med_station", "H1", 400.0),
    ],
    columns=["estate_id", "category", "facility_id", "walk_m"],
)
ON = pd.Series(data=True, index=["A", "B", "C"])


def of(found, category):
    return found.estates[found.estates["category"] == category].set_index("estate_id")


@pytest.fixture(scope="module")
def town():
    return capacity(REACH, FACILITIES, ESTATES, ON, RULES)


def test_kindergarten_places_per_hundred_children(town):
    ratio = of(town, "edu_kinder")["ratio"]
    expected = 100 * 92 / (2 * CHILDREN)  # A and B within 500 m, C beyond
    assert ratio.tolist() == pytest.approx([expected, expected, 0])
    assert of(town, "edu_kinder")["demand"].tolist() == pytest.approx(
        [CHILDREN, CHILDREN, 2 * CHILDREN]
    )


def test_the_same_by_zones(town):
    near, middle, far = RULES["e2sfca_weights"]["slow"]
    share = 100 * 92 / (CHILDREN * (near + middle + 2 * far))
    expected = [near * share, middle * share, far * share]
    assert of(town, "edu_kinder")["zoned"].tolist() == pytest.approx(expected)


def test_a_day_care_of_unknown_size_leaves_a_range(town):
    care = of(town, "eld_daycare")
    assert care["ratio"].tolist() == pytest.approx([1000 * 25 / 500, 1000 * 25 / 500, 0])
    assert care["unknown_facilities"].tolist() == [0, 1, 0]
    assert np.isnan(care["ratio_high"]["B"])
    assert care["ratio_high"]["A"] == pytest.approx(50)


def test_floor_area_per_thousand_residents(town):
    assert of(town, "med_station")["ratio"].tolist() == pytest.approx([150, 0, 0])
    assert set(of(town, "med_station")["unit"]) == {"m2_per_1000_residents"}


def test_a_kind_nobody_supplied_is_unknown(town):
    assert of(town, "eld_home")["ratio"].isna().all()
    assert of(town, "trn_park")["ratio_low"].tolist() == [0, 0, 0]


def test_every_facility_says_how_asked_for_it_is(town):
    one = town.facilities.set_index("facility_id")
    assert one.loc["D1", "demand"] == 500
    assert one.loc["D1", "ratio"] == pytest.approx(50)
    assert np.isnan(one.loc["D2", "ratio"])


def test_what_is_said(town):
    said = {issue.code: issue for issue in town.issues}
    assert said["capacity.supply_unknown"].value == "D2"
    assert said["capacity.supply_unknown"].detail == {
        "count": 1, "category": "eld_daycare", "total": 2,
    }  # fmt: skip
    assert said["capacity.upper_bound"].detail == {"count": 3}
    assert "capacity.demand_unknown" not in said
    assert unlisted(town.issues) == set()


def test_estates_nobody_counted_are_named_and_open_the_range_below():
    estates = ESTATES.assign(elders=[200.0, np.nan, 500.0])
    found = capacity(REACH, FACILITIES, estates, ON, RULES)
    care = of(found, "eld_daycare")
    assert care["ratio"]["A"] == pytest.approx(1000 * 25 / 200)
    assert care["ratio_low"]["A"] == 0
    issue = next(one for one in found.issues if one.code == "capacity.demand_unknown")
    assert (issue.column, issue.value) == ("elders", "乙")


def test_an_estate_off_the_network_has_no_ratio():
    found = capacity(REACH[REACH["estate_id"] != "C"], FACILITIES, ESTATES, ON[:2], RULES)
    assert of(found, "edu_kinder")["ratio"].isna().tolist() == [False, False, True]


def test_facilities_without_a_capacity_column_are_unknown():
    bare = FACILITIES[["facility_id", "category"]]
    found = capacity(REACH, bare, ESTATES, ON, RULES)
    assert found.estates["ratio"].dropna().tolist() == [0] * 4  # those who reach nothing
    assert "capacity.supply_unknown" in {issue.code for issue in found.issues}


def test_without_facilities_nothing_is_said_and_nothing_is_known():
    found = capacity(REACH[:0], FACILITIES[:0], ESTATES, ON, RULES)
    assert found.issues == ()
    assert found.estates["ratio"].isna().all()
    assert len(found.estates) == len(ESTATES) * len(ROWS)


def test_the_order_of_rows_does_not_matter(town):
    mixed = (table.sample(frac=1, random_state=4) for table in (REACH, FACILITIES, ESTATES))
    found = capacity(*mixed, ON, RULES)
    pd.testing.assert_frame_equal(found.estates, town.estates)
    pd.testing.assert_frame_equal(found.facilities, town.facilities)
    assert found.issues == town.issues


def test_walks_that_end_too_soon_are_refused():
    far, short = REACH.copy(), REACH.copy()
    far.attrs["limit_m"], short.attrs["limit_m"] = reach_m(RULES), 999.0
    assert reach_m(RULES) == 1000
    assert len(capacity(far, FACILITIES, ESTATES, ON, RULES).estates)
    with pytest.raises(InputError, match=r"geo\.radius_beyond_limit"):
        capacity(short, FACILITIES, ESTATES, ON, RULES)


def test_the_rows_are_what_the_calculation_can_use():
    known = listed(RULES)
    weights = RULES["e2sfca_weights"]
    for row in RULES["catchments"]:
        assert row["category"] in known
        assert row["zones_m"] == sorted(row["zones_m"])
        assert len(row["zones_m"]) == len(weights[row["decay"]])
        assert row["per"] > 0
        assert row["supply"] in {"capacity", "floor_area_m2"}
    assert len(ROWS) == len(RULES["catchments"])


SEVERAL = pd.DataFrame(
    [
        ("P1", "edu_kinder", "141204|072000", 92.0),
        ("P1", "care_nursery", "141204|072000", 92.0),
        ("P2", "edu_kinder", "edu_kinder", 60.0),
        ("P2", "care_nursery", "care_nursery", 60.0),
        ("P3", "edu_kinder", "edu_kinder;grn_park", np.nan),
        ("P3", "grn_park", "edu_kinder;grn_park", np.nan),
    ],
    columns=["facility_id", "category", "raw_category", "capacity"],
)


def test_one_number_for_several_kinds_is_not_lent_to_each():
    rows = [("A", kind, place, 100.0) for place, kind in SEVERAL.to_numpy()[:, :2]]
    reach = pd.DataFrame(rows, columns=REACH.columns)
    found = capacity(reach, SEVERAL, ESTATES, ON, RULES)
    supply = found.facilities.set_index(["facility_id", "category"])["supply"]
    assert supply["P1"].isna().all()
    assert supply["P2"].tolist() == [60.0, 60.0]  # a row for each kind: numbers of their own
    kinder = of(found, "edu_kinder").loc["A"]
    assert kinder["ratio"] == pytest.approx(100 * 60 / CHILDREN)
    assert kinder["unknown_facilities"] == 2
    assert np.isnan(kinder["ratio_high"])
    said = {issue.code: issue for issue in found.issues}
    assert said["capacity.supply_shared"].value == "P1"
    assert said["capacity.supply_unknown"].value == "P3"
    assert unlisted(found.issues) == set()


def test_without_what_was_written_equal_numbers_are_one():
    bare = SEVERAL.drop(columns="raw_category")
    bare.loc[2, "capacity"] = 61.0
    found = capacity(REACH, bare, ESTATES, ON, RULES)
    supply = found.facilities.set_index(["facility_id", "category"])["supply"]
    assert supply["P1"].isna().all()
    assert supply["P2"].tolist() == [60.0, 61.0]


def test_on_a_day_before_anyone_knew_the_births_children_are_unknown():
    found = capacity(REACH, FACILITIES, ESTATES, ON, standards.in_force(dt.date(2022, 6, 1)))
    assert of(found, "edu_kinder")["ratio"][["A", "B"]].isna().all()
    said = {issue.code: issue for issue in found.issues}
    assert said["capacity.children_unknown"].detail == {"day": "2022-06-01"}
    assert "capacity.children_estimated" not in said
    assert unlisted(found.issues) == set()
