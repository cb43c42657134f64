"""Facilities, estates and gates no street comes near; one good door or gate is enough."""

from geo.walking.ground import ground
from geo.walking.off_streets import estates_off_streets, gates_off_streets, off_streets


def test_a_facility_with_one_door_on_the_streets_is_on_them(
    ladder_network, gates_of, facilities_of
):
    doors = facilities_of(
        ("F1", "park", 0, -400),
        ("F1", "park", 0, 10),
        ("F2", "park", 0, -400),
        ("F2", "park", 0, -90),
    )
    placed = ground(gates_of(("E1", 0, 0)), doors, ladder_network, cap_m=50)
    assert off_streets(placed).to_dict("records") == [
        {"facility_id": "F2", "category": "park", "snap_m": 90.0}
    ]


def test_one_without_a_place_is_off_them_at_no_distance(ladder_network, gates_of, facilities_of):
    doors = facilities_of(("F1", "park", None, None), ("F0", "shop", 0, 0))
    placed = ground(gates_of(("E1", 0, 0)), doors, ladder_network, cap_m=50)
    found = off_streets(placed)
    assert found["facility_id"].tolist() == ["F1"]
    assert found["snap_m"].isna().all()


def test_without_facilities_nothing_is_off(ladder_network, gates_of, facilities_of):
    placed = ground(gates_of(("E1", 0, 0)), facilities_of(), ladder_network, cap_m=50)
    assert off_streets(placed).columns.tolist() == ["facility_id", "category", "snap_m"]
    assert len(off_streets(placed)) == 0


def test_an_estate_is_off_the_streets_when_all_of_its_gates_are(
    ladder_network, gates_of, facilities_of
):
    rows = [("E3", 0, -400), ("E3", 0, 10), ("E2", 0, -400), ("E1", 0, 0)]
    gates = gates_of(*rows).assign(entrance_id=list("abcd"))
    placed = ground(gates, facilities_of(), ladder_network, cap_m=50)
    assert estates_off_streets(placed) == ["E2"]
    assert gates_off_streets(gates, placed).to_dict() == {"E3": 1}


def test_an_estate_without_any_gate_is_off_the_streets(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", None, None)).assign(entrance_id=[None])
    placed = ground(gates, facilities_of(), ladder_network, cap_m=50)
    assert estates_off_streets(placed) == ["E1"]
    assert len(gates_off_streets(gates, placed)) == 0
