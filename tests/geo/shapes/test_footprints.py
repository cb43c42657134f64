import numpy as np
import pytest
import shapely

from geo.shapes.footprints import footprints


def made(xy, area):
    return footprints(shapely.points(xy), np.array(area, dtype=float))


def test_the_area_is_the_one_given_and_the_point_is_the_middle():
    shape = made([[500_000, 3_800_000]], [12_345])[0]
    assert shapely.area(shape) == pytest.approx(12_345)
    assert shapely.get_coordinates(shape.centroid)[0] == pytest.approx([500_000, 3_800_000])


def test_neighbours_never_overlap():
    one, two = made([[0, 0], [100, 0]], [1e6, 1e6])
    assert shapely.area(shapely.intersection(one, two)) == 0
    assert shapely.distance(one, two) < 1e-6  # each reaches half the way


def test_what_is_not_known_gets_no_shape():
    points = np.array(
        [None, shapely.Point(), *shapely.points([[0, 0], [9, 9], [50, 50], [50, 50]])]
    )
    found = footprints(points, np.array([5, 5, np.nan, -1, 5, 5.0]))
    assert shapely.is_missing(found).all()  # the last two stand in one place


def test_no_point():
    assert len(footprints(np.array([], dtype=object), np.array([]))) == 0
