import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.areas import area_of
from tables import InputError

CRS = "EPSG:4547"


def areas_table(**shapes):
    return gpd.GeoDataFrame({"area_id": list(shapes)}, geometry=list(shapes.values()), crs=CRS)


STREETS = areas_table(B=shapely.box(100, 0, 200, 100), A=shapely.box(0, 0, 100, 100))


def test_an_estate_belongs_to_the_area_its_inner_point_lies_in(estates_of):
    estates = estates_of(E2=shapely.box(90, 10, 130, 20), E1=shapely.box(10, 10, 20, 20))
    found = area_of(estates, STREETS)
    assert found.to_dict() == {"E1": "A", "E2": "B"}
    assert (found.name, found.index.name) == ("area_id", "estate_id")


def test_a_horseshoe_belongs_where_it_stands_not_where_its_centroid_falls(estates_of):
    shoe = shapely.box(60, 0, 140, 90) - shapely.box(70, 10, 140, 80)
    assert area_of(estates_of(E1=shoe), STREETS)["E1"] in {"A", "B"}
    hole = shapely.box(0, 0, 100, 100) - shapely.box(20, 20, 80, 80)
    inner = areas_table(ring=hole, yard=shapely.box(20, 20, 80, 80))
    around = shapely.box(5, 5, 95, 95) - shapely.box(15, 15, 85, 85)
    assert area_of(estates_of(E1=around), inner)["E1"] == "ring"


def test_on_a_border_the_smallest_id_wins(estates_of):
    assert area_of(estates_of(E1=shapely.Point(100, 50)), STREETS)["E1"] == "A"
    assert area_of(estates_of(E1=shapely.Point(100, 50)), STREETS[::-1])["E1"] == "A"


def test_outside_all_areas_or_without_geometry_it_is_unknown(estates_of):
    found = area_of(estates_of(E1=shapely.Point(999, 0), E2=None), STREETS)
    assert found.isna().tolist() == [True, True]


def test_no_estates_or_no_areas(estates_of):
    assert len(area_of(estates_of(), STREETS)) == 0
    assert area_of(estates_of(E1=shapely.Point(1, 1)), STREETS[:0]).isna().tolist() == [True]


def test_order_does_not_matter(estates_of):
    estates = estates_of(**{f"E{at}": shapely.Point(at * 20, 50) for at in range(10)})
    shuffled = area_of(estates.sample(frac=1, random_state=1), STREETS[::-1])
    pd.testing.assert_series_equal(shuffled, area_of(estates, STREETS))


def test_areas_in_another_crs_are_refused(estates_of):
    with pytest.raises(InputError, match=r"geo\.crs_mismatch .*areas"):
        area_of(estates_of(E1=shapely.Point(1, 1)), STREETS.to_crs(4326))
