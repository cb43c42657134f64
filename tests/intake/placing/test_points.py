"""Columns that say where a row lies."""

import math
from pathlib import Path

import pandas as pd
import pytest

from intake.headings import headers
from intake.placing.points import PLACE_COLUMNS, found
from intake.raw import Raw
from intake.source import Source
from tables import TABLES


def made(columns):
    """Return what a sheet with these columns says of places."""
    rows = pd.RangeIndex(2, 2 + len(next(iter(columns.values()))))
    cells = pd.DataFrame(columns, dtype=object).set_axis(rows, axis=0)
    raw = Raw(tuple(columns), cells.set_axis(range(len(columns)), axis=1))
    matches = headers.match(raw.headers, PLACE_COLUMNS, {})
    return found(raw, matches, Source(Path("a.csv"), "a.csv"), TABLES["facilities"])


def places(columns):
    return [None if shape is None else shape.coords[0] for shape in made(columns).shapes]


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("经度", "纬度"),
        ("lng", "lat"),
        ("X坐标", "Y坐标"),
        ("横坐标", "纵坐标"),
        ("东坐标", "北坐标"),
        ("高德经度", "高德纬度"),
        ("bd_lng", "bd_lat"),
        ("wgs84_lon", "wgs84_lat"),
        ("GCJ02经度", "GCJ02纬度"),
    ],
)
def test_headers_of_two_columns(lon, lat):
    assert places({lon: [112.3], lat: [22.2]}) == [(112.3, 22.2)]


@pytest.mark.parametrize(
    "header", ["经纬度", "坐标", "中心点坐标", "lnglat", "百度坐标", "GCJ-02坐标"]
)
def test_headers_of_one_column(header):
    one = made({header: ["112.3,22.2", None, "见图"]})
    assert one.headers == (header,)
    assert [shape is None for shape in one.shapes] == [False, True, True]
    assert [(i.code, i.row, i.value) for i in one.issues] == [("intake.value_unread", 4, "见图")]


def test_pairs_the_other_way_about_are_turned_and_counted():
    one = made({"坐标": ["22.2,112.3", "112.4,22.3", "22.4 112.5"]})
    assert [shape.coords[0] for shape in one.shapes] == [
        (112.3, 22.2),
        (112.4, 22.3),
        (112.5, 22.4),
    ]
    (issue,) = one.issues
    assert (issue.code, issue.severity, issue.detail["count"]) == (
        "intake.pairs_turned",
        "repair",
        2,
    )


def test_words_in_cells_are_read_and_each_is_said():
    one = made(
        {"经度": ["112°18′E", 112.3, "待核实", "无"], "纬度": ["22°12′N", 22.2, 22.2, "北边"]}
    )
    assert one.shapes.iloc[0].coords[0] == pytest.approx((112.3, 22.2))
    assert one.shapes.isna().tolist() == [False, False, True, True]
    said = [(i.code, i.row, i.column) for i in one.issues]
    assert said == [
        ("intake.value_interpreted", 2, "经度"),
        ("intake.value_open", 4, "经度"),
        ("intake.value_interpreted", 2, "纬度"),
        ("intake.value_unread", 5, "纬度"),
    ]
    assert one.issues[0].detail == {"field": "lon", "read": "112.3"}


def test_endless_numbers_are_unread_and_missing_ones_are_missing():
    one = made({"x": [math.inf, math.nan, 1.0], "y": [1.0, 1.0, 1.0]})
    assert one.shapes.isna().tolist() == [True, True, False]
    assert [(i.code, i.row) for i in one.issues] == [("intake.value_unread", 2)]


def test_shapes_in_words_bring_the_crs_they_name():
    one = made({"几何": ["SRID=4546;POINT (634591 2454643)", "SRID=4546;POINT (634600 2454650)"]})
    assert one.shapes.crs.to_epsg() == 4546
    mixed = made({"几何": ["SRID=4546;POINT (634591 2454643)", "POINT (634600 2454650)"]})
    assert mixed.shapes.crs is None
    assert made({"几何": ["SRID=99999999999;POINT (1 2)"]}).shapes.crs is None


def test_a_boundary_as_web_maps_list_it_is_a_polygon():
    one = made({"坐标串": ["112.3,22.1;112.4,22.1;112.4,22.2;112.3,22.2", "112.3,22.1;112.4"]})
    assert one.shapes.iloc[0].area == pytest.approx(0.01)
    assert [(i.code, i.row) for i in one.issues] == [
        ("intake.value_unread", 3),
        ("intake.shapes_written", None),
    ]


def test_without_such_columns_there_is_nothing():
    assert made({"小区": ["锦绣花园"]}).shapes is None
    assert made({"经度": [112.3]}).shapes is None
