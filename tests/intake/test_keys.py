from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import Source, read
from tables import InputError

HEADER = "小区编码,所属街道,小区名称,户数"
NAMELESS = "所属街道,小区名称,户数"


def estates(source):
    inputs = read({"estates": [source]})
    return inputs.tables["estates"], inputs.issues


def csv(*rows):
    return "\n".join(rows) + "\n"


def test_rows_come_sorted_by_id(text_file):
    frame, _ = estates(text_file(csv(HEADER, "B,甲,丙,1", "A,甲,乙,2")))
    assert frame["estate_id"].tolist() == ["A", "B"]


def test_without_ids_they_are_made_from_street_and_name(text_file):
    rows = ["河西街道,和平里,80", "河东街道,锦绣花园,120", "河东街道,幸福里,60"]
    frame, issues = estates(text_file(csv(NAMELESS, *rows)))
    again, _ = estates(text_file(csv(NAMELESS, *reversed(rows))))
    assert frame["estate_id"].tolist() == ["E0001", "E0002", "E0003"]
    assert frame.equals(again)
    made = [i for i in issues if i.code == "intake.ids_made"]
    assert [(i.severity, i.detail["count"]) for i in made] == [("info", 3)]


def test_a_single_row_without_id_gets_one_and_a_warning(text_file):
    frame, issues = estates(text_file(csv(HEADER, "E0001,甲,乙,1", ",甲,丙,2")))
    assert frame["estate_id"].tolist() == ["E0001", "E0002"]
    said = next(i for i in issues if i.code == "intake.id_made")
    assert (said.severity, said.row, said.estate_id) == ("warning", 3, "E0002")


def test_a_row_written_twice_is_kept_once_and_said(text_file):
    frame, issues = estates(text_file(csv(HEADER, "A,甲,乙,1", "B,甲,丙,1", "A,甲,乙,1")))
    assert len(frame) == 2
    said = next(i for i in issues if i.code == "intake.row_repeated")
    assert (said.severity, said.row, said.estate_id) == ("repair", 4, "A")


def test_two_estates_of_one_id_are_kept_under_ids_of_their_own(text_file):
    frame, issues = estates(text_file(csv(HEADER, "A,甲,乙,1", "B,甲,丙,1", "A,甲,丁,1")))
    assert dict(zip(frame["name"], frame["estate_id"], strict=True)) == {
        "丁": "A~1", "乙": "A~2", "丙": "B",
    }  # fmt: skip
    said = [i for i in issues if i.code == "keys.duplicate_id"]
    assert [(i.severity, i.row, i.estate_id, i.value) for i in said] == [
        ("error", 2, "A~2", "A"),
        ("error", 4, "A~1", "A"),
    ]
    assert {i.detail["rows"] for i in said} == {"2、4"}


def test_rows_that_refer_to_an_id_of_two_estates_are_said_not_joined(text_file):
    ledger = text_file(csv(HEADER, "A,甲,乙,1", "B,甲,丙,1", "A,甲,丁,1"))
    votes = text_file(csv("表决编号,小区编码,同意人数", "1,A,9", "2,B,8"), name="表决.csv")
    issues = read({"estates": [ledger], "votes": [votes]}).issues
    assert [(i.row, i.value) for i in issues if i.code == "intake.unknown_estate"] == [(2, "A")]
    assert "keys.duplicate_id" in {i.code for i in issues}


def test_a_column_of_one_number_holds_no_ids(text_file):
    frame, issues = estates(text_file(csv(HEADER, "0,甲,乙,1", "0,甲,丙,1", "0,甲,丁,1")))
    assert frame["estate_id"].tolist() == ["E0001", "E0002", "E0003"]
    assert ("keys.no_ids", "error", 3) in {
        (i.code, i.severity, i.detail.get("count")) for i in issues
    }


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["A,河东街道,锦绣花园一期,1", "B,河东,锦绣花园（1期）,2"], ["2、3"]),
        (["A,河东街道,和平里,1", "B,,和平里小区,2"], ["2、3"]),
        (["A,河东街道,和平里,1", "B,河西街道,和平里,2"], []),
        (["A,河东街道,锦绣花园一期,1", "B,河东街道,锦绣花园二期,2"], []),
    ],
)
def test_one_estate_in_two_rows_is_said_and_both_are_kept(text_file, rows, told):
    frame, issues = estates(text_file(csv(HEADER, *rows)))
    assert len(frame) == 2
    said = [i for i in issues if i.code == "keys.same_estate"]
    assert [i.detail["rows"] for i in said] == told
    assert {i.severity for i in said} <= {"warning"}


