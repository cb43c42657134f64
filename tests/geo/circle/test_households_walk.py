"""Buildings on the ladder of streets: a long estate with a gate at each end."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.circle.coverage import coverage
from geo.circle.households_walk import building_ground, by_households
from geo.walking.ground import ground
from geo.walking.walk import walked
from tables import InputError

CRS = "EPSG:4547"


def buildings_of(*rows):
    """Rows are (estate, building, households, x, y): a block of 20 m around x, y; None nowhere."""
    shapes = [None if x is None else shapely.box(x - 10, y - 10, x + 10, y + 10)
              for *_, x, y in rows]  # fmt: skip
    names = {"estate_id": 0, "building_id": 1, "households": 2}
    columns = {name: [row[at] for row in rows] for name, at in names.items()}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS))


@pytest.fixture
def town(ladder_network, gates_of, facilities_of):
    """Estate E between the rails, gates at the west end and at the east end of the lower rail."""
    gates = gates_of(("E", 20, 0), ("E", 480, 0))
    shops = facilities_of(("W", "shop", 20, 0), ("E", "school", 480, 0))
    return ground(gates, shops, ladder_network, cap_m=50), gates


def walk_m(homes):
    table = walked(homes.ground, limit_m=2000, rings_m=[300])
    return table.merge(homes.buildings, left_on="estate_id", right_on="origin_id").set_index(
        ["building_id", "category"]
    )["walk_m"]


def test_each_building_leaves_by_the_gate_that_suits_it(town):
    west, east = ("E", "1", 10, 20, 30), ("E", "2", 10, 480, 40)
    found = walk_m(building_ground(*to(town, buildings_of(west, east)), cap_m=50))
    assert found[("1", "shop")] == 30  # down to the west gate, and there it is
    assert found[("2", "school")] == 40
    # across the estate to the other gate is shorter than out and along the rail: 40 + 460
    assert found[("2", "shop")] == pytest.approx(np.hypot(460, 40), abs=1e-6)


def to(town, buildings):
    placed, gates = town
    return placed, buildings, gates


def test_in_the_middle_the_way_across_counts(town):
    found = walk_m(building_ground(*to(town, buildings_of(("E", "1", 10, 260, 0))), cap_m=50))
    assert found[("1", "shop")] == 240
    assert found[("1", "school")] == 220


def test_a_building_at_the_gate_walks_as_the_estate_does(town):
    homes = building_ground(*to(town, buildings_of(("E", "1", 10, 20, 0))), cap_m=50)
    estate = walked(town[0], limit_m=2000, rings_m=[300]).set_index("category")["walk_m"]
    assert walk_m(homes)[("1", "shop")] == estate["shop"]


def test_a_building_without_place_or_gate_is_off_the_network(town):
    rows = buildings_of(("E", "1", 10, None, None), ("X", "1", 10, 50, 50))
    table = walked(building_ground(*to(town, rows), cap_m=50).ground, limit_m=900, rings_m=[])
    assert set(table["status"]) == {"off_network"}
    assert len(table) == 4


def test_the_order_of_rows_does_not_matter(town):
    rows = buildings_of(("E", "2", 5, 100, 50), ("E", "1", 3, 400, 50), ("D", "9", 1, 0, 0))
    placed, gates = town
    one = building_ground(placed, rows, gates, cap_m=50)
    two = building_ground(placed, rows[::-1], gates[::-1], cap_m=50)
    pd.testing.assert_frame_equal(one.buildings, two.buildings)
    for a, b in zip(one.ground.gates, two.ground.gates, strict=True):
        assert a.tolist() == b.tolist()


def test_without_buildings_there_is_nobody_to_walk(town):
    homes = building_ground(*to(town, buildings_of()), cap_m=50)
    assert len(walked(homes.ground, limit_m=900, rings_m=[300])) == 0
    assert len(homes.buildings) == 0


def test_other_coordinates_are_refused(town):
    placed, gates = town
    elsewhere = buildings_of(("E", "1", 10, 20, 30)).set_crs("EPSG:4548", allow_override=True)
    with pytest.raises(InputError, match=r"geo\.crs_mismatch"):
        building_ground(placed, elsewhere, gates, cap_m=50)


@pytest.mark.parametrize("seed", range(8))
def test_no_building_is_nearer_than_its_estate_and_one_gate_is_the_sum(seed, random_town):
    network, gates, shops = random_town(seed)
    if shops.empty:
        return
    draw = np.random.default_rng(seed)
    rows = [(f"E{number}", "1", 1, *draw.uniform(0, 300, 2).round()) for number in range(6)]
    placed = ground(gates, shops, network, cap_m=60)
    homes = building_ground(placed, buildings_of(*rows), gates, cap_m=60)
    estates = walked(placed, limit_m=3000, rings_m=[])
    found = walked(homes.ground, limit_m=9000, rings_m=[])
    names = homes.buildings.set_index("origin_id")["estate_id"]
    found = found.assign(estate_id=found["estate_id"].map(names))
    both = estates.merge(found, on=["estate_id", "category"], suffixes=("", "_home"))
    both = both[both["status"] == "reached"]
    assert (both["walk_m_home"] >= both["walk_m"] - 1e-6).all()
    alone = gates.groupby("estate_id").filter(lambda own: len(own) == 1)
    for estate_id, gate in zip(alone["estate_id"], alone.geometry, strict=True):
        middle = shapely.Point(*next(row[3:] for row in rows if row[0] == estate_id))
        mine = both[both["estate_id"] == estate_id]
        expected = mine["walk_m"] + middle.distance(gate)
        np.testing.assert_allclose(mine["walk_m_home"], expected, atol=2e-6)


# --- from buildings to estates -------------------------------------------------------------------

CATALOGUE = pd.DataFrame(
    {"category": ["school", "shop"], "circle": [5, 5], "radius_m": 300.0, "required": True,
     "verified": True}
)  # fmt: skip


def covered(town, rows):
    homes = building_ground(*to(town, buildings_of(*rows)), cap_m=50)
    walks = walked(homes.ground, limit_m=2000, rings_m=[300])
    return by_households(coverage(walks, CATALOGUE), homes.buildings).set_index("estate_id")


def test_an_estate_is_what_its_households_are(town):
    # in the middle both are within 300 m, at the west gate the shop alone
    one = covered(town, [("E", "1", 30, 250, 0), ("E", "2", 10, 20, 0)]).loc["E"]
    assert (one["coverage"], one["coverage_5"]) == (0.875, 0.875)  # (30 · 1 + 10 · ½) / 40
    assert (one["coverage_least"], one["coverage_most"]) == (0.5, 1)
    assert (one["buildings"], one["buildings_measured"], one["weights"]) == (2, 2, "households")


@pytest.mark.parametrize("households", [(30, np.nan), (np.nan, np.nan), (0, 0)])
def test_where_households_are_unknown_buildings_weigh_alike_and_it_is_said(town, households):
    first, second = households
    one = covered(town, [("E", "1", first, 250, 0), ("E", "2", second, 20, 0)]).loc["E"]
    assert (one["coverage"], one["weights"]) == (0.75, "equal")


def test_a_building_nobody_could_place_widens_the_range(town):
    one = covered(town, [("E", "1", 30, 250, 0), ("E", "2", 10, None, None)]).loc["E"]
    assert one["coverage"] == 1  # of the 30 households that were measured
    assert (one["coverage_low"], one["coverage_high"]) == (0.75, 1)
    assert one["buildings_measured"] == 1


def test_an_estate_none_of_whose_buildings_could_be_placed_is_unknown(town):
    one = covered(town, [("E", "1", 30, None, None)]).loc["E"]
    assert np.isnan(one["coverage"])
    assert (one["coverage_low"], one["coverage_high"]) == (0, 1)
    assert len(covered(town, [])) == 0
