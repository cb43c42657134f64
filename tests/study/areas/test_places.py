import pandas as pd
import pytest

from tests.study.small_areas import estates_of, members, placed

NOWHERE = (None, None, None)


def rows(where, level):
    own = where.areas[where.areas["level"].eq(level)]
    return own.set_index("area_id")


def test_a_ledger_name_takes_the_polygon_of_that_name_however_it_is_written():
    estates = estates_of(("乐河", "人民路", None), ("乐河", "人民路街道办", None))
    where = placed(estates, ("S1", "street", "人民路街道", None, 0, 1))
    assert members(where, "street") == {"E0": "S1", "E1": "S1"}
    row = rows(where, "street").loc["S1"]
    assert (row["name"], row["matched"], row["district"]) == ("人民路街道", "name", "乐河")
    assert row["geometry"] is not None


def test_one_street_name_in_two_districts_is_two_areas_with_and_without_polygons():
    estates = estates_of(("东区", "和平街道", None), ("西区", "和平街道", None))
    bare = members(placed(estates), "street")
    assert bare == {"E0": "street:东区/和平街道", "E1": "street:西区/和平街道"}
    where = placed(
        estates,
        ("D1", "district", "东区", None, 0, 0), ("D2", "district", "西区", None, 1, 1),
        ("S1", "street", "和平街道", "D1", 0, 0), ("S2", "street", "和平街道", "D2", 1, 1),
    )  # fmt: skip
    assert members(where, "street") == {"E0": "S1", "E1": "S2"}


def test_communities_of_one_name_in_two_streets_of_a_ledger_stay_two():
    estates = estates_of(("甲区", "东街道", "和平社区"), ("甲区", "西街道", "和平社区"))
    assert len(set(members(placed(estates), "community").values())) == 2


def test_a_town_that_became_a_street_office_is_the_same_place_unless_both_are_there():
    estates = estates_of(("甲区", "城关镇", None))
    alone = placed(estates, ("S1", "street", "城关街道", None, 0, 0))
    assert members(alone, "street") == {"E0": "S1"}
    both = placed(
        estates, ("S1", "street", "城关街道", None, 5, 6), ("S2", "street", "城关镇", None, 0, 0)
    )
    assert members(both, "street") == {"E0": "S2"}


def test_a_blank_district_is_that_of_the_only_street_of_the_name():
    estates = estates_of(("甲区", "和平街道", None), (None, "和平街道", None))
    where = placed(estates)
    assert set(members(where, "street").values()) == {"street:甲区/和平街道"}
    assert set(members(where, "district").values()) == {"district:甲区"}


def test_an_estate_without_a_name_is_placed_by_where_it_lies_and_says_so():
    estates = estates_of(NOWHERE, NOWHERE, NOWHERE)
    where = placed(estates, ("S1", "street", "人民路街道", None, 0, 1))
    assert members(where, "street") == {"E0": "S1", "E1": "S1", "E2": "street:"}
    street = where.members[where.members["level"].eq("street")]
    assert street["basis"].tolist() == ["location", "location", ""]
    assert rows(where, "street").loc["S1", "matched"] == "location"


def test_the_ledger_counts_before_the_map():
    estates = estates_of(("甲", "东街道", None), ("甲", "东街道", None))
    where = placed(
        estates, ("S1", "street", "东街道", None, 0, 0), ("S2", "street", "西街道", None, 1, 1)
    )
    assert members(where, "street") == {"E0": "S1", "E1": "S1"}


def test_a_district_follows_from_the_street_the_ledger_names():
    estates = estates_of((None, "东街道", None), (None, "东街道", None))
    where = placed(
        estates, ("D1", "district", "甲区", None, 0, 0), ("S1", "street", "东街道", "D1", 0, 0)
    )
    assert members(where, "district") == {"E0": "D1", "E1": "D1"}  # E1 lies outside of it
    assert set(where.members.query("level == 'district'")["basis"]) == {"inner"}


def test_another_name_for_the_one_polygon_all_its_estates_lie_in_matches_by_location():
    estates = estates_of(("甲", "老城街办", None), ("甲", "老城街办", None))
    where = placed(estates, ("S1", "street", "古城街道", None, 0, 1))
    assert rows(where, "street").loc["S1", ["name", "matched"]].tolist() == ["老城街办", "location"]
    two = placed(
        estates, ("S1", "street", "古城街道", None, 0, 0), ("S2", "street", "新城街道", None, 1, 1)
    )
    assert rows(two, "street").loc["street:甲/老城街道", "matched"] == "none"


def test_a_community_called_after_an_estate_is_not_stated():
    where = placed(estates_of(("甲", "东街道", "和平小区"), ("甲", "东街道", "和平社区")))
    assert members(where, "community")["E0"] == "community:"


def test_clusters_have_the_shape_they_are_drawn_in_and_the_street_all_lie_in():
    estates = estates_of(
        ("甲", "东街道", None), ("甲", "东街道", None), ("甲", "西街道", None), NOWHERE,
        cluster_id=["P1", "P1", "P2", None],
    )  # fmt: skip
    where = placed(estates, drawn=[("P1", None, 0, 0), ("P1", None, 1, 1), (None, None, 2, 2)])
    table = rows(where, "cluster")
    assert table.loc["cluster:P1", ["district", "street"]].tolist() == ["甲", "东街道"]
    assert table.loc["cluster:P1"].geometry.geom_type in {"Polygon", "MultiPolygon"}
    assert table.loc["cluster:P2", "matched"] == "name"  # a nameless piece is whom it holds
    assert members(where, "cluster")["E3"] == "cluster:"


def test_polygons_without_a_level_are_taken_for_the_level_their_names_are_of():
    estates = estates_of(("bishan", "BISHAN EAST", None), ("bishan", "Marymount", None))
    where = placed(
        estates,
        ("A", None, "Bishan East", "bishan", 0, 0),
        ("B", None, "MARYMOUNT", "bishan", 1, 1),
    )
    assert members(where, "street") == {"E0": "A", "E1": "B"}
    assert rows(where, "street")["district"].tolist() == ["bishan", "bishan"]


@pytest.mark.parametrize("given", [[], [NOWHERE], [("甲", "东街道", "和平社区")]])
def test_no_estate_no_name_no_polygon(given):
    where = placed(estates_of(*given))
    assert len(where.members) == 4 * len(given)
    assert where.areas["geometry"].isna().all()


def test_the_order_of_rows_changes_nothing():
    names = [("东区", f"{at % 3}街道", f"{at % 5}社区") for at in range(9)] + [NOWHERE] * 2
    layer = [("D1", "district", "东区", None, 0, 10), ("S1", "street", "1街道", "D1", 0, 4)]
    estates = estates_of(*names)
    one = placed(estates, *layer)
    other = placed(estates.iloc[::-1], *layer[::-1])
    pd.testing.assert_frame_equal(pd.DataFrame(one.areas), pd.DataFrame(other.areas))
    pd.testing.assert_frame_equal(one.members, other.members)
