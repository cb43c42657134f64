import errno
import sqlite3
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from layers.exports import estates_layer
from layers.geopackage import Layer, write
from layers.gis import gis_layers
from tests.small_results import nothing_eligible, nothing_known, town

CRS = "EPSG:4547"


def written(results, path, crs=CRS):
    write(gis_layers(results, locale="zh"), path, crs=crs, day=results.choices.day_of_law)
    return path


def parsed(qml):
    return ET.fromstring(qml)  # noqa: S314 - written by the test itself


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return written(town(), tmp_path_factory.mktemp("gpkg") / "jiugai.gpkg")


def rows(path, query):
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


def test_gdal_reads_back_the_same_rows_ids_and_crs(package):
    back = pyogrio.read_dataframe(package, layer="estates")
    sent = estates_layer(town())
    assert back["estate_id"].tolist() == sent["estate_id"].tolist()
    assert back.crs.to_epsg() == 4547
    assert list(back.columns) == list(sent.columns)
    assert back.geometry.isna().sum() == 1
    assert back["score"].tolist() == sent["score"].tolist()


def test_a_round_trip_moves_no_corner_by_more_than_a_millimetre(package):
    back = pyogrio.read_dataframe(package, layer="estates").geometry
    sent = estates_layer(town()).geometry.to_crs(CRS)
    assert back.hausdorff_distance(sent).max() < 0.001


def test_every_table_is_there_and_none_is_lost(package):
    names = set(pyogrio.list_layers(package)[:, 0])
    assert {"estates", "areas", "facilities", "streets", "walks", "indicators", "money"} <= names


def test_a_facility_drawn_as_an_area_is_marked_by_a_point_inside():
    results = town()
    table = results.inputs["facilities"]
    points = table.geometry.to_numpy()
    rings = shapely.difference(shapely.buffer(points, 1e-3), shapely.buffer(points, 5e-4))
    yards = table.geometry.where(table.index > 0, gpd.GeoSeries(rings, crs=table.crs))
    drawn = replace(results, inputs={**results.inputs, "facilities": table.set_geometry(yards)})
    marks = next(layer for layer in gis_layers(drawn, locale="zh") if layer.name == "facilities")
    assert set(marks.table.geom_type) == {"Point"}
    assert marks.table["facility_id"].tolist() == table["facility_id"].tolist()
    assert marks.table.intersects(yards.reset_index(drop=True)).all()


def test_writing_twice_gives_the_same_bytes(package, tmp_path):
    assert written(town(), tmp_path / "again.gpkg").read_bytes() == package.read_bytes()


def test_how_often_it_was_written_to_is_no_part_of_it(package):
    """SQLite counts transactions at bytes 24–27, 40–43 and 92–95: they may differ run by run."""
    header = package.read_bytes()[:100]
    counts = [int.from_bytes(header[place : place + 4], "big") for place in (24, 40, 92)]
    assert counts == [1, 1, 1]
    assert rows(package, "PRAGMA integrity_check") == [("ok",)]
    assert len(rows(package, "SELECT estate_id FROM estates")) == 48


def test_it_says_version_1_2_and_a_fixed_time(package):
    assert rows(package, "PRAGMA user_version") == [(10200,)]
    days = {day for (day,) in rows(package, "SELECT last_change FROM gpkg_contents")}
    assert days == {"2026-11-21T00:00:00.000Z"}


def test_estates_open_by_score_and_hold_the_style_by_year(package):
    styles = rows(
        package,
        "SELECT styleName, useAsDefault, styleQML FROM layer_styles"
        " WHERE f_table_name = 'estates' ORDER BY id",
    )
    assert [(name, default) for name, default, _ in styles][:2] == [
        ("优先级得分", 1),
        ("改造年份", 0),
    ]
    by_score, by_year = (parsed(qml) for *_, qml in styles[:2])
    assert by_score.find("renderer-v2").get("type") == "graduatedSymbol"
    assert len(by_score.findall(".//range")) == 6  # five classes and "unknown"
    assert by_year.find(".//category").get("label") == "2027 年"


def test_every_style_is_xml_and_every_class_has_its_symbol(package):
    for (qml,) in rows(package, "SELECT styleQML FROM layer_styles"):
        root = parsed(qml)
        wanted = {e.get("symbol") for e in root.iter() if e.tag in {"range", "category"}}
        assert wanted <= {e.get("name") for e in root.iter("symbol")}


def test_columns_have_chinese_headings_in_their_own_order(package):
    ((qml,),) = rows(
        package,
        "SELECT styleQML FROM layer_styles WHERE f_table_name = 'estates' AND useAsDefault = 1",
    )
    aliases = {
        a.get("field"): (int(a.get("index")), a.get("name")) for a in parsed(qml).iter("alias")
    }
    names = [n for n in estates_layer(town()).columns if n != "geometry"]
    assert [aliases[name][0] for name in names] == list(range(len(names)))
    assert aliases["households"][1] == "户数"


@pytest.mark.parametrize("results", [nothing_eligible(), nothing_known()])
def test_poor_results_are_written_too(results, tmp_path):
    path = written(results, tmp_path / "poor.gpkg", crs="EPSG:4326")
    back = pyogrio.read_dataframe(path, layer="estates")
    assert len(back) == 6
    assert back["year"].isna().all()


def test_a_table_without_columns_is_left_out(tmp_path):
    path = tmp_path / "one.gpkg"
    kept = Layer("kept", pd.DataFrame({"a": [1]}))
    write([Layer("none", pd.DataFrame()), kept], path, crs=CRS, day=town().choices.day_of_law)
    assert "none" not in pyogrio.list_layers(path)[:, 0]


@pytest.mark.parametrize(("free", "code"), [(0, errno.ENOSPC), (10**12, errno.EIO)])
def test_a_disk_that_does_not_take_it_is_an_os_error(tmp_path, monkeypatch, free, code):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    (tmp_path / "no.gpkg").mkdir()
    with pytest.raises(OSError, match=r"no\.gpkg") as error:
        written(town(), tmp_path / "no.gpkg")
    assert error.value.errno == code
