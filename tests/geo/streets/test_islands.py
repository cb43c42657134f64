import numpy as np
import pandas as pd

from geo.streets.islands import components, islands


def test_an_island_is_told_with_its_length_and_a_place(network_of):
    network = network_of([(0, 0), (300, 0)], [(0, 90), (60, 90)], [(0, 50), (40, 50)])
    found = network.notes.islands
    assert found["length_m"].tolist() == [60, 40]
    assert found["share"].tolist() == [0.15, 0.1]
    for row in found.itertuples():
        on = network.component == row.component
        assert [row.x, row.y] in network.node_xy[on].tolist()


def test_connected_streets_have_no_island(ladder_network):
    assert len(ladder_network.notes.islands) == 0
    assert set(ladder_network.component) == {0}


def test_no_streets_have_no_parts():
    nothing = np.zeros(0, dtype=np.int64)
    assert len(components(np.zeros(1, dtype=np.int64), nothing)) == 0
    found = islands(nothing, np.zeros((0, 2)), nothing, np.zeros(0))
    pd.testing.assert_index_equal(
        found.columns, pd.Index(["component", "length_m", "share", "x", "y"])
    )
    assert len(found) == 0
