"""Walks against a reference that shares nothing with the engines.

Points are put on the streets by shapely alone. The streets become a networkx graph in which each
such place is a node, and networkx finds the shortest ways.
"""

import sys
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import demo
import geo
import study
from geo.streets.network import street_network
from geo.walking.ground import ground
from geo.walking.walk import nearest, nodes_within, reach_pairs, reachable, walked, walks
from geo.walking.walker import Walker

nx = pytest.importorskip("networkx")

MM = 1e-3
REACH = {"limit_m": 900.0, "rings_m": [300.0, 500.0]}
CAP_M = 50.0
SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1))


def positions(points, network, cap_m):
    """Return (row, edge, offset_m, snap_m) of the points within the cap."""
    row, edge = network.tree.query_nearest(points, all_matches=True)
    lowest = pd.Series(edge).groupby(row).min()
    for at, on in lowest.items():
        snap_m = shapely.distance(network.lines[on], points[at])
        if snap_m <= cap_m:
            yield at, on, shapely.line_locate_point(network.lines[on], points[at]), snap_m


def reference(gates, facilities, network, *, cap_m, limit_m):
    """Return {estate: {(facility, category): walk_m}} by networkx."""
    graph, stops = nx.DiGraph(), {edge: [] for edge in range(len(network.u))}

    def link(start, end, length_m):
        known = graph.get_edge_data(start, end, {"m": np.inf})["m"]
        graph.add_edge(start, end, m=min(known, length_m))

    for at, edge, offset_m, snap_m in positions(gates.geometry.to_numpy(), network, cap_m):
        stops[edge].append((offset_m, ("gate", at)))
        link(("estate", gates["estate_id"].iloc[at]), ("gate", at), snap_m)
    for at, edge, offset_m, snap_m in positions(facilities.geometry.to_numpy(), network, cap_m):
        stops[edge].append((offset_m, ("door", at)))
        name = tuple(facilities[["facility_id", "category"]].iloc[at])
        link(("door", at), ("facility", name), snap_m)
    for edge, on in stops.items():
        ends = [(0.0, network.u[edge]), *sorted(on), (network.lines[edge].length, network.v[edge])]
        for (from_m, a), (to_m, b) in pairwise(ends):
            link(a, b, to_m - from_m)
            link(b, a, to_m - from_m)
    found = {}
    for estate in gates["estate_id"].unique():
        start = ("estate", estate)
        walk_m = (
            nx.single_source_dijkstra_path_length(graph, start, cutoff=limit_m + 1, weight="m")
            if start in graph
            else {}
        )
        names = (key for key in walk_m if isinstance(key, tuple) and key[0] == "facility")
        found[estate] = {key[1]: walk_m[key] for key in names}
    return found


def held(table, pairs, found, *, limit_m, rings_m):
    """Compare the nearest of each category, the counts and all pairs with the reference."""
    for row in table.to_dict("records"):
        near = {
            name: walk_m
            for (name, kind), walk_m in found[row["estate_id"]].items()
            if kind == row["category"]
        }
        least = min(near.values(), default=np.inf)
        assert (row["status"] == "reached") == (least <= limit_m) or abs(least - limit_m) < MM
        if row["status"] == "reached":
            assert abs(row["walk_m"] - least) < MM
            assert abs(near[row["facility_id"]] - least) < MM
        if row["status"] != "off_network":
            for ring_m in rings_m:
                low, high = (sum(far <= ring_m + off for far in near.values()) for off in (-MM, MM))
                assert low <= row[f"count_{ring_m:g}"] <= high
    listed = {
        (row.estate_id, row.facility_id, row.category): row.walk_m for row in pairs.itertuples()
    }
    for estate, near in found.items():
        for (name, kind), walk_m in near.items():
            if walk_m <= limit_m - MM:
                assert abs(listed.pop((estate, name, kind)) - walk_m) < MM
    assert all(abs(walk_m - limit_m) < MM for walk_m in listed.values())


def compare(gates, facilities, network, *, cap_m, limit_m, rings_m):
    on = ground(gates, facilities, network, cap_m=cap_m)
    table = walked(on, limit_m=limit_m, rings_m=rings_m)
    pairs = reachable(on, limit_m=limit_m)
    found = reference(gates, facilities, network, cap_m=cap_m, limit_m=limit_m)
    held(table, pairs, found, limit_m=limit_m, rings_m=rings_m)
    return table


def test_every_estate_and_category_of_the_demo_town(tmp_path):
    folder = demo.write(tmp_path / "town", seed=demo.SEED, clean=True)
    opened = study.load(folder)
    circle = study.measure(study.read_inputs(opened), opened.choices).circle
    table = compare(
        circle.entrances,
        circle.facilities,
        circle.ground.network,
        cap_m=circle.snap_m,
        limit_m=700.0,
        rings_m=[300.0, 500.0],
    )
    assert table["estate_id"].nunique() == demo.ESTATES
    assert (table["status"] == "reached").sum() > demo.ESTATES


