"""The .prj of a shapefile in the encodings of Chinese offices."""

import geopandas as gpd
import pytest
import shapely
from pyproj import CRS

from intake.formats.prj import readable, wkt

NAMED = (
    CRS("EPSG:4546").to_wkt("WKT1_ESRI").replace("CGCS2000_3_Degree_GK_CM_111E", "恩平独立坐标系")
)


@pytest.fixture
def layer(tmp_path):
    """Return a function that writes a shapefile with some .prj."""

    def write(prj, name="边界[1]"):
        square = shapely.box(634000, 2454000, 635000, 2455000)
        town = gpd.GeoDataFrame({"id": ["E1"]}, geometry=[square], crs="EPSG:4546")
        town.to_file(tmp_path / f"{name}.shp")
        (tmp_path / f"{name}.prj").unlink()
        if prj is not None:
            (tmp_path / f"{name}.prj").write_bytes(prj)
        return tmp_path / f"{name}.shp"

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_system_with_a_chinese_name_is_read_in_either_encoding(layer, encoding):
    assert "恩平" in NAMED
    with readable(layer(NAMED.encode(encoding))) as path:
        frame = gpd.read_file(path)
    assert frame.crs.name == "恩平独立坐标系"
    assert len(frame) == 1


def test_a_good_file_is_read_where_it_lies(layer):
    good = layer(NAMED.encode())
    with readable(good) as path:
        assert path == good
    bare = layer(None, name="无")
    with readable(bare) as path:
        assert path == bare


def test_what_is_no_crs_is_left_out(layer):
    with readable(layer("坐标系不详".encode("gbk"))) as path:
        assert gpd.read_file(path).crs is None
    assert wkt("坐标系不详".encode()) == ""


def test_the_copy_is_gone_afterwards(layer):
    with readable(layer(NAMED.encode("gbk"))) as path:
        assert path.exists()
    assert not path.exists()
