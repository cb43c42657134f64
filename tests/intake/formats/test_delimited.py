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


def said(source, **answers):
    inputs = read({"estates": [source]}, answers=answers)
    frame = inputs.tables["estates"]
    return frame, {i.code: i for i in inputs.issues if i.code != "intake.gaps"}


def test_a_row_longer_than_its_header_loses_nothing_and_is_named(text_file):
    frame, issues = said(text_file(TEXT.replace("120", "1,200")))
    assert issues["intake.row_long"].row == 2
    assert issues["intake.row_long"].severity == "warning"
    assert len(frame) == 2


def test_a_row_cut_short_is_named_unless_all_are_short(text_file):
    _, issues = said(text_file(TEXT + "LH0003,幸福里\nLH0004,建设里,河西街道,9\n"))
    assert issues["intake.row_short"].row == 4
    _, issues = said(text_file(TEXT.replace(",120", "").replace("街道,\n", "街道\n")))
    assert "intake.row_short" not in issues


def test_a_quotation_mark_never_closed_costs_no_row(text_file):
    frame, issues = said(text_file(TEXT.replace("锦绣", '"锦绣')))
    assert frame["name"].tolist() == ['"锦绣花园', "和平里"]
    assert (issues["intake.quote_unclosed"].row, issues["intake.quote_unclosed"].severity) == (
        2, "warning",
    )  # fmt: skip


def test_quotes_in_the_middle_and_doubled_ones_are_plain(text_file):
    frame, issues = said(
        text_file(TEXT.replace("锦绣花园", '"锦绣""花""园"').replace("和平", '和"平'))
    )
    assert frame["name"].tolist() == ['锦绣"花"园', '和"平里']
    assert issues == {}


@pytest.mark.parametrize(
    "text",
    [TEXT.replace("\n", "\r"), "sep=;\n" + TEXT.replace(",", ";"), TEXT.replace(",", "|"),
     TEXT.replace(",", "，")],
)  # fmt: skip
def test_line_ends_of_old_macs_the_line_of_excel_and_other_marks(text_file, text):
    frame, issues = said(text_file(text))
    assert frame["name"].tolist() == ["锦绣花园", "和平里"]
    assert issues == {}


def test_nul_characters_are_left_out_and_said(text_file):
    frame, issues = said(text_file(TEXT.replace("和平", "和\x00平")))
    assert frame["name"].tolist()[1] == "和平里"
    assert issues["intake.nul_bytes"].severity == "warning"


def test_cells_that_cannot_be_decoded_are_unknown_and_named(text_file):
    source = text_file(TEXT * 8)
    good = (TEXT + "LH0009,幸福里,河西街道,7\n").encode()
    source.path.write_bytes(good.replace("幸福里".encode(), "幸福里".encode("gbk")))
    frame, inputs = estates(source)
    lost = [(i.row, i.column) for i in inputs.issues if i.code == "intake.cell_undecoded"]
    assert lost == [(4, "小区名称")]
    assert frame["households"].tolist()[2] == 7


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_and_without_its_mark(text_file, encoding):
    frame, _ = estates(text_file(TEXT, encoding=encoding))
    assert frame["name"].tolist() == ["锦绣花园", "和平里"]


BIG5 = "小區編碼,小區名稱,戶數\nLH0001,長安花園,120\nLH0002,臺灣新村,80\n"


def test_an_encoding_in_doubt_is_asked_about_and_the_answer_settles_it(text_file):
    _, issues = said(text_file(BIG5, encoding="big5"))
    asked = issues["intake.encoding_unsure"]
    assert (asked.severity, asked.detail["answer_path"]) == ("question", ["encoding", "台账.csv"])
    assert asked.detail["answer_proposed"] == "big5"
    assert "臺灣新村" in asked.detail["samples"]
    frame, issues = said(text_file(BIG5, encoding="big5"), encoding={"台账.csv": "big5"})
    assert frame["name"].tolist() == ["長安花園", "臺灣新村"]
    assert "intake.encoding_unsure" not in issues


def test_more_columns_than_a_table_has_and_no_text_at_all(text_file):
    with pytest.raises(InputError, match=r"intake\.too_wide"):
        estates(text_file("名称" + ",x" * 5000 + "\n"))
    source = text_file("x")
    source.path.write_bytes(bytes(range(1, 32)) * 50)
    with pytest.raises(InputError, match=r"intake\.no_text"):
        estates(source)
