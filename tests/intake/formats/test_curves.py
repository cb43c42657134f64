import struct
import warnings

import geopandas as gpd
import pyogrio
import pytest
import shapely

from intake import Source
from intake.formats.curves import curved
from intake.formats.vector import read_vector
from tables import TABLES

ARC = "CIRCULARSTRING (0 0,1 1,2 0)"


def as_stored(wkt, tmp_path):
    """Return shapes as GDAL stores them: it knows arcs, shapely does not."""
    lines = "".join(f'"{text}"\n' for text in wkt)
    (tmp_path / "a.csv").write_text(f"WKT\n{lines}", encoding="utf-8")
    _, table = pyogrio.read_arrow(tmp_path / "a.csv", GEOM_POSSIBLE_NAMES="WKT")
    return table.column(table.num_columns - 1).to_pylist()


def test_arcs_and_surfaces_in_space_are_named_and_straight_compounds_are_not(tmp_path):
    shapes = as_stored(
        [
            ARC,
            "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0,1 1,2 0),(2 0,0 0)))",
            "MULTISURFACE (((0 0,1 0,1 1,0 0)))",
            "POLYGON Z ((0 0 1,1 0 1,1 1 1,0 0 1))",
            "TIN (((0 0 0,0 0 1,0 1 0,0 0 0)))",
            "POINT ZM (1 2 3 4)",
            f"GEOMETRYCOLLECTION ({ARC})",
        ],
        tmp_path,
    )
    assert curved(shapes) == {
        0: "CIRCULARSTRING", 1: "CURVEPOLYGON", 4: "TIN", 6: "GEOMETRYCOLLECTION",
    }  # fmt: skip


def test_the_other_order_of_bytes_and_the_flags_of_postgis():
    assert curved([b"\x00" + struct.pack(">I", 8)]) == {0: "CIRCULARSTRING"}
    assert curved([b"\x01" + struct.pack("<I", 0x80000008)]) == {0: "CIRCULARSTRING"}
    assert curved([b"", None, shapely.to_wkb(shapely.box(0, 0, 1, 1))]) == {}


@pytest.mark.parametrize("first", [shapely.box(0, 0, 1, 1), shapely.Point(1, 1)])
def test_a_curve_in_a_layer_is_refused_with_its_row_and_the_rest_loads(tmp_path, first):
    arc = as_stored([ARC], tmp_path)[0]
    frame = gpd.GeoDataFrame(
        {"name": ["和平里", "幸福里"]}, geometry=[first, shapely.Point(0, 0)], crs="EPSG:4545"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(tmp_path / "a.gml", driver="GML")
    text = (tmp_path / "a.gml").read_text(encoding="utf-8")
    at = text.rindex("<gml:Point")
    end = text.index("</gml:Point>", at) + len("</gml:Point>")
    bow = ("<gml:Curve><gml:segments><gml:Arc><gml:posList>0 0 1 1 2 0</gml:posList></gml:Arc>"
           "</gml:segments></gml:Curve>")  # fmt: skip
    (tmp_path / "b.gml").write_text(text[:at] + bow + text[end:], encoding="utf-8")
    raw = read_vector(Source(tmp_path / "b.gml", "b.gml"), TABLES["estates"])
    assert arc[1] == 8
    assert raw.geometry.notna().tolist() == [True, False]
    assert [(i.row, i.value) for i in raw.issues if i.code == "intake.curve_refused"] == [
        (2, raw.issues[-1].value)
    ]
    assert not (tmp_path / "b.gfs").exists()
