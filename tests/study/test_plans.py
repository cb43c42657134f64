"""Plans as they come out of the files: what each is for, what it goes by, what is left out."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from standards import in_force
from study.plans import plans_read
from tables import TABLES
from texts import say

RULES = in_force(dt.date(2026, 11, 21)).rules
SQUARE = shapely.box(0, 0, 100, 100)


def layer(*rows):
    columns = {name: [row.get(name) for row in rows] for name in TABLES["plans"].names}
    shapes = [row.get("geometry", SQUARE) for row in rows]
    return gpd.GeoDataFrame(pd.DataFrame(columns, dtype=object), geometry=shapes, crs="EPSG:4547")


def read(*rows):
    found = plans_read(layer(*rows), RULES)
    return found.areas, {issue.code: issue for issue in found.issues}


def test_a_plan_is_of_the_kind_it_says_and_goes_by_its_name():
    areas, issues = read({"kind": "expropriation", "name": "东门片区", "plan_id": "Z1"})
    assert areas[["kind", "plan", "plan_id"]].to_numpy().tolist() == [
        ["expropriation", "东门片区", "Z1"]
    ]
    assert issues == {}


@pytest.mark.parametrize(
    ("row", "plan"),
    [({"plan_id": "Z1"}, "Z1"), ({"document": "政告〔2026〕3号"}, "政告〔2026〕3号"), ({}, None)],
)
def test_without_a_name_it_goes_by_its_number_then_by_its_document(row, plan):
    areas, _ = read({"kind": "shantytown", **row})
    assert areas["plan"].astype(object).where(areas["plan"].notna(), None).tolist() == [plan]


def test_several_kinds_are_a_row_each():
    areas, _ = read({"kind": "expropriation,shantytown", "name": "甲"})
    assert areas["kind"].tolist() == ["expropriation", "shantytown"]
    assert areas["key"].nunique() == 2


def test_parts_of_one_plan_share_a_key_and_row_order_does_not_matter():
    rows = [
        {"kind": "heritage", "name": "老街"}, {"kind": "flood", "name": "河西"},
        {"kind": "heritage", "name": "老街"},
        {"kind": "heritage", "name": "老街", "year_from": 2026},
    ]  # fmt: skip
    one, _ = read(*rows)
    other, _ = read(*rows[::-1])
    assert one["key"].tolist() == other["key"].tolist()[::-1]
    assert one["key"].tolist() == [1, 0, 1, 2]


def test_parcels_with_the_same_planned_use_are_one_plan():
    areas, issues = read(
        {"plan_id": "A-01", "land_use": "商业用地"}, {"plan_id": "A-02", "land_use": "商业用地"}
    )
    assert areas["key"].tolist() == [0, 0]
    assert areas[["kind", "plan"]].to_numpy().tolist() == [["land_use", "商业用地"]] * 2
    assert areas["plan_id"].isna().all()
    assert issues == {}


def test_housing_is_no_conflict_and_a_use_nobody_can_read_is_listed():
    areas, issues = read(
        {"land_use": "R2"}, {"land_use": "G1"}, {"land_use": "见图则"},
        {"kind": "land_use", "name": "总体规划"},
    )  # fmt: skip
    assert areas["plan"].tolist() == ["G1"]
    assert issues["planning.use_unread"].value == "—、见图则"
    assert issues["planning.use_unread"].severity == "warning"


def test_the_use_of_land_in_another_plan_is_not_asked():
    areas, issues = read({"kind": "urban_renewal", "name": "甲", "land_use": "商业用地"})
    assert areas["kind"].tolist() == ["urban_renewal"]
    assert issues == {}


def test_what_is_cancelled_is_left_out_and_told():
    areas, issues = read(
        {"kind": "demolition", "name": "旧案", "status": "cancelled"},
        {"kind": "demolition", "name": "新案", "status": "under_way"},
    )
    assert areas["plan"].tolist() == ["新案"]
    assert issues["planning.cancelled"].value == "旧案"


def test_the_development_boundary_is_meant_to_hold_the_estates():
    areas, issues = read({"kind": "development_boundary", "name": "城镇开发边界"})
    assert areas.empty
    assert issues == {}


def test_a_kind_taken_from_the_name_is_told_and_so_is_one_nobody_knows():
    areas, issues = read({"name": "东门征收范围"}, {"name": "甲地块"}, {"kind": "重点项目"})
    assert areas["kind"].tolist() == ["expropriation", "other", "other"]
    assert issues["planning.kind_from_name"].value == "东门征收范围"
    assert issues["planning.kind_from_name"].severity == "repair"
    assert issues["planning.kind_unknown"].value == "—、甲地块"
    for issue in issues.values():
        for locale in ("zh", "en"):
            assert "{" not in say(locale, issue.code, value=issue.value, **issue.detail)


def test_no_plans_at_all():
    areas, issues = read()
    assert areas.empty
    assert "key" in areas
    assert issues == {}
