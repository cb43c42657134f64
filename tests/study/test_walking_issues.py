"""What is said of streets, gates and facilities that are missing or lie apart."""

import geopandas as gpd
import pytest
import shapely

from geo import street_network
from geo.walking.ground import ground
from intake import Inputs
from study.walking_issues import walking_issues
from texts import say

CRS = "EPSG:4547"
NONE = gpd.GeoDataFrame(geometry=[], crs=CRS)
STREET = gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (500, 0)])], crs=CRS)


def gates_of(*rows):
    """Rows are (estate, entrance, derived, y); y None: no place."""
    names = ["estate_id", "entrance_id", "derived"]
    points = [None if row[-1] is None else shapely.Point(50, row[-1]) for row in rows]
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(points, crs=CRS))


def told(gates=None, shops=None, **tables):
    gates = gates_of() if gates is None else gates
    places = gpd.GeoDataFrame(
        {"facility_id": list(shops or {}), "category": "edu_kinder"},
        geometry=[shapely.Point(90, y) for y in (shops or {}).values()],
        crs=CRS,
    )
    placed = ground(gates, places, street_network(tables.get("streets", NONE)), cap_m=100)
    inputs = Inputs(tables=tables, files=(), issues=())
    return walking_issues(inputs, gates, placed, cap_m=100, detour=1.3)


@pytest.mark.parametrize(
    ("tables", "codes"),
    [
        ({}, ["study.no_streets", "study.no_facilities"]),
        ({"facilities": NONE}, ["study.no_streets"]),
        ({"facilities": NONE, "streets": NONE}, ["study.no_walkable_streets"]),
    ],
)
def test_what_is_not_there_is_said_once(tables, codes):
    far = {"F1": 140.0}  # off a street that is not there: nothing to say of it
    assert [issue.code for issue in told(shops=far, **tables)] == codes


def test_gates_that_were_derived_and_what_lies_off_the_streets_are_named():
    gates = gates_of(("E1", "G1", True, 0), ("E2", None, True, None))
    named = gpd.GeoDataFrame(
        {"facility_id": ["F1", "F2"], "name": ["红星幼儿园", None]}, geometry=[None, None]
    )
    far = told(gates, {"F1": 140.0, "F2": 140.0}, streets=STREET)
    assert [issue.value for issue in far if issue.table == "facilities"] == ["", "", "F1、F2"]
    issues = [*told(gates, {"F1": 140.0, "F2": 140.0}, streets=STREET, facilities=named)]
    assert issues.pop(0).code == "study.category_off_network"
    assert [issue.code for issue in issues] == [
        "study.facility_off_network", "study.estate_off_network", "study.entrances_derived",
    ]  # fmt: skip
    assert issues[0].value == "红星幼儿园 F1、F2"
    assert [issues[1].estate_id, issues[2].detail] == ["E2", {"count": 1}]
    named = ["红星幼儿园 F1", "F2"]
    assert issues[0].detail == {
        "category": "edu_kinder", "cap_m": "100", "count": 2, "all": named,
    }  # fmt: skip


def test_many_facilities_off_the_streets_are_one_sentence_with_the_first_and_all_behind():
    _whole_kind, issue = told(
        shops={f"F{n:03}": 140.0 for n in range(300)}, streets=STREET, facilities=NONE
    )
    assert issue.value.startswith("F000、F001、")
    assert issue.value.endswith("F019…")
    assert (issue.detail["count"], len(issue.detail["all"])) == (300, 300)
    for locale in ("zh", "en"):
        assert "300" in say(locale, issue.code, value=issue.value, **issue.detail)


def test_an_estate_whose_own_gates_are_all_too_far_is_named():
    gates = gates_of(("E1", "G1", False, 100.01), ("E2", "G2", False, 100))
    issues = told(gates, streets=STREET, facilities=NONE)
    assert [(issue.code, issue.estate_id) for issue in issues] == [
        ("study.estate_off_network", "E1")
    ]


def test_gates_left_out_of_an_estate_that_has_others_are_counted():
    gates = gates_of(("E1", "G1", False, 101), ("E1", "G2", False, 0), ("E1", "G3", False, -200))
    (issue,) = told(gates, streets=STREET, facilities=NONE)
    assert (issue.code, issue.value) == ("study.gates_off_network", "E1")
    assert issue.detail == {"count": 2, "cap_m": "100"}
