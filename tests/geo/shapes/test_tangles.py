import time

import numpy as np
from shapely import MultiPolygon, Polygon, box

from geo.shapes.tangles import tangled

RNG = np.random.default_rng(7)


def run(*shapes, least=0, each=0):
    return tangled(np.array([*shapes, None], dtype=object)[:-1], least=least, each=each).tolist()


def test_one_crossing_is_one_whatever_the_limit_is_made_of():
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert run(bow, box(0, 0, 1, 1)) == [True, False]
    assert run(bow, least=1) == [False]
    assert run(bow, each=0.2) == [False]  # five positions, the last being the first
    assert run() == []


def test_corners_written_twice_cross_nothing():
    assert run(Polygon([(0, 0), (0, 0), (1, 0), (1, 0), (1, 1), (0, 1), (0, 1), (0, 0)])) == [False]


def test_plots_that_share_corners_are_no_scribble():
    plots = MultiPolygon([box(x, y, x + 1, y + 1) for x in range(30) for y in range(30)])
    assert run(plots, least=1000, each=10) == [False]
    twice = Polygon([*box(0, 0, 9, 9).exterior.coords, *box(0, 0, 9, 9).exterior.coords])
    assert run(twice, least=20) == [False]


def test_a_scribble_is_known_at_once():
    scribble = Polygon(RNG.uniform(0, 1, (5000, 2)))
    start = time.process_time()
    assert run(scribble, None, least=1000, each=10) == [True, False]
    assert time.process_time() - start < 5
