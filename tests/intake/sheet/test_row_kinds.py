import pytest

from intake.sheet.row_kinds import is_average, kind_of, repeats, total_label

NAMES = ("序号", "小区名称", "户数", "备注")


def kind(*row):
    return kind_of(row, NAMES, {1})


@pytest.mark.parametrize(
    "row",
    [
        ("合计", None, 200), (None, "合 计", 200), ("小计：", None, 5), ("河东街道小计", None, 5),
        ("全区合计", "3个", 5), ("共计3个小区", None, 5), (None, None, "总计"),
        ("Grand total", None, 5),
        ("合计（户）", None, 5), ("平均", None, 5), ("共12个小区",),
    ],
)  # fmt: skip
def test_totals(row):
    assert kind(*row) == "intake.total_row"
    assert total_label(row)


@pytest.mark.parametrize(
    "row",
    [
        (1, "和平里", 80), (1, "和平里", 80, "两院合计"), (None, "和平里"), (1, "共青新村", 3),
        (1, "注塑厂宿舍", 3),
    ],
)  # fmt: skip
def test_estates(row):
    assert kind(*row) == ""


def test_notes_blanks_and_doubts():
    assert kind("注：以2025年底为准") == kind("数据来源：街道", None) == "intake.footnote"
    assert kind(None, "  ", "") == "blank"
    assert kind(1, "合计东门", 30) == "intake.total_unsure"
    assert kind(None, None, 30) == ""  # a number without a name is no note


@pytest.mark.parametrize("name", ["合计巷小区", "小计庄新村", "总计生委宿舍"])
def test_names_of_places_that_begin_like_a_total(name):
    assert kind(1, name, 30) == ""


def test_a_signed_line_is_a_note_in_however_many_cells():
    assert kind("审核人：", "（盖章）", "2026年6月") == "intake.footnote"


def test_a_header_again():
    assert repeats(["小区名称", "户数", None], {("小区名称", "户数")})
    assert not repeats([None], {("小区名称",)})


def test_means():
    assert is_average(["平均值", 3])
    assert not is_average(["合计", 3])
