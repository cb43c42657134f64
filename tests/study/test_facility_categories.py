"""Places as files write them, and what each counts as: tests/cases/facility_categories.yaml."""

import datetime as dt
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from standards import in_force
from study.catalogues import listed
from study.facility_categories import categorised, facility_basis, found
from study.facility_vocabulary import vocabulary

CASES = yaml.safe_load(Path("tests/cases/facility_categories.yaml").read_text(encoding="utf-8"))
RULES = in_force(dt.date(2026, 1, 1))
KNOWN = vocabulary(RULES)
CELLS = ("category", "tags", "typecode", "name")


def came_to(place):
    """Return what one place comes to, as the cases write it."""
    one = found(*(place.get(name, "") for name in CELLS), place.get("area_m2"), known=KNOWN)
    if one.status == "counted":
        return sorted(one.categories)
    return f"{one.status} {one.reason}".strip()


def places(rows):
    """Return rows of cells as a table of facilities."""
    frame = pd.DataFrame(
        [{name: row.get(name) or None for name in CELLS} for row in rows], columns=list(CELLS)
    ).astype(object)
    frame.insert(0, "facility_id", [f"F{row}" for row in range(len(frame))])
    points = gpd.GeoSeries([shapely.Point(row, 0) for row in range(len(frame))], crs="EPSG:4547")
    return gpd.GeoDataFrame(frame, geometry=points)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_place_counts_as_what_it_is(case):
    expected = case["is"] if isinstance(case["is"], list) else [case["is"]]
    plain = " " not in expected[0] and expected[0] not in {"unsure", "unmapped"}
    assert came_to(case) == (sorted(expected) if plain else expected[0])


def test_the_cases_are_many_and_hold_every_way_to_say_it():
    assert len(CASES) >= 150
    assert {"tags", "typecode", "category", "name"} <= {key for case in CASES for key in case}
    reasons = {row["reason"] for row in RULES["facility_rejects"]}
    named = {case["is"].split()[1] for case in CASES if str(case["is"]).startswith("rejected")}
    assert named <= reasons


def _named():
    """Return every category that any mapping table names."""
    rows = [*RULES["facility_osm_tags"], *RULES["facility_amap_codes"], *RULES["facility_kinds"]]
    for row in rows:
        yield from filter(None, (row.get("category"), row.get("otherwise")))
        yield from (*row.get("among", ()), *row.get("sized", ()))
    yield from RULES["facility_words"]
    for row in RULES["facility_rejects"]:
        yield from row["categories"] or ()


def test_every_target_of_a_mapping_is_in_a_catalogue():
    assert set(_named()) <= listed(RULES)


def test_every_geofabrik_class_leads_to_a_tag_that_is_known():
    assert all(KNOWN.bare[row["fclass"]] for row in RULES["facility_geofabrik"])
    for row in RULES["facility_geofabrik"]:
        assert came_to({"category": row["osm"]}) == came_to({"category": row["fclass"]})


def test_every_row_of_a_mapping_says_one_thing():
    for row in [*RULES["facility_osm_tags"], *RULES["facility_amap_codes"]]:
        assert ("category" in row) + ("among" in row) + ("reject" in row) == 1, row
    codes = [row["code"] for row in RULES["facility_amap_codes"]]
    assert len(set(codes)) == len(codes)
    reasons = {row["reason"] for row in RULES["facility_rejects"]}
    rows = [*RULES["facility_osm_tags"], *RULES["facility_amap_codes"]]
    assert {row["reject"] for row in rows if "reject" in row} <= reasons


@pytest.mark.parametrize("row", RULES["facility_osm_tags"], ids=lambda row: ";".join(row["tags"]))
def test_every_tag_row_can_be_reached(row):
    one = found("", ";".join(row["tags"]), "", "", None, known=KNOWN)
    if "category" in row:
        assert row["category"] in one.categories
    elif "reject" in row:
        assert (one.status, one.reason) == ("rejected", row["reject"])
    else:
        expected = {row["otherwise"]} if "otherwise" in row else set(row["among"])
        assert expected <= set(one.categories)


