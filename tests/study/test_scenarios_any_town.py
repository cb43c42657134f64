"""In any town, walking again only those a scenario can touch finds what walking everyone finds."""

import numpy as np
import pandas as pd
import pyproj
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.bench_walk_town import town
from geo import street_network
from geo.coordinates.crs import DEGREES
from geo.walking.ground import ground
from geo.walking.walk import walked
from study.scenario_choices import Add, Close, CloseGate, Footbridge, Gate, Move
from study.scenarios import Limits, on_ground, scenario

LIMIT_M, CAP_M = 500.0, 100.0


def based(placed, residents):
    walks = walked(placed, limit_m=LIMIT_M, rings_m=())
    known = pd.DataFrame(
        {
            "category": [*placed.categories, placed.categories[0], "nobody told of"],
            "circle": [5, 10, 15, 10, 5],
            "radius_m": [200.0, 300.0, 500.0, 400.0, 300.0],
            "required": [True, True, False, True, True],
            "verified": True,
        }
    )
    limits = Limits(LIMIT_M, CAP_M, frozenset(placed.categories))
    return on_ground(placed, walks, known, residents, limits=limits)


def drawn(base, draw):
    """Up to four changes at places near streets, none of them twice."""
    placed = base.today.ground
    network = placed.network
    back = pyproj.Transformer.from_crs(network.crs, DEGREES, always_xy=True)

    def somewhere():
        xy = network.node_xy[draw.integers(len(network.node_xy))] + draw.uniform(-20, 20, 2)
        return back.transform(*xy)

    facilities = iter(draw.choice(placed.facility_ids, 2, replace=False))
    estate = str(draw.choice(placed.origin_ids))
    every = [
        Add(str(placed.categories[0]), somewhere()),
        Move(next(facilities), somewhere()),
        Close(next(facilities)),
        Gate(estate, somewhere()),
        Footbridge(somewhere(), somewhere()),
    ]
    chosen = draw.permutation(len(every))[: draw.integers(1, 5)]
    return [every[at] for at in chosen]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_who_is_not_walked_again_walks_as_today(seed):
    draw = np.random.default_rng(seed)
    streets, gates, facilities = town(150, 25, 3, seed)
    facilities = facilities.groupby("category").sample(10, random_state=seed, replace=False)
    placed = ground(gates, facilities, street_network(streets), cap_m=CAP_M)
    residents = pd.Series(draw.integers(0, 900, 25).astype(float), index=placed.origin_ids)
    base = based(placed, residents.where(residents > 90))
    found = scenario(base, drawn(base, draw))
    anew = based(found.ground, base.residents).today
    np.testing.assert_array_equal(found.walk_m, anew.walk_m)
    np.testing.assert_array_equal(found.met, anew.met)
    pd.testing.assert_frame_equal(found.coverage, anew.coverage)


def test_the_last_gate_but_one_can_close():
    streets, gates, facilities = town(150, 25, 3, 7)
    placed = ground(gates, facilities, street_network(streets), cap_m=CAP_M)
    base = based(placed, pd.Series(1.0, index=placed.origin_ids))
    count = gates["estate_id"].value_counts()
    estate = count.index[count > 1][0]
    gate = gates[gates["estate_id"] == estate].to_crs(DEGREES).geometry.iloc[0]
    found = scenario(base, [CloseGate(estate, (gate.x, gate.y))])
    assert found.touched.tolist() == [list(placed.origin_ids).index(estate)]
    longer = np.nan_to_num(found.walk_m, nan=1e9) >= np.nan_to_num(base.today.walk_m, nan=1e9)
    assert longer.all()
