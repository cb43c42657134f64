import dataclasses

import openpyxl
import pytest

from reports.programme import write_programme
from tests.small_results import nothing_eligible, nothing_known, town

SHEETS = ["年度计划", "排名", "方案比较", "资金", "未列入及原因", "待调查", "数据问题"]


def book(results, path, locale="zh"):
    write_programme(results, path, locale)
    return openpyxl.load_workbook(path)


def table(sheet, head=1):
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(values[head - 1], row, strict=True)) for row in values[head:]]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return book(town(), tmp_path_factory.mktemp("xlsx") / "programme.xlsx")


def test_it_has_the_seven_sheets_in_chinese(found):
    assert found.sheetnames == SHEETS


def test_the_ranking_says_what_the_results_say(found):
    rows = table(found["排名"])
    estates = town().estates.set_index("estate_id")
    assert [row["排名"] for row in rows] == sorted(row["排名"] for row in rows)
    for row in rows:
        assert row["得分"] == pytest.approx(estates.loc[row["小区编码"], "score"], abs=0.005)


def test_unknown_is_a_word_and_not_a_zero(found):
    rows = {row["小区编码"]: row for row in table(found["排名"])}
    assert rows["LH0005"]["户数"] == "未知"


def test_the_plan_sums_each_year_and_lists_its_estates(found):
    first = [row[0] for row in found["年度计划"].iter_rows(min_row=4, values_only=True)]
    years = [cell for cell in first if isinstance(cell, str)]
    assert [text[:6] for text in years] == [f"{year} 年" for year in range(2027, 2032)]
    plan = town().proposals[0].plan
    assert sum(isinstance(cell, int) for cell in first) == len(plan)


def test_the_money_of_an_estate_adds_up_to_its_cost(found):
    for row in table(found["年度计划"], head=3):
        if isinstance(row["改造年份"], int):
            parts = [row[source] for source in ("中央补助", "市级财政", "居民出资")]
            assert sum(parts) == pytest.approx(row["投资（万元）"], abs=0.02)


def test_what_to_survey_names_what_to_ask(found):
    rows = {row["小区编码"]: row for row in table(found["待调查"])}
    assert "户数" in rows["LH0005"]["需要核实"]


def test_proposals_stand_side_by_side(found):
    rows = {row["指标"]: row for row in table(found["方案比较"])}
    assert rows["与上界的差距"]["需求优先"] == pytest.approx(1 - 1 / 1.006)
    assert rows["求解状态"]["区域均衡"] == "已证明在差距以内"


def test_a_name_that_is_a_formula_is_written_as_text(tmp_path):
    results = town()
    names = results.estates["name"].where(results.estates.index > 0, '=HYPERLINK("http://x")')
    evil = dataclasses.replace(results, estates=results.estates.assign(name=names))
    sheet = book(evil, tmp_path / "evil.xlsx")["排名"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_writing_twice_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_programme(town(), tmp_path / name, "zh")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("results", [nothing_eligible(), nothing_known()])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_poor_results_make_a_whole_book(results, locale, tmp_path):
    assert len(book(results, tmp_path / "poor.xlsx", locale).sheetnames) == len(SHEETS)


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_programme(nothing_known(), tmp_path / "absent" / "programme.xlsx", "zh")
