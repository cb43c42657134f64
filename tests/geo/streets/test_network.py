import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import floyd_warshall

from geo.streets.network import street_network
from tables import InputError

CRS = "EPSG:4547"


def parts(network):
    return len(set(network.component.tolist()))


def test_the_ladder_has_twelve_nodes_and_sixteen_edges(ladder_network):
    assert len(ladder_network.node_xy) == 12
    assert len(ladder_network.u) == 16
    assert parts(ladder_network) == 1
    assert ladder_network.length_m.sum() == 10 * 100 + 6 * 200
    assert repr(ladder_network) == "Network(12 nodes, 16 edges, 1 components, 2.2 km, EPSG:4547)"


def test_lines_are_split_where_they_share_a_vertex(network_of):
    network = network_of([(0, 0), (50, 0), (100, 0)], [(50, 0), (50, 80)])
    assert sorted(network.length_m) == [50, 50, 80]


def test_a_vertex_of_one_line_alone_is_no_node(network_of):
    network = network_of([(0, 0), (30, 40), (60, 0)])
    assert (len(network.node_xy), network.length_m.tolist()) == (2, [100])


def test_ends_a_few_millimetres_apart_are_one_node(network_of):
    network = network_of([(0, 0), (100.004, 0)], [(100, 0.003), (200, 0)])
    assert (len(network.node_xy), parts(network)) == (3, 1)


def test_ends_two_centimetres_apart_are_two_unless_gaps_are_bridged(streets_of):
    lines = streets_of([(0, 0), (100, 0)], [(100.02, 0), (200, 0)])
    assert parts(street_network(lines)) == 2
    assert parts(street_network(lines, gap_m=0.02)) == 1


def test_a_closed_ring_keeps_its_length_as_a_loop(network_of):
    network = network_of([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)])
    assert (len(network.node_xy), network.length_m.tolist()) == (1, [40])
    assert network.u.tolist() == network.v.tolist() == [0]


def test_a_lollipop_is_split_at_its_neck(network_of):
    network = network_of([(0, 0), (10, 0), (20, 10), (20, -10), (10, 0)])
    assert (len(network.node_xy), len(network.u)) == (2, 2)


def test_zero_length_streets_and_second_copies_are_dropped(network_of):
    there, back = [(0, 0), (50, 10), (100, 0)], [(100, 0), (50, 10), (0, 0)]
    network = network_of(there, back, there, [(5, 5), (5, 5)], [(7, 7), (7.001, 7)])
    assert len(network.u) == 2  # the copies share their middle vertex, so it is a node
    assert len(network.node_xy) == 3


def test_two_different_ways_between_the_same_ends_are_both_kept(network_of):
    network = network_of([(0, 0), (100, 0)], [(0, 0), (50, 50), (100, 0)])
    assert (len(network.node_xy), len(network.u)) == (2, 2)


def test_only_streets_known_not_to_be_walkable_are_left_out(streets_of):
    lines = [[(0, 0), (1, 0)], [(0, 5), (1, 5)], [(0, 9), (1, 9)]]
    assert len(street_network(streets_of(*lines, walkable=[True, False, None])).u) == 2
    assert len(street_network(streets_of(*lines, walkable=[True, False, False])).u) == 1


def test_multilines_heights_and_missing_geometries_are_taken_in_stride():
    shapes = gpd.GeoSeries(
        [
            shapely.MultiLineString([[(0, 0), (10, 0)], [(10, 0), (10, 10)]]),
            shapely.LineString([(10, 10, 5), (20, 10, 90)]),
            None,
            shapely.LineString(),
        ],
        crs=CRS,
    )
    network = street_network(gpd.GeoDataFrame(geometry=shapes))
    assert (network.length_m.tolist(), parts(network)) == ([10, 10, 10], 1)


def test_every_edge_runs_from_its_lower_node_to_its_higher(ladder_network):
    first = shapely.get_coordinates(shapely.get_point(ladder_network.lines, 0))
    last = shapely.get_coordinates(shapely.get_point(ladder_network.lines, -1))
    assert (ladder_network.u <= ladder_network.v).all()
    assert (first == ladder_network.node_xy[ladder_network.u]).all()
    assert (last == ladder_network.node_xy[ladder_network.v]).all()


def test_every_edge_can_be_walked_both_ways(ladder_network):
    degree = np.diff(ladder_network.first_arc)
    assert sorted(degree.tolist()) == [2] * 4 + [3] * 8
    assert sorted(ladder_network.arc_edge.tolist()) == sorted([*range(16), *range(16)])


def test_no_streets_give_an_empty_network(streets_of):
    network = street_network(streets_of())
    assert (len(network.node_xy), len(network.u), len(network.first_arc)) == (0, 0, 1)
    assert "0 nodes" in repr(network)


