import pytest

from intake import Source, read
from tables import InputError
from tests.intake.small_books import ods, ods_row

HEADER = ods_row("小区编码", "所属街道", "小区名称", "户数", "登记日期")
SPAN = ('<table:table-cell table:number-rows-spanned="2" office:value-type="string">'
        "<text:p>河东街道</text:p></table:table-cell>")  # fmt: skip
COVERED = "<table:covered-table-cell/>"
DAY = '<table:table-cell office:value-type="date" office:date-value="2020-05-01"/>'
REST = ods_row('<table:table-cell table:number-columns-repeated="16384"/>',
               more=' table:number-rows-repeated="1048570"')  # fmt: skip


def table(*rows, name="台账", style=""):
    more = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


def estates(path):
    inputs = read({"estates": [Source(path, path.name)]})
    return inputs.tables["estates"], {issue.code: issue for issue in inputs.issues}


def refused(path):
    with pytest.raises(InputError) as error:
        estates(path)
    return error.value.code


def test_values_dates_merged_regions_and_the_endless_rest(tmp_path):
    rows = [HEADER, ods_row("A1", SPAN, "和平里", 120, DAY), ods_row("A2", COVERED, "幸福里", 80.5)]
    ods(tmp_path / "a.ods", table(*rows, REST))
    frame, said = estates(tmp_path / "a.ods")
    assert frame["name"].tolist() == ["和平里", "幸福里"]
    assert frame["street"].tolist() == ["河东街道"] * 2
    assert frame["households"].tolist()[0] == 120
    assert "intake.filled_down" in said


def test_repeated_rows_and_filtered_ones_keep_their_numbers(tmp_path):
    blank = ods_row(None, more=' table:number-rows-repeated="3"')
    dark = ods_row("A1", "甲街道", "和平里", 9, more=' table:visibility="filter"')
    ods(tmp_path / "a.ods", table(HEADER, blank, dark, ods_row("A2", "甲街道", "幸福里", "若干")))
    frame, said = estates(tmp_path / "a.ods")
    assert len(frame) == 2
    assert said["intake.value_unread"].row == 6
    assert said["intake.rows_hidden"].detail["count"] == 1


def test_a_hidden_table_and_a_formula_without_a_value(tmp_path):
    style = ('<style:style style:name="ta2"><style:table-properties table:display="false"/>'
             "</style:style>")  # fmt: skip
    formula = '<table:table-cell table:formula="of:=1+1"/>'
    ods(tmp_path / "a.ods", table(HEADER, ods_row("A1", None, "和平里", formula), style="ta2"),
        styles=style)  # fmt: skip
    _, said = estates(tmp_path / "a.ods")
    assert said["intake.sheet_hidden"].severity == "info"
    assert said["intake.formula_uncached"].column == "户数"


def test_a_password_and_a_cell_repeated_without_end(tmp_path):
    ods(tmp_path / "a.ods", table(HEADER), manifest="<encryption-data/>")
    cell = ('<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
            'office:value="1"/>')  # fmt: skip
    ods(
        tmp_path / "b.ods", table(HEADER, ods_row(cell, more=' table:number-rows-repeated="99999"'))
    )
    (tmp_path / "c.ods").write_bytes((tmp_path / "b.ods").read_bytes()[:300])
    assert refused(tmp_path / "a.ods") == "intake.password"
    assert refused(tmp_path / "b.ods") == "intake.sheet_far"
    assert refused(tmp_path / "c.ods") == "intake.unreadable"