@given(st.sampled_from(CASES), st.sampled_from(["暂停营业", "(筹)", "(在建)"]))
@settings(max_examples=150, deadline=None)
def test_a_reject_for_everything_beats_every_accept(case, words):
    if case.get("category") in KNOWN.own:
        return
    before, after = came_to(case), came_to(case | {"name": f"{case.get('name', '')}{words}"})
    assert isinstance(after, str)
    assert not isinstance(before, list) or after.split()[0] in {"rejected", "unmapped", "unsure"}


@given(st.permutations(range(40)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing_but_their_order(order):
    rows = places(CASES[60:100])
    one, other = categorised(rows, RULES), categorised(rows.iloc[list(order)], RULES)
    keys = ["facility_id", "category", "how", "raw_category"]
    for first, second in zip(one, other, strict=True):
        by = [key for key in [*keys, "status", "reason"] if key in first]
        left, right = (
            t[by].astype(str).sort_values(by, ignore_index=True) for t in (first, second)
        )
        pd.testing.assert_frame_equal(left, right)


def test_each_row_counts_or_is_listed_and_none_is_changed_in_place():
    rows = places(CASES)
    before = rows.copy()
    counted, others = categorised(rows, RULES)
    pd.testing.assert_frame_equal(pd.DataFrame(rows), pd.DataFrame(before))
    assert set(counted["facility_id"]) | set(others["facility_id"]) == set(rows["facility_id"])
    assert not set(counted["facility_id"]) & set(others["facility_id"])
    assert counted["category"].isin(listed(RULES)).all()
    assert counted.crs == rows.crs


def test_a_place_of_several_codes_serves_each_kind_once():
    rows = places([{"typecode": "060101|060102|060400", "name": "万达广场"}])
    counted = categorised(rows, RULES).facilities
    assert counted["category"].tolist() == ["shp_mall", "shp_super"]
    assert counted["facility_id"].tolist() == ["F0", "F0"]


def test_an_outline_in_metres_is_measured():
    rows = places([{"tags": "leisure=pitch"}, {"tags": "leisure=pitch"}])
    rows["geometry"] = [shapely.box(0, 0, 100, 70), shapely.Point(0, 0)]
    counted, others = categorised(rows, RULES)
    assert counted[["facility_id", "category"]].to_numpy().tolist() == [["F0", "spt_large"]]
    assert others["reason"].tolist() == ["spt_small;spt_large"]


def test_no_rows_and_rows_without_raw_columns():
    assert len(categorised(places([]), RULES).facilities) == 0
    bare = places([{"category": "edu_kinder"}])[["facility_id", "category", "geometry"]]
    counted, others = categorised(bare, RULES)
    assert counted["how"].tolist() == ["code"]
    assert others.empty


def test_the_points_behind_a_score_have_a_number_and_a_date():
    rows = places([{"category": "幼儿园"}] * 3 + [{"category": "学校", "name": "一小学"}])
    rows["collected_on"] = pd.to_datetime(["2026-03-01", None, "2025-06-01", None])
    basis = facility_basis(categorised(rows, RULES).facilities).set_index("category")
    assert basis["facilities"].to_dict() == {"edu_kinder": 3, "edu_primary": 1}
    assert basis["by_name"].to_dict() == {"edu_kinder": 0, "edu_primary": 1}
    assert basis["undated"].to_dict() == {"edu_kinder": 1, "edu_primary": 1}
    assert str(basis.loc["edu_kinder", "first_day"].date()) == "2025-06-01"
    assert pd.isna(basis.loc["edu_primary", "last_day"])


def test_a_place_counts_once_however_many_doors_it_has():
    rows = places([{"category": "edu_kinder"}] * 2).assign(facility_id="F0")
    assert facility_basis(rows)["facilities"].tolist() == [1]
    assert facility_basis(rows.head(0)).empty
