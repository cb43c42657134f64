"""Three estates: one with everything for the old, one too far, one off the streets."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import standards
from geo.circle.coverage import estates_on_network
from geo.circle.tiers import Pace
from study.capacity import capacity
from study.catalogues import catalogue, listed
from study.old_and_young import old_and_young

RULES = standards.in_force(dt.date(2026, 11, 22))
KNOWN = catalogue("gb50180", RULES, RULES["circle_walk_m"])
NAMES = [row["category"] for row in RULES["old_and_young"]]

WALKS = pd.DataFrame(
    [
        ("A", "edu_kinder", "reached", 240.0),
        ("A", "eld_daycare", "reached", 300.0),
        ("A", "eld_canteen", "reached", 700.0),
        ("B", "edu_kinder", "reached", 400.0),
        ("B", "eld_daycare", "beyond_limit", np.nan),
        ("B", "eld_canteen", "reached", 90.0),
        ("C", "edu_kinder", "off_network", np.nan),
        ("C", "eld_daycare", "off_network", np.nan),
        ("C", "eld_canteen", "off_network", np.nan),
    ],
    columns=["estate_id", "category", "status", "walk_m"],
)
WALKS.attrs["limit_m"] = 3000.0
ESTATES = pd.DataFrame(
    {
        "estate_id": ["A", "B", "C"],
        "name": ["甲", "乙", "丙"],
        "residents": [1000.0, 3000.0, np.nan],
        "elders": [300.0, 100.0, 50.0],
        "households": [400.0, 1000.0, 40.0],
    }
)
FACILITIES = pd.DataFrame(
    [("K", "edu_kinder", 46.0), ("D", "eld_daycare", 30.0)],
    columns=["facility_id", "category", "capacity"],
)


def seen(walks=WALKS, known=KNOWN, estates=ESTATES):
    reach = walks.dropna(subset="walk_m").assign(
        facility_id=lambda t: t["category"].map({"edu_kinder": "K", "eld_daycare": "D"}).fillna("X")
    )
    ratios = capacity(reach, FACILITIES, estates, estates_on_network(walks), RULES).estates
    paces = {"adult": Pace(walks, 80.0), "elder": Pace(walks, 60.0)}
    return old_and_young(walks, known, estates, ratios, RULES, paces=paces)


def line(found, estate, category):
    rows = found.lines.set_index(["estate_id", "category"])
    return rows.loc[(estate, category)]


def test_what_is_near_for_whom_and_in_how_many_minutes():
    found = seen()
    kinder = line(found, "A", "edu_kinder")
    assert (kinder["group"], kinder["people_of"], bool(kinder["met"])) == (
        "young",
        "children_3_6",
        True,
    )
    assert (kinder["minutes_adult"], kinder["minutes_elder"]) == (3, 4)
    assert kinder["people"] == pytest.approx(RULES["children_per_1000"]["children_3_6"])
    care = line(found, "A", "eld_daycare")
    assert (care["group"], care["people"], care["radius_m"]) == ("old", 300, 300)


def test_places_come_along_where_there_is_a_ratio():
    found = seen()
    assert line(found, "A", "eld_daycare")["ratio"] == pytest.approx(100)  # 30 places, 300 elders
    assert np.isnan(line(found, "A", "eld_canteen")["ratio"])  # canteens have no catchment


def test_what_is_lacking_and_what_nobody_can_say():
    found = seen().estates.set_index("estate_id")
    assert found.loc["A", "lacking"] == "eld_canteen"  # 700 m
    assert found.loc["B", "lacking"] == "eld_daycare;edu_kinder"  # the old first, as in the lines
    assert found.loc["C", "lacking"] == ""
    assert len(found.loc["C", "unknown"].split(";")) == len(NAMES)
    assert "care_nursery" in found.loc["A", "unknown"]  # nobody supplied nurseries
    assert np.isnan(found.loc["C", "children_0_3"])


def test_all_together_by_estates_and_by_the_people_concerned():
    found = seen().summary.set_index("category")
    care = found.loc["eld_daycare"]
    assert (care["estates"], care["estates_measured"], care["estates_within"]) == (3, 2, 1)
    assert (care["estates_share"], care["people_share"]) == (0.5, 0.75)  # 300 of 400 elders
    assert (care["people"], care["people_unknown"]) == (450, 0)
    assert np.isnan(found.loc["care_nursery", "people_share"])


def test_people_nobody_counted_are_in_no_share():
    found = seen(estates=ESTATES.assign(elders=[300.0, np.nan, 50.0])).summary
    care = found.set_index("category").loc["eld_daycare"]
    assert (care["people_share"], care["people_unknown"]) == (1, 1)


def test_a_kind_the_catalogue_does_not_name_is_told_and_not_judged():
    known = KNOWN[KNOWN["category"] != "eld_canteen"]
    canteen = line(seen(known=known), "B", "eld_canteen")
    assert (canteen["walk_m"], canteen["met"] is pd.NA) == (90, True)
    assert not canteen["required"]


def test_of_several_circles_the_nearest_counts():
    wide = KNOWN[KNOWN["category"] == "edu_kinder"].assign(circle=15, radius_m=1000.0)
    found = seen(known=pd.concat([wide, KNOWN], ignore_index=True))
    assert line(found, "B", "edu_kinder")["radius_m"] == 300
    assert len(found.lines) == 3 * len(NAMES)


def test_the_order_of_rows_does_not_matter():
    mixed = WALKS.sample(frac=1, random_state=5)
    mixed.attrs = WALKS.attrs
    one, two = seen(), seen(mixed, KNOWN[::-1], ESTATES[::-1])
    for name in ("lines", "estates", "summary"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


def test_without_estates_there_is_nothing_to_see():
    found = seen(WALKS[:0], KNOWN, ESTATES[:0])
    assert (len(found.lines), len(found.estates), len(found.summary)) == (0, 0, 0)


def test_the_rows_are_known_facilities_of_known_people():
    assert set(NAMES) <= listed(RULES)
    assert {row["people"] for row in RULES["old_and_young"]} <= {
        "elders",
        *RULES["children_per_1000"],
    }
    assert len(NAMES) == len(set(NAMES))
