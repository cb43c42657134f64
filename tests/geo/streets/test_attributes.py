import geopandas as gpd
import numpy as np
import shapely

from geo.streets.attributes import attributes, with_gaps


def streets(**columns):
    line = shapely.LineString([(0, 0), (1, 0)])
    return gpd.GeoDataFrame(columns, geometry=[line] * 3, crs="EPSG:4547")


def test_what_no_column_says_is_unknown():
    known = attributes(streets(), np.array([0, 1]))
    assert (known.steps.tolist(), known.private.tolist()) == ([False] * 2, [False] * 2)
    assert known.kinds[known.kind].tolist() == ["", ""]
    assert np.isnan(known.level).all()


def test_rows_give_their_values_to_their_lines():
    table = streets(kind=["b", None, "a"], level=[1, None, 0], steps=[True, None, False])
    known = attributes(table, np.array([2, 0, 0, 1]))
    assert known.kinds[known.kind].tolist() == ["a", "b", "b", ""]
    assert known.level.tolist()[:3] == [0, 1, 1]
    assert np.isnan(known.level[3])
    assert known.steps.tolist() == [False, True, True, False]


def test_bridged_gaps_are_of_a_kind_of_their_own():
    known = with_gaps(attributes(streets(kind=["z", "a", "a"]), np.arange(3)), 2)
    assert known.kinds[known.kind].tolist() == ["z", "a", "a", "gap", "gap"]
