import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import read
from intake.cells.counted import parts

COLUMNS = ["buildings", "stairwell_units", "households", "floor_area_m2"]


def ledger(text_file, text):
    inputs = read({"estates": [text_file(text)]})
    frame = inputs.tables["estates"].set_index("name")
    said = [(i.code, i.severity, i.row, i.column, i.value)
            for i in inputs.issues if "split" in i.code]  # fmt: skip
    return frame, said


def test_12_buildings_and_360_households_split(text_file):
    frame, said = ledger(text_file, "小区名称,户数\nA,12栋360户\nB,80\n")
    assert frame["buildings"].fillna(-1).tolist() == [12, -1]
    assert frame["households"].tolist() == [360, 80]
    assert said == [("intake.value_split", "repair", 2, "户数", "12栋360户")]


def test_a_header_of_several_counts_is_taken_apart(text_file):
    frame, said = ledger(
        text_file, "小区名称,规模\nA,3幢6个单元120户\nB,约2栋、80户、0.9万㎡\nC,不详\n"
    )
    assert frame[COLUMNS].fillna(-1).to_numpy().tolist() == [
        [3, 6, 120, -1], [2, -1, 80, 9000], [-1, -1, -1, -1],
    ]  # fmt: skip
    assert [row for _, _, row, _, _ in said] == [2, 3]


def test_a_header_whose_every_cell_was_taken_apart_is_not_called_ignored(text_file):
    inputs = read({"estates": [text_file("小区名称,规模,其他\nA,3幢120户,x\n")]})
    assert [(m.header, m.how) for m in inputs.files[0].columns] == [
        ("小区名称", "exact"), ("其他", "ignored"), ("户数", "exact"), ("楼栋数", "exact"),
    ]  # fmt: skip


def test_what_the_row_says_elsewhere_stays_and_a_difference_is_said(text_file):
    frame, said = ledger(
        text_file, "小区名称,楼栋数,户数\nA,12,12栋360户\nB,11,12栋360户\nC,,12栋360户\n"
    )
    assert frame["buildings"].tolist() == [12, 11, 12]
    assert frame["households"].tolist() == [360, 360, 360]
    assert [s[:4] for s in said if s[1] == "warning"] == [
        ("intake.split_differs", "warning", 3, "楼栋数")
    ]


@pytest.mark.parametrize(
    "cell", ["12栋", "12栋，其中3栋砖木", "12户3户", "一期12栋360户", "360户/12", "", 12, None]
)
def test_what_is_no_list_of_counts_is_left(cell):
    assert parts(cell) == {}


def test_counts_in_remarks_are_left(text_file):
    frame, said = ledger(text_file, "小区名称,备注\nA,12栋360户\n")
    assert frame["households"].isna().all()
    assert said == []


@given(st.integers(0, 999), st.integers(0, 99999), st.sampled_from(["", "、", "，", " ", "/"]))
def test_any_two_counts_come_apart(buildings, households, between):
    found = parts(f"{buildings}栋{between}{households:,}户")
    assert found == {"buildings": str(buildings), "households": str(households)}
