import dataclasses

import pandas as pd
import pytest

from reports.more_money import best_money, curve_bars, same_money
from reports.sooner import sooner
from tests.small_negotiated import asked, negotiated, plan
from tests.small_results import town


def row(page, label):
    return next(line["cells"] for line in page["rows"] if line["label"] == label)


def finish(**changed):
    return negotiated(finish_in=(dataclasses.replace(asked().finish_in[0], **changed),))


def extra(**wan):
    rows = [(kind, "市级财政", "", 2028, amount) for kind, amount in wan.items()]
    return pd.DataFrame(rows, columns=["kind", "source", "or_sources", "year", "amount_wan"])


def test_nobody_asked_there_is_no_page():
    assert sooner(town(), locale="zh") is None
    assert sooner(negotiated(horizons=None, money_curve=None), locale="zh") is None


def test_the_money_that_starts_all_in_two_years_is_the_title():
    # 600 万元 are needed and two years have 400: the third year's 200 come forward, nothing is new.
    page = sooner(negotiated(), locale="zh")
    assert page["title"] == "3 年方案的 5 个小区，2 年内全部开工要多筹 200 万元，都是后几年的钱"
    assert [cell["text"] for cell in row(page, "列入小区")] == ["5", "4"]
    assert [cell["note"] for cell in row(page, "3 年方案的小区做到")] == ["100 %", "80 %"]
    assert row(page, "3 年方案的小区都开工要多筹")[1] == {
        "text": "200 万元",
        "note": "至少 200 万元，都是后几年的钱",
    }


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"extra_wan": 0.0, "extra": extra()}, "不加钱，2 年内也能让 3 年方案的 5 个小区全部开工"),
        ({"extra": extra(forward=150, new=50)}, "其中新钱 50 万元"),
        ({"extra": extra(new=200)}, "都要新钱"),
        ({"extra_wan": None, "status": "infeasible"}, "做不到"),
        ({"extra_wan": None, "status": "unknown"}, "没有结论"),
    ],
)
def test_each_outcome_has_a_title_of_its_own(changed, says):
    assert says in sooner(finish(**changed), locale="zh")["title"]


def test_caps_and_estates_that_money_cannot_move_are_told():
    caps = pd.DataFrame({"measure": ["estates"], "year": [2028]})
    cannot = pd.DataFrame({"estate_id": ["LH0005"]})
    page = sooner(finish(caps=caps, cannot=cannot), locale="zh")
    assert page["title"].endswith("；还要放宽 1 项上限")
    last = row(page, "除了钱还要")[1]
    assert (last["text"], last["note"]) == ("放宽 1 项上限", "1 个小区提不前")


def test_a_horizon_without_a_plan_is_no_zero():
    table = asked().horizons.table.copy()
    table.loc[1, "code"] = "no_plan"
    shorter = dataclasses.replace(asked().horizons, table=table)
    page = sooner(negotiated(horizons=shorter, finish_in=None), locale="zh")
    assert page["title"].startswith("只排 2 年没有方案")
    assert [cell["text"] for cell in row(page, "列入小区")] == ["5", "没有方案"]
    assert [cell["text"] for cell in row(page, "惠及户数")] == ["200", "–"]


def test_the_curve_stands_on_nothing_and_ends_at_what_may_be_reached():
    bars, left = curve_bars(asked().money_curve, plan().value, locale="zh")
    assert [bar["share"] for bar in bars] == ["80 %", "100 %", "114 %"]
    assert all(bar["height"] + bar["roof"] <= 1 + 1e-9 for bar in bars)
    assert [bar["now"] for bar in bars] == [False, True, False]
    assert left == 0


def test_an_amount_without_a_plan_is_counted_not_drawn():
    table = asked().money_curve.copy()
    table.loc[0, ["code", "value", "bound"]] = ["no_plan", None, None]
    bars, left = curve_bars(table, plan().value, locale="zh")
    assert (len(bars), left) == (2, 1)


def test_money_worth_the_same_is_one_line_and_ties_are_said():
    # 100 more in 2028: LH0005 comes to 2028 and LH0006 in, 4,500 + 3,200 − 4,000 = 3,700 more.
    table = asked().money_worth
    alike = pd.concat([table, table.assign(source="区级财政")], ignore_index=True)
    lines = best_money(alike, plan().value, locale="zh")
    assert [line["name"] for line in lines] == [f"区级财政 {y} 年" for y in (2028, 2027, 2029)]
    assert {line["note"] for line in lines} == {"另有 1 笔同值"}
    assert lines[0]["share"] == f"{3_700 / 27_300 * 100:.2f} %"
    assert same_money(alike) == 1
    wide = table.assign(at_most=table["at_most"].max())
    assert same_money(wide) == len(wide) - 1


def test_money_not_told_apart_from_nothing_is_never_best():
    table = asked().money_worth.assign(code="not_told_apart")
    page = sooner(negotiated(money_worth=table), locale="zh")
    assert (page["best"], page["same"], page["open"]) == ([], 0, len(table))


def test_what_falls_due_afterwards_is_told_with_the_money_not_among_the_caps():
    caps = asked().finish_in[0].caps
    rows = pd.DataFrame([("next_plan", 2029, 0.0, 150.0, 150.0)], columns=caps.columns)
    page = sooner(finish(caps=rows), locale="zh")
    over = "；另有 150 万元 期后才付，超过允许留给下一期的".replace(" ", "")
    assert page["title"].replace("\u00a0", "").replace(" ", "").endswith(over)
    cell = row(page, "3 年方案的小区都开工要多筹")[1]
    assert cell["note"].replace("\u00a0", "").replace(" ", "").endswith(over)
