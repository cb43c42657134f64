"""Whoever is not among the affected walks as before, whatever changed."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.walking import changes
from geo.walking.affected import Spots, doors, origins_near, with_origins
from geo.walking.ground import ground
from geo.walking.walk import walked

CAP = {"cap_m": 60.0}
REACH = {"limit_m": 250.0, "rings_m": [150]}


def rows(found):
    """The walks by estate, without what tells how far beyond the limit lies what is beyond."""
    table = walked(found, **REACH).drop(columns="status").astype(object)
    table = table.where(table.notna(), None)
    return {name: part.to_numpy().tolist() for name, part in table.groupby("estate_id")}


def test_only_those_within_the_limit_of_the_spot(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), ("E2", 200, 0), ("E3", 500, 0), ("E3", 260, 10), ("E4", 0, 999))
    town = ground(gates, facilities_of(("F1", "shop", 400, 5)), ladder_network, **CAP)
    spots = doors(town, "F1")
    near = [origins_near(town, spots, limit_m=limit_m).tolist() for limit_m in (104, 155, 205, 999)]
    assert near == [[], [2], [1, 2], [0, 1, 2]]


def test_a_facility_off_the_network_is_near_nobody(ladder_network, gates_of, facilities_of):
    town = ground(
        gates_of(("E1", 0, 0)), facilities_of(("F1", "shop", 0, 999)), ladder_network, **CAP
    )
    assert doors(town, "F1").edge.tolist() == []
    assert origins_near(town, doors(town, "F1"), limit_m=9999).tolist() == []


def test_some_origins_walk_as_they_do_among_all(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), ("E2", 200, 0), ("E2", 300, 0), ("E3", 0, 999), ("E4", 480, 0))
    town = ground(gates, facilities_of(("F1", "shop", 400, 5)), ladder_network, **CAP)
    table = walked(town, **REACH).set_index("estate_id")
    some = walked(with_origins(town, np.array([1, 2])), **REACH).set_index("estate_id")
    assert some.index.tolist() == ["E2", "E3"]
    assert some.equals(table.loc[["E2", "E3"]])
    assert len(walked(with_origins(town, np.zeros(0, np.int64)), **REACH)) == 0


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_nobody_else_walks_otherwise(random_town, seed):
    network, gates, shops = random_town(seed)
    before = ground(gates, shops, network, **CAP)
    draw = np.random.default_rng(seed)
    ends = [shapely.Point(xy) for xy in network.node_xy[draw.integers(0, len(network.node_xy), 2)]]
    added = changes.with_facility(before, "+1", "a", ends[0], **CAP)
    linked = changes.with_links(before, [changes.link_between(before, *ends, **CAP)])
    last = len(linked.network.u) - 1
    both = Spots(np.array([last, last]), np.array([0, linked.network.length_m[last]]), np.zeros(2))
    cases = [(added, added, doors(added, "+1")), (linked, linked, both)]
    if len(shops):
        gone = shops["facility_id"].iloc[0]
        cases.append((changes.without_facility(before, gone), before, doors(before, gone)))
    base, kinds = rows(before), set(before.categories)
    for after, seen, spots in cases:
        near = {before.origin_ids[at] for at in origins_near(seen, spots, limit_m=250.0)}
        found = rows(after)
        for name, walks in base.items():
            if name not in near:
                assert [row for row in found[name] if row[1] in kinds] == walks
