import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.streets.curve import hilbert, order


def test_the_curve_is_the_one_geopandas_draws():
    x, y = np.random.default_rng(1).integers(-(10**7), 10**7, (2, 500))
    theirs = gpd.GeoSeries(shapely.points(x, y)).hilbert_distance()
    assert hilbert(x, y).tolist() == theirs.tolist()


def test_points_on_one_spot_or_in_a_row_have_an_order_too():
    assert hilbert(np.array([7, 7]), np.array([3, 3])).tolist() == [0, 0]
    along = hilbert(np.arange(5) * 10, np.zeros(5, dtype=int))
    assert (np.diff(along) > 0).all()
    assert len(hilbert(np.zeros(0, dtype=int), np.zeros(0, dtype=int))) == 0


@pytest.mark.parametrize("largest", [0, 3, 2**40, 2**62])
def test_the_order_is_that_of_a_stable_sort(largest):
    keys = np.random.default_rng(2).integers(0, largest + 1, 200)
    keys[::7] = largest
    assert order(keys).tolist() == np.argsort(keys, kind="stable").tolist()
    assert len(order(keys[:0])) == 0
