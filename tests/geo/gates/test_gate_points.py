import numpy as np
import shapely

from geo.gates.gate_points import (
    BESIDE,
    CROSSED,
    INSIDE,
    NEAREST,
    Candidates,
    GateRules,
    candidates,
    gate_points,
    nearest,
    thin,
)
from geo.gates.street_sides import streets_of

RULES = GateRules(reach_m=30.0, spacing_m=60.0, most=4, turn_deg=45.0, cap_m=100.0)


def line_of(*places, ranks=None):
    count = len(places)
    rank = np.zeros(count, dtype=int) if ranks is None else np.array(ranks)
    return Candidates(
        np.zeros(count, dtype=int), rank, np.array(places, dtype=float).reshape(-1, 2)
    )


BOX = np.array([shapely.box(0, 0, 100, 100)], dtype=object)


def found_near(network, shapes=BOX):
    streets = streets_of(network, turn_deg=RULES.turn_deg)
    return candidates(shapes, network, streets, RULES)


def thinned(found, *, spacing_m, most):
    return thin(found, RULES._replace(spacing_m=spacing_m, most=most))


def test_crossing_points_come_before_streets_beside(network_of):
    found = found_near(network_of([(50, -20), (50, 20)], [(-10, 0), (-10, 90)]))
    assert found.rank.tolist() == [CROSSED, BESIDE]
    assert found.xy.tolist() == [[50, 0], [0, 0]]


def test_a_street_is_met_once_on_every_side_that_faces_it(network_of):
    through = found_near(network_of([(50, -200), (50, 300)]))
    assert through.xy.tolist() == [[50, 0], [50, 100]]
    past = found_near(network_of([(-200, -10), (300, -10)]))
    assert past.xy.tolist() == [[0, 0]]
    assert past.rank.tolist() == [BESIDE]


def test_a_street_round_a_corner_serves_both_sides_and_two_streets_on_one_side_two_gates(
    network_of,
):
    bent = found_near(network_of([(20, -10), (110, -10), (110, 80)]))
    assert sorted(bent.xy.tolist()) == [[20, 0], [100, 0]]
    alleys = found_near(network_of([(10, -50), (10, -5)], [(90, -50), (90, -5)]))
    assert alleys.xy.tolist() == [[10, 0], [90, 0]]


def test_a_fence_that_wavers_across_a_street_is_one_side(network_of):
    fence = [(x, 2 if x % 20 else -2) for x in range(0, 101, 10)]
    wavering = np.array([shapely.Polygon([*fence, (100, 90), (0, 90)])], dtype=object)
    found = found_near(network_of([(-200, 0), (300, 0)]), wavering)
    assert found.rank.tolist() == [CROSSED, CROSSED, CROSSED]  # the fence, and both ends of it
    assert found.xy[:, 0].tolist() == [0, 5, 100]


def test_a_street_along_the_outline_is_crossed_at_its_western_end(network_of):
    assert found_near(network_of([(20, 0), (80, 0)])).xy.tolist() == [[20, 0]]


def test_streets_that_stay_inside_are_the_last_resort(network_of):
    inner = [(10, 40), (10, 60)]
    assert found_near(network_of(inner)).rank.tolist() == [INSIDE]
    assert found_near(network_of(inner)).xy.tolist() == [[0, 40]]
    assert found_near(network_of(inner, [(50, -20), (50, -5)])).rank.tolist() == [BESIDE]


def test_the_first_vertex_of_an_outline_does_not_matter(network_of):
    network = network_of([(-50, -10), (150, -10)])
    one = shapely.Polygon([(0, 0), (100, 0), (100, 100), (0, 100)])
    two = shapely.Polygon([(100, 100), (100, 0), (0, 0), (0, 100)])
    first, second = (found_near(network, np.array([box], dtype=object)) for box in (one, two))
    assert first.xy.tolist() == second.xy.tolist()


def test_the_single_nearest_place_of_what_no_street_reaches(network_of):
    shapes = np.array([*BOX, shapely.Point(0, 200), shapely.Point(0, 900)], dtype=object)
    network = network_of([(-50, -40), (150, -40)])
    streets = streets_of(network, turn_deg=45.0)
    found = nearest(shapes, network, streets, RULES._replace(cap_m=250.0))
    assert found.estate.tolist() == [0, 1]
    assert found.rank.tolist() == [NEAREST, NEAREST]
    assert found.xy[1].tolist() == [0, 200]


def test_gates_come_by_shape_and_shapes_without_any_are_left_out(network_of):
    shapes = np.array([shapely.Point(0, 900), shapely.Point(0, 90), *BOX, None], dtype=object)
    found = gate_points(shapes, network_of([(50, -20), (50, 20)]), RULES)
    assert found.estate.tolist() == [1, 2]
    assert found.rank.tolist() == [NEAREST, CROSSED]


def test_thinning_takes_the_best_then_the_farthest():
    kept = thinned(line_of((0, 0), (10, 0), (20, 0), (100, 0)), spacing_m=15.0, most=3)
    assert kept.xy[:, 0].tolist() == [0, 100, 20]


def test_thinning_exhausts_better_ranks_first():
    kept = thinned(line_of((0, 0), (20, 0), (100, 0), ranks=[0, 0, 1]), spacing_m=15.0, most=2)
    assert kept.xy[:, 0].tolist() == [0, 20]


def test_the_spacing_itself_is_far_enough_and_no_spacing_keeps_all():
    assert len(thinned(line_of((0, 0), (15, 0)), spacing_m=15.0, most=9).xy) == 2
    assert len(thinned(line_of((0, 0), (0, 0), (1, 0)), spacing_m=0.0, most=9).xy) == 3


def test_nothing_thins_to_nothing():
    assert len(thinned(line_of(), spacing_m=1.0, most=3).estate) == 0
    assert len(thinned(line_of((0, 0)), spacing_m=1.0, most=0).estate) == 0
