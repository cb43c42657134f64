import warnings
import zipfile
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from intake import Source, read
from intake.formats.vector import said
from tables import InputError


def town(**columns):
    data = {"小区编码": ["LH0001", "LH0002"], "小区名称": ["锦绣花园", "㛃园里一期"], **columns}
    squares = [shapely.box(x, 4000000, x + 100, 4000100) for x in (500000, 500300)]
    return gpd.GeoDataFrame(data, geometry=squares, crs="EPSG:4545")


def write(frame, path, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # field names cut to ten bytes are the point
        frame.to_file(path, **options)
    return Source(path, path.name)


def estates(source, **more):
    inputs = read({"estates": [source]}, **more)
    return inputs.tables["estates"], inputs


def refused(source):
    with pytest.raises(InputError) as error:
        read({"estates": [source]})
    return error.value


@pytest.mark.parametrize("name", ["小区.gpkg", "小区.geojson", "小区.shp"])
def test_every_format_gives_the_same_table_in_degrees(tmp_path, name):
    frame = town().to_crs(4326) if name.endswith("geojson") else town()
    options = {"encoding": "gb18030"} if name.endswith("shp") else {}
    read_back, _ = estates(write(frame, tmp_path / name, **options))
    assert read_back["name"].tolist() == ["锦绣花园", "㛃园里一期"]
    assert read_back.crs.to_epsg() == 4326
    area = read_back.to_crs(4545).area
    assert area.tolist() == pytest.approx([10000, 10000], rel=1e-4)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_shapefile_without_cpg_says_how_it_was_read(tmp_path, encoding, zipped):
    source = write(town(), tmp_path / "边界.shp", encoding=encoding)
    (tmp_path / "边界.cpg").unlink()
    if zipped:
        source = replace(source, path=pack(tmp_path), label="边界.zip")
    frame, inputs = estates(source)
    assert frame["name"].tolist() == ["锦绣花园", "㛃园里一期"]
    assert inputs.files[0].encoding == encoding
    said = next(i for i in inputs.issues if i.code == "intake.encoding_taken")
    assert "锦绣花园" in said.detail["samples"]


def pack(folder):
    path = folder / "边界.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.glob("边界.*"):
            if part != path:
                archive.write(part, f"数据/{part.name}")
    return path


def test_a_declared_encoding_needs_no_words(tmp_path):
    _, inputs = estates(write(town(), tmp_path / "边界.shp", encoding="gb18030"))
    assert "intake.encoding_taken" not in {i.code for i in inputs.issues}


def test_a_wrong_cpg_is_found_out(tmp_path):
    source = write(town(), tmp_path / "边界.shp", encoding="gb18030")
    (tmp_path / "边界.cpg").write_text("UTF-8")
    frame, inputs = estates(source)
    assert frame["name"].tolist() == ["锦绣花园", "㛃园里一期"]
    assert inputs.files[0].encoding == "gb18030"


def test_the_hash_covers_every_part_of_a_shapefile(tmp_path):
    source = write(town(), tmp_path / "边界.shp", encoding="gb18030")
    first = estates(source)[1].files[0].sha256
    write(town(小区名称=["锦绣花园", "改名里"]), tmp_path / "边界.shp", encoding="gb18030")
    assert estates(source)[1].files[0].sha256 != first


def test_of_several_layers_the_one_called_like_the_table_is_read(tmp_path):
    write(town(), tmp_path / "a.gpkg", layer="estates")
    source = write(town(), tmp_path / "a.gpkg", layer="other")
    assert estates(source)[1].files[0].layer == "estates"
    assert refused(replace(source, layer="边界")).values["layers"] == "estates、other"
    with pytest.raises(InputError, match=r"intake\.layer_unnamed"):
        read({"areas": [source]})


def test_an_empty_layer(tmp_path):
    assert refused(write(town().iloc[:0], tmp_path / "a.gpkg")).code == "intake.empty"


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp"])
def test_a_broken_file_is_refused_with_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"broken")
    for part in (".shx", ".dbf"):
        (tmp_path / f"a{part}").write_bytes(b"broken")
    assert refused(Source(tmp_path / name, name)).code == "intake.unreadable"


def test_a_zip_without_a_shapefile(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("图.xyz", "x")
        archive.writestr("表.xyz", "x")
    error = refused(Source(tmp_path / "a.zip", "a.zip"))
    assert (error.code, error.values["names"]) == ("intake.archive_content", "图.xyz、表.xyz")


def test_field_names_cut_after_ten_bytes_are_guessed_and_asked_about(tmp_path):
    frame = town(总建筑面积=[1000.0, 2000.0], 建成年份=[1998, 1985], 六十岁=[1, 2])
    source = write(frame, tmp_path / "边界.shp", encoding="utf-8")
    frame, inputs = estates(source)
    assert [m.header for m in inputs.files[0].columns][:3] == ["小区编", "小区名", "总建筑"]
    assert frame["name"].tolist() == ["锦绣花园", "㛃园里一期"]
    assert frame["floor_area_m2"].tolist() == [1000, 2000]
    assert frame["built_year"].tolist() == [1998, 1985]
    asked = {i.column for i in inputs.issues if i.code == "intake.header_unsure"}
    assert asked >= {"小区编", "建成年", "总建筑"}


def test_a_reason_is_one_short_line_without_folders(tmp_path):
    sql = f"sqlite3_prepare({tmp_path}/a.gpkg):\n" + "SELECT fid, geom FROM rtree_a_geom " * 50
    reason = said(sql, tmp_path / "a.gpkg")
    assert reason.startswith("sqlite3_prepare(a.gpkg): SELECT")
    assert len(reason) == 200
    assert reason.endswith("…")
    assert said("not a file", tmp_path / "a.gpkg") == "not a file"
