import shutil
from functools import partial

import geopandas as gpd
import pytest
import shapely

from intake import Source, read, worker
from intake.formats.shapefile import parts, read_shapefile
from tables import TABLES, InputError

NAMES = ["锦绣花园", "和平里"]


@pytest.fixture
def shapefile(tmp_path):
    squares = [shapely.box(113 + n / 100, 34, 113.005 + n / 100, 34.01) for n in range(2)]
    town = gpd.GeoDataFrame({"name": NAMES}, geometry=squares, crs="EPSG:4326")
    town.to_file(tmp_path / "小区 边界.shp", encoding="gb18030")
    return tmp_path / "小区 边界.shp"


def cells(path, **more):
    return read_shapefile(Source(path, path.name, **more), TABLES["outlines"])


def test_without_its_index_it_is_read_through_a_new_one_and_nothing_is_written(shapefile):
    shapefile.with_suffix(".shx").unlink()
    there = sorted(shapefile.parent.iterdir())
    raw = cells(shapefile)
    assert raw.cells[0].tolist() == NAMES
    assert shapely.area(raw.geometry.to_numpy()).tolist() == pytest.approx([5e-5] * 2)
    assert [(i.code, i.severity) for i in raw.issues] == [("intake.shapefile_without", "warning")]
    assert sorted(shapefile.parent.iterdir()) == there


def test_without_its_table_only_the_shapes_come(shapefile):
    shapefile.with_suffix(".dbf").unlink()
    raw = cells(shapefile)
    assert len(raw.geometry) == 2
    assert raw.geometry.notna().all()
    assert [i.detail["absent"] for i in raw.issues] == [".dbf"]


def test_a_table_alone_is_read_as_rows(shapefile, tmp_path):
    (tmp_path / "只有表").mkdir()
    lone = shutil.copy(shapefile.with_suffix(".dbf"), tmp_path / "只有表" / "a.dbf")
    raw = read_shapefile(Source(lone, "a.dbf"), TABLES["estates"])
    assert raw.geometry is None
    assert raw.cells[0].tolist() == NAMES


def test_a_person_may_name_the_encoding(shapefile):
    shapefile.with_suffix(".cpg").unlink()
    assert cells(shapefile, encoding="gbk").issues == ()
    with pytest.raises(InputError, match=r"intake\.encoding"):
        cells(shapefile, encoding="utf-8")


def test_a_layer_of_another_name_is_not_there(shapefile):
    with pytest.raises(InputError, match=r"intake\.layer_missing"):
        cells(shapefile, layer="道路")
    assert {p.suffix for p in parts(shapefile)} == {".shp", ".shx", ".dbf", ".prj", ".cpg"}


def test_texts_in_another_encoding_are_asked_about(tmp_path):
    squares = [shapely.box(113, 34, 113.01, 34.01)]
    town = gpd.GeoDataFrame({"name": ["長安花園臺灣新村"]}, geometry=squares, crs="EPSG:4326")
    town.to_file(tmp_path / "a.shp", encoding="big5")
    (tmp_path / "a.cpg").unlink()
    inputs = read({"estates": [Source(tmp_path / "a.shp", "a.shp")]})
    asked = next(i for i in inputs.issues if i.code == "intake.encoding_unsure")
    assert asked.detail["answer_options"][0] == "big5"
    assert "長安花園臺灣新村" in asked.detail["samples"]


def test_utf_8_with_a_cut_header_reads_the_same_every_time(tmp_path):
    squares = [shapely.box(113 + n / 100, 34, 113.005 + n / 100, 34.01) for n in range(2)]
    columns = {"x" * 10: NAMES, "总户数": [120, 80]}
    town = gpd.GeoDataFrame(columns, geometry=squares, crs="EPSG:4326")
    town.to_file(tmp_path / "a.shp", encoding="utf-8")
    assert "utf-8" in (tmp_path / "a.cpg").read_text().casefold()
    table = (tmp_path / "a.dbf").read_bytes()
    ten_of_twelve = "小区名称".encode()[:10]
    (tmp_path / "a.dbf").write_bytes(table.replace(b"x" * 10, ten_of_twelve))
    job = partial(read, {"estates": [Source(tmp_path / "a.shp", "a.shp")]})
    for _ in range(20):
        inputs = worker.run(job, [Source(tmp_path / "a.shp", "a.shp")])
        assert [match.column for match in inputs.files[0].columns] == ["name", "households"]
        assert inputs.files[0].columns[0].header.startswith("小区名")
        assert sorted(inputs.tables["estates"]["name"]) == sorted(NAMES)
