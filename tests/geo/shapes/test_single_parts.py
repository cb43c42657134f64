import numpy as np
import shapely
from shapely import GeometryCollection, LineString, MultiPoint, Point, box

from geo.shapes.single_parts import single_parts


def test_collections_are_opened_however_deep():
    inner = GeometryCollection([MultiPoint([(0, 0), (1, 1)]), box(0, 0, 1, 1)])
    deep = GeometryCollection([LineString([(0, 0), (1, 1)]), GeometryCollection([inner])])
    parts, owner = single_parts(np.array([Point(5, 5), None, deep, GeometryCollection()]))
    assert [part.geom_type for part in parts] == [
        "Point", "LineString", "Point", "Point", "Polygon",
    ]  # fmt: skip
    assert owner.tolist() == [0, 2, 2, 2, 2]


def test_nothing_has_no_parts():
    parts, owner = single_parts(np.array([], dtype=object))
    assert (len(parts), len(owner)) == (0, 0)
    assert shapely.is_missing(parts).all()
