import numpy as np
import shapely

from geo.gates.outline_sides import outline_sides


def sides(*shapes, ignore_m=10.0):
    return outline_sides(np.array(shapes, dtype=object), turn_deg=45, ignore_m=ignore_m)


def facing(found):
    """Return side → the directions its segments face."""
    return {
        side: {tuple(way) for way in (found.outward[found.side == side] + 0.0).round(2).tolist()}
        for side in found.side.tolist()
    }


def test_a_rectangle_has_four_sides_that_face_away_from_it():
    found = sides(shapely.box(0, 0, 100, 60))
    faces = sorted(way for ways in facing(found).values() for way in ways)
    assert faces == [(-1, 0), (0, -1), (0, 1), (1, 0)]


def test_a_vertex_on_a_straight_side_and_a_small_notch_end_no_side():
    notched = shapely.box(0, 0, 100, 60).difference(shapely.box(40, 0, 50, 8))
    found = sides(notched)
    south = found.side[(found.start[:, 1] == 0) & (found.end[:, 1] == 0)]
    assert len(south) == 2
    assert len(set(south)) == 1
    assert len(set(found.side)) == 4


def test_a_deep_bay_has_sides_of_its_own():
    bay = shapely.box(0, 0, 100, 60).difference(shapely.box(40, 0, 60, 40))
    assert len(set(sides(bay).side)) == 8


def test_a_round_outline_has_sides_and_each_faces_outwards():
    round_ = sides(shapely.Point(0, 0).buffer(60))
    assert 4 <= len(set(round_.side)) <= 9
    middle = (round_.start + round_.end) / 2
    assert (np.einsum("ij,ij->i", middle, round_.outward) > 0).all()


def test_an_outline_without_a_corner_is_one_side_that_faces_all_round():
    smooth = outline_sides(
        np.array([shapely.Point(0, 0).buffer(60)], dtype=object), turn_deg=45, ignore_m=0
    )
    assert len(set(smooth.side)) == 1
    middle = (smooth.start + smooth.end) / 2
    outward = middle / np.hypot(*middle.T)[:, None]
    np.testing.assert_allclose(smooth.outward, outward, atol=1e-9)


def test_a_courtyard_faces_its_own_inside():
    found = sides(shapely.box(0, 0, 200, 200).difference(shapely.box(50, 50, 150, 150)))
    inner = (np.abs(found.start - 100) <= 50).all(axis=1)
    middle = (found.start + found.end)[inner] / 2
    assert inner.sum() == 4
    assert (np.einsum("ij,ij->i", 100 - middle, found.outward[inner]) == 50).all()


def test_the_first_vertex_the_direction_and_the_height_of_an_outline_play_no_part():
    corners = [(0, 0), (50, 3), (100, 0), (100, 60), (0, 60)]
    one = sides(shapely.Polygon(corners))
    for turned in (corners[2:] + corners[:2], corners[::-1], [(*xy, 7) for xy in corners]):
        other = sides(shapely.Polygon(turned))
        for mine, yours in zip(one, other, strict=True):
            np.testing.assert_array_equal(mine, yours)


def test_parts_belong_to_their_shape_and_only_areas_have_sides():
    two = shapely.MultiPolygon([shapely.box(0, 0, 50, 50), shapely.box(90, 0, 140, 50)])
    found = sides(shapely.Point(1, 1), two, None, shapely.Polygon(), shapely.box(0, 0, 50, 50))
    assert np.bincount(found.shape).tolist() == [0, 8, 0, 0, 4]
    assert len(set(found.side)) == 12
    assert len(sides().side) == len(sides(None, shapely.LineString([(0, 0), (1, 1)])).side) == 0
