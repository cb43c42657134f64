import dataclasses

import openpyxl
import pytest

from reports.programme import write_programme
from tests.small_results import full, nothing_eligible, nothing_known, town

SHEETS = [
    "年度计划", "排名", "方案比较", "目标对照", "区域受益", "街道与区县", "资金", "出资构成",
    "未列入及原因", "待调查", "片区", "改造内容", "数据问题",
]  # fmt: skip
IF_ANY = {"片区", "Clusters", "改造内容", "Works"}


def book(results, path, locale="zh"):
    write_programme(results, path, locale)
    return openpyxl.load_workbook(path)


def table(sheet, head=1):
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(values[head - 1], row, strict=True)) for row in values[head:]]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return book(town(), tmp_path_factory.mktemp("xlsx") / "programme.xlsx")


def test_it_has_its_sheets_in_chinese(found):
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


def test_gaps_and_shares_are_written_as_per_cent(found):
    cells = {row[0].value: row[1] for row in found["方案比较"].iter_rows()}
    assert cells["与上界的差距"].number_format == "0.00%"
    assert cells["得益最少的区域居民受益比例"].number_format == "0.0%"
    heads = [cell.value for cell in found["目标对照"][1]]
    assert "需求优先（目标值）" in heads


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return book(full(), tmp_path_factory.mktemp("xlsx") / "programme.xlsx")


def test_sums_of_money_are_the_sums_of_their_rows(whole):
    rows = [row for row in table(whole["资金"]) if row["方案"] == "需求优先"]
    own = [row for row in rows if row["资金来源"] not in {"合计", "下一规划期"}]
    (total,) = [row for row in rows if row["资金来源"] == "合计"]
    for column in ("预算（万元）", "安排（万元）", "用不完作废（万元）"):
        assert total[column] == pytest.approx(sum(row[column] for row in own), abs=1e-6)
    assert rows[-1]["资金来源"] == "下一规划期"


def test_money_paid_after_the_works_tells_both_years(whole):
    rows = [row for row in table(whole["资金"]) if row["资金来源"] == "市级奖补"]
    assert rows
    assert all(row["年度"] == row["工程年度"] + 1 for row in rows)


def test_parties_sum_their_sources_and_the_total_sums_the_parties(whole):
    rows, name = table(whole["出资构成"]), "区域均衡（万元）"
    parties = [row for row in rows if row["资金来源"] == "小计"]
    for party in parties:
        own = [r[name] for r in rows if r["出资方"] == party["出资方"] and r is not party]
        assert party[name] == pytest.approx(sum(own), abs=1e-6)
    (total,) = [row for row in rows if row["资金来源"] == "合计"]
    assert total[name] == pytest.approx(sum(row[name] for row in parties), abs=1e-6)
    assert [row["资金来源"] for row in rows[-2:]] == ["用不完作废", "下一规划期支付"]


def test_the_best_proposal_of_an_aim_has_all_of_it(whole):
    for row in table(whole["目标对照"]):
        best = row["最高的方案"].split("、")[0]
        assert row[f"{best}（占最高）"] == 1


def test_who_keeps_a_cluster_waiting_is_surveyed_first(whole):
    rows = table(whole["待调查"])
    assert rows[0]["卡住的片区"] == "P00"
    assert not any(row["卡住的片区"] for row in rows[1:])


def test_clusters_tell_members_origin_years_and_notes_in_words(whole):
    rows = {row["片区"]: row for row in table(whole["片区"])}
    assert rows["P00"]["片区来源"] == "台账给定"
    assert "使整个片区暂缓" in rows["P00"]["说明"]
    assert rows["P00"]["分批"] == "是"
    assert rows["P00"]["小区数"] == len(rows["P00"]["成员"].split("、"))


def test_works_tell_quantity_cost_and_why(whole):
    first, second = table(whole["改造内容"])[:2]
    assert (first["改造内容"], first["费用（万元）"]) == ("清淤", pytest.approx(2.4))
    assert first["依据"] == "状况问题（排水）"
    assert (second["工程量"], second["费用（万元）"]) == ("未知", "未知")


def test_the_votes_of_an_estate_are_four_numbers(whole):
    row = table(whole["排名"])[0]
    names = ("表决面积参与率", "表决人数参与率", "表决面积同意率", "表决人数同意率")
    assert [row[name] for name in names] == [0.8] * 4


def test_headings_of_numbers_stand_where_the_numbers_do(whole):
    head = {cell.value: cell for cell in whole["排名"][1]}
    assert head["得分"].alignment.horizontal == "right"
    assert head["小区名称"].alignment.horizontal == "left"


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
    names = book(results, tmp_path / "poor.xlsx", locale).sheetnames
    assert len(set(names) - IF_ANY) == len(SHEETS) - 2


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_programme(nothing_known(), tmp_path / "absent" / "programme.xlsx", "zh")
