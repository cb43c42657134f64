import geopandas as gpd
import numpy as np
import shapely

from geo.curve import hilbert


def test_the_curve_is_the_one_geopandas_draws():
    x, y = np.random.default_rng(1).integers(-(10**7), 10**7, (2, 500))
    theirs = gpd.GeoSeries(shapely.points(x, y)).hilbert_distance()
    assert hilbert(x, y).tolist() == theirs.tolist()


def test_points_on_one_spot_or_in_a_row_have_an_order_too():
    assert hilbert(np.array([7, 7]), np.array([3, 3])).tolist() == [0, 0]
    along = hilbert(np.arange(5) * 10, np.zeros(5, dtype=int))
    assert (np.diff(along) > 0).all()
    assert len(hilbert(np.zeros(0, dtype=int), np.zeros(0, dtype=int))) == 0
