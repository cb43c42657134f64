"""The pieces of street in reach: solved by hand, then held to walks to places along them."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.isochrones.reached_pieces import pieces_table, reached_pieces
from geo.walking.ground import ground
from geo.walking.reach import Places
from geo.walking.walk import reachable
from geo.walking.walker import Walker, as_walked


@pytest.fixture(scope="session")
def standing(facilities_of):
    """Gates put on streets, with no facilities."""
    return lambda network, gates, cap_m=50.0: ground(gates, facilities_of(), network, cap_m=cap_m)


def told(pieces):
    """Rows (tier, metres at both ends), shortest walk first."""
    rows = zip(pieces.tier, pieces.walk_from_m, pieces.walk_to_m, strict=True)
    return sorted((int(tier), round(a, 6), round(b, 6)) for tier, a, b in rows)


def test_both_ways_from_a_gate_and_cut_at_every_limit(standing, network_of, gates_of):
    on = standing(network_of([(0, 0), (1000, 0)]), gates_of(("E1", 400, 10)))
    pieces = reached_pieces(on, 0, limits_m=[110, 210])
    assert told(pieces) == [(0, 10, 110), (0, 10, 110), (1, 110, 210), (1, 110, 210)]
    table = pieces_table(pieces, on.network)
    assert sorted(table.bounds[["minx", "maxx"]].round(6).itertuples(index=False, name=None)) == [
        (200, 300),
        (300, 400),
        (400, 500),
        (500, 600),
    ]


def test_an_edge_entered_from_both_ends_is_cut_where_the_walks_meet(standing, network_of, gates_of):
    ring = network_of([(0, 0), (0, 40)], [(0, 40), (200, 40)], [(200, 40), (200, 0), (0, 0)])
    on = standing(ring, gates_of(("E1", 0, 0)))
    pieces = reached_pieces(on, 0, limits_m=[1000])
    # 480 m round: opposite the gate, at 240 m, the ways meet on the street above
    assert pieces.walk_to_m.max() == 240
    walked = np.abs(pieces.to_m - pieces.from_m).sum()
    assert walked == pytest.approx(480)


def test_two_gates_on_one_street_share_it(standing, network_of, gates_of):
    gates = gates_of(("E1", 100, 0), ("E1", 300, 20))
    on = standing(network_of([(0, 0), (1000, 0)]), gates)
    assert told(reached_pieces(on, 0, limits_m=[150])) == [
        (0, 0, 100),
        (0, 0, 110),  # towards the other gate: 110 + 90 = 200, where 110 = 20 + 90
        (0, 20, 110),
        (0, 20, 150),
    ]


def test_a_gate_in_the_shadow_of_a_nearer_one_adds_nothing(standing, network_of, gates_of):
    street = network_of([(0, 0), (1000, 0)])
    alone = reached_pieces(standing(street, gates_of(("E1", 100, 0))), 0, limits_m=[200])
    both = standing(street, gates_of(("E1", 100, 0), ("E1", 120, 45)))
    both = reached_pieces(both, 0, limits_m=[200])
    assert pieces_table(both, street).union_all().equals(pieces_table(alone, street).union_all())
    assert both.walk_to_m.max() == 200


def test_a_street_that_closes_on_itself_is_walked_both_ways(standing, network_of, gates_of):
    loop = network_of([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    on = standing(loop, gates_of(("E1", 0, 0)))
    assert told(reached_pieces(on, 0, limits_m=[150])) == [(0, 0, 150), (0, 0, 150)]
    assert told(reached_pieces(on, 0, limits_m=[300])) == [(0, 0, 200), (0, 0, 200)]


def test_the_far_bank_begins_at_the_bridge(standing, network_of, gates_of):
    river = network_of([(0, 0), (400, 0)], [(0, 30), (400, 30)], [(400, 0), (400, 30)])
    on = standing(river, gates_of(("E1", 300, 0)))
    table = pieces_table(reached_pieces(on, 0, limits_m=[200]), river)
    far = table[table.bounds["miny"] == 30]
    assert far.union_all().bounds == pytest.approx((330, 30, 400, 30))  # 100 + 30 + 70


@pytest.mark.parametrize("limit_m", [0.0, 9.0])
def test_nothing_is_reached_before_the_street_is(standing, network_of, gates_of, limit_m):
    on = standing(network_of([(0, 0), (1000, 0)]), gates_of(("E1", 400, 10)))
    assert len(reached_pieces(on, 0, limits_m=[limit_m]).edge) == 0


def test_an_estate_off_the_network_reaches_nothing(standing, network_of, gates_of):
    gates = gates_of(("E1", None, None), ("E2", 0, 51), ("E3", 0, 50))
    on = standing(network_of([(0, 0), (1000, 0)]), gates)
    found = [len(reached_pieces(on, origin, limits_m=[300]).edge) for origin in range(3)]
    assert found == [0, 0, 1]
    empty = pieces_table(reached_pieces(on, 0, limits_m=[300]), on.network)
    assert empty.crs == on.network.crs
    assert list(empty.columns) == ["edge", "walk_from_m", "walk_to_m", "tier", "geometry"]


def test_without_streets_nothing_is_reached(standing, network_of, gates_of):
    on = standing(network_of(), gates_of(("E1", 0, 0)))
    assert len(reached_pieces(on, 0, limits_m=[300]).edge) == 0


def test_steps_are_longer_to_the_elder_and_drawn_as_long_as_they_are(
    standing, network_of, gates_of
):
    on = standing(network_of([(0, 0), (1000, 0)]), gates_of(("E1", 0, 0)))
    stairs = dataclasses.replace(
        on, network=dataclasses.replace(on.network, steps=np.array([True]))
    )
    slow = as_walked(stairs, Walker("elder", 48.0, 2.0))
    pieces = reached_pieces(slow, 0, limits_m=[300])
    assert told(pieces) == [(0, 0, 300)]
    assert pieces_table(pieces, slow.network).length.sum() == pytest.approx(150)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), limit_m=st.integers(0, 700))
def test_a_place_lies_on_a_piece_if_and_only_if_its_walk_is_within_the_limit(
    random_town, seed, limit_m
):
    network, gates, shops = random_town(seed)
    on = ground(gates, shops, network, cap_m=60.0)
    draw = np.random.default_rng(seed)
    edge = draw.integers(0, len(network.u), 40)
    offset_m = draw.random(40) * network.length_m[edge]
    spot, kind = np.arange(40), np.zeros(40, dtype=np.int64)
    places = Places(edge, offset_m, np.zeros(40), spot, kind)
    names = np.array([f"{number:02}" for number in spot], dtype=object)
    on = dataclasses.replace(
        on, places=places, facility_ids=names, categories=np.array(["spot"], dtype=object)
    )
    walks = reachable(on, limit_m=float(limit_m)).set_index(["estate_id", "facility_id"])["walk_m"]
    for origin, estate in enumerate(on.origin_ids):
        pieces = reached_pieces(on, origin, limits_m=[limit_m / 2, float(limit_m)])
        for at in spot:
            low, high = np.sort([pieces.from_m, pieces.to_m], axis=0)
            holds = (pieces.edge == edge[at]) & (low <= offset_m[at]) & (offset_m[at] <= high)
            walk_m = walks.get((estate, names[at]), np.inf)
            assert holds.any() == (walk_m <= limit_m)
            for piece in np.flatnonzero(holds):
                gone = abs(offset_m[at] - pieces.from_m[piece])
                assert pieces.walk_from_m[piece] + gone == pytest.approx(walk_m, abs=2e-6)
                assert pieces.tier[piece] == (walk_m > limit_m / 2)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_pieces_never_lie_in_one_another_and_come_in_order(random_town, seed):
    network, gates, shops = random_town(seed)
    on = ground(gates, shops, network, cap_m=60.0)
    for origin in range(len(on.origin_ids)):
        pieces = reached_pieces(on, origin, limits_m=[150, 300, 600])
        low, high = np.sort([pieces.from_m, pieces.to_m], axis=0)
        same = pieces.edge[1:] == pieces.edge[:-1]
        assert (np.diff(pieces.edge) >= 0).all()
        assert (low[1:][same] >= high[:-1][same] - 1e-6).all()
        assert (high - low).sum() <= network.length_m.sum() + 1e-6
