import shutil
import zipfile

import geopandas as gpd
import pytest
import shapely

from intake import Source, read
from intake.formats.files import open_source
from tables import TABLES, InputError
from tests.intake.small_books import xls

KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>和平里</name>
<Point><coordinates>113,34</coordinates></Point></Placemark></Document></kml>"""
CSV = "小区编码,小区名称,户数\nA1,和平里,120\n"


@pytest.fixture
def layer(tmp_path):
    folder = tmp_path / "数据" / "二〇二六年"
    folder.mkdir(parents=True)
    town = gpd.GeoDataFrame(
        {"name": ["和平里"]}, geometry=[shapely.box(113, 34, 113.01, 34.01)], crs="EPSG:4326"
    )
    town.to_file(folder / "边界.shp", encoding="gb18030")
    return folder


def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return Source(path, path.name)


def pack_gbk(path, files):
    """Write names in GBK without the flag that says UTF-8, as Windows does."""
    blind = {f"{n:0{len(name.encode('gbk'))}d}": name for n, name in enumerate(files)}
    pack(path, {ascii_name: files[name] for ascii_name, name in blind.items()})
    raw = path.read_bytes()
    for ascii_name, name in blind.items():
        raw = raw.replace(ascii_name.encode(), name.encode("gbk"))
    path.write_bytes(raw)
    return Source(path, path.name)


def names(source, table="estates", **more):
    return read({table: [source]}, **more).tables[table]["name"].tolist()


@pytest.mark.parametrize("suffix", ["csv", "gpkg", "geojson", "fgb", "xls", "kml", "gml"])
def test_the_one_readable_file_of_an_archive_is_read(tmp_path, layer, suffix):
    inner = tmp_path / f"表.{suffix}"
    if suffix == "csv":
        inner.write_text(CSV, encoding="utf-8")
    elif suffix == "xls":
        xls(inner, [["小区编码", "小区名称"], ["A1", "和平里"]])
    elif suffix == "kml":
        inner.write_text(KML, encoding="utf-8")
    else:
        gpd.read_file(layer / "边界.shp").to_file(inner)
    source = pack(tmp_path / "包.zip", {f"资料/{inner.name}": inner.read_bytes(), "说明.txt": b"x"})
    assert names(source) == ["和平里"]


def test_a_folder_is_read_like_an_archive(layer):
    assert names(Source(layer.parent, "数据")) == ["和平里"]
    (layer / "台账.csv").write_text(CSV, encoding="utf-8")
    assert open_source(Source(layer, "x", layer="台账.csv"), TABLES["estates"]).layer == "台账"


def test_names_in_gbk_are_chinese_again(tmp_path, layer):
    files = {f"小区边界/{p.name}": p.read_bytes() for p in layer.iterdir()}
    source = pack_gbk(tmp_path / "a.zip", files)
    assert open_source(source, TABLES["estates"]).layer == "边界"
    assert names(source) == ["和平里"]


def test_of_several_the_one_called_like_the_table_or_named(tmp_path, layer):
    files = {p.name: p.read_bytes() for p in layer.iterdir()}
    files |= {p.name.replace("边界", "道路"): p.read_bytes() for p in layer.iterdir()}
    source = pack(tmp_path / "a.zip", files)
    with pytest.raises(InputError) as error:
        names(source)
    assert error.value.code == "intake.layer_unnamed"
    assert error.value.values["layers"] == "边界.shp、道路.shp"
    assert names(Source(source.path, "a.zip", layer="边界")) == ["和平里"]
    files |= {p.name.replace("边界", "estates"): p.read_bytes() for p in layer.iterdir()}
    assert names(pack(tmp_path / "b.zip", files)) == ["和平里"]


def test_an_archive_in_the_archive_and_what_no_one_reads(tmp_path, layer):
    inner = shutil.make_archive(str(tmp_path / "inner"), "zip", layer)
    data = (tmp_path / inner).read_bytes()
    for files, code in (
        ({"inner.zip": data}, "archive_nested"),
        ({"图.dwg": b"AC1027"}, "refused_drawing"),
        ({"a.xyz": b"1", "b.xyz": b"2"}, "archive_content"),
        ({}, "archive_content"),
    ):
        with pytest.raises(InputError) as error:
            names(pack(tmp_path / "a.zip", files))
        assert error.value.code == f"intake.{code}"


def test_a_file_database_in_a_folder_and_in_an_archive(tmp_path, layer):
    town = gpd.read_file(layer / "边界.shp")
    town.to_file(tmp_path / "城市.gdb", driver="OpenFileGDB", layer="小区")
    assert names(Source(tmp_path / "城市.gdb", "城市.gdb")) == ["和平里"]
    shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path, "城市.gdb")
    assert names(Source(tmp_path / "a.zip", "a.zip")) == ["和平里"]
