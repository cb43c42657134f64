import numpy as np
import shapely
from shapely import MultiPolygon, box

from geo.shapes.far_parts import far_parts


def run(*shapes):
    return far_parts(np.array([*shapes, None], dtype=object)[:-1], limit_m=3000).to_dict("records")


def test_the_farthest_part_is_measured_edge_to_edge():
    shape = MultiPolygon(
        [box(0, 0, 100, 100), box(3101, 0, 3110, 9), box(0, 5100, 9, 5109), box(200, 0, 209, 9)]
    )
    assert run(box(0, 0, 1, 1), shape) == [{"position": 1, "parts": 2, "distance_m": 5000}]


def test_three_kilometres_are_near_enough_and_one_part_is_never_far():
    assert run(MultiPolygon([box(0, 0, 100, 100), box(3100, 0, 3101, 1)])) == []
    assert run(box(0, 0, 9000, 10), None, shapely.Polygon(), shapely.Point(0, 0)) == []
    assert run() == []


def test_the_order_of_the_parts_changes_nothing():
    parts = [box(0, 0, 10, 10), box(5000, 0, 5010, 10), box(9000, 0, 9009, 9)]
    assert run(MultiPolygon(parts)) == run(MultiPolygon(parts[::-1]))
    assert run(MultiPolygon(parts)) == [{"position": 0, "parts": 2, "distance_m": 8990}]
