import geopandas as gpd
import pytest
import shapely

from geo.coordinates.crs import metric_crs, need_same_crs, to_metric
from tables import InputError


def at(*places, crs="EPSG:4326"):
    return gpd.GeoDataFrame(geometry=[shapely.Point(place) for place in places], crs=crs)


@pytest.mark.parametrize(
    ("place", "epsg"),
    [
        ((113.63, 34.75), 4547),  # Zhengzhou, CM 114
        ((121.47, 31.23), 4549),  # Shanghai, CM 120
        ((102.71, 25.04), 4543),  # Kunming, CM 102
        ((87.62, 43.82), 4538),  # Ürümqi, CM 87
        ((75.99, 39.47), 4534),  # Kashgar, CM 75
        ((126.53, 45.80), 4551),  # Harbin, CM 126
        ((134.29, 48.36), 4554),  # Fuyuan, the easternmost county: CM 135
        ((110.33, 20.04), 4546),  # Haikou, CM 111
        ((114.06, 22.55), 4547),  # Shenzhen is mainland
        ((113.56, 22.26), 4547),  # … and Zhuhai
        ((118.10, 24.46), 4548),  # Xiamen, CM 117
        ((124.39, 40.10), 4550),  # Dandong, on the Yalu, CM 123
        ((117.00, 36.65), 4548),  # Jinan
    ],
)
def test_mainland_cities_get_their_three_degree_zone(place, epsg):
    assert metric_crs(at(place)).to_epsg() == epsg


@pytest.mark.parametrize(
    ("place", "epsg"),
    [
        ((103.82, 1.33), 32648),  # Singapore
        ((114.17, 22.32), 32650),  # Hong Kong, Kowloon
        ((114.12, 22.45), 32650),  # Hong Kong, Tai Po
        ((113.55, 22.19), 32649),  # Macau
        ((121.56, 25.03), 32651),  # Taipei
        ((139.69, 35.69), 32654),  # Tokyo
        ((126.98, 37.57), 32652),  # Seoul
        ((105.85, 21.03), 32648),  # Hanoi
        ((151.2, -33.9), 32756),  # Sydney: south of the equator
        ((180.0, 10.0), 32601),  # the date line belongs to zone 1
    ],
)
def test_other_places_get_utm(place, epsg):
    assert metric_crs(at(place)).to_epsg() == epsg


def test_the_zone_changes_half_way_between_meridians():
    assert metric_crs(at((112.49, 34.0))).to_epsg() == 4546
    assert metric_crs(at((112.51, 34.0))).to_epsg() == 4547


def test_one_stray_feature_and_the_order_of_rows_change_nothing():
    town = [(113.60, 34.70), (113.61, 34.71), (113.62, 34.72), (0.0, 0.0)]
    assert metric_crs(at(*town)).to_epsg() == 4547
    assert metric_crs(at(*town[::-1])).to_epsg() == 4547


def test_a_projected_frame_is_placed_by_its_degrees():
    town = at((113.6, 34.7)).to_crs("EPSG:32649")
    assert metric_crs(town).to_epsg() == 4547


def test_an_unknown_crs_is_refused_with_the_name_of_the_table():
    with pytest.raises(InputError) as said:
        metric_crs(at((0, 0), crs=None), table="estates")
    assert (said.value.code, said.value.values) == ("geo.no_crs", {"table": "estates"})
    with pytest.raises(InputError, match=r"geo\.no_crs"):
        to_metric(at((0, 0), crs=None), metric_crs(at((1, 1))))


@pytest.mark.parametrize("shapes", [[], [None], [shapely.Point()]])
def test_a_frame_with_no_geometry_has_no_place(shapes):
    with pytest.raises(InputError, match=r"geo\.nothing_to_place"):
        metric_crs(gpd.GeoDataFrame(geometry=gpd.GeoSeries(shapes, crs="EPSG:4326")))


def test_to_metric_keeps_every_row_and_leaves_the_given_frame_alone():
    town = gpd.GeoDataFrame(
        {"name": ["a", "b"]},
        geometry=gpd.GeoSeries([shapely.Point(113.6, 34.7), None], crs="EPSG:4326"),
    )
    metric = to_metric(town, metric_crs(town))
    assert metric["name"].tolist() == ["a", "b"]
    assert 0 < metric.geometry[0].x < 1_000_000  # six digits: central-meridian form
    assert town.crs.to_epsg() == 4326


def test_frames_in_two_crs_are_not_mixed():
    town = at((113.6, 34.7))
    with pytest.raises(InputError) as said:
        need_same_crs(town, metric_crs(town), table="facilities")
    assert said.value.values == {
        "table": "facilities",
        "given": "EPSG:4326",
        "expected": "EPSG:4547",
    }
    need_same_crs(town[:0], metric_crs(town), table="facilities")


def test_a_shape_that_does_not_exist_in_metres_becomes_missing_and_moves_nothing():
    town = at((113.60, 34.70), (500.0, 500.0), (113.61, 34.71))
    metric = to_metric(town, metric_crs(town))
    assert metric.geometry.isna().tolist() == [False, True, False]
    assert metric_crs(metric).to_epsg() == 4547
