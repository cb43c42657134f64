import numpy as np

from geo.streets.pieces import Pieces, drawn, split


def pieces_of(*lines) -> Pieces:
    line = np.repeat(np.arange(len(lines)), [len(points) for points in lines])
    xy = np.concatenate([np.array(points, dtype=float) for points in lines])
    return split(drawn(xy, line))


def test_nodes_follow_a_curve_that_keeps_neighbours_together():
    found = pieces_of(*([(x, y), (x + 1, y)] for x in range(64) for y in range(64)))
    apart = np.abs(found.u - found.v)
    assert np.median(apart) <= 4  # sorted by x then y it would be 64
    assert len(found.node_xy) == 65 * 64


def test_coordinates_are_kept_to_the_centimetre():
    found = pieces_of([(0.123, 0), (9.999, 0)])
    assert sorted(found.node_xy[:, 0]) == [0.12, 10.0]
    assert found.length_m.round(6).tolist() == [9.88]


def test_zone_prefixed_eastings_are_no_trouble():
    found = pieces_of([(38_500_000.0, 3_800_000.0), (38_500_100.0, 3_800_000.0)])
    assert (found.u.tolist(), found.v.tolist(), found.length_m.tolist()) == ([0], [1], [100.0])


def test_nothing_splits_into_nothing():
    found = split(drawn(np.zeros((0, 2)), np.zeros(0, dtype=int)))
    assert (found.node_xy.shape, len(found.u), len(found.xy)) == ((0, 2), 0, 0)
    assert (found.first_xy.tolist(), found.first_copy.tolist()) == ([0], [0])


def test_the_vertices_of_a_piece_run_from_its_lower_node_to_its_higher():
    found = pieces_of([(90, 0), (50, 20), (0, 0)], [(0, 0), (0, 40)])
    for edge in range(2):
        course = found.xy[found.first_xy[edge] : found.first_xy[edge + 1]]
        assert course[0].tolist() == found.node_xy[found.u[edge]].tolist()
        assert course[-1].tolist() == found.node_xy[found.v[edge]].tolist()
    assert len(found.xy) == 5


def test_a_piece_knows_the_lines_that_draw_it():
    found = pieces_of([(0, 0), (90, 0)], [(0, 0), (0, 40)], [(90, 0), (0, 0)])
    copies = np.split(found.copies, found.first_copy[1:-1])
    assert sorted(sorted(lines.tolist()) for lines in copies) == [[0, 2], [1]]


def test_a_loop_is_drawn_the_same_way_round_whoever_draws_it():
    ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    one, other = pieces_of(ring), pieces_of(ring[::-1])
    assert one.xy.tolist() == other.xy.tolist()
    assert one.length_m.tolist() == [40]


def test_two_ways_as_long_as_each_other_are_two():
    found = pieces_of([(0, 0), (50, 20), (100, 0)], [(0, 0), (50, -20), (100, 0)])
    assert len(found.u) == 2
    assert found.length_m[0] == found.length_m[1]
