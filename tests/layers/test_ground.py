import geopandas as gpd
import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers import ground as room
from layers.ground import PER_DEGREE, ground

BOX = (0.0, 0.0, 1.0, 1.0)


def table(shapes, **columns):
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def unrolled(steps):
    return np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / PER_DEGREE


def test_streets_are_parted_by_rank_and_unknown_ones_count_as_minor():
    lines = [shapely.LineString([(0.1, y), (0.9, y)]) for y in (0.1, 0.2, 0.3, 0.4, 0.5)]
    kinds = ["primary_link", "tertiary", "residential", "footway", None]
    found = ground({"streets": table(lines, highway=kinds)}, BOX)
    assert {rank: len(found[rank]) for rank in ("major", "middle", "minor", "path")} == {
        "major": 1, "middle": 1, "minor": 2, "path": 1,
    }  # fmt: skip


def test_streets_without_a_class_are_minor():
    line = shapely.LineString([(0.1, 0.1), (0.9, 0.1)])
    assert len(ground({"streets": table([line])}, BOX)["minor"]) == 1


def test_what_lies_far_off_stays_at_home():
    far = shapely.LineString([(5, 5), (6, 6)])
    assert not ground({"streets": table([far], highway=["primary"])}, BOX)["major"]


def test_a_lake_keeps_its_island():
    lake = shapely.box(0.1, 0.1, 0.9, 0.9).difference(shapely.box(0.4, 0.4, 0.6, 0.6))
    assert len(ground({"water": table([lake])}, BOX)["water"]) == 2


def test_nothing_given_draws_nothing():
    assert not any(ground({}, BOX).values())
    assert not any(ground({"water": table([None]), "streets": table([])}, BOX).values())


def test_the_smallest_streets_go_first_when_there_are_too_many(monkeypatch):
    lines = [shapely.LineString([(0.1, y), (0.9, y)]) for y in (0.1, 0.2)]
    monkeypatch.setattr(room, "_VERTICES", 3)
    found = ground({"streets": table(lines, highway=["primary", "residential"])}, BOX)
    assert found["major"]
    assert not found["minor"]


points = st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99))


@settings(max_examples=40)
@given(st.lists(points, min_size=2, max_size=8, unique=True))
def test_a_line_comes_back_within_a_few_metres(corners):
    line = shapely.LineString(corners)
    for steps in ground({"rail": table([line])}, BOX)["rail"]:
        back = shapely.LineString(unrolled(steps))
        assert back.hausdorff_distance(line) < 0.9  # simplified, and never elsewhere
        assert shapely.distance(shapely.points(unrolled(steps)), line).max() < 5 / PER_DEGREE
