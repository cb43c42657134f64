import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely

from geo.shapes.outline_numbers import numbers

HOLED = shapely.Polygon(
    [(113.60, 34.70), (113.61, 34.70), (113.61, 34.71), (113.60, 34.71)],
    [[(113.602, 34.702), (113.604, 34.702), (113.604, 34.704), (113.602, 34.704)]],
)
TWO = shapely.MultiPolygon([HOLED, shapely.box(113.62, 34.70, 113.63, 34.71)])
STREET = shapely.LineString([(113.6, 34.7), (113.6, 34.71), (113.61, 34.71)])


@pytest.mark.parametrize("shape", [HOLED, TWO], ids=["one hole", "two parts"])
def test_areas_are_those_of_the_geodesic_and_of_the_projected_shape(shape):
    found = numbers([shape]).iloc[0]
    flat = gpd.GeoSeries([shape], crs="EPSG:4326").to_crs("EPSG:4547")
    geodesic = sum(
        abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(shapely.normalize(part))[0])
        for part in shapely.get_parts(shapely.orient_polygons([shape]))
    )
    assert found["area_m2"] == pytest.approx(geodesic, rel=1e-6)
    assert found["area_m2"] == pytest.approx(flat.area[0], rel=1e-3)
    assert found["length_m"] == pytest.approx(flat.length[0], rel=1e-3)


def test_a_degree_of_latitude_and_what_is_counted():
    found = numbers([STREET, HOLED, TWO, shapely.Point(113.6, 34.7)])
    assert found["geom_type"].tolist() == ["LineString", "Polygon", "MultiPolygon", "Point"]
    assert found["parts"].tolist() == [1, 1, 2, 1]
    assert found["holes"].tolist() == [0, 1, 1, 0]
    assert found["length_m"][0] == pytest.approx(1109.4 + 915.9, abs=1)  # 0.01° north, 0.01° east
    assert found["area_m2"].isna().tolist() == [True, False, False, True]
    assert found["length_m"].isna().tolist() == [False, False, False, True]
    assert found.loc[3, ["lon", "lat"]].tolist() == [113.6, 34.7]


def test_what_is_nowhere_has_no_number_and_spoils_no_other():
    odd = shapely.Polygon([(0, 0), (1, 0), (float("inf"), 1), (0, 1)])
    found = numbers([None, shapely.Polygon(), odd, HOLED])
    assert found["geom_type"].tolist() == [None, None, None, "Polygon"]
    assert found[["parts", "holes"]].to_numpy().tolist()[:3] == [[0, 0]] * 3
    assert found[["lon", "lat", "area_m2", "length_m"]].iloc[:3].isna().all(axis=None)
    assert found.iloc[3].to_dict() == numbers([HOLED]).iloc[0].to_dict()


def test_no_shape_at_all():
    assert numbers([]).to_dict("records") == []


def test_order_and_height_change_nothing():
    shapes = [STREET, HOLED, TWO]
    there, back = numbers(shapes), numbers(shapes[::-1])
    assert there.equals(back.iloc[::-1].reset_index(drop=True))
    assert there.equals(numbers(shapely.force_3d(np.array(shapes), 7.0)))
