import numpy as np
import shapely

from geo.coordinates.misfit import Ground, misfits

STREET = np.array([shapely.LineString([(0, 0), (100, 0)])])


def of(shape, ground):
    return misfits([np.array([shape], dtype=object)], Ground(ground, 50.0))[0, 0]


def test_points_count_by_their_distance_and_tell_nothing_beyond_the_reach():
    assert of(shapely.Point(50, 10), STREET) == 10 / 50
    assert np.isnan(of(shapely.Point(50, 900), STREET))


def test_a_point_inside_a_building_fits_perfectly():
    assert of(shapely.Point(5, 5), np.array([shapely.box(0, 0, 10, 10)])) == 0


def test_outlines_count_when_a_street_cuts_them_and_tell_nothing_far_away():
    assert of(shapely.box(10, 10, 30, 30), STREET) == 0
    assert of(shapely.box(10, -10, 30, 10), STREET) == 1
    assert np.isnan(of(shapely.box(10, 210, 30, 230), STREET))


def test_a_building_inside_an_estate_fits_and_one_across_its_edge_does_not():
    estate = np.array([shapely.box(0, 0, 100, 100)])
    assert of(shapely.box(10, 10, 30, 30), estate) == 0
    assert of(shapely.box(90, 10, 110, 30), estate) == 1


def test_a_street_along_an_outline_fits_and_one_through_it_does_not():
    estate = np.array([shapely.box(0, 0, 40, 40)])
    assert of(shapely.LineString([(-5, -5), (45, -5)]), estate) == 0
    assert of(shapely.LineString([(-5, 20), (45, 20)]), estate) == 1


def test_streets_against_streets_count_by_distance():
    assert of(shapely.LineString([(0, 5), (100, 5)]), STREET) == 5 / 50
