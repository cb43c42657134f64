import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.live_index import LiveIndex

TOWN = {f"F{at}": shapely.Point(at, at % 3) for at in range(10)}


def test_a_moved_facility_is_found_by_a_cluster_drawn_through_its_new_place():
    index = LiveIndex(TOWN)
    index.move("F3", shapely.Point(50, 50))
    cluster = shapely.Polygon([(45, 50), (50, 45), (55, 50), (50, 55)])
    assert index.within(cluster) == ["F3"]
    assert index.within(shapely.box(2.5, -1, 3.5, 4)) == []
    rebuilt = LiveIndex(TOWN | {"F3": shapely.Point(50, 50)})
    everywhere = shapely.box(-99, -99, 99, 99)
    assert index.within(everywhere) == rebuilt.within(everywhere) == sorted(TOWN)


def test_a_cluster_drawn_exactly_through_a_facility_holds_it():
    through = shapely.Polygon([(50, 50), (60, 50), (60, 60)])
    index = LiveIndex(TOWN)
    index.move("F3", shapely.Point(50, 50))  # a corner
    index.move("F4", shapely.Point(55, 55))  # on the edge
    assert index.within(through) == ["F3", "F4"]


def test_the_box_around_a_cluster_is_not_the_cluster():
    corner = shapely.Polygon([(0, 0), (10, 0), (0, 10)])
    assert LiveIndex({"in": shapely.Point(2, 2), "out": shapely.Point(9, 9)}).within(corner) == [
        "in"
    ]


def test_names_are_used_once_and_known():
    index = LiveIndex(TOWN)
    with pytest.raises(KeyError, match="F1"):
        index.add("F1", shapely.Point(0, 0))
    with pytest.raises(KeyError, match="F99"):
        index.move("F99", shapely.Point(0, 0))
    index.remove("F1")
    index.add("F1", shapely.Point(0, 0))
    assert len(index) == 10


def test_an_empty_index_and_an_empty_polygon_hold_nothing():
    assert LiveIndex().within(shapely.box(0, 0, 1, 1)) == []
    assert LiveIndex(TOWN).within(shapely.Polygon()) == []


places = st.builds(shapely.Point, st.integers(0, 20), st.integers(0, 20))
edits = st.lists(st.tuples(st.sampled_from(["set", "remove"]), st.integers(0, 9), places))


@settings(max_examples=100, deadline=None)
@given(edits=edits, corners=st.lists(places, min_size=3, max_size=6))
def test_after_any_edits_it_answers_as_an_index_built_anew(edits, corners):
    index, truth = LiveIndex(), {}
    for what, number, point in edits:
        name = f"F{number}"
        if what == "remove":
            if truth.pop(name, None) is not None:
                index.remove(name)
        else:
            (index.move if name in truth else index.add)(name, point)
            truth[name] = point
    cluster = shapely.convex_hull(shapely.MultiPoint(corners)).buffer(1)
    assert index.within(cluster) == LiveIndex(truth).within(cluster)
    assert index.within(cluster) == sorted(n for n, p in truth.items() if cluster.covers(p))
