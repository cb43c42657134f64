"""A changed ground walks like a ground put together from changed tables."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.streets.network import street_network
from geo.walking import changes
from geo.walking.ground import ground
from geo.walking.walk import walked
from tables import InputError

CRS = "EPSG:4547"
CAP = {"cap_m": 60.0}
REACH = {"limit_m": 900.0, "rings_m": [300, 500]}
KEY = ["estate_id", "category"]

point = shapely.Point


def with_link(town, start, end, **asked):
    return changes.with_links(town, [changes.link_between(town, start, end, **asked)])


def walk_table(found):
    return walked(found, **REACH)


def frame(rows, names):
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    shapes = [point(row[-2], row[-1]) for row in rows]
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS))


def more(table, *row):
    names = [name for name in table.columns if name != "geometry"]
    return gpd.GeoDataFrame(pd.concat([table, frame([row], names)], ignore_index=True), crs=CRS)


def m(table, estate="E1", category="shop"):
    return table.set_index(KEY).loc[(estate, category), "walk_m"]


@pytest.fixture
def town(ladder_network, gates_of, facilities_of):
    """E1 at the west end below, E2 at the east end above; one shop, far from E1."""
    gates = gates_of(("E1", 30, 0), ("E2", 470, 200))
    return ground(gates, facilities_of(("F1", "shop", 470, 0)), ladder_network, **CAP)


# cases by hand


def test_a_new_shop_is_walked_to(town):
    after = changes.with_facility(town, "+1", "shop", point(80, 10), **CAP)
    assert m(walk_table(town)) == 440
    assert m(walk_table(after)) == 50 + 10
    assert m(walk_table(after), "E2") == m(walk_table(town), "E2") == 260


def test_nothing_is_changed_in_place(town):
    before = walk_table(town)
    changes.with_facility(town, "+1", "park", point(80, 10), **CAP)
    changes.without_facility(town, "F1")
    changes.with_gate(town, "E1", point(400, 0), **CAP)
    with_link(town, point(30, 0), point(470, 200), **CAP)
    pd.testing.assert_frame_equal(walk_table(town), before)


def test_a_closed_shop_leaves_its_category_behind(town):
    after = walk_table(changes.without_facility(town, "F1"))
    assert after["category"].tolist() == ["shop", "shop"]
    assert after["status"].tolist() == ["unreachable", "unreachable"]


def test_the_first_of_its_kind_is_a_new_category_for_everyone(town):
    after = walk_table(changes.with_facility(town, "+1", "park", point(80, 0), **CAP))
    assert after["category"].tolist() == ["park", "shop"] * 2
    assert m(after, category="park") == 50
    assert m(after) == 440


def test_a_shop_that_moves_is_reached_where_it_is_now(town):
    after = changes.moved_facility(town, "F1", point(30, 210), **CAP)
    assert after.facility_ids.tolist() == ["F1"]
    assert m(walk_table(after)) == 30 + 200 + 30 + 10


def test_a_facility_of_two_categories_moves_and_closes_as_one(
    ladder_network, gates_of, facilities_of
):
    both = facilities_of(("F1", "shop", 470, 0), ("F2", "shop", 500, 0), ("F1", "park", 470, 0))
    town = ground(gates_of(("E1", 30, 0)), both, ladder_network, **CAP)
    moved = walk_table(changes.moved_facility(town, "F1", point(90, 0), **CAP))
    assert moved["walk_m"].tolist() == [60, 60]
    closed = walk_table(changes.without_facility(town, "F1"))
    assert closed["status"].tolist() == ["unreachable", "reached"]
    assert closed["walk_m"].fillna(0).tolist() == [0, 470]


def test_a_second_door_is_nearer_and_the_facility_counts_once(town):
    after = walk_table(changes.with_facility(town, "F1", "shop", point(80, 0), **CAP))
    assert after["walk_m"].tolist() == [50, 260]
    assert after["count_500"].tolist() == [1, 1]


def test_a_gate_at_the_other_end_shortens_the_walk_of_its_estate_alone(town):
    after = walk_table(changes.with_gate(town, "E1", point(400, -20), **CAP))
    assert m(after) == 20 + 70
    assert m(after, "E2") == 260


def test_the_gate_that_closes_is_the_one_pointed_at(town):
    two = changes.with_gate(town, "E1", point(400, -20), **CAP)
    assert m(walk_table(changes.without_gate(two, "E1", point(395, -20), **CAP))) == 440
    assert m(walk_table(changes.without_gate(two, "E1", point(35, 0), **CAP))) == 90


def test_a_footbridge_is_a_way_for_everyone(town):
    after = walk_table(with_link(town, point(30, 5), point(470, 5), **CAP))
    assert m(after) == 440  # 5 + 440 + 5 is longer than the street below
    after = walk_table(with_link(town, point(470, 0), point(470, 200), **CAP))
    assert m(after, "E2") == 200
    assert m(after) == 440


def test_stairs_are_kept_as_stairs(town):
    after = with_link(town, point(470, 0), point(470, 200), steps=True, **CAP)
    assert after.network.steps.tolist().count(True) == 1


def test_gates_and_facilities_stay_on_their_streets_when_a_bridge_passes(
    network_of, gates_of, facilities_of
):
    banks = network_of([(0, 0), (400, 0)], [(0, 100), (400, 100)])
    gates = gates_of(("E1", 200, 40))
    town = ground(gates, facilities_of(("F1", "shop", 200, 100)), banks, **CAP)
    after = walk_table(with_link(town, point(200, 0), point(200, 100), **CAP))
    assert m(after) == 40 + 100  # down to the street: one does not climb onto a bridge half way


def test_a_street_that_is_cut_where_the_estate_stands_serves_it_as_before(town):
    after = with_link(town, point(30, 0), point(30, 200), **CAP)
    assert m(walk_table(after)) == 440
    assert m(walk_table(after), "E2") == 260


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("far_from_streets", lambda g: changes.with_facility(g, "N", "a", point(0, 999), **CAP)),
        ("far_from_streets", lambda g: changes.with_gate(g, "E1", point(0, 999), **CAP)),
        ("far_from_streets", lambda g: with_link(g, point(0, 0), point(0, 999), **CAP)),
        ("unknown_facility", lambda g: changes.without_facility(g, "F2")),
        ("unknown_facility", lambda g: changes.moved_facility(g, "F", point(0, 0), **CAP)),
        ("unknown_estate", lambda g: changes.with_gate(g, "E", point(0, 0), **CAP)),
        ("no_gate_near", lambda g: changes.without_gate(g, "E1", point(300, 0), **CAP)),
        ("last_gate", lambda g: changes.without_gate(g, "E1", point(30, 0), **CAP)),
    ],
)
def test_what_cannot_be_done_is_said(town, code, change):
    with pytest.raises(InputError, match=rf"geo\.{code}"):
        change(town)


def test_where_there_are_no_streets_nothing_can_be_placed(network_of, gates_of, facilities_of):
    empty = ground(gates_of(("E1", 0, 0)), facilities_of(), network_of(), **CAP)
    with pytest.raises(InputError, match=r"geo\.far_from_streets"):
        changes.with_facility(empty, "+1", "shop", point(0, 0), **CAP)


# any town


def same(found, expected):
    """The same rows; columns of an empty table have no kind to speak of."""
    pd.testing.assert_frame_equal(found, expected, check_dtype=len(expected) > 0)


TOWNS = st.integers(0, 10**6)


@pytest.fixture(scope="session")
def drawn(random_town):
    """A town with its tables, and a place in it near a street."""

    def build(seed):
        network, gates, shops = random_town(seed)
        draw = np.random.default_rng(seed + 1)
        spots = [
            shapely.line_interpolate_point(
                network.lines[draw.integers(len(network.u))], share, normalized=True
            )
            for share in draw.random(2)
        ]
        near = [point(np.round(spot.x) + 3, np.round(spot.y) - 4) for spot in spots]
        return network, gates, shops, near

    return build


@settings(max_examples=25, deadline=None)
@given(seed=TOWNS)
def test_a_facility_more_is_a_row_more(drawn, seed):
    network, gates, shops, (spot, other) = drawn(seed)
    before = ground(gates, shops, network, **CAP)
    after = changes.with_facility(before, "F031", "b", spot, **CAP)
    table = more(shops, "F031", "b", spot.x, spot.y)
    expected = walk_table(ground(gates, table, network, **CAP))
    pd.testing.assert_frame_equal(walk_table(after), expected)
    moved = changes.moved_facility(after, "F031", other, **CAP)
    table = more(shops, "F031", "b", other.x, other.y)
    expected = walk_table(ground(gates, table, network, **CAP))
    pd.testing.assert_frame_equal(walk_table(moved), expected)
    undone = walk_table(changes.without_facility(after, "F031"))
    known = undone[undone["category"].isin(before.categories)].reset_index(drop=True)
    same(known, walk_table(before))


@settings(max_examples=25, deadline=None)
@given(seed=TOWNS)
def test_a_facility_less_is_a_row_less(drawn, seed):
    network, gates, shops, _ = drawn(seed)
    if not len(shops):
        return
    gone = shops["facility_id"].sample(1, random_state=seed).iloc[0]
    after = walk_table(changes.without_facility(ground(gates, shops, network, **CAP), gone))
    left = shops[shops["facility_id"] != gone]
    after = after[after["category"].isin(left["category"])].reset_index(drop=True)
    same(after, walk_table(ground(gates, left, network, **CAP)))


@settings(max_examples=25, deadline=None)
@given(seed=TOWNS)
def test_a_gate_more_is_a_row_more(drawn, seed):
    network, gates, shops, (spot, _) = drawn(seed)
    before = ground(gates, shops, network, **CAP)
    after = changes.with_gate(before, gates["estate_id"].iloc[0], spot, **CAP)
    table = more(gates, gates["estate_id"].iloc[0], spot.x, spot.y)
    expected = walk_table(ground(table, shops, network, **CAP))
    pd.testing.assert_frame_equal(walk_table(after), expected)


@settings(max_examples=25, deadline=None)
@given(seed=TOWNS)
def test_nothing_added_lengthens_a_walk(drawn, seed):
    network, gates, shops, (spot, other) = drawn(seed)
    before = ground(gates, shops, network, **CAP)
    base = walk_table(before).set_index(KEY)
    for after in (
        changes.with_facility(before, "+1", "a", spot, **CAP),
        changes.with_gate(before, gates["estate_id"].iloc[-1], spot, **CAP),
        with_link(before, spot, other, **CAP),
    ):
        found = walk_table(after).set_index(KEY).reindex(base.index)
        longer = found["walk_m"].fillna(np.inf) - base["walk_m"].fillna(np.inf)
        assert not (longer > 1e-6).any()
        assert (found["count_500"].fillna(0) >= base["count_500"].fillna(0)).all()


@settings(max_examples=25, deadline=None)
@given(seed=TOWNS)
def test_a_bridge_between_corners_is_a_street_more(random_town, seed):
    """The streets drawn with the bridge from the start; gates and shops stand on streets."""
    network, _, _ = random_town(seed)
    draw = np.random.default_rng(seed)
    start, end = (point(xy) for xy in network.node_xy[draw.integers(0, len(network.node_xy), 2)])
    if start == end:
        return
    on = shapely.get_coordinates(
        shapely.line_interpolate_point(network.lines, 0.5, normalized=True)
    )
    table = frame([("E1", *on[0]), ("E2", *on[-1])], ["estate_id"])
    kinds = [(f"F{at:02}", "ab"[at % 2], *xy) for at, xy in enumerate(on)]
    shops = frame(kinds, ["facility_id", "category"])
    after = with_link(ground(table, shops, network, **CAP), start, end, **CAP)
    lines = [*network.lines, shapely.LineString([start, end])]
    rebuilt = street_network(gpd.GeoDataFrame(geometry=lines, crs=CRS))
    expected = walk_table(ground(table, shops, rebuilt, **CAP))
    found = walk_table(after)
    np.testing.assert_allclose(found["walk_m"], expected["walk_m"], atol=2e-6)
    assert found["status"].tolist() == expected["status"].tolist()
