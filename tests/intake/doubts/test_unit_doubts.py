from intake import read
from intake.doubts.unit_doubts import unit_doubts
from intake.headings.headers import Match
from intake.inputs import FileRecord
from intake.places import FILE, ROW


def record(*matches):
    return FileRecord("estates", "a.csv", "", 0, "", 2, "", "", matches)


def frame(text_file, text):
    found = read({"estates": [text_file(text, name="a.csv")]}).tables["estates"]
    return found.assign(**{FILE: "a.csv", ROW: range(2, len(found) + 2)})


WAN = Match("面积(万㎡)", 1, "floor_area_m2", "alias", 1e4, "万m2")
TEXT = "小区名称,面积(万㎡),户数\n甲,9600,120\n乙,8000,100\n丙,0.8,100\n"


def test_a_column_in_another_unit_than_its_header_is_asked_under_that_header(text_file):
    asked = unit_doubts({"estates": frame(text_file, TEXT)}, [record(WAN)])
    assert [(i.code, i.column, i.detail["answer_path"], i.detail["count"]) for i in asked] == [
        ("intake.column_unit", WAN.header, ["units", "estates", WAN.header], 2)
    ]
    assert asked[0].detail["answer_proposed"] == "m2"


def test_once_answered_the_row_that_stands_apart_is_left(text_file):
    answers = {"units": {"estates": {WAN.header: "m2"}}}
    found = frame(text_file, TEXT)
    traced = found.assign(floor_area_m2=found["floor_area_m2"] / 1e4)  # as it is read then
    left = unit_doubts({"estates": traced}, [record(WAN)], answers)
    assert [(i.code, i.value, i.column) for i in left] == [("intake.area_unit", "0.8", WAN.header)]


def test_what_was_answered_is_not_asked_again(text_file):
    answers = {"units": {"a.csv": {WAN.header: "wan_m2"}}}
    assert unit_doubts({"estates": frame(text_file, TEXT)}, [record(WAN)], answers) == []


def test_no_table_no_doubt():
    assert unit_doubts({}, []) == []
