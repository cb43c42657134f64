import pytest

from intake import read
from intake.formats.mojibake import is_spoiled


@pytest.mark.parametrize(
    "name", ["和平里小区", "㛃园里", "Café", "Müller Straße", "A1", "联通", "①号院", "長安新村"]
)
def test_names_of_any_place_are_not_spoiled(name):
    assert not is_spoiled(name)


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1", "cp1252"])
def test_utf_8_read_as_something_else_is(wrong):
    text = "小区名称".encode().decode(wrong, "replace")
    assert is_spoiled(text)


def test_a_spoiled_column_is_said_once_with_its_first_row(text_file):
    rows = "小区编码,小区名称,备注\nA1,锟斤拷,\nA2,和平里,\nA3,幸福�,\n"
    inputs = read({"estates": [text_file(rows)]})
    said = [i for i in inputs.issues if i.code == "intake.mojibake"]
    assert [(i.row, i.column, i.detail["count"]) for i in said] == [(2, "小区名称", 2)]
    assert inputs.tables["estates"]["name"].tolist()[0] == "锟斤拷"
