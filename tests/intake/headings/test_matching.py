from dataclasses import replace

import pytest

from intake import read
from tables import InputError

TEXT = """小区编码,小区名称,总户数,户数,建筑面积(万㎡),网络
A,锦绣花园,1,120,1.2,walk
B,和平里,2,80,0.8,drive
"""


def estates(source):
    inputs = read({"estates": [source]})
    return inputs.tables["estates"], inputs


def refused(source):
    with pytest.raises(InputError) as error:
        estates(source)
    return error.value


def test_two_headers_for_one_column_are_a_question(text_file):
    frame, inputs = estates(text_file(TEXT))
    assert frame["households"].tolist() == [120, 80]
    asked = next(i for i in inputs.issues if i.code == "intake.header_twice")
    assert (asked.severity, asked.column, asked.value) == ("question", "户数", "总户数")


def test_a_unit_in_the_header_is_converted_once_and_said_once(text_file):
    frame, inputs = estates(text_file(TEXT))
    assert frame["floor_area_m2"].tolist() == pytest.approx([12000, 8000])
    said = [i for i in inputs.issues if i.code == "intake.unit_converted"]
    assert [(i.severity, i.detail["factor"]) for i in said] == [("repair", "10000")]


def test_columns_not_known_are_listed_as_ignored(text_file):
    _, inputs = estates(text_file(TEXT))
    how = {match.header: match.how for match in inputs.files[0].columns}
    assert how["网络"] == "ignored"
    assert how["小区编码"] == "exact"


@pytest.mark.parametrize("wanted", ["walk", ["walk", "cycle"], ("walk",)])
def test_where_keeps_the_rows_it_names(text_file, wanted):
    frame, _ = estates(text_file(TEXT, where={"网络": wanted}))
    assert frame["estate_id"].tolist() == ["A"]


def test_where_that_keeps_nothing_or_names_no_column(text_file):
    source = text_file(TEXT, where={"网络": "cycle"})
    assert refused(source).code == "intake.where_empty"
    error = refused(replace(source, where={"网路": "walk"}))
    assert (error.code, error.values["nearest"]) == ("intake.header_absent", "网络")


def test_a_table_without_a_name_column(text_file):
    error = refused(text_file("小区编码,户数\nA,120\n"))
    assert error.code == "intake.no_column"
    assert error.values["needed"] == "小区名称（Name）"
    assert error.values["headers"] == "小区编码、户数"


def test_columns_a_person_named_must_exist_on_both_sides(text_file):
    source = text_file(TEXT, columns={"网络": "name"})
    assert estates(source)[0]["name"].tolist() == ["walk", "drive"]
    assert refused(replace(source, columns={"没有": "name"})).code == "intake.header_absent"
    error = refused(replace(source, columns={"网络": "nmae"}))
    assert (error.code, error.values["nearest"]) == ("intake.unknown_column", "name")


def test_the_category_comes_from_the_header_named_and_is_translated(text_file):
    text = "种类,名称,经度,纬度\npreschool,蓝天,113.6,34.7\n未知类,某处,113.6,34.7\n"
    source = text_file(text, crs="EPSG:4326", category="种类", map={"preschool": "edu_kinder"})
    frame = read({"facilities": [source]}).tables["facilities"]
    assert frame["category"].tolist() == ["edu_kinder", "未知类"]
    with pytest.raises(InputError, match=r"intake\.header_absent"):
        read({"facilities": [replace(source, category="类型")]})
