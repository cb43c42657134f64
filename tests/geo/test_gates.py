import numpy as np
import shapely

from geo.gates import BESIDE, CROSSED, INSIDE, Candidates, candidates, outlines, thin


def line_of(*places, ranks=None):
    count = len(places)
    rank = np.zeros(count, dtype=int) if ranks is None else np.array(ranks)
    return Candidates(
        np.zeros(count, dtype=int), rank, np.array(places, dtype=float).reshape(-1, 2)
    )


def test_crossing_points_come_before_streets_beside(network_of):
    box = np.array([shapely.box(0, 0, 100, 100)], dtype=object)
    found = candidates(box, network_of([(50, -20), (50, 20)], [(-10, 0), (-10, 90)]), 30.0)
    assert found.rank.tolist() == [CROSSED, BESIDE]
    assert found.xy[0].tolist() == [50, 0]
    assert found.xy[1, 0] == 0


def test_a_street_along_the_outline_is_crossed_at_both_its_ends(network_of):
    box = np.array([shapely.box(0, 0, 100, 100)], dtype=object)
    found = candidates(box, network_of([(20, 0), (80, 0)]), 30.0)
    assert found.xy.tolist() == [[20, 0], [80, 0]]


def test_streets_that_stay_inside_are_the_last_resort(network_of):
    box = np.array([shapely.box(0, 0, 100, 100)], dtype=object)
    assert candidates(box, network_of([(50, 40), (50, 60)]), 30.0).rank.tolist() == [INSIDE]


def test_the_first_vertex_of_an_outline_does_not_matter(network_of):
    network = network_of([(-50, -10), (150, -10)])
    one = shapely.Polygon([(0, 0), (100, 0), (100, 100), (0, 100)])
    two = shapely.Polygon([(100, 100), (100, 0), (0, 0), (0, 100)])
    first, second = (candidates(np.array([box], dtype=object), network, 30.0) for box in (one, two))
    assert first.xy.tolist() == second.xy.tolist()


def test_only_areas_have_an_outline():
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.Point(1, 1), None], dtype=object)
    kinds = shapely.get_type_id(outlines(shapes))
    assert kinds.tolist() == [shapely.GeometryType.LINESTRING, shapely.GeometryType.POINT, -1]


def test_thinning_takes_the_best_then_the_farthest():
    kept = thin(line_of((0, 0), (10, 0), (20, 0), (100, 0)), spacing_m=15.0, most=3)
    assert kept.xy[:, 0].tolist() == [0, 100, 20]


def test_thinning_exhausts_better_ranks_first():
    kept = thin(line_of((0, 0), (20, 0), (100, 0), ranks=[0, 0, 1]), spacing_m=15.0, most=2)
    assert kept.xy[:, 0].tolist() == [0, 20]


def test_the_spacing_itself_is_far_enough_and_no_spacing_keeps_all():
    assert len(thin(line_of((0, 0), (15, 0)), spacing_m=15.0, most=9).xy) == 2
    assert len(thin(line_of((0, 0), (0, 0), (1, 0)), spacing_m=0.0, most=9).xy) == 3


def test_nothing_thins_to_nothing():
    assert len(thin(line_of(), spacing_m=1.0, most=3).estate) == 0
    assert len(thin(line_of((0, 0)), spacing_m=1.0, most=0).estate) == 0