def test_a_row_with_neither_id_nor_name_is_kept_and_said(text_file):
    frame, issues = estates(text_file(csv(HEADER, "A,甲,乙,1", ",甲,,7")))
    assert frame["households"].tolist() == [1, 7]
    assert {(i.code, i.row) for i in issues if i.severity == "warning"} >= {
        ("intake.id_made", 3),
        ("intake.name_missing", 3),
    }


def test_ids_that_number_the_rows_are_said(text_file):
    rows = ["1,甲,乙,1", "2,甲,丙,1", "3,甲,丁,1"]
    _, issues = estates(text_file(csv(HEADER, *rows)))
    assert "keys.row_numbers" in {i.code for i in issues if i.severity == "info"}
    _, issues = estates(text_file(csv(HEADER, *rows[::-1])))
    assert "keys.row_numbers" not in {i.code for i in issues}


@settings(max_examples=12)
@given(rows=st.permutations(["A,甲,乙,1", "A,甲,丙,1", "A,甲,乙,2", "B,甲,丁,1", "C,,戊,1"]))
def test_the_order_of_rows_changes_no_id_given_twice(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("twice") / "a.csv"
    path.write_text(csv(HEADER, *rows), encoding="utf-8")
    frame, _ = estates(Source(path, "a.csv"))
    found = zip(frame["name"], frame["households"], frame["estate_id"], strict=True)
    assert sorted(found) == [
        ("丁", 1, "B"), ("丙", 1, "A~1"), ("乙", 1, "A~2"), ("乙", 2, "A~3"), ("戊", 1, "C"),
    ]  # fmt: skip


def test_facilities_of_two_files_with_the_same_numbers_get_new_ids(text_file):
    text = csv("编号,类别,名称,经度,纬度", "1,药店,{},113.6,34.7")
    files = [
        text_file(text.format(name), name=f"{name}.csv", crs="EPSG:4326") for name in ("甲", "乙")
    ]
    inputs = read({"facilities": files})
    assert inputs.tables["facilities"]["facility_id"].tolist() == ["F00001", "F00002"]
    assert "intake.ids_remade" in {i.code for i in inputs.issues}


def test_facilities_drawn_as_areas_are_numbered_from_west_to_east_like_points(text_file):
    west, east = (f"POLYGON(({x} 34.7,{x + 0.01} 34.7,{x} 34.71,{x} 34.7))" for x in (113.5, 113.8))
    rows = [f'小学,东校,"{east}"', "小学,中校,POINT(113.6 34.7)", f'小学,西校,"{west}"']
    for order in (rows, rows[::-1]):
        text = csv("类别,名称,WKT", *order)
        found = read({"facilities": [text_file(text, crs="EPSG:4326")]}).tables["facilities"]
        assert found["name"].tolist() == ["西校", "中校", "东校"]
        assert found["facility_id"].tolist() == ["F00001", "F00002", "F00003"]
        assert found.geometry.geom_type.tolist() == ["Polygon", "Point", "Polygon"]


def test_unnamed_facilities_in_one_place_are_all_kept(text_file):
    text = csv("类别,名称,经度,纬度", *["健身,,113.6,34.7"] * 3, *["药店,安康,113.6,34.7"] * 2)
    inputs = read({"facilities": [text_file(text, crs="EPSG:4326")]})
    assert inputs.tables["facilities"]["category"].tolist() == ["健身"] * 3 + ["药店"]
    said = next(i for i in inputs.issues if i.code == "intake.rows_repeated")
    assert said.detail["count"] == 1


def test_facilities_without_a_place_are_not_taken_for_one(text_file):
    text = "名称,类别,经度,纬度\n便民药店,药店,,\n便民药店,药店,,\n阳光药店,药店,112.3,22.2\n"
    inputs = read({"facilities": [text_file(text + "阳光药店,药店,112.3,22.2\n", crs="EPSG:4326")]})
    assert sorted(inputs.tables["facilities"]["name"]) == ["便民药店", "便民药店", "阳光药店"]
    said = next(i for i in inputs.issues if i.code == "intake.rows_repeated")
    assert said.detail["count"] == 1


def test_survey_rows_without_an_estate_are_left_out_and_repeated_keys_kept(text_file):
    text = csv("小区编码,调查日期,支持户数", "A,2026-03-05,5", ",2026-03-05,6", "A,2026-03-05,7")
    inputs = read({"surveys": [text_file(text)]})
    assert inputs.tables["surveys"]["support"].tolist() == [5, 7]
    assert [(i.code, i.row) for i in inputs.issues] == [
        ("intake.key_missing", 3),
        ("intake.key_repeated", 4),
    ]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("works", ["小区编码,改造内容,工程量,单价", *["A,屋面防水,100,100"] * 2, "B,路面,5,9"]),
        ("deposits", ["小区编码,收取日期,缴纳金额", *["A,2026-01-01,8000"] * 2, "B,,5"]),
        ("surveys", ["小区编码,调查日期,支持改造", *["A,2026-01-01,8"] * 2, "B,,5"]),
        ("budgets", ["资金来源,年度,金额", *["市级,2027,300"] * 2, "省级,2027,5"]),
    ],
)
def test_rows_equal_in_every_column_count_once(text_file, table, rows):
    inputs = read({table: [text_file(csv(*rows))]})
    assert len(inputs.tables[table]) == 2
    said = next(i for i in inputs.issues if i.code == "intake.row_repeated")
    assert (said.severity, said.row) == ("repair", 3)
    assert "intake.key_repeated" not in {i.code for i in inputs.issues}


