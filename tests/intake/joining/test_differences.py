"""A ledger goes out and comes back: what changed, and what of it is taken."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import Source, read
from intake.joining.differences import accepted, columns_sent, differences
from tables import TABLES

ESTATES = TABLES["estates"]
WEST, SOUTH, STEP = 113.6, 34.7, 0.001  # 0.001° is some 91 m to the east, 111 m to the north


def square(column, *, side=STEP):
    west = WEST + column * 3 * STEP
    return shapely.box(west, SOUTH, west + side, SOUTH + side)


def ledger():
    return gpd.GeoDataFrame(
        {
            "estate_id": ["A", "B", "C"],
            "name": ["和平里", "锦绣花园一期", "春晓园"],
            "built_year": pd.array([1987, None, 1995], dtype="Int64"),
            "floor_area_m2": [12_345.678, 8_000.0, None],
            "households": pd.array([120, 80, None], dtype="Int64"),
            "property_management": pd.array([True, None, False], dtype="boolean"),
            "remarks": ["拟征收", None, None],
        },
        geometry=[square(0), square(1), None],
        crs=4326,
    )


def told(before, after, **more):
    changes = differences(before, after, ESTATES, **more).changes
    return [
        tuple(row) for row in changes[["estate_id", "kind", "field", "before", "after"]].to_numpy()
    ]


def test_what_comes_back_as_it_went_has_no_differences():
    assert told(ledger(), ledger().iloc[::-1][ledger().columns[::-1]]) == []


def test_fields_old_and_new():
    after = ledger()
    after.loc[0, "households"] = 125
    after.loc[1, "built_year"] = 1990
    after.loc[2, "property_management"] = pd.NA
    after.loc[0, "remarks"] = None
    assert told(ledger(), after) == [
        ("A", "changed", "households", 120, 125),
        ("A", "changed", "remarks", "拟征收", None),
        ("B", "changed", "built_year", None, 1990),
        ("C", "changed", "property_management", False, None),
    ]


def test_digits_lost_in_writing_and_spaces_are_no_change():
    after = ledger()
    after.loc[0, "floor_area_m2"] = 12_345.7
    after.loc[1, "name"] = " 锦绣花园一期\u200b "
    assert told(ledger(), after) == []
    after.loc[1, "floor_area_m2"] = 8_000.5
    assert told(ledger(), after) == [("B", "changed", "floor_area_m2", 8_000.0, 8_000.5)]


def test_rows_added_and_removed_are_called_by_their_name():
    after = pd.concat([ledger().iloc[:2], ledger().iloc[[2]].assign(estate_id="D", name="新苑")])
    assert told(ledger(), after) == [
        ("C", "removed", "", "春晓园", None),
        ("D", "added", "", None, "新苑"),
    ]


def test_what_moved_has_its_distance_and_what_grew_its_area():
    after = ledger()
    after.loc[0, "geometry"] = shapely.affinity.translate(square(0), yoff=STEP)
    after.loc[1, "geometry"] = square(1, side=2 * STEP)
    changes = differences(ledger(), after, ESTATES).changes.set_index("estate_id")
    assert changes["kind"].tolist() == ["moved", "moved"]
    assert changes.loc["A", "distance_m"] == pytest.approx(110.9, abs=0.5)
    assert changes.loc["A", "area_change"] == pytest.approx(0, abs=1e-3)
    assert changes.loc["B", "area_change"] == pytest.approx(3, rel=1e-3)
    assert changes.loc["B", "before"] == pytest.approx(91.6 * 110.9, rel=0.01)


def test_a_shape_drawn_for_the_first_time_moved_by_an_unknown_distance():
    after = ledger()
    after.loc[2, "geometry"] = square(2)
    (change,) = differences(ledger(), after, ESTATES).changes.to_dict("records")
    assert (change["estate_id"], change["field"], change["before"]) == ("C", "geometry", None)
    assert pd.isna(change["distance_m"])


def test_a_sheet_of_two_columns_removes_nothing_else():
    after = pd.DataFrame({"estate_id": ["A", "B", "C"], "households": [120, 81, None]})
    found = differences(ledger(), after, ESTATES)
    assert found.changes["field"].tolist() == ["households"]
    assert found.absent == (
        "name", "built_year", "floor_area_m2", "property_management", "remarks",
    )  # fmt: skip


def test_an_id_in_two_rows_is_said_and_not_compared():
    after = pd.concat([ledger(), ledger().iloc[[0]].assign(households=1)])
    found = differences(ledger(), after, ESTATES)
    assert (len(found.changes), found.twice) == (0, ("A",))


def test_all_that_is_taken_makes_the_table_that_came_back():
    after = pd.concat([ledger().iloc[1:], ledger().iloc[[2]].assign(estate_id="D", name="新苑")])
    after = after.assign(households=pd.array([90, 7, 9], dtype="Int64")).reset_index(drop=True)
    after.loc[0, "geometry"] = square(5)
    changes = differences(ledger(), after, ESTATES).changes
    taken = accepted(ledger(), after, changes)
    pd.testing.assert_frame_equal(taken, after)
    assert differences(taken, after, ESTATES).changes.empty


def test_what_is_refused_stays_as_it_was():
    after = ledger().iloc[:2].assign(households=pd.array([1, 2], dtype="Int64"))
    changes = differences(ledger(), after, ESTATES).changes
    taken = accepted(ledger(), after, changes, {("A", "households"), ("C", "")})
    assert taken["households"].tolist() == [120, 2, pd.NA]
    assert taken["estate_id"].tolist() == ["A", "B", "C"]


def test_nothing_changes_what_it_was_given():
    before, after = ledger(), ledger().assign(households=5)
    accepted(before, after, differences(before, after, ESTATES).changes)
    pd.testing.assert_frame_equal(before, ledger())


@pytest.mark.parametrize("count", [0, 1])
def test_few_rows(count):
    assert told(ledger().iloc[:count], ledger().iloc[:count]) == []
    assert [row[1] for row in told(ledger().iloc[:0], ledger().iloc[:count])] == ["added"] * count


@settings(max_examples=20)
@given(order=st.permutations(range(3)), numbers=st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_the_order_of_rows_changes_nothing(order, numbers):
    after = ledger().assign(households=pd.array(numbers, dtype="Int64"))
    assert told(ledger(), after) == told(ledger().iloc[order], after.iloc[order[::-1]])


def test_a_sheet_edited_by_hand_comes_back_through_intake(tmp_path):
    text = "小区编码,小区名称,建成年代,户数\nA,和平里,1980-1985,120\nB,春晓园,1995,80\n"
    for name, content in {
        "旧.csv": text,
        "新.csv": text.replace("120", "121").replace("-1985", "-1986"),
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8-sig")
    old, new = (read({"estates": [Source(tmp_path / n, n)]}) for n in ("旧.csv", "新.csv"))
    found = differences(
        old.tables["estates"], new.tables["estates"], ESTATES, columns_sent(new, ESTATES)
    )
    assert found.changes[["field", "before", "after"]].to_numpy().tolist() == [
        ["built_year_high", 1985, 1986],
        ["households", 120, 121],
    ]
    assert "remarks" in found.absent


def test_where_nothing_changes_what_was_there_stays():
    frame = pd.DataFrame({"estate_id": ["A"], "name": ["和平里"]})
    changes = differences(frame, frame, ESTATES).changes
    assert changes.empty
    assert accepted(frame, frame, changes).equals(frame)
