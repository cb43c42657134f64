"""Areas in reach for the estates of the demo town: which rows, in which order, how true."""

from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import demo
import study
from geo.isochrones.cut import cut
from geo.isochrones.isochrone import joined_buffers
from geo.isochrones.reached_pieces import reached_pieces
from geo.streets.network import street_network
from geo.walking.ground import ground
from geo.walking.walker import Walker
from study.isochrones import isochrones, reached_streets, walker_metres
from tables import InputError


@pytest.fixture(scope="module")
def circle(tmp_path_factory):
    folder = demo.write(tmp_path_factory.mktemp("town"), estates=60, seed=demo.SEED, clean=True)
    found = study.load(folder)
    return study.measure(study.read_inputs(found), found.choices).circle


@pytest.fixture(scope="module")
def areas(circle):
    return isochrones(circle, None, circle.metres)


def test_every_estate_has_a_row_a_circle_in_order(circle, areas):
    assert areas.crs.to_epsg() == 4326
    assert list(areas.columns) == ["estate_id", "minutes", "metres", "geometry"]
    pairs = list(zip(areas["estate_id"], areas["minutes"], strict=True))
    assert pairs == [
        (one, minutes) for one in sorted(circle.ground.origin_ids) for minutes in (5, 10, 15)
    ]
    assert set(zip(areas["minutes"], areas["metres"], strict=True)) == set(circle.metres.items())


def test_they_are_valid_lie_in_one_another_and_are_true(circle, areas):
    overlaps = []
    for origin, estate_id in enumerate(circle.ground.origin_ids):
        mine = areas[areas["estate_id"].eq(estate_id)]
        shapes = mine.geometry.to_numpy()
        assert shapely.is_valid(shapes).all()
        assert all(far.covers(near) for near, far in pairwise(shapes))
        if origin % 10 == 0:
            exact = true_areas(circle, origin)
            drawn = mine.to_crs(circle.ground.network.crs).geometry.to_numpy()
            both = shapely.area(shapely.intersection(drawn, exact))
            overlaps += list(both / shapely.area(shapely.union(drawn, exact)))
    assert min(overlaps) > 0.95


def true_areas(circle, origin):
    network = circle.ground.network
    pieces = reached_pieces(circle.ground, origin, limits_m=[300, 500, 1000])
    lines = cut(network, pieces.edge, pieces.from_m, pieces.to_m)
    return joined_buffers(lines, pieces.tier, levels=3, buffer_m=30.0, hole_m2=0.0)


def test_chosen_estates_are_told_alone_and_the_same(circle, areas):
    chosen = circle.ground.origin_ids[[7, 3]].tolist()
    some = isochrones(circle, chosen, circle.metres)
    of_all = areas[areas["estate_id"].isin(chosen)].reset_index(drop=True)
    pd.testing.assert_frame_equal(some.drop(columns="geometry"), of_all.drop(columns="geometry"))
    assert some.geometry.to_wkb().tolist() == of_all.geometry.to_wkb().tolist()


def test_who_walks_slowly_gets_less_far(circle, areas):
    elder = Walker("elder", 40.0, 2.0)
    metres = walker_metres([5, 10, 15], elder)
    slow = isochrones(circle, None, metres, walker=elder)
    assert slow["metres"].unique().tolist() == [200, 400, 600]
    # 200 m lie within 300 m, and 400 m within 500 m, but for the half metre thinning moves a line
    crs = circle.ground.network.crs
    near, far = (
        table[table["minutes"].lt(15)].to_crs(crs).geometry.to_numpy() for table in (slow, areas)
    )
    assert shapely.area(near).sum() < 0.75 * shapely.area(far).sum()
    assert (shapely.area(shapely.difference(near, far)) < 0.005 * shapely.area(near)).all()


def test_streets_walked_belong_to_the_smallest_circle_that_holds_them(circle, areas):
    estate_id = circle.ground.origin_ids[5]
    streets = reached_streets(circle, estate_id, circle.metres)
    assert list(streets.columns) == ["minutes", "walk_from_m", "walk_to_m", "geometry"]
    bounds = {5: (0, 300), 10: (300, 500), 15: (500, 1000)}
    for minutes, (low, high) in bounds.items():
        mine = streets[streets["minutes"].eq(minutes)]
        assert len(mine)
        assert mine["walk_from_m"].min() >= low
        assert mine["walk_to_m"].max() <= high
    whole = areas[areas["estate_id"].eq(estate_id)].geometry.iloc[-1]
    assert whole.covers(streets.geometry.union_all())


def test_an_estate_off_the_streets_and_a_town_without_any_have_no_area(circle):
    gates = circle.entrances.assign(geometry=None)
    nothing = circle.facilities.iloc[:0]
    bare = gpd.GeoDataFrame(geometry=[], crs=circle.ground.network.crs)
    for network in (circle.ground.network, street_network(bare)):
        lost = replace(circle, ground=ground(gates, nothing, network, cap_m=50.0))
        table = isochrones(lost, None, circle.metres)
        assert table.geometry.isna().all()
        assert len(table) == 3 * circle.entrances["estate_id"].nunique()
        assert reached_streets(lost, table["estate_id"][0], circle.metres).empty


def test_nobody_asked_no_row(circle):
    table = isochrones(circle, [], circle.metres)
    assert list(table.columns) == ["estate_id", "minutes", "metres", "geometry"]
    assert len(table) == 0


def test_an_estate_that_is_not_there_is_named(circle):
    with pytest.raises(InputError, match=r"geo\.unknown_estate"):
        isochrones(circle, ["nowhere"], circle.metres)


def test_the_order_in_which_estates_are_asked_for_does_not_show(circle):
    ids = list(circle.ground.origin_ids[:4])
    one, two = (isochrones(circle, order, circle.metres) for order in (ids, ids[::-1]))
    assert one.geometry.to_wkb().tolist() == two.geometry.to_wkb().tolist()
    assert np.array_equal(one["estate_id"], two["estate_id"])
