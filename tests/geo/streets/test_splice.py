"""A bridge put between streets walks like streets drawn with the bridge from the start."""

import heapq
from collections import defaultdict
from itertools import count, pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.streets.network import street_network
from geo.streets.snap import snap
from geo.streets.splice import Link, Place, moved, place_xy, spliced

CRS = "EPSG:4547"
NO_VIA = np.zeros((0, 2))


def place_at(network, x, y):
    at = snap(np.array([shapely.Point(x, y)], dtype=object), network, cap_m=1000)
    return Place(int(at.edge[0]), float(at.offset_m[0]))


def link(network, start, end, via=()):
    places = [place_at(network, *point) for point in (start, end)]
    return Link(*places, np.reshape(via, (-1, 2)).astype(float))


def shortest(ways, start, end):
    """The shortest way over (from, to, metres), by a plain Dijkstra; inf without one."""
    roads = defaultdict(list)
    for a, b, m in ways:
        roads[a].append((b, m))
        roads[b].append((a, m))
    turn = count()
    queue, done = [(0.0, next(turn), start)], set()
    while queue:
        walk, _, at = heapq.heappop(queue)
        if at == end:
            return walk
        if at not in done:
            done.add(at)
            for other, m in roads[at]:
                heapq.heappush(queue, (walk + m, next(turn), other))
    return np.inf


def ways(network):
    return list(zip(network.u.tolist(), network.v.tolist(), network.length_m, strict=True))


def between(network, start, end):
    """The walk from place to place."""
    found = ways(network)
    for name, (edge, offset_m) in (("a", start), ("b", end)):
        found.append((name, int(network.u[edge]), offset_m))
        found.append((name, int(network.v[edge]), network.length_m[edge] - offset_m))
    if start[0] == end[0]:
        found.append(("a", "b", abs(start[1] - end[1])))
    return shortest(found, "a", "b")


def walk_m(network, start, end):
    """The walk from point to point on the streets."""
    return between(network, place_at(network, *start), place_at(network, *end))


def parts(network):
    """The connected parts, numbered by their lowest node, by spreading the lowest number."""
    lowest = list(range(len(network.node_xy)))
    for _ in lowest:
        for u, v in zip(network.u, network.v, strict=True):
            lowest[u] = lowest[v] = min(lowest[u], lowest[v])
    number = {node: turn for turn, node in enumerate(sorted(set(lowest)))}
    return [number[node] for node in lowest]


def check(network):
    """What every network promises."""
    nodes, edges = len(network.node_xy), len(network.u)
    assert (network.u <= network.v).all()
    assert len(network.first_xy) == edges + 1
    assert network.first_xy[-1] == len(network.xy)
    ends = network.xy[network.first_xy[:-1]], network.xy[network.first_xy[1:] - 1]
    np.testing.assert_allclose(ends[0], network.node_xy[network.u], atol=1e-6)
    np.testing.assert_allclose(ends[1], network.node_xy[network.v], atol=1e-6)
    np.testing.assert_allclose(shapely.length(network.lines), network.length_m, atol=2e-6)
    start = np.repeat(np.arange(nodes), np.diff(network.first_arc))
    both = zip([*network.u, *network.v], [*network.v, *network.u], [*range(edges)] * 2, strict=True)
    assert sorted(zip(start, network.to_node, network.arc_edge, strict=True)) == sorted(both)
    assert (network.arc_m == network.length_m[network.arc_edge]).all()
    for name in ("steps", "private", "kind"):
        assert len(getattr(network, name)) == edges
    assert network.component.tolist() == parts(network)


@pytest.fixture(scope="module")
def banks(network_of):
    """Two banks 30 m apart, joined at no place."""
    return network_of([(0, 0), (400, 0)], [(0, 30), (400, 30)])


def test_a_footbridge_joins_the_two_banks(banks):
    assert walk_m(banks, (100, 0), (150, 30)) == np.inf
    bridged, _ = spliced(banks, [link(banks, (200, 0), (200, 30))])
    check(bridged)
    assert (len(bridged.node_xy), len(bridged.u)) == (6, 5)
    assert set(bridged.component) == {0}
    assert walk_m(bridged, (100, 0), (150, 30)) == 100 + 30 + 50


def test_the_network_given_stays_as_it_is(banks):
    given = {name: value for name, value in vars(banks).items() if isinstance(value, np.ndarray)}
    before = {name: value.copy() for name, value in given.items()}
    spliced(banks, [link(banks, (200, 0), (200, 30))])
    for name, value in before.items():
        assert (given[name] == value).all()


def test_a_bridge_over_a_street_does_not_meet_it(network_of):
    rails = network_of([(0, 0), (100, 0)], [(0, 50), (100, 50)], [(0, 100), (100, 100)])
    bridged, _ = spliced(rails, [link(rails, (50, 0), (50, 100))])
    assert walk_m(bridged, (0, 0), (0, 100)) == 200
    assert walk_m(bridged, (0, 0), (0, 50)) == np.inf


def test_a_bridge_from_corner_to_corner_cuts_nothing(ladder_network):
    bridged, cuts = spliced(ladder_network, [link(ladder_network, (0, 0), (500, 200))])
    check(bridged)
    assert len(cuts.edge) == 0
    assert len(bridged.u) == len(ladder_network.u) + 1
    assert walk_m(bridged, (0, 0), (500, 200)) == pytest.approx(np.hypot(500, 200), abs=1e-6)


