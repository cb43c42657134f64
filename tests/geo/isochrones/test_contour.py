import numpy as np
import pytest
import shapely

from geo.isochrones.contour import contour
from geo.isochrones.distance_grid import Grid


def grid_of(rows, cell_m=1.0):
    """Distances as one reads a map: the last row given lies lowest."""
    return Grid(np.array(rows[::-1], float) ** 2, 0.0, 0.0, cell_m, 9.0)


def rings_of(rings):
    return [rings.xy[a:b] for a, b in zip(rings.first[:-1], rings.first[1:], strict=True)]


def test_a_corner_within_gets_a_ring_halfway_to_its_neighbours():
    rings = contour(grid_of([[3, 3, 3], [3, 1, 3], [3, 3, 3]]), 2.0)
    assert rings.area_m2.tolist() == [0.5]
    assert sorted(map(tuple, rings.xy.tolist())) == [(0.5, 1), (1, 0.5), (1, 1.5), (1.5, 1)]


def test_a_corner_beyond_is_a_hole_and_runs_the_other_way():
    rows = [[9] * 5, [9, 1, 1, 1, 9], [9, 1, 3, 1, 9], [9, 1, 1, 1, 9], [9] * 5]
    rings = contour(grid_of(rows), 2.0)
    assert sorted(np.sign(rings.area_m2)) == [-1, 1]
    assert rings.area_m2.min() == -0.5


def test_nothing_within_no_ring():
    rings = contour(grid_of([[3, 3], [3, 3]]), 2.0)
    assert (len(rings.xy), rings.first.tolist(), len(rings.area_m2)) == (0, [0], 0)


@pytest.mark.parametrize(("inner", "outer", "count"), [(1, 2.5, 1), (1, 5, 2)])
def test_across_from_one_another_the_mean_decides(inner, outer, count):
    rows = [[9, 9, 9, 9], [9, outer, inner, 9], [9, inner, outer, 9], [9, 9, 9, 9]]
    for turned in (rows, [row[::-1] for row in rows]):
        rings = contour(grid_of(turned), 2.0)
        assert len(rings.area_m2) == count
        assert all(shapely.LinearRing(ring).is_simple for ring in rings_of(rings))


def test_a_distance_of_just_the_limit_at_a_corner_does_not_pinch_the_ring():
    rings = contour(grid_of([[3, 3, 3, 3], [3, 1, 2, 3], [3, 2, 1, 3], [3, 3, 3, 3]]), 2.0)
    assert all(shapely.LinearRing(ring).is_valid for ring in rings_of(rings))
    assert len(np.unique(rings.xy, axis=0)) == len(rings.xy)


@pytest.mark.parametrize("seed", range(20))
def test_rings_of_noise_are_valid_and_lie_in_those_of_lower_noise(seed):
    field = np.full((14, 17), 9.0)
    field[1:-1, 1:-1] = np.random.default_rng(seed).uniform(0, 4, (12, 15)).round(1)
    lower = np.minimum(field, np.random.default_rng(seed + 99).uniform(1, 9, field.shape))
    lower[[0, -1]] = lower[:, [0, -1]] = 9.0
    inner, outer = (contour(grid_of(rows, 8.0), 2.0) for rows in (field, lower))
    areas = []
    for rings in (inner, outer):
        shapes = [shapely.Polygon(ring) for ring in rings_of(rings)]
        assert all(shape.is_valid for shape in shapes)
        assert [shape.area for shape in shapes] == pytest.approx(abs(rings.area_m2).tolist())
        holes = shapely.union_all([s for s, a in zip(shapes, rings.area_m2, strict=True) if a < 0])
        outlines = [s for s, a in zip(shapes, rings.area_m2, strict=True) if a > 0]
        areas.append(shapely.union_all(outlines).area)
        assert holes.is_empty or shapely.union_all(outlines).covers(holes)
    assert areas[0] <= areas[1]
