"""One street of 1,000 m, an estate at each end: who reaches what, and how that is said."""

import datetime as dt
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
from shapely import LineString, Point

import study
from intake import Inputs
from reports.circle_sheets import circle_sheets
from standards import in_force
from study.capacity import reach_m
from study.choices import Choices
from study.circle_measures import circle_measures, places
from study.in_reach import in_reach
from study.living_circle import living_circle
from study.reach_table import reach_table
from study.walking import Walking
from study.weighing import Weighing
from tests.small_circle import loaded, results

CRS, DEGREES = "EPSG:4547", "EPSG:4326"
DAY = dt.date(2026, 11, 21)
RULES = in_force(DAY)
ELDERS = {"E1": 300.0, "E2": 100.0}
SHORT = Walking(limit_m=500.0, catalogue="complete2020", rings_m=(300.0, 800.0))
# (id, category, metres along the street, capacity)
HOME = ("H1", "eld_home", 800, 40.0)
CARE = ("D1", "eld_daycare", 100, 20.0)
MARKETS = [("M1", "shp_market", 700, np.nan), ("M2", "shp_market", 100, np.nan)]


def layer(columns, along):
    """Points this far along the street; in degrees, as files are read."""
    points = [Point(500_000 + metres, 3_300_000) for metres in along]
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(points, crs=CRS)).to_crs(DEGREES)


def measured(*facilities, streets=True, walking=None):
    estates = layer(
        {"estate_id": list(ELDERS), "name": list(ELDERS), "residents": 1000.0,
         "households": 400.0, "elders": list(ELDERS.values())},
        [0, 1000],
    )  # fmt: skip
    names = ["facility_id", "category", "along", "capacity"]
    told = pd.DataFrame(list(facilities), columns=names).assign(name=None)
    tables = {"facilities": layer(told.drop(columns="along"), told["along"])}
    gates = {"entrance_id": ["G1", "G2"], "estate_id": list(ELDERS)}
    tables["entrances"] = layer(gates, [0, 1000])
    if streets:
        line = LineString([(500_000, 3_300_000), (501_000, 3_300_000)])
        road = gpd.GeoDataFrame({"name": ["人民路"]}, geometry=[line], crs=CRS)
        tables["streets"] = road.to_crs(DEGREES)
    choices = Choices("两小区", (2027,), DAY, Weighing(), walking=walking or Walking())
    inputs = Inputs(tables=tables, files=(), issues=())
    circle = living_circle(estates, inputs, choices, RULES, pyproj.CRS(CRS))
    return SimpleNamespace(circle=circle, estates=estates)


def ratios(found, category):
    rows = found.estates[found.estates["category"].eq(category)].set_index("estate_id")
    return rows["ratio"]


def test_catchments_end_where_they_end_however_short_the_study_walks():
    found = places(measured(HOME, walking=SHORT))
    assert ratios(found, "eld_home").tolist() == pytest.approx([100.0, 100.0])  # 40 for 400 elders
    pd.testing.assert_frame_equal(found.estates, places(measured(HOME)).estates)


def test_pairs_are_walked_as_far_as_any_catchment_reaches():
    town = measured(HOME, walking=SHORT).circle
    assert in_reach(town, limit_m=reach_m(RULES)).attrs["limit_m"] == reach_m(RULES)
    assert in_reach(town, limit_m=500.0).shape[0] == 1  # E2 alone


def test_without_streets_places_are_shared_by_straight_lines():
    found = places(measured(HOME, CARE, streets=False))
    # 800 m · 1.3 lie beyond the catchment of 1,000 m, 200 m · 1.3 within
    assert ratios(found, "eld_home").tolist() == pytest.approx([0.0, 1000 * 40 / 100])
    assert ratios(found, "eld_daycare").tolist() == pytest.approx([1000 * 20 / 300, 0.0])
    assert set(found.estates["method"]) == set(found.facilities["method"]) == {"straight"}
    demand = found.facilities.set_index("facility_id")["demand"]
    assert demand.to_dict() == {"H1": 100.0, "D1": 300.0}


def test_a_longer_way_is_asked_of_straight_lines_only_as_far_as_it_is_stated():
    circle = measured(*MARKETS, HOME, streets=False).circle
    found = in_reach(circle, limit_m=200.0, categories={"shp_market"})
    assert found.to_numpy().tolist() == [["E1", "shp_market", "M2", 130.0, "straight"]]


@pytest.mark.parametrize(("streets", "factor"), [(True, 1.0), (False, 1.3)])
def test_everything_one_estate_reaches_is_in_the_table(streets, factor):
    circle = measured(*MARKETS, HOME, streets=streets).circle
    found = reach_table(circle, "E1")
    assert found["facility_id"].tolist() == ["H1", "M2", "M1"]
    assert found["walk_m"].tolist() == pytest.approx([800 * factor, 100 * factor, 700 * factor])
    assert set(found["method"]) == {"streets" if streets else "straight"}
    speeds = {name: one["speed_m_per_min"] for name, one in RULES["walkers"].items()}
    for name, speed in speeds.items():
        assert found[f"{name}_min"].tolist() == pytest.approx((found["walk_m"] / speed).tolist())


@pytest.mark.parametrize("streets", [True, False])
def test_within_a_ring_wider_than_the_study_walks_nobody_counted(streets):
    walks = measured(*MARKETS, streets=streets, walking=SHORT).circle.walks
    assert walks["count_300"].tolist() == [1, 0 if not streets else 1]
    assert walks["count_800"].isna().all()


@pytest.mark.parametrize("method", ["streets", "straight"])
def test_every_table_says_how_walks_were_measured(method):
    found = circle_measures(results(method).measured)
    near = found.old_and_young
    for table in (found.lines, found.by_line, found.by_area, found.capacity.estates,
                  found.capacity.facilities, near.lines, near.estates, near.summary):  # fmt: skip
        assert set(table["method"]) == {method}


def test_without_streets_sheets_and_the_young_are_told_the_places_they_share(tmp_path):
    choices = loaded(tmp_path / "study", "straight")
    pois = tmp_path / "study/pois.geojson"
    text = pois.read_text(encoding="utf-8")
    kinder = '"category": "edu_kinder"'
    assert text.count(kinder) == 1
    pois.write_text(text.replace(kinder, f'{kinder}, "capacity": 30'), encoding="utf-8")
    found = study.run(choices)
    lines = found.circle.old_and_young.lines
    young = lines[lines["category"].eq("edu_kinder")].set_index("estate_id")
    share = 100 * 30 / young["people"][["E3", "E4"]].sum()  # 464 and 213 m; E2 is 715 m away
    assert young["ratio"].tolist() == pytest.approx([0, 0, share, share])
    assert set(young["method"]) == {"straight"}
    sheets = {sheet.name: sheet.table for sheet in circle_sheets(found, locale="zh")}
    told = sheets["capacity_estates"]
    told = told[told["category"].eq("幼儿园")].set_index("estate_id")
    assert told["ratio"][["E3", "E4"]].tolist() == pytest.approx([share, share], abs=0.01)