def test_a_way_over_vertices_in_between_is_as_long_as_its_parts(banks):
    bridged, _ = spliced(banks, [link(banks, (200, 0), (200, 30), via=[(200, 10), (220, 10)])])
    check(bridged)
    assert walk_m(bridged, (200, 0), (200, 30)) == pytest.approx(10 + 20 + np.hypot(20, 20))


def test_two_bridges_can_land_on_one_street_and_at_one_place(banks):
    places = [((100, 0), (150, 30)), ((300, 0), (150, 30)), ((200, 0), (250, 30))]
    bridged, cuts = spliced(banks, [link(banks, *pair) for pair in places])
    check(bridged)
    assert len(cuts.edge) == 5
    assert walk_m(bridged, (100, 0), (300, 0)) == 200
    assert walk_m(bridged, (150, 30), (300, 0)) == pytest.approx(np.hypot(150, 30))


def test_a_link_between_two_places_of_one_street_is_a_short_cut(network_of):
    horseshoe = network_of([(0, 0), (0, 400), (100, 400), (100, 0)])
    cut, _ = spliced(horseshoe, [link(horseshoe, (0, 100), (100, 100))])
    check(cut)
    assert walk_m(cut, (0, 50), (100, 50)) == 50 + 100 + 50


def test_a_ring_street_is_cut_like_any_other(network_of):
    ring = network_of([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    assert ring.u[0] == ring.v[0]
    cut, cuts = spliced(ring, [link(ring, (50, 0), (50, 100))])
    check(cut)
    assert walk_m(cut, (50, 0), (50, 100)) == 100
    edge, offset_m = moved(cuts, np.zeros(5, np.int64), np.array([0.0, 50, 150, 300, 400]))
    found = [place_xy(cut, Place(*place)) for place in zip(edge, offset_m, strict=True)]
    expected = [place_xy(ring, Place(0, at)) for at in (0.0, 50, 150, 300, 400)]
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_a_second_bridge_can_start_on_the_first(banks):
    once, _ = spliced(banks, [link(banks, (200, 0), (200, 30))])
    twice, _ = spliced(once, [link(once, (200, 15), (300, 30))])
    check(twice)
    assert walk_m(twice, (200, 0), (300, 30)) == pytest.approx(15 + np.hypot(100, 15))


def test_pieces_keep_what_their_street_is(ladder):
    streets = ladder.assign(kind="primary", steps=False)
    streets.loc[0, ["kind", "steps"]] = ["steps", True]
    network = street_network(streets)
    bridged, _ = spliced(network, [link(network, (50, 0), (150, 200))])
    check(bridged)
    stairs = bridged.length_m[bridged.steps]
    assert sorted(stairs.tolist()) == [50, 50]
    assert bridged.kind[bridged.steps].tolist() == ["steps", "steps"]
    assert (bridged.kind[-1], bridged.steps[-1]) == ("footway", False)


def test_no_links_change_nothing(banks):
    same, cuts = spliced(banks, [])
    assert same is banks
    assert len(cuts.edge) == 0


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_spliced_walks_are_those_of_streets_drawn_with_the_links(random_town, seed):
    """Drawn from the start: every street cut where a link lands, every link a street."""
    network, _, _ = random_town(seed)
    draw = np.random.default_rng(seed)
    links = []
    for _ in range(draw.integers(1, 4)):
        start, end = (_somewhere(network, draw) for _ in "ab")
        links.append(Link(start, end, draw.uniform(0, 300, (draw.integers(0, 2), 2)).round()))
    bridged, cuts = spliced(network, links)
    check(bridged)
    for _ in range(6):
        places = [_somewhere(network, draw) for _ in "ab"]
        edge, offset_m = moved(cuts, *(np.array(part) for part in zip(*places, strict=True)))
        on = list(zip(edge.tolist(), offset_m.tolist(), strict=True))
        for old, new in zip(places, on, strict=True):
            where = place_xy(network, old), place_xy(bridged, Place(*new))
            np.testing.assert_allclose(*where, atol=2e-6)
        assert between(bridged, *on) == pytest.approx(_drawn(network, links, places), abs=2e-6)


def _somewhere(network, draw):
    edge = int(draw.integers(len(network.u)))
    share = draw.choice([0, 1, draw.random(), 0.5])
    return Place(edge, float(share * network.length_m[edge]))


def _drawn(network, links, places):
    """Return the walk between two places where all streets are cut at every stop."""
    stops = [place for one in links for place in (one.start, one.end)] + places
    found = []
    for edge, (u, v) in enumerate(zip(network.u, network.v, strict=True)):
        mine = sorted((at.offset_m, turn) for turn, at in enumerate(stops) if at.edge == edge)
        chain = [(0, int(u)), *((m, f"s{turn}") for m, turn in mine)]
        chain.append((network.length_m[edge], int(v)))
        found += [(a, b, b_m - a_m) for (a_m, a), (b_m, b) in pairwise(chain)]
    for turn, one in enumerate(links):
        ends = [place_xy(network, place) for place in (one.start, one.end)]
        way = shapely.LineString(np.vstack([ends[0], one.via_xy, ends[1]]))
        found.append((f"s{2 * turn}", f"s{2 * turn + 1}", way.length))
    first = 2 * len(links)
    return shortest(found, f"s{first}", f"s{first + 1}")


def test_the_network_is_in_metres_of_its_crs(banks):
    bridged, _ = spliced(banks, [link(banks, (200, 0), (200, 30))])
    assert bridged.crs == CRS
    lines = gpd.GeoSeries(bridged.lines, crs=bridged.crs)
    assert lines.length.sum() == 830
