"""The numbers of a layer as its file writes them."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from intake.placing import written
from intake.placing.layer import Layer
from intake.placing.points import Found
from intake.source import Source
from tables import TABLES, InputError


def numbers(*places):
    return gpd.GeoSeries([shapely.Point(*place) for place in places])


def layer(shapes, **answers):
    source = Source(Path("a.shp"), "a.shp")
    return Layer(source, TABLES["estates"], answers, Found(shapes))


def test_the_middle_is_of_the_more_and_zeros_say_nothing():
    assert written.middle(numbers((112, 22), (114, 23), (113, 21), (0, 0), (5e5, 2e6))) == (113, 22)
    assert written.middle(numbers((112, 22), (5e5, 2e6), (5.2e5, 2.2e6))) == (510000, 2100000)
    assert written.middle(numbers((0, 0))) is None
    assert written.middle(gpd.GeoSeries([None, shapely.Polygon()])) is None


def test_axes_are_exchanged_when_a_person_says_so_and_only_then():
    shapes = numbers((2454643, 634591))
    same, said = written.as_written(layer(shapes))
    assert (same.iloc[0].x, said) == (2454643, [])
    turned, said = written.as_written(layer(shapes, axes={"estates": "swapped"}))
    assert (turned.iloc[0].x, [i.code for i in said]) == (634591, ["intake.axes_answered"])
    with pytest.raises(InputError, match=r"intake\.bad_axes"):
        written.as_written(layer(shapes, axes={"a.shp": "yes"}))


def test_millionths_become_degrees_and_metres_stay():
    shapes = numbers((112305000, 22183000))
    found, said = written.scaled(shapes, (112305000, 22183000), layer(shapes))
    assert (found.iloc[0].coords[0], said[0].detail["count"]) == ((112.305, 22.183), 1)
    grid = numbers((38325177, 2455040))
    assert written.scaled(grid, (38325177, 2455040), layer(grid))[1] == []


def test_the_example_is_the_same_in_any_order():
    places = [(3.0, 1.0), (1.0, 9.0), (1.0, 2.0)]
    shown = {
        written.example(numbers(*np.random.default_rng(n).permutation(places))) for n in range(5)
    }
    assert shown == {"1, 2"}
    assert written.example(gpd.GeoSeries([None])) == ""
