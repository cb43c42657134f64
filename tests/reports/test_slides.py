import dataclasses

import numpy as np
import pytest

from reports.basis import basis, inputs
from reports.compared import aims, compare
from reports.overview import overview
from reports.slides import paid, when, who
from reports.trust import first, unsure
from reports.where import where
from tests.small_results import full, nothing_eligible, nothing_known, town


def changed(**columns):
    results = town()
    return dataclasses.replace(results, estates=results.estates.assign(**columns))


def number(text):
    return int(text.replace(",", ""))


def test_the_strip_of_the_overview_holds_every_estate_once():
    page = overview(town(), locale="zh")
    assert sum(item["count"] for item in page["classes"]) == len(town().estates)


def test_a_measure_nobody_knows_is_a_word_and_never_a_zero():
    page = overview(changed(floor_area_m2=np.nan), locale="zh")
    (area,) = [item for item in page["figures"] if item["label"] == "改造建筑面积"]
    assert (area["number"], area["unit"], area["unknown"]) == ("未知", "", "48 个小区未知")


def test_a_criterion_without_data_is_said_on_the_first_page():
    page = overview(changed(willingness_score=np.nan, age_score=50.0), locale="zh")
    assert "没有数据的准则：居民意愿" in page["open"]


def test_the_years_hold_every_planned_estate_and_name_the_first():
    page = when(town(), locale="zh")
    plan = town().proposals[0].plan
    assert sum(number(year["estates"]) for year in page["years"]) == len(plan)
    assert all(len(y["named"]) + y["more"] == number(y["estates"]) for y in page["years"])


def test_one_year_alone_has_a_title_of_its_own():
    results = town()
    year = dataclasses.replace(
        results, choices=dataclasses.replace(results.choices, horizon=(2027,))
    )
    assert when(year, locale="zh")["title"] == "2027 年改 5 个小区"


@pytest.mark.parametrize("results", [town(), full()], ids=["town", "full"])
def test_parties_sources_and_years_of_money_have_the_same_total(results):
    page = paid(results, locale="zh")
    total = next(number(line["spent"]) for line in page["ends"] if line["kind"] == "total")
    for kind in ("party", "source"):
        spent = [number(line["spent"]) for line in page["lines"] if line["kind"] == kind]
        assert sum(spent) == pytest.approx(total, abs=len(spent))
    (line,) = [line for line in page["ends"] if line["kind"] == "total"]
    assert sum(map(number, line["years"])) == pytest.approx(total, abs=len(page["years"]))


def test_money_that_lapses_comes_late_or_falls_to_the_next_plan_is_told():
    page = paid(full(), locale="zh")
    kinds = [line["kind"] for line in page["ends"]]
    assert kinds == ["total", "lapsed", "next_plan"]
    assert page["years"] == [2027, 2028, 2029, 2030, 2031, 2032]
    assert page["notes"] == ["市级奖补在完工后第 1 年到位，按到位年份列。"]


def test_no_bar_of_money_is_higher_than_its_page():
    for bar in paid(town(), locale="zh")["bars"]:
        assert sum(part["height"] for part in bar["parts"]) <= bar["budget"] + 1e-9 <= 1 + 1e-9


def test_without_budgets_the_title_says_so():
    results = town()
    plan = dataclasses.replace(results.proposals[0], spend=results.proposals[0].spend.head(0))
    page = paid(dataclasses.replace(results, proposals=(plan,)), locale="zh")
    assert page["title"].endswith("资金未设上限")


def test_every_district_is_told_and_the_largest_comes_first():
    page = who(town(), locale="zh")
    assert len(page["areas"]) == 6
    assert page["areas"][0]["width"] == 1
    assert all(0 <= area["done"] <= 1 for area in page["areas"])


def test_elders_nobody_knows_are_unknown_in_title_and_table():
    page = who(changed(elders=np.nan), locale="zh")
    assert "老年人口未知" in page["title"]
    assert {area["elders"] for area in page["areas"]} == {"–"}


def test_each_aim_has_a_best_proposal_marked_by_more_than_colour():
    for row in aims(full(), locale="zh")["rows"]:
        assert any(cell["best"] and cell["share"] == "100.0 %" for cell in row["cells"])


def test_every_proposal_tells_the_same_figures_in_the_same_order():
    page = compare(full(), locale="zh")
    assert all(len(row["cells"]) == len(full().proposals) for row in page["rows"])
    assert [row["label"] for row in page["rows"]][-2:] == ["用不完作废", "下一规划期支付"]
    assert all(len({cell["label"] for cell in row["cells"]}) == 1 for row in page["rows"])