POINTS = csv("类别,名称,经度,纬度", *["健身,,113.6,34.7"] * 2, "药店,安康,113.6,34.7")


def test_a_file_named_twice_counts_once(text_file, tmp_path):
    source = text_file(POINTS, name="设施.csv", crs="EPSG:4326")
    again = Source(tmp_path / "." / "设施.csv", "./设施.csv", crs="EPSG:4326")
    inputs = read({"facilities": [source, again]})
    assert sorted(inputs.tables["facilities"]["category"]) == ["健身", "健身", "药店"]
    said = [i for i in inputs.issues if i.code == "intake.file_twice"]
    assert [(i.severity, i.file, i.detail["count"]) for i in said] == [("warning", "设施.csv", 3)]


def test_the_parts_of_one_file_are_no_repetition(text_file):
    source = text_file(POINTS, name="设施.csv", crs="EPSG:4326")
    parts = [replace(source, where={"类别": kind}) for kind in ("健身", "药店")]
    inputs = read({"facilities": parts})
    assert len(inputs.tables["facilities"]) == 3
    assert "intake.file_twice" not in {i.code for i in inputs.issues}


def test_a_ledger_and_its_outlines_named_twice_say_it_once_a_file(text_file):
    wkt = '"POLYGON((113.6 34.7,113.61 34.7,113.61 34.71,113.6 34.7))"'
    outlines = text_file(csv("小区编码,wkt", f"A,{wkt}"), name="边界.csv", crs="EPSG:4326")
    ledger = text_file(csv(HEADER, "A,甲,乙,2"))
    inputs = read({"estates": [ledger, ledger], "outlines": [outlines, outlines]})
    assert len(inputs.tables["estates"]) == 1
    assert [(i.code, i.table) for i in inputs.issues if i.severity != "info"] == [
        ("intake.file_twice", "estates"),
        ("intake.file_twice", "outlines"),
    ]


@settings(max_examples=12)
@given(
    rows=st.permutations(["河东街道,甲,1", "河东街道,乙,2", ",丙,3", "河西街道,甲,", "河西街道,,5"])
)
def test_the_order_of_rows_changes_no_id(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("shuffled") / "a.csv"
    path.write_text(csv(NAMELESS, *rows), encoding="utf-8")
    frame, _ = estates(Source(path, "a.csv"))
    ids = dict(zip(frame["households"].fillna(4), frame["estate_id"], strict=True))
    assert ids == {2: "E0001", 1: "E0002", 4: "E0003", 5: "E0004", 3: "E0005"}


def test_surveys_may_name_their_estate_instead_of_its_id(text_file):
    rows = ["锦绣花园,河东街道,50,40", "和平里,河东街道,60,30", ",河东街道,10,5"]
    source = text_file(csv("小区名称,所属街道,回收问卷,支持改造", *rows))
    inputs = read({"surveys": [source]})
    frame = inputs.tables["surveys"]
    assert sorted(frame["name"]) == ["和平里", "锦绣花园"]
    assert frame["estate_id"].isna().all()
    assert [(i.code, i.row) for i in inputs.issues if i.severity == "warning"] == [
        ("intake.key_missing", 4)
    ]
    with pytest.raises(InputError, match=r"intake\.no_column"):
        read({"surveys": [text_file(csv("回收问卷,支持改造", "50,40"), name="b.csv")]})
