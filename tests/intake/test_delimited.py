import pytest

from intake import read
from tables import InputError

TEXT = "小区编码,小区名称,所属街道,户数\nLH0001,锦绣花园,河东街道,120\nLH0002,和平里,河西街道,\n"


def estates(source):
    inputs = read({"estates": [source]})
    return inputs.tables["estates"], inputs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_usual_encoding_gives_the_same_table(text_file, encoding):
    frame, inputs = estates(text_file(TEXT, encoding=encoding))
    assert frame["name"].tolist() == ["锦绣花园", "和平里"]
    assert frame["households"].isna().tolist() == [False, True]
    assert inputs.files[0].encoding == encoding


def test_an_undeclared_encoding_is_said_with_names_to_look_at(text_file):
    _, inputs = estates(text_file(TEXT, encoding="gb18030"))
    said = next(i for i in inputs.issues if i.code == "intake.encoding_taken")
    assert said.severity == "info"
    assert "和平里" in said.detail["samples"]


@pytest.mark.parametrize(("mark", "name"), [("\t", "a.tsv"), (";", "a.csv"), ("\t", "a.txt")])
def test_tabs_and_semicolons(text_file, mark, name):
    frame, _ = estates(text_file(TEXT.replace(",", mark), name=name))
    assert frame["estate_id"].tolist() == ["LH0001", "LH0002"]


def test_rows_count_as_excel_shows_them_even_with_blank_lines(text_file):
    _, inputs = estates(
        text_file(
            TEXT.replace("\nLH0002", "\n\nLH0002").replace("里,", '里",').replace("和平", '"和\n平')
            + "LH0003,幸福里,河西街道,若干\n"
        )
    )
    unread = next(i for i in inputs.issues if i.code == "intake.value_unread")
    assert unread.row == 5


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file(text_file, text):
    with pytest.raises(InputError) as error:
        estates(text_file(text, encoding="utf-8"))
    assert error.value.code in {"intake.file_empty", "intake.empty"}
