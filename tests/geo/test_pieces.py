import numpy as np
import shapely

from geo.pieces import split


def test_nodes_follow_a_curve_that_keeps_neighbours_together():
    grid = [shapely.LineString([(x, y), (x + 1, y)]) for x in range(64) for y in range(64)]
    node_xy, u, v, _ = split(np.array(grid, dtype=object))
    apart = np.abs(u - v)
    assert np.median(apart) <= 4  # sorted by x then y it would be 64
    assert len(node_xy) == 65 * 64


def test_coordinates_are_kept_to_the_centimetre():
    node_xy, _, _, pieces = split(np.array([shapely.LineString([(0.123, 0), (9.999, 0)])]))
    assert sorted(node_xy[:, 0]) == [0.12, 10.0]
    assert shapely.length(pieces).round(6).tolist() == [9.88]


def test_zone_prefixed_eastings_are_no_trouble():
    line = shapely.LineString([(38_500_000.0, 3_800_000.0), (38_500_100.0, 3_800_000.0)])
    _, u, v, pieces = split(np.array([line]))
    assert (u.tolist(), v.tolist(), shapely.length(pieces).tolist()) == ([0], [1], [100.0])


def test_nothing_splits_into_nothing():
    node_xy, u, v, pieces = split(np.zeros(0, dtype=object))
    assert (node_xy.shape, len(u), len(v), len(pieces)) == ((0, 2), 0, 0, 0)