def test_every_estate_and_category_of_singapore(singapore):
    crs = geo.metric_crs(singapore("streets"))
    network = street_network(geo.to_metric(singapore("streets"), crs))
    estates = geo.to_metric(singapore("estates"), crs)
    points = geo.to_metric(singapore("pois"), crs)
    points = points.assign(facility_id=[f"P{row:04}" for row in range(len(points))])
    rules = {"reach_m": 30.0, "spacing_m": 60.0, "most": 6, "turn_deg": 45.0, "cap_m": 150.0}
    gates = geo.entrances(estates, network, **rules)
    table = compare(gates, points, network, cap_m=150.0, limit_m=1200.0, rings_m=[300.0, 1000.0])
    assert table["estate_id"].nunique() == len(estates)
    assert (table["status"] == "reached").mean() > 0.5


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_random_towns(random_town, seed):
    network, gates, shops = random_town(seed)
    compare(gates, shops, network, cap_m=CAP_M, **REACH)


def on_streets(table, network):
    """Move points onto the street nearest to them, so that no new street can be nearer."""
    found = list(positions(table.geometry.to_numpy(), network, np.inf))
    row, edge, offset_m = ([place[at] for place in found] for at in range(3))
    points = shapely.line_interpolate_point(network.lines[edge], offset_m)
    return table.iloc[row].set_geometry(gpd.GeoSeries(list(points), crs=network.crs).array)


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), one=st.integers(0, 99), other=st.integers(0, 99))
def test_one_more_street_never_lengthens_a_walk(random_town, streets_of, seed, one, other):
    network, gates, shops = random_town(seed)
    gates, shops = (on_streets(table, network) for table in (gates, shops))
    lines = [list(line.coords) for line in network.lines]
    a, b = network.node_xy[[one % len(network.node_xy), other % len(network.node_xy)]]
    footbridge = [tuple(a), (a[0] + 0.5, a[1] + 7), tuple(b)]
    before, after = (
        walks(
            gates,
            shops,
            street_network(streets_of(*drawn), crossings="apart", gap_m=0),
            cap_m=CAP_M,
            limit_m=9000.0,
            rings_m=[],
        )
        for drawn in (lines, [*lines, footbridge])
    )
    assert (after["walk_m"].fillna(np.inf) <= before["walk_m"].fillna(np.inf) + MM).all()


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), edge=st.integers(0, 10**6), shares=SHARES)
def test_moving_a_gate_along_its_street_changes_walks_by_no_more(random_town, seed, edge, shares):
    network, _, shops = random_town(seed)
    line = network.lines[edge % len(network.lines)]
    points = shapely.line_interpolate_point(line, np.array(shares), normalized=True)
    gates = gpd.GeoDataFrame({"estate_id": ["E1", "E2"]}, geometry=list(points), crs=network.crs)
    on = ground(gates, shops, network, cap_m=CAP_M)
    walk_m = nearest(on, limit_m=9000.0).walk_m
    both = np.isfinite(walk_m).all(axis=0)
    assert (np.isfinite(walk_m).any(axis=0) == both).all()
    moved_m = abs(shares[0] - shares[1]) * line.length
    assert (np.abs(np.diff(walk_m[:, both], axis=0)) <= moved_m + 1e-5).all()


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6))
def test_neither_rows_nor_the_direction_of_streets_change_anything(random_town, seed):
    network, gates, shops = random_town(seed)
    turned = gpd.GeoDataFrame(geometry=shapely.reverse(network.lines), crs=network.crs)
    moved = [part.sample(frac=1, random_state=seed) for part in (gates, shops, turned)]
    here = ground(gates, shops, network, cap_m=CAP_M)
    there = ground(*moved[:2], street_network(moved[2], crossings="apart"), cap_m=CAP_M)
    for table in (lambda on: walked(on, **REACH), lambda on: reachable(on, limit_m=900.0)):
        pd.testing.assert_frame_equal(table(here), table(there))


def test_of_two_doors_the_nearer_counts_and_the_shop_counts_once(
    ladder_network, gates_of, facilities_of
):
    doors = facilities_of(("F1", "shop", 400, 0), ("F1", "shop", 100, 0), ("F2", "shop", 300, 0))
    table = walked(ground(gates_of(("E1", 0, 0)), doors, ladder_network, cap_m=CAP_M), **REACH)
    assert table[["facility_id", "walk_m", "count_500"]].to_numpy().tolist() == [["F1", 100, 2]]


