"""What is said of places that do not count, each way once however many they are."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest

from standards import in_force
from study.facility_categories import categorised
from study.facility_issues import facility_issues
from texts import codes, say

RULES = in_force(dt.date(2026, 1, 1))


def told(*rows):
    """Return the issues by code; a row is (category, name, typecode, tags), the rest left out."""
    cells = [dict(zip(("category", "name", "typecode", "tags"), row, strict=False)) for row in rows]
    frame = pd.DataFrame(cells, columns=["category", "name", "typecode", "tags"], dtype=object)
    frame = frame.astype(object).where(frame.notna(), None)
    frame.insert(0, "facility_id", [f"F{row}" for row in range(len(frame))])
    places = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries([None] * len(frame), crs="EPSG:4547"))
    return {issue.code: issue for issue in facility_issues(categorised(places, RULES))}


def kinds(text):
    return [(kind,) for kind in text]


def test_where_most_facilities_are_not_counted_it_is_said_once_with_the_most_frequent():
    issues = told(("edu_kinder",), *kinds("丙丙丙乙乙丁丁甲"), (None,))
    one = issues["study.facilities_unknown"]
    assert (one.severity, one.value) == ("warning", "丙 (3)、丁 (2)、乙 (2)")
    assert (one.detail["count"], one.detail["total"]) == (9, 10)
    for locale in ("zh", "en"):
        sentence = say(locale, one.code, value=one.value, **one.detail)
        assert "inputs.facilities" in sentence
        assert "edu_kinder" in sentence
        assert one.value in sentence


@pytest.mark.parametrize("rows", [(), ("edu_kinder", "甲"), ("edu_kinder", "shp_market")])
def test_half_of_them_or_fewer_is_no_warning(rows):
    assert "study.facilities_unknown" not in told(*[(row,) for row in rows])


def test_facilities_without_any_category_are_warned_of():
    assert told((None,), (None,))["study.facilities_unknown"].value == "— (2)"


def test_a_map_holds_much_that_never_counts_and_is_no_gap():
    issues = told(*[("写字楼", "甲大厦", "120201")] * 9, ("edu_kinder",))
    assert "study.facilities_unknown" not in issues
    assert issues["study.unlisted_category"].detail == {"count": 9, "kinds": 1}


def test_unmapped_kinds_are_one_issue_with_their_counts():
    one = told(*kinds("甲甲乙"), *[("edu_kinder",)] * 9)["study.unlisted_category"]
    assert (one.severity, one.value) == ("info", "甲 (2)、乙 (1)")
    assert one.detail == {"count": 3, "kinds": 2}


def test_rejected_places_are_one_issue_a_reason_with_the_first_names():
    names = ["丁宠物医院", "丙宠物医院", "乙宠物医院", "甲宠物医院"]
    issues = told(*[("诊所", name) for name in names], ("诊所", "康健口腔"))
    one = issues["study.facilities_rejected.animals"]
    assert one.detail["count"] == 4
    assert one.value == "丁宠物医院、丙宠物医院、乙宠物医院"
    assert issues["study.facilities_rejected.dental"].value == "康健口腔"


def test_unsure_places_are_one_warning_with_kinds_and_names():
    one = told(*[(None, "外国语学校", None, "amenity=school")] * 2)["study.facilities_unsure"]
    assert (one.severity, one.value) == ("warning", "amenity=school (2)")
    assert one.detail == {"count": 2, "names": "外国语学校"}


def test_how_many_were_understood_by_mapping_is_said_and_codes_alone_say_nothing():
    one = told(("edu_kinder",), ("幼儿园",), ("学校", "一小学"))["study.facilities_mapped"]
    assert one.detail == {"count": 2, "by_name": 1, "total": 3}
    assert told(("edu_kinder",)) == {}


def test_every_reason_has_a_sentence_and_one_of_a_city_falls_back():
    reasons = {row["reason"] for row in RULES["facility_rejects"]}
    for locale in ("zh", "en"):
        assert {f"study.facilities_rejected.{reason}" for reason in reasons} <= set(codes(locale))
    own = [{"reason": "own", "categories": None, "unless": [], "words": ["幻想"]}]
    rule = RULES.rules["facility_rejects"]
    before = rule.value
    object.__setattr__(rule, "value", own)
    try:
        one = told(("幼儿园", "幻想幼儿园"))["study.facilities_rejected.other"]
    finally:
        object.__setattr__(rule, "value", before)
    assert one.detail == {"count": 1, "reason": "own"}


def test_exits_of_a_metro_station_are_told_once():
    issues = told(
        (None, "人民广场地铁站A口", "150501"),
        (None, "A", None, "railway=subway_entrance"),
        ("地铁站", "体育场地铁站"),
        ("地铁站", "体育场站2号口"),
        ("药店", "路口药店"),
    )
    assert issues["study.metro_exits"].detail == {"count": 3, "total": 4}
    assert "study.metro_exits" not in told(("地铁站", "体育场地铁站"), ("幼儿园", "路口"))
