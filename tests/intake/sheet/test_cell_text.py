from intake.sheet.cell_text import filled, is_number, letters, only_unit, text


def test_a_cell_on_one_line():
    assert text("　小区\n 名称\ufeff ") == "小区 名称"
    assert text(12.5) == "12.5"


def test_what_a_text_looks_like():
    assert [is_number(c) for c in (3, "3.5%", "约3", True, "", "甲")] == [True, True, *[False] * 4]
    assert [only_unit(c) for c in ("㎡", "(万元)", "元/㎡", "户数", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_columns_as_excel_calls_them():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert filled([None, "", "甲", " "]) == 3
