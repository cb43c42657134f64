import numpy as np

from geo.streets.network import street_network
from geo.walking.ground import ground
from geo.walking.walker import Walker, as_walked, minutes


def test_minutes_are_metres_over_speed_and_unknown_stays_unknown():
    walk_m = np.array([0.0, 540.0, np.nan, np.inf])
    expected = np.array([0.0, 10.0, np.nan, np.inf])
    np.testing.assert_array_equal(minutes(walk_m, Walker("elder", 54.0)), expected)


def test_whom_steps_do_not_slow_walks_the_ground_itself(ladder_network, gates_of, facilities_of):
    on = ground(gates_of(("E1", 0, 0)), facilities_of(), ladder_network, cap_m=50.0)
    assert as_walked(on, None) is on
    assert as_walked(on, Walker("adult", 67.0, 1.0)) is on


def test_steps_and_what_stands_on_them_are_stretched_and_the_rest_is_not(
    streets_of, gates_of, facilities_of
):
    network = street_network(
        streets_of([(0, 0), (100, 0)], [(100, 0), (140, 0)], steps=[False, True])
    )
    shops = facilities_of(("F1", "shop", 110, 5), ("F2", "shop", 50, 5), ("F3", "shop", 0, 90))
    on = ground(gates_of(("E1", 130, 0)), shops, network, cap_m=50.0)
    slow = as_walked(on, Walker("elder", 54.0, 2.0))
    assert sorted(slow.network.length_m) == [80, 100]
    assert sorted(slow.network.arc_m) == [80, 80, 100, 100]
    assert slow.gates.offset_m.tolist() == (2 * on.gates.offset_m).tolist()
    stairs = on.places.edge == on.gates.edge[0]
    placed = on.places.edge >= 0
    factor = np.where(stairs, 2.0, 1.0)
    assert (slow.places.offset_m == on.places.offset_m * factor)[placed].all()
    assert (slow.places.snap_m == on.places.snap_m)[placed].all()
    assert sorted(on.network.length_m) == [40, 100]  # the ground itself is as it was
