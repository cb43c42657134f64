"""One point lands where it lands among many."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.streets.snap import snap
from geo.streets.spot import spot
from tables import InputError


def test_a_point_beside_a_street(ladder_network):
    found = spot(ladder_network, shapely.Point(130, 12), cap_m=20)
    assert ladder_network.node_xy[ladder_network.u[found.edge]].tolist() in ([100, 0], [200, 0])
    assert found.snap_m == 12
    assert found.offset_m in (30, 70)


def test_at_the_cap_is_within_and_a_hair_more_is_not(ladder_network):
    assert spot(ladder_network, shapely.Point(130, -20), cap_m=20).snap_m == 20
    with pytest.raises(InputError, match=r"geo\.far_from_streets") as error:
        spot(ladder_network, shapely.Point(130, -20.5), cap_m=20)
    assert error.value.values == {"snap_m": 20.5, "cap_m": 20}


def test_without_streets_it_is_far_from_them(network_of):
    with pytest.raises(InputError, match=r"geo\.far_from_streets"):
        spot(network_of(), shapely.Point(0, 0), cap_m=20)


def test_a_long_street_without_a_vertex_near_is_found(network_of):
    found = spot(network_of([(0, 0), (9000, 9000)]), shapely.Point(4000, 4001), cap_m=5)
    assert found.snap_m == pytest.approx(np.sqrt(0.5))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), x=st.integers(-80, 500), y=st.integers(-80, 500))
def test_the_place_is_that_of_snap(random_town, seed, x, y):
    network, _, _ = random_town(seed)
    at = snap(np.array([shapely.Point(x, y)], dtype=object), network, cap_m=40)
    if at.ok[0]:
        found = spot(network, shapely.Point(x, y), cap_m=40)
        assert found == (at.edge[0], at.offset_m[0], at.snap_m[0])
    else:
        with pytest.raises(InputError):
            spot(network, shapely.Point(x, y), cap_m=40)
