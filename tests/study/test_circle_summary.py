"""Four estates in two streets, whose shares can be counted on one's fingers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.circle.coverage import coverage
from geo.circle.tiers import tiers
from study.circle_summary import coverage_summary, line_summary

CATALOGUE = pd.DataFrame(
    {
        "category": ["kindergarten", "park", "bank"],
        "circle": [5, 15, 15],
        "radius_m": [300.0, 1000.0, 1000.0],
        "required": [True, True, False],
        "verified": True,
    }
)
MEMBERS = pd.DataFrame(
    {
        "estate_id": list("ABCD") * 2,
        "level": ["street"] * 4 + ["district"] * 4,
        "area_id": ["S1", "S1", "S2", "S2", "D", "D", "D", "D"],
        "basis": "ledger",
    }
)
PEOPLE = pd.Series({"A": 1000.0, "B": 3000.0, "C": np.nan, "D": 500.0})


def walks_of(rows):
    table = pd.DataFrame(rows, columns=["estate_id", "category", "walk_m"])
    missing = table["walk_m"].isna().map({True: "beyond_limit", False: "reached"})
    return table.assign(status=missing.mask(table["estate_id"] == "D", "off_network"))


WALKS = walks_of(
    [
        ("A", "kindergarten", 200.0),
        ("A", "park", 900.0),
        ("B", "kindergarten", 400.0),
        ("B", "park", np.nan),
        ("C", "kindergarten", 100.0),
        ("C", "park", 100.0),
        ("D", "kindergarten", np.nan),
        ("D", "park", np.nan),
    ]
)
LINES = tiers(WALKS, CATALOGUE, PEOPLE, paces={})


def row(table, level, area_id, category):
    keys = (table["level"] == level) & (table["area_id"] == area_id)
    return table[keys & (table["category"] == category)].iloc[0]


def test_estates_and_residents_are_two_shares():
    one = row(line_summary(LINES, MEMBERS), "all", "", "kindergarten")
    # A and C have one, B has not, D is off the network
    assert (one["estates"], one["estates_measured"], one["estates_within"]) == (4, 3, 2)
    assert one["estates_share"] == pytest.approx(2 / 3)
    # C's residents are unknown: 1000 of 4000 known and measured
    assert (one["residents_measured"], one["residents_within"]) == (4000, 1000)
    assert one["residents_share"] == pytest.approx(0.25)
    assert (one["residents"], one["residents_unknown"]) == (4500, 1)


def test_the_same_by_street_and_district():
    table = line_summary(LINES, MEMBERS)
    first, second = (row(table, "street", area, "park") for area in ("S1", "S2"))
    assert (first["estates_share"], first["residents_share"]) == (0.5, 0.25)
    assert second["estates_share"] == 1
    assert np.isnan(second["residents_share"])  # nobody counted C, nobody measured D
    district = row(table, "district", "D", "park").drop(["level", "area_id"])
    everywhere = row(table, "all", "", "park").drop(["level", "area_id"])
    pd.testing.assert_series_equal(district, everywhere, check_names=False)


def test_a_kind_nobody_supplied_has_no_share():
    one = row(line_summary(LINES, MEMBERS), "all", "", "bank")
    assert (one["estates"], one["estates_measured"]) == (4, 0)
    assert np.isnan(one["estates_share"])
    assert np.isnan(one["residents_share"])


def test_coverage_of_estates_and_of_residents():
    table = coverage_summary(coverage(WALKS, CATALOGUE, PEOPLE), MEMBERS)
    one = table[table["level"] == "all"].iloc[0]
    # A 1, B 0, C 1; D unknown: 0 to 1
    assert one["coverage"] == pytest.approx(2 / 3)
    assert (one["coverage_low"], one["coverage_high"]) == (0.5, 0.75)
    assert one["coverage_residents"] == pytest.approx(1000 / 4000)
    assert one["coverage_residents_low"] == pytest.approx(1000 / 4500)
    assert one["coverage_residents_high"] == pytest.approx(1500 / 4500)
    assert (one["estates_measured"], one["residents_unknown"]) == (3, 1)


def test_the_order_of_rows_does_not_matter():
    def mixed(table):
        return table.sample(frac=1, random_state=1)

    one, two = line_summary(LINES, MEMBERS), line_summary(mixed(LINES), mixed(MEMBERS))
    pd.testing.assert_frame_equal(one, two)
    found = coverage(WALKS, CATALOGUE, PEOPLE)
    pd.testing.assert_frame_equal(
        coverage_summary(found, MEMBERS), coverage_summary(mixed(found), mixed(MEMBERS))
    )


def test_without_estates_there_is_no_row():
    assert len(line_summary(LINES[:0], MEMBERS[:0])) == 0
    assert len(coverage_summary(coverage(WALKS, CATALOGUE, PEOPLE)[:0], MEMBERS)) == 0


def test_an_estate_in_no_area_still_counts_everywhere():
    table = line_summary(LINES, MEMBERS[:0])
    assert set(table["level"]) == {"all"}
    assert row(table, "all", "", "park")["estates"] == 4


@given(st.lists(st.one_of(st.none(), st.floats(0, 2000)), min_size=4, max_size=4),
       st.lists(st.one_of(st.none(), st.integers(0, 5000)), min_size=4, max_size=4))  # fmt: skip
def test_streets_add_up_and_shares_are_shares(walk_m, people):
    walks = walks_of([(e, "park", m if m is not None else np.nan) for e, m in zip("ABCD", walk_m,
                      strict=True)])  # fmt: skip
    residents = pd.Series(people, index=list("ABCD"), dtype=float)
    table = line_summary(tiers(walks, CATALOGUE, residents, paces={}), MEMBERS)
    parks = table[table["category"] == "park"].set_index(["level", "area_id"])
    for name in ("estates_measured", "estates_within", "residents_within", "residents_unknown"):
        assert parks.loc["street", name].sum() == parks.loc[("all", ""), name]
    for name in ("estates_share", "residents_share"):
        assert parks[name].dropna().between(0, 1).all()
