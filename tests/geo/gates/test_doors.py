import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from geo.gates.doors import doors
from geo.walking.walk import walks
from tables import InputError

CRS = "EPSG:4547"
CHOICES = {"reach_m": 30.0, "spacing_m": 60.0, "most": 4, "turn_deg": 45.0, "cap_m": 100.0}
STREET = [(-500, 0), (500, 0)]
LANE = [(400, 10), (400, 300)]


def facilities(**shapes):
    columns = {"facility_id": list(shapes), "category": "school", "capacity": 300}
    return gpd.GeoDataFrame(columns, geometry=list(shapes.values()), crs=CRS)


def told(found):
    return [
        (row.door, row.how if isinstance(row.how, str) else None, row.derived,
         row.geometry and (row.geometry.x, row.geometry.y))
        for row in found.itertuples()
    ]  # fmt: skip


def test_a_school_drawn_as_an_area_is_entered_from_every_street_it_faces(network_of):
    found = doors(facilities(F1=box(200, 10, 385, 200)), network_of(STREET, LANE), **CHOICES)
    assert told(found) == [
        ("F1.1", "beside", True, (200, 10)),
        ("F1.2", "beside", True, (385, 10)),
    ]
    assert found["capacity"].tolist() == [300, 300]


def test_a_point_stays_one_door_where_it_is(network_of):
    found = doors(facilities(F1=Point(3, 70)), network_of(STREET), **CHOICES)
    assert told(found) == [("F1", "given", False, (3, 70))]


def test_an_area_far_from_streets_keeps_one_point_inside(network_of):
    horseshoe = Polygon([(0, 400), (90, 400), (90, 490), (60, 490), (60, 420), (0, 420)])
    found = doors(facilities(F1=horseshoe), network_of(STREET), **CHOICES)
    assert found[["door", "derived"]].to_numpy().tolist() == [["F1", True]]
    assert found["how"].isna().all()
    assert horseshoe.contains(found.geometry.iloc[0])


def test_parts_lines_empty_and_missing_shapes(network_of):
    parts = MultiPolygon([box(-300, 10, -250, 60), box(200, -60, 250, -10)])
    given = facilities(
        A=parts, B=LineString([(0, 5), (90, 5)]), C=Polygon(), D=None,
        E=Polygon([(0, 0), (float("inf"), 0), (1, 1)]), F=Point(),
    )  # fmt: skip
    found = doors(given, network_of(STREET), **CHOICES)
    assert found["facility_id"].tolist() == ["A", "A", "B", "C", "D", "E", "F"]
    assert found.geometry.isna().tolist() == [False, False, False, True, True, True, True]
    assert set(found.geometry.dropna().geom_type) == {"Point"}
    assert {point.x < 0 for point in found.geometry[:2]} == {True, False}


def test_no_facilities_or_no_streets(network_of):
    none = doors(facilities(), network_of(STREET), **CHOICES)
    assert none.columns.tolist() == [
        "facility_id", "category", "capacity", "geometry", "door", "derived", "how",
    ]  # fmt: skip
    assert len(none) == 0
    assert len(doors(facilities(F1=box(0, 0, 9, 9)), network_of(), **CHOICES)) == 1


def test_other_coordinates_are_refused(network_of):
    elsewhere = facilities(F1=Point(3, 4)).set_crs("EPSG:4546", allow_override=True)
    with pytest.raises(InputError) as said:
        doors(elsewhere, network_of(STREET), **CHOICES)
    assert said.value.code == "geo.crs_mismatch"


def test_the_order_of_rows_plays_no_part_and_the_table_given_is_left_alone(network_of):
    given = facilities(F2=box(200, 10, 385, 200), F1=Point(0, 9), F3=box(-90, 10, -9, 90))
    before = given.copy()
    network = network_of(STREET, LANE)
    found = doors(given, network, **CHOICES)
    pd.testing.assert_frame_equal(pd.DataFrame(given), pd.DataFrame(before))
    turned = doors(given.iloc[::-1], network, **CHOICES)
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(turned))


def test_a_facility_of_many_doors_is_walked_to_by_the_nearest_and_counted_once(
    network_of, gates_of
):
    network = network_of([(-500, 0), (400, 0)], [(400, 0), (400, 300)])
    park = facilities(F1=box(100, 12, 390, 200))
    entered = doors(park, network, **CHOICES)
    assert len(entered) == 2
    gate = gates_of(("E1", 400, 100), ("E2", 0, 0))
    found = walks(gate, entered, network, limit_m=900, rings_m=[500], cap_m=100)
    assert found["walk_m"].tolist() == [98.0, 112.0]
    assert found["count_500"].tolist() == [1, 1]


def test_a_known_place_of_a_facility_is_not_moved_to_the_street(network_of):
    found = doors(facilities(F1=Point(0, 500)), network_of(STREET), **CHOICES)
    assert shapely.equals(found.geometry.iloc[0], Point(0, 500))
