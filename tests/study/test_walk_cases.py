"""tests/cases/walks.yaml: towns of a few streets, and how far people walk in them, by hand."""

import datetime as dt
import functools
import itertools
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely
import yaml

from cli.options import json_text
from intake import Inputs
from reports.walk_record import walk_record
from standards import in_force
from study.afoot import Afoot
from study.choices import Choices
from study.living_circle import living_circle
from study.walking import parse
from study.weighing import Weighing

CRS, DEGREES = "EPSG:4547", "EPSG:4326"
OFFSET = np.array([500_000, 3_300_000])
DAY = dt.date(2026, 11, 21)
RULES = in_force(DAY)
NEARLY_M = 0.0005  # half a millimetre: metres become degrees and metres again
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/walks.yaml").read_text("utf-8"))


def placed(shape):
    return None if shape is None else shapely.transform(shape, lambda xy: xy + OFFSET)


def layer(rows, names):
    """Rows end with a shape in metres; the layer is in degrees, as it is read."""
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    shapes = gpd.GeoSeries([placed(row[-1]) for row in rows], crs=CRS)
    return gpd.GeoDataFrame(columns, geometry=shapes).to_crs(DEGREES)


def streets_of(case):
    told = [row if isinstance(row, dict) else {"line": row} for row in case["streets"]]
    names = sorted({name for row in told for name in row} - {"line"})
    rows = [[*map(row.get, names), shapely.LineString(row["line"])] for row in told]
    return layer(rows, names)


def estates_of(case):
    drawn = case.get("outlines", {})
    rows = [
        (name, name, 100.0, outline(drawn[name]) if name in drawn else shapely.Point(gates[0]))
        for name, gates in case["gates"].items()
    ]
    return layer(sorted(rows, key=lambda row: row[0]), ["estate_id", "name", "residents"])


def outline(corners):
    return None if corners is None else shapely.Polygon(corners)


def gates_of(case):
    rows = [
        (estate, f"{estate}-{at}", shapely.Point(xy))
        for estate, gates in case["gates"].items()
        for at, xy in enumerate(gates)
    ]
    return layer(rows, ["estate_id", "entrance_id"])


def shops_of(case):
    numbered = itertools.count(1)
    rows = [
        (f"F{next(numbered)}", category, None, shop_shape(where))
        for category, places in case["shops"].items()
        for where in places
    ]
    return layer(rows, ["facility_id", "category", "name"])


def shop_shape(where):
    return shapely.Polygon(where) if isinstance(where[0], list) else shapely.Point(where)


def circle_of(case, order=lambda table: table):
    tables = {"facilities": shops_of(case), "entrances": gates_of(case)}
    if case["streets"] is not None:
        tables["streets"] = streets_of(case)
    tables = {name: order(table) for name, table in tables.items() if len(table)}
    estates = estates_of(case)
    choices = Choices("例", (2027,), DAY, Weighing(), walking=parse(case.get("walking", {})))
    inputs = Inputs(tables=tables, files=(), issues=())
    circle = living_circle(estates, inputs, choices, RULES, pyproj.CRS(CRS))
    return Afoot(estates, circle, circle.issues, inputs)


def by_hand(walk):
    return {name: np.nan if metres is None else metres for name, metres in walk.items()}


@functools.cache
def found_for(at):
    found = circle_of(CASES[at])
    return walk_record(found), {issue.code for issue in found.issues}


def named(at):
    return CASES[at]["name"]


@pytest.mark.parametrize("at", range(len(CASES)), ids=named)
def test_walks_counts_and_what_is_said_are_as_worked_out_by_hand(at):
    case, (record, codes) = CASES[at], found_for(at)
    estates = {one["estate_id"]: one for one in record["estates"]}
    for estate, walk in case["walk"].items():
        told = estates[estate]["walk_m"]
        assert told == pytest.approx(by_hand(walk), abs=NEARLY_M, nan_ok=True), case["why"]
        assert estates[estate]["status"] == case.get("status", {}).get(estate, "measured")
    for estate, counts in case.get("counts", {}).items():
        for category, rings in counts.items():
            told = estates[estate]["counts"][category]
            assert {ring: told[f"{ring:g}"] for ring in rings} == rings
    assert set(case.get("told", ())) <= codes
    assert not set(case.get("silent", ())) & codes


@pytest.mark.parametrize("at", range(0, len(CASES), 2), ids=named)
def test_neither_the_order_of_rows_nor_the_direction_of_lines_shows(at):
    def turned(table):
        return table.iloc[::-1].set_geometry(table.geometry.iloc[::-1].reverse())

    assert json_text(walk_record(circle_of(CASES[at], turned))) == json_text(found_for(at)[0])


def test_every_case_says_why_and_has_a_name_of_its_own():
    names = [one["name"] for one in CASES]
    assert len(names) >= 25
    assert len(set(names)) == len(names)
    assert all(one["why"].endswith(".") for one in CASES)
