import warnings
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from intake import Source
from intake.formats.contents import contents, files_of, header_row
from intake.formats.files import open_source
from tables import TABLES, InputError
from tests.intake.small_books import ods, ods_row, xls

HEADER = ["小区编码", "小区名称", "户数"]
ROWS = [["2026年台账"], HEADER, ["A1", "和平里", 120], ["A2", "幸福里", 80]]
CSV = "\n".join(",".join(map(str, row)) for row in ROWS)


@pytest.fixture
def town():
    squares = [shapely.box(113, 34, 113.01, 34.01), shapely.box(114, 34, 114.01, 34.01)]
    return gpd.GeoDataFrame({"小区名称": ["和平里", "幸福里"]}, geometry=squares, crs="EPSG:4326")


def listed(path):
    return [tuple(part) for part in contents(path, path.name)]


@pytest.mark.parametrize("suffix", ["csv", "xls", "xlsx", "ods", "html"])
def test_a_table_is_listed_with_the_headers_below_its_title(tmp_path, suffix):
    path = tmp_path / f"台账.{suffix}"
    if suffix == "csv":
        path.write_text(CSV, encoding="gb18030")
    elif suffix == "xls":
        xls(path, ROWS)
    elif suffix == "ods":
        ods(
            path,
            f'<table:table table:name="台账">{"".join(ods_row(*r) for r in ROWS)}</table:table>',
        )
    elif suffix == "xlsx":
        book = openpyxl.Workbook()
        book.active.title = "台账"
        for row in ROWS:
            book.active.append(row)
        book.save(path)
    else:
        rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
        path.write_text(f"<table>{rows}</table>", encoding="utf-8")
        path = path.rename(path.with_suffix(".xls"))
    (part,) = contents(path, path.name)
    assert part.kind == ("table" if suffix == "csv" else "sheet")
    assert (part.headers, part.rows, part.geometry) == (tuple(HEADER), 2, "none")


@pytest.mark.parametrize("suffix", ["shp", "gpkg", "geojson", "fgb", "parquet"])
def test_a_layer_is_listed_with_its_shape(tmp_path, town, suffix):
    path = tmp_path / f"边界.{suffix}"
    if suffix == "parquet":
        town.to_parquet(path)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            town.to_file(path, **({"encoding": "gb18030"} if suffix == "shp" else {}))
    (part,) = contents(path, path.name)
    assert (part.name, part.kind, part.rows) == ("边界", "layer", 2)
    assert part.headers[0] == "小区名称"
    assert part.geometry == ("mixed" if suffix == "parquet" else "polygon")


def test_a_name_of_a_part_opens_that_part(tmp_path, town):
    town.to_file(tmp_path / "a.gpkg", layer="小区")
    town.representative_point().to_file(tmp_path / "a.gpkg", layer="点")
    (tmp_path / "台账.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "空.csv").touch()
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for name in ("a.gpkg", "台账.csv"):
            archive.write(tmp_path / name, name)
    parts = contents(tmp_path / "包.zip", "包.zip")
    assert [p.name for p in parts] == ["a.gpkg|小区", "a.gpkg|点", "台账.csv|台账"]
    for part, rows in zip(parts, (2, 2, 2), strict=True):
        source = Source(tmp_path / "包.zip", "包.zip", layer=part.name)
        assert len(open_source(source, TABLES["estates"]).cells) == rows
    (tmp_path / "包.zip").unlink()
    assert len(contents(tmp_path, "文件夹")) == 3
    assert [p.name for p in files_of(tmp_path)] == ["a.gpkg", "台账.csv", "空.csv"]


def test_a_street_map_a_drawing_and_placemarks(tmp_path):
    osm = ('<osm version="0.6"><node id="1" lat="34" lon="113"><tag k="shop" v="x"/></node>'
           "</osm>")  # fmt: skip
    (tmp_path / "a.osm").write_text(f"<?xml version='1.0'?>{osm}", encoding="utf-8")
    assert [p.name for p in contents(tmp_path / "a.osm", "a")] == ["lines", "points+multipolygons"]
    point = "<Placemark><name>里</name><Point><coordinates>113,34</coordinates></Point></Placemark>"
    text = "".join(f"<Folder><name>{n}</name>{point}</Folder>" for n in "甲乙")
    (tmp_path / "a.kml").write_text(f"<kml><Document>{text}</Document></kml>", encoding="utf-8")
    (part,) = contents(tmp_path / "a.kml", "a")
    assert (part.rows, part.geometry) == (2, "point")
    source = Source(tmp_path / "a.kml", "a", layer=part.name)
    assert len(open_source(source, TABLES["facilities"]).cells) == 2
    (tmp_path / "a.dxf").write_text("0\nSECTION\n2\nENTITIES\n0\nPOINT\n8\n路\n10\n1\n20\n2\n"
                                    "0\nENDSEC\n0\nEOF\n", encoding="utf-8")  # fmt: skip
    assert contents(tmp_path / "a.dxf", "a")[0].headers[:2] == ("layer", "name")


def test_records_of_plain_json_are_a_table(tmp_path):
    (tmp_path / "a.json").write_text('[{"小区名称": "和平里"}]', encoding="utf-8")
    assert listed(tmp_path / "a.json") == [("a", "table", ("小区名称",), 1, "none", False)]
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "b.parquet")
    assert listed(tmp_path / "b.parquet") == [("b", "table", ("a",), 1, "none", False)]


def test_what_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "a.dwg").write_bytes(b"AC1027")
    for path, code in ((tmp_path / "a.dwg", "refused_drawing"), (tmp_path / "b", "missing_file")):
        with pytest.raises(InputError, match=rf"intake\.{code}"):
            contents(path, path.name)
    with pytest.raises(InputError, match=r"intake\.refused_drawing"):
        contents(tmp_path, "文件夹")


def test_header_row_of_nothing():
    assert header_row([]) == 0
    assert header_row([[], ["甲", "乙"], ["丙", 1]]) == 1
