from pathlib import Path

import pytest

from intake import Source
from intake.formats.layer_choice import Layer, choose, shape_of
from tables import TABLES, InputError

SOURCE = Source(Path("a.gpkg"), "a.gpkg")


@pytest.mark.parametrize(
    ("geometry", "shape"),
    [("3D Point", "point"), ("MultiLineString ZM", "line"), ("CurvePolygon", "polygon"),
     ("GeometryCollection", "mixed"), ("", "none")],
)  # fmt: skip
def test_words_of_gdal(geometry, shape):
    assert shape_of(geometry) == shape


def test_the_only_layer_with_fitting_shapes_is_taken_and_said():
    layers = [Layer("路", "LineString"), Layer("楼", "MultiPolygon"), Layer("表", "")]
    name, said = choose(layers, SOURCE, TABLES["estates"])
    assert (name, said[0].severity) == ("楼", "repair")
    with pytest.raises(InputError, match=r"intake\.layer_unnamed"):
        choose([*layers, Layer("区", "Polygon")], SOURCE, TABLES["estates"])
    with pytest.raises(InputError, match=r"intake\.layer_unnamed"):
        choose(layers, SOURCE, TABLES["surveys"])


def test_a_layer_called_like_the_table_goes_before_its_shape():
    layers = [Layer("路", "Polygon"), Layer(TABLES["streets"].zh, "Unknown")]
    assert choose(layers, SOURCE, TABLES["streets"]) == (TABLES["streets"].zh, [])
