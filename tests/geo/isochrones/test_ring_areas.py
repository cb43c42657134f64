import numpy as np
import shapely

from geo.isochrones.ring_areas import Rings, area_of_rings


def square(x, y, side, *, hole=False):
    ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    return ring[::-1] if hole else ring


def rings_of(*given):
    area = [shapely.LinearRing(ring).is_ccw * 2 - 1 for ring in given]
    sizes = [shapely.Polygon(ring).area for ring in given]
    first = np.concatenate([[0], np.cumsum([len(ring) for ring in given])])
    xy = np.array([p for ring in given for p in ring], float).reshape(-1, 2)
    return Rings(xy, first.astype(int), np.multiply(area, sizes))


def test_an_island_in_a_hole_is_a_part_of_its_own_and_keeps_its_own_hole():
    rings = rings_of(
        square(0, 0, 90),
        square(10, 10, 70, hole=True),
        square(20, 20, 50),
        square(30, 30, 30, hole=True),
    )
    area = area_of_rings(rings, hole_m2=0)
    assert area.is_valid
    assert [part.area for part in area.geoms] == [90**2 - 70**2, 50**2 - 30**2]


def test_small_holes_are_filled_and_one_of_just_the_size_stays():
    rings = rings_of(square(0, 0, 90), square(5, 5, 19, hole=True), square(50, 50, 20, hole=True))
    area = area_of_rings(rings, hole_m2=400)
    assert (area.geom_type, area.area) == ("Polygon", 8100 - 400)


def test_holes_go_to_the_outline_around_them_in_whatever_order():
    given = [square(100, 0, 50), square(0, 0, 50)]
    holes = [square(10, 10, 30, hole=True), square(110, 10, 20, hole=True)]
    parts = area_of_rings(rings_of(*given, *holes), hole_m2=0).geoms
    assert [part.area for part in parts] == [2500 - 400, 2500 - 900]


def test_no_rings_no_area():
    assert area_of_rings(rings_of(), hole_m2=0).is_empty