def test_streets_must_be_lines_in_metres(streets_of):
    dots = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=CRS)
    with pytest.raises(InputError, match=r"geo\.not_lines .*count=1"):
        street_network(dots)
    with pytest.raises(InputError, match=r"geo\.not_metric"):
        street_network(streets_of([(0, 0), (1, 1)]).set_crs(4326, allow_override=True))
    with pytest.raises(InputError, match=r"geo\.no_crs"):
        street_network(gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (1, 1)])]))


def test_stairs_gates_and_classes_are_kept_with_the_edges(streets_of):
    lines = [(0, 0), (100, 0)], [(100, 0), (100, 50)], [(100, 50), (180, 50)]
    network = street_network(
        streets_of(
            *lines,
            steps=[False, True, None],
            private=[None, None, True],
            kind=["residential", "steps", None],
        )
    )
    by_length = {round(length): at for at, length in enumerate(network.length_m)}
    assert network.steps[[by_length[100], by_length[50], by_length[80]]].tolist() == [0, 1, 0]
    assert network.private[[by_length[100], by_length[50], by_length[80]]].tolist() == [0, 0, 1]
    assert network.kind[by_length[50]] == "steps"
    assert network.kind[by_length[80]] == ""


def test_of_two_copies_the_easier_way_counts(streets_of):
    lines = [(0, 0), (100, 0)], [(100, 0), (0, 0)]
    network = street_network(streets_of(*lines, steps=[True, False], private=[True, True]))
    assert (network.steps.tolist(), network.private.tolist()) == ([False], [True])


def test_the_arrays_draw_the_lines(network_of):
    network = network_of([(0, 0), (30, 40), (60, 0)], [(60, 0), (60, 90)])
    assert shapely.length(network.lines).tolist() == network.length_m.tolist()
    assert network.first_xy.tolist() in ([0, 3, 5], [0, 2, 5])
    assert network.tree.query_nearest(shapely.Point(30, 50)).tolist() == [
        int(np.argmax(network.length_m == 100))
    ]
    assert (network.arc_m == network.length_m[network.arc_edge]).all()


@pytest.mark.parametrize("walkable", [[False, False], [None, False]])
def test_streets_nobody_walks_leave_nothing_or_one(streets_of, walkable):
    network = street_network(streets_of([(0, 0), (9, 0)], [(0, 5), (9, 5)], walkable=walkable))
    assert len(network.u) == walkable.count(None)
    assert len(network.notes.islands) == 0


def test_a_line_with_a_coordinate_at_infinity_is_left_out():
    shapes = [shapely.LineString([(0, 0), (10, 0)]), shapely.LineString([(0, 0), (np.inf, 0)])]
    network = street_network(gpd.GeoDataFrame(geometry=shapes, crs=CRS))
    assert network.length_m.tolist() == [10]


def crooked(seed):
    draw = np.random.default_rng(seed)
    lines = [draw.integers(0, 8, (draw.integers(2, 5), 2)) * 10 for _ in range(25)]
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    level = np.where(draw.random(25) < 1 / 2, np.nan, draw.integers(-1, 2, 25))
    return gpd.GeoDataFrame(
        {"level": level, "steps": draw.random(25) < 1 / 2}, geometry=shapes, crs=CRS
    )


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), crossings=st.sampled_from(["auto", "join", "apart"]))
def test_neither_row_order_nor_drawing_direction_shows(seed, crossings):
    streets, draw = crooked(seed), np.random.default_rng(seed)
    moved = streets.sample(frac=1, random_state=seed % 2**32)
    turned = moved.geometry.where(draw.random(25) < 1 / 2, moved.geometry.reverse())
    one, two = (
        street_network(table, crossings=crossings)
        for table in (streets, moved.set_geometry(turned))
    )
    arrays = [name for name, value in vars(one).items() if isinstance(value, np.ndarray)]
    assert len(arrays) >= 14
    for name in arrays:
        assert getattr(one, name).tolist() == getattr(two, name).tolist(), name


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_cutting_a_street_anywhere_keeps_every_walk(seed):
    draw = np.random.default_rng(seed)
    whole, cut = [], []
    for at, low, high in draw.integers(0, 12, (12, 3)) * 10:
        line = np.array([(at, low), (at, high + 5)])[:, :: draw.choice([1, -1])]
        whole.append(shapely.LineString(line))
        middle = np.rint(line[0] + (line[1] - line[0]) * draw.random())
        cut += [shapely.LineString([line[0], middle]), shapely.LineString([middle, line[1]])]
    one, two = (
        street_network(gpd.GeoDataFrame(geometry=shapes, crs=CRS), crossings="join", gap_m=0)
        for shapes in (whole, cut)
    )
    at = {tuple(xy): node for node, xy in enumerate(two.node_xy)}
    same = [at[tuple(xy)] for xy in one.node_xy]
    np.testing.assert_allclose(all_walks(one), all_walks(two)[np.ix_(same, same)], atol=1e-6)


def all_walks(network):
    size = len(network.node_xy)
    table = np.full((size, size), np.inf)
    np.minimum.at(table, (network.u, network.v), network.length_m)
    return floyd_warshall(np.minimum(table, table.T))
