"""What is said of streets, gates and facilities that are missing or lie apart."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from intake import Inputs
from study.walking_issues import walking_issues

NONE = gpd.GeoDataFrame(geometry=[])


def told(gates=NONE, astray=NONE, **tables):
    inputs = Inputs(tables=tables, files=(), issues=())
    return walking_issues(inputs, gates, astray, cap_m=100, detour=1.3)


@pytest.mark.parametrize(
    ("tables", "codes"),
    [
        ({}, ["study.no_streets", "study.no_facilities"]),
        ({"facilities": NONE}, ["study.no_streets"]),
    ],
)
def test_what_is_not_there_is_said_once(tables, codes):
    assert [issue.code for issue in told(**tables)] == codes


def test_gates_that_were_derived_and_what_lies_off_the_streets_are_named():
    gates = gpd.GeoDataFrame(
        {"estate_id": ["E1", "E2"], "entrance_id": ["G1", None], "derived": [True, True]},
        geometry=[shapely.Point(0, 0), None],
    )
    astray = pd.DataFrame({"facility_id": ["F1"], "category": ["edu_kinder"], "gap_m": [140.0]})
    astray = pd.concat([astray, astray.assign(facility_id="F2")], ignore_index=True)
    facilities = gpd.GeoDataFrame(
        {"facility_id": ["F1", "F2"], "name": ["红星幼儿园", None]}, geometry=[None, None]
    )
    issues = told(gates, astray, streets=NONE, facilities=facilities)
    assert [issue.code for issue in issues] == [
        "study.facility_off_network", "study.facility_off_network",
        "study.estate_off_network", "study.entrances_derived",
    ]  # fmt: skip
    assert [issue.value for issue in issues[:2]] == ["红星幼儿园 F1", "F2"]
    assert [issues[2].estate_id, issues[3].detail] == ["E2", {"count": 1}]
    assert issues[0].detail == {"category": "edu_kinder", "cap_m": "100"}
