"""The real streets of five planning areas: what holds there, and the two engines side by side."""

import numpy as np
import pandas as pd
import pytest
import shapely

import geo
from geo.gates.entrances import without_entrance
from geo.walking import sweep, sweep_scipy
from geo.walking.ground import ground
from geo.walking.reach import Limits

CAP_M = 150.0
CHOICES = {"reach_m": 30.0, "spacing_m": 60.0, "most": 6, "turn_deg": 45.0, "cap_m": CAP_M}


@pytest.fixture(scope="module")
def town(singapore):
    crs = geo.metric_crs(singapore("streets"))
    network = geo.street_network(geo.to_metric(singapore("streets"), crs))
    estates = geo.to_metric(singapore("estates"), crs)
    points = geo.to_metric(singapore("pois"), crs)
    points = points.assign(facility_id=[f"P{row:04}" for row in range(len(points))])
    gates = geo.entrances(estates, network, **CHOICES)
    return estates, gates, points, network


def test_the_streets_join_up_as_their_source_says(town, singapore):
    network = town[-1]
    streets = singapore("streets")
    named = pd.unique(streets[["u", "v"]].to_numpy().ravel())
    assert network.crs.to_epsg() == 32648
    assert len(network.node_xy) >= 0.99 * len(named)
    # 48 km lie in two of the areas: every stretch of ground is kept once
    ground_m = shapely.union_all(streets.to_crs(network.crs).geometry).length
    assert network.length_m.sum() == pytest.approx(ground_m, rel=1e-4)
    assert len(np.unique(network.component)) == 3


def test_its_bare_crossings_are_bridges_and_almost_nothing_stops_short(town):
    notes = town[-1].notes
    assert (notes.crossings, notes.guessed) == ("apart", True)
    assert len(notes.joined) == 0
    assert len(notes.apart) > 500
    assert len(notes.gaps) == 0  # none asked for
    assert (notes.near["gap_m"] <= 0.2).sum() == 1  # a footway that ends 6 cm beside a road
    assert len(notes.near) < 30
    assert len(notes.islands) == 2


def test_every_estate_has_a_gate(town):
    estates, gates, _, _ = town
    assert set(gates["estate_id"]) == set(estates["estate_id"])
    assert without_entrance(gates) == []


def test_the_sweep_equals_scipy_on_real_streets(town):
    _, gates, points, network = town
    on = ground(gates, points, network, cap_m=CAP_M)
    limits = Limits(1500.0, np.array([300.0, 500.0, 1000.0]), len(on.categories))
    ours, theirs = (
        engine.sweep(on.gates, on.places, network, limits) for engine in (sweep, sweep_scipy)
    )
    np.testing.assert_allclose(ours.walk_m, theirs.walk_m, rtol=0, atol=1e-6)
    np.testing.assert_array_equal(ours.counts, theirs.counts)
    np.testing.assert_array_equal(ours.facility, theirs.facility)
    assert np.isfinite(ours.walk_m).mean() > 0.8


def test_no_real_walk_is_shorter_than_the_straight_line(town):
    _, gates, points, network = town
    table = geo.walks(gates, points, network, limit_m=1500.0, rings_m=[500.0], cap_m=CAP_M)
    reached = table[table["status"] == "reached"]
    doors = gates.dissolve("estate_id").geometry.loc[reached["estate_id"]]
    shops = points.set_index("facility_id").geometry.loc[reached["facility_id"]]
    straight = doors.reset_index(drop=True).distance(shops.reset_index(drop=True))
    assert (
        reached["walk_m"].to_numpy() >= straight.to_numpy() - 0.02
    ).all()  # streets keep whole cm
