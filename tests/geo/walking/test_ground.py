import numpy as np
import pytest

from geo.walking.ground import ground
from tables import InputError

CAP_M = 50.0


def test_gates_are_grouped_by_origin_in_the_order_of_ids(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E2", 10, 0), ("E1", 20, 9), ("E2", 30, 0), ("E3", None, None))
    on = ground(gates, facilities_of(), ladder_network, cap_m=CAP_M)
    assert on.origin_ids.tolist() == ["E1", "E2", "E3"]
    assert on.gates.first.tolist() == [0, 1, 3, 3]
    assert on.gates.snap_m.tolist() == [9, 0, 0]


def test_doors_name_their_facility_and_facilities_their_category(
    ladder_network, gates_of, facilities_of
):
    rows = facilities_of(
        ("F2", "shop", 0, 0), ("F1", "shop", 0, 80), ("F2", "bank", 0, -90), ("F2", "shop", 0, 90)
    )
    on = ground(gates_of(), rows, ladder_network, cap_m=CAP_M)
    assert on.categories.tolist() == ["bank", "shop"]
    assert on.facility_ids.tolist() == ["F1", "F2", "F2"]
    assert on.places.category.tolist() == [1, 0, 1]
    assert on.places.facility.tolist() == [0, 1, 2, 2]
    assert (on.places.edge < 0).tolist() == [False, True, False, False]  # 90 m off: no door


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_does_not_show(random_town, seed):
    network, gates, shops = random_town(seed)
    here = ground(gates, shops, network, cap_m=CAP_M)
    there = ground(
        gates.sample(frac=1, random_state=seed),
        shops.sample(frac=1, random_state=seed),
        network,
        cap_m=CAP_M,
    )
    for ours, theirs in zip(
        (*here.gates, *here.places), (*there.gates, *there.places), strict=True
    ):
        np.testing.assert_array_equal(ours, theirs)


def test_nobody_and_nothing_can_be_put_on_no_streets(network_of, gates_of, facilities_of):
    on = ground(gates_of(), facilities_of(), network_of(), cap_m=CAP_M)
    assert (len(on.origin_ids), len(on.facility_ids), on.gates.first.tolist()) == (0, 0, [0])


def test_a_table_in_another_crs_is_refused_by_name(ladder_network, gates_of, facilities_of):
    shops = facilities_of(("F1", "shop", 0, 0)).set_crs(4326, allow_override=True)
    with pytest.raises(InputError, match=r"geo\.crs_mismatch .*facilities"):
        ground(gates_of(), shops, ladder_network, cap_m=CAP_M)


@pytest.mark.parametrize("column", ["facility_id", "category"])
def test_a_door_of_nobody_is_refused_and_not_given_to_another_facility(
    ladder_network, gates_of, facilities_of, column
):
    shops = facilities_of(("F1", "shop", 0, 0), ("F2", "bank", 0, 0))
    shops[column] = shops[column].astype(object)
    shops.loc[1, column] = None
    with pytest.raises(InputError) as said:
        ground(gates_of(), shops, ladder_network, cap_m=CAP_M)
    told = {"table": "facilities", "column": column, "row": 2, "count": 1}
    assert (said.value.code, said.value.values) == ("geo.id_missing", told)


def test_a_gate_of_nobody_is_refused(ladder_network, gates_of, facilities_of):
    gates = gates_of(("E1", 0, 0), (None, 10, 0))
    with pytest.raises(InputError, match=r"geo\.id_missing .*entrances"):
        ground(gates, facilities_of(), ladder_network, cap_m=CAP_M)
