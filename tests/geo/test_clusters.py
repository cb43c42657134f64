"""Hand-made squares of 80 m in a row, 20 m apart unless said; E01 is the westernmost."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.clusters import attach_scattered, drawn_clusters, propose_clusters, small
from tables import InputError

CRS = "EPSG:4547"
ROW = [f"E{at:02}" for at in range(1, 14)]


def estates(*rows, **columns):
    """Rows are (id, x, y of the south-west corner)."""
    shapes = [None if x is None else shapely.box(x, y, x + 80, y + 80) for _, x, y in rows]
    given = {"estate_id": [name for name, _, _ in rows], **columns}
    return gpd.GeoDataFrame(given, geometry=gpd.GeoSeries(shapes, crs=CRS))


def in_a_row(count=13, **columns):
    return estates(*[(name, at * 100, 0) for at, name in enumerate(ROW[:count])], **columns)


def areas(**shapes):
    return gpd.GeoDataFrame({"cluster_id": list(shapes)}, geometry=list(shapes.values()), crs=CRS)


def proposed(table, gap_m=50, **asked):
    return propose_clusters(table, gap_m=gap_m, **asked).dropna().to_dict()


def joined(table, within_m=200, **asked):
    found = attach_scattered(table, within_m=within_m, **asked)
    return found.set_index("estate_id")["cluster_id"].to_dict()


# proposed


def test_thirteen_small_estates_side_by_side_are_one_cluster_named_after_the_first():
    table = in_a_row(households=[100] * 13, street=["河东"] * 13)
    found = propose_clusters(table, gap_m=50, small_households=300, most_members=13)
    assert found.to_dict() == dict.fromkeys(ROW, "E01+")
    assert (found.name, found.index.name) == ("cluster_id", "estate_id")


def test_the_border_of_a_street_office_cuts_the_row_in_two():
    table = in_a_row(street=["河东"] * 6 + ["河西"] * 7)
    assert set(proposed(table).values()) == {"E01+", "E07+"}
    assert [name for name, cluster in proposed(table).items() if cluster == "E01+"] == ROW[:6]
    assert set(proposed(table, same=()).values()) == {"E01+"}


def test_a_large_estate_between_neither_joins_nor_bridges():
    table = in_a_row(5, households=[100, 100, 900, 100, 100])
    found = proposed(table, small_households=300)
    assert found == {"E01": "E01+", "E02": "E01+", "E04": "E04+", "E05": "E04+"}


def test_a_gap_wider_than_asked_parts_them():
    table = estates(("E1", 0, 0), ("E2", 100, 0), ("E3", 231, 0), ("E4", 331, 0))  # 20, 51, 20 m
    assert set(proposed(table, gap_m=50).values()) == {"E1+", "E3+"}
    assert set(proposed(table, gap_m=51).values()) == {"E1+"}


def test_an_unknown_street_agrees_with_none_and_a_column_nobody_filled_is_not_asked():
    assert proposed(in_a_row(3, street=["河东", None, None])) == {}
    assert len(proposed(in_a_row(3, street=[None] * 3))) == 3
    assert len(proposed(in_a_row(3))) == 3


def test_an_unknown_size_is_not_small():
    table = in_a_row(4, households=[100, 100, np.nan, 100])
    assert proposed(table, small_households=300) == {"E01": "E01+", "E02": "E01+"}


def test_an_estate_with_a_cluster_is_left_alone_and_its_name_is_not_used_twice():
    table = in_a_row(4, cluster_id=[None, None, "P1", "E01+"])
    assert proposed(table) == {"E01": "E01++", "E02": "E01++"}


def test_a_point_or_no_place_at_all_is_never_proposed():
    table = in_a_row(4)
    table.loc[0, "geometry"] = shapely.Point(90, 40)
    table.loc[1, "geometry"] = None
    assert proposed(table) == {"E03": "E03+", "E04": "E03+"}


def test_more_than_the_most_are_divided():
    found = pd.Series(proposed(in_a_row(13), most_members=5))
    assert found.value_counts().sort_index().to_dict() == {"E01+": 5, "E06+": 5, "E11+": 3}


def test_none_one_all_alone_and_all_in_one_place():
    assert proposed(estates()) == {}
    assert proposed(estates(("E1", 0, 0))) == {}
    assert proposed(estates(("E1", None, None), ("E2", None, None))) == {}
    assert proposed(estates(("E1", 0, 0), ("E2", 0, 0))) == {"E1": "E1+", "E2": "E1+"}


def test_degrees_are_refused():
    with pytest.raises(InputError, match=r"geo\.not_metric"):
        proposed(in_a_row(2).to_crs(4490))


towns = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(0, 6),
        st.sampled_from([50, 500, None]),
        st.sampled_from(["河东", "河西", None]),
        st.sampled_from(["P1", "P2", None, None, None]),
    ),
    max_size=25,
)


def town(rows):
    places = [(f"E{at:02}", row[0] * 90, row[1] * 90) for at, row in enumerate(rows)]
    columns = zip(*[row[2:] for row in rows], strict=True) if rows else ([], [], [])
    named = zip(("households", "street", "cluster_id"), columns, strict=True)
    return estates(*places, **{name: pd.Series(cells, dtype=object) for name, cells in named})


@given(towns, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_nothing(rows, draw):
    table = town(rows)
    mixed = table.iloc[draw.sample(range(len(table)), len(table))]
    asked = {"same": ("street",), "small_households": 300}
    pd.testing.assert_series_equal(
        propose_clusters(mixed, gap_m=20, most_members=4, **asked),
        propose_clusters(table, gap_m=20, most_members=4, **asked),
    )
    pd.testing.assert_frame_equal(
        attach_scattered(mixed, within_m=120, **asked),
        attach_scattered(table, within_m=120, **asked),
    )


@given(towns)
@settings(max_examples=60, deadline=None)
def test_whoever_is_proposed_was_open_small_and_shares_its_street(rows):
    table = town(rows)
    found = propose_clusters(table, gap_m=20, small_households=300, most_members=4)
    rows_of = table.set_index("estate_id").loc[found.dropna().index]
    assert rows_of["cluster_id"].isna().all()
    assert rows_of["households"].eq(50).all()
    sizes = found.dropna().value_counts()
    assert sizes.between(2, 4).all()
    if table["street"].notna().any():
        assert rows_of.groupby(found)["street"].nunique(dropna=False).eq(1).all()


# small


def test_small_by_either_size_that_is_known():
    table = pd.DataFrame({"households": [100, 400, None, 100], "floor_area_m2": [900, 1, 1, None]})
    assert small(table, households=300, area_m2=500).tolist() == [False, False, True, True]
    assert small(table, households=300).tolist() == [True, False, pd.NA, True]
    assert small(table).tolist() == [True] * 4
    assert small(table[["households"]], area_m2=5).isna().all()


# attached


def test_a_scattered_estate_joins_the_cluster_within_reach_and_tells_how_far():
    table = estates(("E1", 0, 0), ("E2", 180, 0), ("E3", 900, 0), cluster_id=["P1", None, None])
    found = attach_scattered(table, within_m=200)
    assert found.to_dict("records") == [{"estate_id": "E2", "cluster_id": "P1", "gap_m": 100.0}]
    assert joined(table, within_m=99) == {}


def test_the_nearer_cluster_wins_and_of_equally_near_ones_the_lowest_id():
    spots = ("E1", 0, 0), ("E2", 180, 0), ("E3", 350, 0)
    assert joined(estates(*spots, cluster_id=["P1", None, "P2"])) == {"E2": "P2"}  # 100 m, 90 m
    even = ("E1", 0, 0), ("E2", 180, 0), ("E3", 360, 0)
    assert joined(estates(*even, cluster_id=["P2", None, "P1"])) == {"E2": "P1"}


def test_nobody_is_joined_through_one_that_joined():
    table = in_a_row(3, cluster_id=["P1", None, None])
    assert joined(table, within_m=50) == {"E02": "P1"}


def test_street_and_size_hold_for_joining_where_asked():
    table = in_a_row(3, cluster_id=[None, "P1", None], street=["西", "东", "东"])
    assert joined(table) == {"E01": "P1", "E03": "P1"}
    assert joined(table, same=("street",)) == {"E03": "P1"}
    sized = table.assign(households=[100, 900, np.nan])
    assert joined(sized, small_households=300) == {"E01": "P1"}


def test_a_point_joins_and_who_is_nowhere_does_not():
    table = in_a_row(3, cluster_id=["P1", None, None])
    table.loc[1, "geometry"] = shapely.Point(100, 40)
    table.loc[2, "geometry"] = None
    found = attach_scattered(table, within_m=50)
    assert found[["estate_id", "gap_m"]].to_numpy().tolist() == [["E02", 20.0]]


def test_without_clusters_or_without_scattered_estates_nobody_joins():
    assert joined(in_a_row(3)) == {}
    assert joined(in_a_row(2, cluster_id=["P1", "P1"])) == {}
    assert joined(estates(cluster_id=[])) == {}


# drawn


def test_an_estate_belongs_to_the_area_its_inner_point_lies_in():
    found = drawn_clusters(in_a_row(4), areas(西门=shapely.box(0, 0, 145, 80)))
    assert found.to_dict("records") == [
        {"estate_id": "E01", "cluster_id": "西门", "drawn": 1},
        {"estate_id": "E02", "cluster_id": "西门", "drawn": 1},
    ]


def test_where_areas_overlap_the_smaller_wins_and_of_equal_ones_the_lowest_id():
    whole, part = shapely.box(0, 0, 400, 80), shapely.box(0, 0, 80, 80)
    found = drawn_clusters(in_a_row(2), areas(A=whole, B=part))
    assert found.to_numpy().tolist() == [["E01", "B", 2], ["E02", "A", 1]]
    same = drawn_clusters(in_a_row(1), areas(B=part, A=part))
    assert same.to_numpy().tolist() == [["E01", "A", 2]]


def test_a_cluster_drawn_in_two_parts_is_one():
    two = areas(a=shapely.box(0, 0, 80, 80), b=shapely.box(100, 0, 180, 80))
    two["cluster_id"] = "P1"
    found = drawn_clusters(in_a_row(2), two)
    assert found.to_numpy().tolist() == [["E01", "P1", 1], ["E02", "P1", 1]]


def test_areas_without_an_id_are_named_after_their_first_estate_each_on_its_own():
    two = areas(a=shapely.box(200, 0, 380, 80), b=shapely.box(0, 0, 180, 80))
    two["cluster_id"] = pd.Series([None, None], dtype=object)
    found = drawn_clusters(in_a_row(4), two)
    assert found["cluster_id"].tolist() == ["E01+", "E01+", "E03+", "E03+"]


def test_no_areas_no_estates_and_missing_shapes():
    assert drawn_clusters(in_a_row(2), areas()).empty
    assert drawn_clusters(estates(), areas(A=shapely.box(0, 0, 9, 9))).empty
    nowhere = areas(A=shapely.box(0, 0, 80, 80))
    nowhere.loc[0, "geometry"] = None
    assert drawn_clusters(in_a_row(2), nowhere).empty
    assert drawn_clusters(estates(("E1", None, None)), areas(A=shapely.box(0, 0, 9, 9))).empty


def test_the_order_of_drawn_areas_and_estates_changes_nothing():
    drawn = areas(**{f"P{at}": shapely.box(at * 50, 0, at * 50 + 200, 90) for at in range(9)})
    drawn.loc[[2, 5], "cluster_id"] = None
    expected = drawn_clusters(in_a_row(), drawn)
    mixed = drawn_clusters(in_a_row()[::-1], drawn.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(mixed, expected)


def test_areas_in_another_crs_are_refused():
    with pytest.raises(InputError, match=r"geo\.crs_mismatch .*cluster_areas"):
        drawn_clusters(in_a_row(1), areas(A=shapely.box(0, 0, 9, 9)).to_crs(4490))