def test_aims_in_turn_are_named_and_a_score_order_that_breaks_rules_is_marked():
    page = compare(full(), locale="zh")
    last = page["proposals"][-1]
    assert last["name"] == "先需求优先，再区域均衡"
    notes = [fact["note"] for fact in last["facts"]]
    assert "参照：按得分顺序达不到 1 条规则，不是可行方案" in notes


def test_residents_that_are_estimates_are_said_to_be():
    page = compare(full(), locale="zh")
    (row,) = [row for row in page["rows"] if row["label"] == "惠及居民"]
    assert all("个小区人数为估算" in cell["note"] for cell in row["cells"])


def test_the_parts_drawn_add_up_to_the_score_told():
    for row in first(town(), locale="zh")["rows"]:
        drawn = sum(part["width"] for part in row["parts"]) * 100
        assert drawn == pytest.approx(float(row["score"]), abs=0.06)


def test_who_comes_first_may_enter():
    shut = set(town().estates.loc[town().estates["gate"].ne(""), "name"])
    named = {row["name"] for row in first(town(), locale="zh")["rows"]}
    kept = set(town().estates.loc[town().estates["gate"].eq(""), "name"])
    assert named
    assert not named & (shut - kept)


def test_rank_ranges_lie_on_their_line_around_the_rank():
    for row in unsure(town(), locale="zh")["ranges"]:
        line = row["line"]
        assert 0 <= line["from"] <= row["at"] <= line["from"] + line["width"] <= 1


def test_the_range_of_the_trials_is_told_first_and_without_trials_the_widest():
    rank = town().estates["rank"]
    tried = changed(rank_p05=rank - 0.0, rank_p95=rank + 2.0)
    bare = changed(rank_p05=np.nan, rank_p95=np.nan)
    page = first(tried, locale="zh")
    assert page["range"] == "九成区间"
    assert all(row["range"] == f"{row['rank']}–{number(row['rank']) + 2}" for row in page["rows"])
    assert first(bare, locale="zh")["range"] == "最宽范围"
    told = unsure(tried, locale="zh")
    assert "九成区间" in told["ranges_note"]
    assert "九成区间" not in unsure(bare, locale="zh")["ranges_note"]
    assert all(row["bar"]["width"] == pytest.approx(2 / 47) for row in told["ranges"])


def test_who_ranks_among_the_first_and_cannot_enter_is_named_below():
    page = first(town(), locale="zh")
    last = number(page["rows"][-1]["rank"])
    between = set(range(1, last)) - {number(row["rank"]) for row in page["rows"]}
    notes = "".join(page["notes"])
    assert f"另有 {len(between)} 个小区" in notes if between else "不能列入" not in notes


def test_the_weights_stand_under_their_sides_and_sum_up():
    need, ready = overview(full(), locale="zh")["weights"]
    assert (need["name"], ready["name"]) == ("需求", "成熟度")
    widths = [item["width"] for side in (need, ready) for item in side["criteria"]]
    assert sum(widths) == pytest.approx(1)
    assert need["criteria"][0]["name"] == "老旧程度"


def test_what_is_known_and_unknown_is_every_estate():
    facts = {fact["name"]: fact for fact in unsure(town(), locale="zh")["facts"]}
    lost = int(town().estates["households"].isna().sum())
    assert facts["户数"]["unknown"] == lost
    assert facts["户数"]["known"] == pytest.approx(1 - lost / 48)


@pytest.mark.parametrize("view", range(4))
def test_every_view_of_the_map_counts_and_paints_every_estate(view):
    page = where(town(), locale="zh")
    assert sum(item["count"] for item in page["views"][view]["legend"]) == len(town().estates)
    assert len(page["painted"][view]["keys"]) == len(town().estates)


def test_standards_go_on_as_many_pages_as_they_need():
    results = town()
    one = results.record["standards"][0]
    many = [{**one, "zh": f"{i} " + "很长的名称" * 8} for i in range(30)]
    record = {**results.record, "standards": many}
    pages = basis(dataclasses.replace(results, record=record), locale="zh")
    assert len(pages) > 2
    assert [row["name"] for page in pages for row in page["rows"]] == [i["zh"] for i in many]


def test_a_short_table_of_a_standard_is_told_in_full():
    (page,) = basis(town(), locale="zh")
    assert page["rows"][0]["value"] == "5: 300 · 10: 500 · 15: 1000"
    assert page["rows"][1]["value"] == "2000 年"


def test_files_are_told_with_the_name_of_their_table():
    (file,) = inputs(town(), locale="zh")["files"]
    assert (file["table"], file["rows"]) == ("小区台账", "48")


@pytest.mark.parametrize("slide", [overview, where, when, paid, who, compare, aims, first, unsure])
@pytest.mark.parametrize("results", [nothing_eligible(), nothing_known()])
def test_every_slide_has_a_title_when_nothing_can_be_planned(slide, results):
    assert slide(results, locale="zh")["title"]
