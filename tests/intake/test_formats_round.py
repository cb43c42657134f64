"""Writing what was read and reading it again gives the same table, within each format's limits."""

import warnings

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import Source
from intake.formats.files import columns_of
from intake.formats.readers import cells
from tables import TABLES
from tests.intake.small_books import ods, ods_row, xls

ESTATES = TABLES["estates"]
DBF_TEXT_BYTES = 254
HAN = st.text(st.sampled_from("和平里幸福锦绣花园一二三期号院㛃"), min_size=1, max_size=100)
ROWS = st.lists(st.tuples(HAN, st.integers(1, 9999)), min_size=1, max_size=5)
QUICK = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def shapes(count):
    return [shapely.box(113 + n / 100, 34, 113.005 + n / 100, 34.01) for n in range(count)]


def read_back(path):
    raw = cells(Source(path, path.name), ESTATES, columns_of(ESTATES))
    place = {header: n for n, header in enumerate(raw.headers)}
    names = [str(name) for name in raw.cells[place["name"]]]
    return names, [int(number) for number in raw.cells[place["households"]]], raw


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "geojsonl", "fgb", "parquet", "shp"])
@given(rows=ROWS)
@QUICK
def test_layers(tmp_path, suffix, rows):
    names, numbers = map(list, zip(*rows, strict=True))
    frame = gpd.GeoDataFrame(
        {"name": names, "households": numbers}, geometry=shapes(len(rows)), crs="EPSG:4326"
    )
    path = tmp_path / f"a.{suffix}"
    if suffix == "parquet":
        frame.to_parquet(path)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # texts cut to 254 bytes are the point
            options = {"SPATIAL_INDEX": "NO"} if suffix == "fgb" else {}  # which sorts the rows
            path.unlink(missing_ok=True)
            frame.to_file(path, **options, **({"encoding": "utf-8"} if suffix == "shp" else {}))
    found, counted, raw = read_back(path)
    limit = DBF_TEXT_BYTES if suffix == "shp" else None
    assert found == [name.encode()[:limit].decode("utf-8", "ignore") for name in names]
    assert counted == numbers
    assert shapely.equals_exact(
        raw.geometry.to_numpy(), frame.geometry.to_numpy(), tolerance=1e-7, normalize=True
    ).all()


@pytest.mark.parametrize("suffix", ["csv", "gbk.csv", "tsv", "xlsx", "xls", "ods", "json"])
@given(rows=ROWS)
@QUICK
def test_tables(tmp_path, suffix, rows):
    path = tmp_path / f"a.{suffix}"
    grid = [["name", "households"], *map(list, rows)]
    frame = pd.DataFrame(grid[1:], columns=grid[0])
    if suffix.endswith(("csv", "tsv")):
        encoding = "gb18030" if suffix == "gbk.csv" else "utf-8-sig"
        mark = "\t" if suffix == "tsv" else ","
        frame.to_csv(path, index=False, sep=mark, encoding=encoding)
    elif suffix == "json":
        frame.to_json(path, orient="records", force_ascii=False)
    elif suffix == "xls":
        xls(path, grid)
    elif suffix == "ods":
        body = "".join(ods_row(*row) for row in grid)
        ods(path, f'<table:table table:name="a">{body}</table:table>')
    else:
        book = openpyxl.Workbook()
        for row in grid:
            book.active.append(row)
        book.save(path)
    names, numbers, _ = read_back(path)
    assert (names, numbers) == (frame["name"].tolist(), frame["households"].tolist())


def test_field_names_of_a_shapefile_keep_ten_bytes(tmp_path):
    frame = gpd.GeoDataFrame({"总建筑面积": [1.5]}, geometry=shapes(1), crs="EPSG:4326")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(tmp_path / "a.shp", encoding="gb18030")
    raw = cells(Source(tmp_path / "a.shp", "a.shp"), ESTATES, columns_of(ESTATES))
    assert raw.headers == ("总建筑面积",)


def test_a_drawing_keeps_layers_and_shapes_and_no_other_attribute(tmp_path):
    lines = [shapely.LineString([(0, 0), (10, 0), (10, 10), (0, 0)])]
    frame = gpd.GeoDataFrame({"Layer": ["LINE"]}, geometry=lines)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(tmp_path / "a.dxf", driver="DXF", crs=None)
    raw = cells(Source(tmp_path / "a.dxf", "a.dxf"), ESTATES, columns_of(ESTATES))
    assert raw.cells[raw.headers.index("layer")].tolist() == ["LINE"]
    assert [shape.area for shape in raw.geometry] == [50]
