import numpy as np
import shapely

from geo.gates.frontages import frontages
from geo.gates.outline_sides import outline_sides
from geo.gates.street_sides import streets_of

BOX = shapely.box(0, 0, 100, 100)


def places(network, *shapes, reach_m=30.0):
    sides = outline_sides(np.array(shapes, dtype=object), turn_deg=45, ignore_m=10)
    streets = streets_of(network, turn_deg=45)
    found = frontages(sides, streets, network.tree, reach_m)
    rows = zip(sides.shape[found.segment].tolist(), found.near.xy.tolist(),
               (found.near.gap_um / 1e6).tolist(), strict=True)  # fmt: skip
    return sorted((shape, *xy, gap) for shape, xy, gap in rows)


def test_one_place_for_each_side_and_street_within_reach(network_of):
    network = network_of([(-500, -10), (500, -10)], [(80, -60), (80, -30)])
    south, west, east = (0, 0.0, 0.0, 10.0), (0, 0.0, 0.0, 10.0), (0, 100.0, 0.0, 10.0)
    assert places(network, BOX) == sorted([south, west, east, (0, 80.0, 0.0, 30.0)])


def test_the_reach_itself_is_near_enough_and_a_hair_more_is_not(network_of):
    assert len(places(network_of([(40, -30), (60, -30)]), BOX)) == 1
    assert places(network_of([(40, -30.01), (60, -30.01)]), BOX) == []


def test_splitting_a_street_changes_nothing(network_of):
    whole = network_of([(-500, -10), (500, -10)])
    cut = network_of(*([(x, -10), (x + 10, -10)] for x in range(-500, 500, 10)))
    assert len(cut.u) == 100
    assert places(cut, BOX) == places(whole, BOX)


def test_of_very_many_pairs_none_is_lost_between_the_blocks(network_of, monkeypatch):
    network = network_of(*([(x, -10), (x, 400)] for x in range(-20, 500, 40)))
    boxes = [shapely.box(x, y, x + 50, y + 50) for x in range(0, 400, 60) for y in (0, 100, 200)]
    whole = places(network, *boxes)
    monkeypatch.setattr("geo.gates.frontages._MOST_PAIRS", 7)
    assert places(network, *boxes) == whole
    assert {shape for shape, *_ in whole} == set(range(len(boxes)))


def test_no_outlines_no_streets(network_of):
    assert places(network_of([(0, 0), (9, 0)])) == []
    assert places(network_of([(0, 0), (9, 0)]), shapely.Point(0, 0), None) == []
    assert places(network_of(), BOX) == []