def test_one_id_under_two_categories_is_two_facilities(ladder_network, gates_of, facilities_of):
    both = facilities_of(("F1", "shop", 400, 0), ("F1", "bank", 100, 0))
    on = ground(gates_of(("E1", 0, 0)), both, ladder_network, cap_m=CAP_M)
    assert on.facility_ids.tolist() == ["F1", "F1"]
    assert walked(on, **REACH)["walk_m"].tolist() == [100, 400]


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6))
def test_a_shop_of_several_doors_is_as_near_as_its_nearest(random_town, seed):
    network, gates, shops = random_town(seed)
    number = np.arange(len(shops)) % 3
    one = shops.assign(facility_id="F1", category="a")
    each = one.assign(facility_id=[f"F{at}" for at in number])
    merged, apart = (
        nearest(ground(gates, table, network, cap_m=CAP_M), limit_m=900.0, rings_m=[900.0])
        for table in (one, each)
    )
    np.testing.assert_array_equal(merged.walk_m, apart.walk_m)
    np.testing.assert_array_equal(merged.counts, np.minimum(apart.counts, 1))


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6))
def test_steps_never_shorten_the_walk_of_an_elder(random_town, seed):
    network, gates, shops = random_town(seed)
    steps = np.random.default_rng(seed).random(len(network.u)) < 0.4
    rows = gpd.GeoDataFrame({"steps": steps}, geometry=network.lines, crs=network.crs)
    on = ground(gates, shops, street_network(rows, crossings="apart"), cap_m=CAP_M)
    base = nearest(on, limit_m=5000.0).walk_m
    adult = nearest(on, limit_m=5000.0, walker=Walker("adult", 67.0, 1.0)).walk_m
    elder = nearest(on, limit_m=5000.0, walker=Walker("elder", 54.0, 2.5)).walk_m
    np.testing.assert_array_equal(adult, base)
    assert (elder >= base).all()
    assert (elder[np.isfinite(elder)] <= 2.5 * base[np.isfinite(elder)] + MM).all()


def test_a_flight_of_steps_by_hand(streets_of, gates_of, facilities_of):
    rows = streets_of([(0, 0), (100, 0)], [(100, 0), (140, 0)], steps=[False, True])
    shop = facilities_of(("F1", "shop", 130, 6))
    on = ground(gates_of(("E1", 20, 5)), shop, street_network(rows), cap_m=CAP_M)
    elder = Walker("elder", 54.0, 2.0)
    assert reach_pairs(on, limit_m=900.0).walk_m.tolist() == [5 + 80 + 30 + 6]
    assert reach_pairs(on, limit_m=900.0, walker=elder).walk_m.tolist() == [5 + 80 + 60 + 6]
    assert nodes_within(on, 0, limit_m=170.0, walker=elder).node_m.tolist() in (
        [25, 85, 165], [25, 165, 85], [85, 25, 165], [85, 165, 25], [165, 85, 25], [165, 25, 85]
    )  # fmt: skip


SHOP = ("F1", "shop", 50, 0)


@pytest.mark.parametrize(
    ("lines", "gates", "shops", "expected"),
    [
        ([], [("E1", 0, 0)], [SHOP], ["off_network", None, None]),
        ([[(0, 0), (100, 0)]], [("E1", 0, 0)], [("F1", "shop", 100, 0)], ["reached", 100, 1]),
        ([[(0, 0), (100, 0)]], [("E1", 50, 0)], [SHOP], ["reached", 0, 1]),
        ([[(0, 0), (100, 0)]], [("E1", 0, 0)], [SHOP, ("F2", "shop", 50, 0)], ["reached", 50, 2]),
        ([[(0, 0), (100, 0)]], [("E1", 0, 400)], [SHOP], ["off_network", None, None]),
        ([[(0, 0), (100, 0)]], [("E1", 0, 0)], [("F1", "shop", 50, 400)], ["unreachable", None, 0]),
        # a ring that begins and ends at (0, 0): 90 round the corner, 60 the other way
        ([[(0, 0), (50, 0), (50, 50), (0, 50), (0, 0)]], [("E1", 30, 0)], [("F1", "shop", 0, 30)],
         ["reached", 60, 1]),
        # two streets between the same crossings: the shop is on the longer
        ([[(0, 0), (100, 0)], [(0, 0), (50, 120), (100, 0)]], [("E1", 10, 0)],
         [("F1", "shop", 50, 120)], ["reached", 10 + 130, 1]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("fast", [True, False])
def test_corner_cases(  # noqa: PLR0917
    monkeypatch, network_of, gates_of, facilities_of, lines, gates, shops, expected, fast
):
    if not fast:
        monkeypatch.setitem(sys.modules, "geo.walking.sweep", None)
        monkeypatch.setitem(sys.modules, "geo.streets.snap_grid", None)
    on = ground(gates_of(*gates), facilities_of(*shops), network_of(*lines), cap_m=CAP_M)
    row = walked(on, **REACH).iloc[0]
    got = [row["status"], row["walk_m"], row["count_300"]]
    assert [None if pd.isna(value) else value for value in got] == expected
    pairs = reachable(on, limit_m=900.0)
    assert pairs["walk_m"].tolist() == [expected[1]] * (expected[2] or 0)
