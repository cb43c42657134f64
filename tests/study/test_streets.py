"""Street layers as they come: OpenStreetMap, geofabrik, osmnx and a planning bureau's own."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.streets.network import street_network
from standards import in_force
from study.streets import walking_streets

RULES = in_force(dt.date(2026, 1, 1))


def streets(**columns):
    rows = len(next(iter(columns.values())))
    lines = [shapely.LineString([(0, 9 * at), (50, 9 * at)]) for at in range(rows)]
    return gpd.GeoDataFrame(columns, geometry=lines, crs="EPSG:4547")


def read(name, **columns):
    return walking_streets(streets(**columns), RULES)[name].tolist()


@pytest.mark.parametrize(
    ("kind", "walked"),
    [
        ("footway", True),
        ("motorway", False),
        ("motorway_link", False),
        ("construction", False),
        ("proposed", False),
        ("高速公路", False),
        ("快速路", False),
        ("匝道", False),
        ("在建", False),
        ("主干路", True),
        ("支路", True),
        ("", True),
        (None, True),
        ("no such class", True),
        ("Motorway ", False),
        ("['motorway', 'primary']", True),
    ],
)
def test_which_classes_are_walked(kind, walked):
    assert read("walkable", highway=[kind]) == [walked]


def test_who_is_named_first_decides():
    found = read(
        "walkable",
        walkable=[True, False, None, None, None, None, None],
        foot=["no", "yes", "yes", "no", None, None, "maybe"],
        access=["no", None, "no", "public", "no", "public", None],
        highway=["motorway", "footway", "motorway", "footway", "footway", "motorway", "motorway"],
    )
    assert found == [True, False, True, False, False, True, False]


def test_access_for_cars_says_nothing_about_people_on_foot():
    assert read("walkable", access=["yes", "yes"], highway=["motorway", "service"]) == [False, True]


def test_streets_of_residents_and_behind_gates_are_walked_and_marked():
    columns = {
        "access": ["private", "private", None, None, "内部道路"],
        "foot": [None, "yes"] + [None] * 3,
    }
    gates = [None, None, "lift_gate", "有", None]
    assert read("walkable", gate=gates, **columns) == [True] * 5
    assert read("private", gate=gates, **columns) == [True, False, True, True, True]


def test_stairs_by_class_or_by_their_own_column():
    assert read("steps", highway=["steps", "台阶", "footway", None]) == [True, True, False, False]
    assert read("steps", steps=["yes", "no", "是", None, "1.0"]) == [True, False, True, False, True]
    assert read("steps", highway=["['footway', 'steps']"]) == [True]


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"bridge": "yes"}, 1),
        ({"bridge": "T", "layer": "0"}, 1),
        ({"bridge": "是"}, 1),
        ({"bridge": "viaduct"}, 1),
        ({"bridge": "1"}, 1),
        ({"bridge": "yes", "layer": "2"}, 2),
        ({"tunnel": "yes"}, -1),
        ({"tunnel": "true", "layer": "-2.0"}, -2),
        ({"tunnel": "隧道"}, -1),
        ({"tunnel": "building_passage"}, 0),
        ({"bridge": "F", "tunnel": "F"}, 0),
        ({"layer": "0"}, 0),
        ({"bridge": "no", "tunnel": "yes"}, -1),
        ({"highway": "人行天桥"}, 1),
        ({"highway": "地下通道"}, -1),
        ({"bridge": None}, None),
        ({"layer": "道路中心线"}, None),
        ({"bridge": "who knows"}, None),
        ({"layer": "1;2"}, 1),
        ({"highway": "footway"}, None),
    ],
)
def test_the_level_of_a_street(row, level):
    found = read("level", **{name: [value] for name, value in row.items()})
    assert found == [level] if level is not None else np.isnan(found[0])


def test_rows_and_their_order_stay_and_unknown_columns_say_nothing():
    table = streets(name=["a", "b", "c"]).set_index(np.array([7, 5, 9]))
    found = walking_streets(table, RULES)
    assert found.index.tolist() == [7, 5, 9]
    assert found["walkable"].all()
    assert not found[["steps", "private"]].to_numpy().any()
    assert found.crs == table.crs


def test_no_streets_are_read_too():
    found = walking_streets(streets(highway=["footway"]).iloc[:0], RULES)
    assert len(found) == 0
    assert len(street_network(found).u) == 0


def test_the_network_passes_under_the_footbridge():
    road, bridge = [(0, 0), (100, 0)], [(50, -50), (50, 50)]
    lines = [shapely.LineString(line) for line in (road, bridge)]
    table = gpd.GeoDataFrame({"桥梁": [1, 2], "bridge": [None, "yes"]}, geometry=lines, crs=4547)
    assert len(street_network(walking_streets(table, RULES)).u) == 2
