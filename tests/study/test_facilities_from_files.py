"""Files of places as people have them, read and told apart: a map, its extract, our own list."""

import datetime as dt
import os
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

import geo
from demo.town import town as made
from intake import Source, read
from standards import in_force
from study.catalogues import listed
from study.facility_categories import categorised, facility_basis

RULES = in_force(dt.date(2026, 1, 1))
SINGAPORE = Path(os.environ.get("JIUGAI_DATA", "../shared/data")) / "singapore" / "singapore.gpkg"
NODES = [
    {"amenity": "school", "name": "人民路小学"},
    {"amenity": "clinic", "name": "汪汪宠物医院"},
    {"highway": "bus_stop"},
    {"railway": "station", "station": "subway"},
    {"amenity": "bench"},
    {"amenity": "school", "name": "外国语学校"},
]


def town(folder):
    """Return an extract of OpenStreetMap with a node for each of `NODES`."""
    nodes = [
        f'<node id="{at}" lat="34.0{at}" lon="113">'
        + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in node.items())
        + "</node>"
        for at, node in enumerate(NODES, start=1)
    ]
    path = folder / "town.osm"
    path.write_text(f'<?xml version="1.0"?><osm version="0.6">{"".join(nodes)}</osm>', "utf-8")
    return path


def judged(path, **more):
    source = Source(path, path.name, **more)
    return categorised(read({"facilities": [source]}).tables["facilities"], RULES)


def counted(path, **more):
    found = judged(path, **more).facilities
    return dict(zip(found["name"], found["category"], strict=True))


def test_an_extract_of_openstreetmap(tmp_path):
    found, others = judged(town(tmp_path))
    assert sorted(found["category"]) == ["edu_primary", "trn_bus", "trn_metro"]
    assert set(found["how"]) == {"name", "tags"}
    assert sorted(others[["raw_category", "status", "reason"]].to_numpy().tolist()) == [
        ["bench", "unmapped", ""],
        ["clinic", "rejected", "animals"],
        ["school", "unsure", "edu_junior;edu_primary"],
    ]


def test_what_map_says_stands_above_tags(tmp_path):
    found = judged(town(tmp_path), map={"school": "edu_junior", "bench": "grn_park"}).facilities
    assert sorted(found["category"]) == [
        "edu_junior", "edu_junior", "grn_park", "trn_bus", "trn_metro",
    ]  # fmt: skip


def test_a_layer_of_geofabrik(tmp_path):
    path = tmp_path / "gis_osm_pois_free_1.gpkg"
    rows = {
        "osm_id": ["1", "2", "3"],
        "code": [2082, 2101, 2902],
        "fclass": ["school", "pharmacy", "bench"],
        "name": ["人民路小学", "益民药房", None],
    }
    points = gpd.points_from_xy([113.0, 113.1, 113.2], [34.0, 34.0, 34.0])
    gpd.GeoDataFrame(rows, geometry=points, crs="EPSG:4326").to_file(path, layer="pois")
    assert counted(path) == {"人民路小学": "edu_primary", "益民药房": "med_pharmacy"}


def test_an_export_with_a_column_for_each_key(tmp_path):
    path = tmp_path / "export.geojson"
    rows = {
        "name": ["全家", "北门公园", "康乐院"],
        "amenity": [None, None, "social_facility"],
        "shop": ["convenience", None, None],
        "leisure": [None, "park", None],
        "social_facility": [None, None, "nursing_home"],
    }
    points = gpd.points_from_xy([113.0, 113.1, 113.2], [34.0, 34.0, 34.0])
    gpd.GeoDataFrame(rows, geometry=points, crs="EPSG:4326").to_file(path, driver="GeoJSON")
    assert counted(path) == {"全家": "shp_conv", "北门公园": "grn_park", "康乐院": "eld_home"}


@pytest.mark.parametrize("heads", ["名称,type,typecode", "name,大类,typecode", "name,x1,typecode"])
def test_a_table_of_amap(tmp_path, heads):
    path = tmp_path / "poi.csv"
    rows = [
        "万达广场,购物服务;商场;购物中心|购物服务;超级市场;超市,060101|060400,113.0,34.0",
        "河东社区卫生服务站,医疗保健服务;诊所;诊所,090300,113.1,34.0",
        "安达驾校,科教文化服务;驾校;驾校,141500,113.2,34.0",
    ]
    path.write_text("\n".join([f"{heads},经度,纬度", *rows]), encoding="utf-8")
    found = judged(path, crs="EPSG:4326").facilities
    assert sorted(zip(found["name"], found["category"], strict=True)) == [
        ("万达广场", "shp_mall"), ("万达广场", "shp_super"), ("河东社区卫生服务站", "med_station"),
    ]  # fmt: skip


def test_a_place_of_two_kinds_is_reached_as_both():
    streets = gpd.GeoDataFrame(
        {"walkable": [True]}, geometry=[shapely.LineString([(0, 0), (500, 0)])], crs="EPSG:4547"
    )
    network = geo.street_network(streets)
    gates = gpd.GeoDataFrame(
        {"estate_id": ["E1"], "entrance_id": ["G1"], "derived": [False]},
        geometry=[shapely.Point(0, 0)],
        crs="EPSG:4547",
    )
    places = gpd.GeoDataFrame(
        {
            "facility_id": ["F1"],
            "category": [None],
            "typecode": ["060101|060400"],
            "name": ["万达"],
        },
        geometry=[shapely.Point(300, 0)],
        crs="EPSG:4547",
    )
    found = categorised(places, RULES).facilities.reset_index(drop=True)
    walks = geo.walks(gates, found, network, limit_m=1000, rings_m=[500], cap_m=50)
    assert walks.set_index("category")["walk_m"].to_dict() == {"shp_mall": 300, "shp_super": 300}


def unchanged(places):
    """Return whether exactly the rows with a code of the catalogue count, each as that."""
    found = categorised(places, RULES).facilities
    before = places[places["category"].isin(listed(RULES))]
    keys = ["facility_id", "category"]
    return found[keys].to_numpy().tolist() == before[keys].to_numpy().tolist()


def test_the_demo_town_counts_what_it_did():
    places = made(40, seed=1).facilities
    assert unchanged(places)
    basis = facility_basis(categorised(places, RULES).facilities)
    assert basis["facilities"].sum() == len(places)


@pytest.mark.skipif(not SINGAPORE.exists(), reason=f"{SINGAPORE} is not here")
def test_singapore_counts_what_its_map_says():
    given = {
        "preschool": "edu_kinder", "clinic": "med_outpatient", "supermarket": "shp_market",
        "hawker_centre": "shp_food", "community_club": "cul_center", "park": "grn_park",
        "gym": "spt_gym", "sport_facility": "spt_large", "metro_exit": "trn_metro",
    }  # fmt: skip
    source = Source(SINGAPORE, "singapore.gpkg", layer="pois", category="category", map=given)
    assert unchanged(read({"facilities": [source]}).tables["facilities"])
