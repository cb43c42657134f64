"""Sheets about a negotiated plan, of four estates that a planner can check by hand.

E1 (300 万元) is planned for 2027, E3 (180) for 2028, with 300 a year. E2 lacks six owners' consent.
"""

import dataclasses

import openpyxl
import pandas as pd
import pytest

from layers.gis import heading
from phasing import Settings
from phasing.clash import InfeasibleError
from phasing.negotiation.price import price
from reports import negotiation_sheets as module
from reports.figures import NOTHING
from reports.negotiation_sheets import negotiation_sheets
from reports.number_formats import OF_PROPOSAL, number_format
from reports.programme import write_programme
from study.negotiation.price import override
from tests.small_results import town
from tests.study.four_negotiated import results
from texts import say

ALL = (
    "why_not", "why_exact", "weight_moves", "canvass", "prices", "displaced", "alternatives",
    "distances", "alternative_years", "year_shares", "replanned", "replanned_estates", "horizons",
    "horizon_years", "horizon_estates", "finish", "money_worth", "money_curve",
    "richer",
)  # fmt: skip


def sheets(locale="zh", **options):
    return {one.name: one for one in negotiation_sheets(results(), locale=locale, **options)}


def rows(name, locale="zh"):
    return sheets(locale)[name].table.to_dict("records")


def asking(**answers):
    """Return results in which only these parts were answered."""
    found = results().negotiated
    bare = dataclasses.replace(
        type(found)(found.proposal, found.standing), **{"why": found.why, **answers}
    )
    return dataclasses.replace(results(), negotiated=bare)


def test_every_part_that_was_asked_has_its_sheets():
    assert tuple(sheets()) == ALL


def test_a_part_that_was_not_asked_has_none():
    assert list(negotiation_sheets(town(), locale="zh")) == []
    names = [sheet.name for sheet in negotiation_sheets(asking(), locale="zh")]
    assert names == ["why_not"]
    horizons = asking(horizons=results().negotiated.horizons)
    names = [sheet.name for sheet in negotiation_sheets(horizons, locale="en")]
    assert names == ["why_not", "horizons", "horizon_years", "horizon_estates"]


def test_why_not_earlier_year_by_year():
    table = sheets()["why_not"].table
    assert table["estate_id"].tolist() == ["E2", "E3", "E4"]  # by rank
    e3 = table[table["estate_id"].eq("E3")].iloc[0]
    assert (e3["year_now"], e3["year_asked"], e3["in_the_way"]) == (2028, 2027, "资金")
    # 300 come, E1 takes them all: 180 are lacking
    assert e3["answer"].startswith("2027 年：资金差 180 万元。")
    assert isinstance(e3["year_now"], int)
    # E2 and E4 may never enter: one row for both years
    shut = table[table["estate_id"].ne("E3")]
    assert shut["year_asked"].tolist() == ["2027–2028"] * 2
    assert shut.iloc[0]["in_the_way"] == "居民同意"
    assert shut.iloc[0]["answer"].startswith("2027–2028 年：")


def test_the_price_of_an_override_is_told_once_in_the_row_and_estate_by_estate_below():
    pin, out = rows("prices")
    assert pin["override_asks"] == "和平里 固定到 2027 年。"
    assert (pin["estates_moved"], pin["residents_later"]) == (2, 262)  # E1 waits
    assert out["lost_of_value"] > pin["lost_of_value"] > 0
    moved = [row for row in rows("displaced") if row["override"] == 2]
    assert {row["estate_id"]: (row["year_before"], row["year_after"]) for row in moved} == {
        "E1": (2027, NOTHING),
        "E3": (2028, 2027),
    }


def test_six_owners_bring_e2_in_beside_e1():
    (row,) = rows("canvass")
    assert (row["estate_id"], row["short_more"], row["year_then"]) == ("E2", 6, 2028)
    assert row["gain_least_of_value"] <= row["gain_of_value"] <= row["gain_most_of_value"]
    assert row["gain_each_of_value"] == pytest.approx(row["gain_of_value"] / 6)


def test_distances_are_the_same_both_ways_and_years_those_of_the_plans():
    table = sheets()["distances"].table.drop(columns="plan")
    assert table.to_numpy().tolist() == table.to_numpy().T.tolist()
    plans = results().negotiated.alternatives.plans
    years = sheets()["alternative_years"].table.set_index("estate_id")
    for place, plan in enumerate(plans):
        column = years.iloc[:, 3 + place]
        assert {e: y for e, y in column.items() if y != NOTHING} == plan.plan


def test_shares_of_years_sum_to_the_share_in():
    for row in rows("year_shares"):
        for kind in ("plans", "draws"):
            parts = [value for name, value in row.items() if name.startswith(f"{kind}_in:")]
            assert sum(parts) == pytest.approx(row[f"{kind}_share"])


def test_one_year_needs_the_money_of_the_next():
    assert [row["plan_estates"] for row in rows("horizons")] == [2, 1]
    (row,) = rows("finish")
    assert (row["needed_year"], row["extra_wan"]) == (2027, 180)  # E3 beside E1
    assert row["finish_what"] == "后几年的钱提前"


def test_two_changes_swap_the_years_back():
    table = sheets()["replanned"].table
    assert table["changes_at_most"].tolist() == [0, 1, 2, "不限"]
    assert table["published_changed"].tolist() == [0, 0, 2, 2]
    assert table["replan_result"].iloc[2] == "有好处"


def test_money_is_told_by_source_and_as_a_curve():
    early, late = rows("money_worth")
    assert early["worth_at_least_of_value"] > 0  # E3 beside E1 in 2027
    assert late["worth_found_of_value"] == 0
    curve = [row["curve_of_value"] for row in rows("money_curve")]
    assert curve == sorted(curve)
    assert rows("money_curve")[0]["plan_estates"] == 0  # 150 a year pay for nobody


def test_a_clash_is_told_with_its_rules_and_what_it_moves_is_unknown():
    found = results().negotiated
    first = found.prices[0]
    try:
        results_of_nothing()
    except InfeasibleError as clash:
        none = dataclasses.replace(first, code="clash", after=None, difference=None, clash=clash,
                                   lost=float("nan"), lost_least=float("nan"),
                                   lost_most=float("nan"), lost_share=float("nan"))  # fmt: skip
    shown = {s.name: s for s in negotiation_sheets(asking(prices=(none,)), locale="zh")}
    (row,) = shown["prices"].table.to_dict("records")
    assert (row["override_result"], row["lost_of_value"]) == ("没有方案满足", NOTHING)
    assert "资金" in row["answer"]
    # There is no plan, so nobody knows whom it moves: unknown, never 0.
    unknown = ("estates_moved", "moved_money_wan", "residents_later", "resident_years_later")
    assert {row[name] for name in (*unknown, "residents_unknown_in")} == {NOTHING}
    assert shown["displaced"].table.empty


def test_a_clash_beside_a_price_leaves_the_numbers_of_the_price_whole():
    first = results().negotiated.prices[0]
    none = dataclasses.replace(first, code="clash", difference=None)
    shown = negotiation_sheets(asking(prices=(first, none)), locale="en")
    (sheet,) = [one for one in shown if one.name == "prices"]
    assert sheet.table["estates_moved"].tolist() == [2, NOTHING]


def results_of_nothing():
    """Ask for more than the money can: both estates in the first year."""
    standing = results().negotiated.standing
    wanted = override(standing, {"E1": 2027, "E3": 2027})
    found = price(standing, wanted, settings=Settings(gap=0.001, node_limit=50, seed=1))
    if found.clash is not None:
        raise found.clash


def test_rows_beyond_the_limit_are_counted_and_the_best_ranked_stay():
    cut = sheets(most=2)["why_not"]
    assert cut.table["estate_id"].tolist() == ["E2", "E3"]
    assert cut.notes[0].startswith("只列前 2 行（名次靠前的在前），另有 1 行")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_column_has_a_heading_and_every_sheet_its_notes(locale):
    for sheet in negotiation_sheets(results(), locale=locale):
        assert len(sheet.notes) >= 2, sheet.name
        for column in sheet.table.columns:
            kind, _, name = str(column).partition(":")
            if name:
                assert kind in OF_PROPOSAL
                assert say(locale, f"column.{kind}", name=name)
            else:
                assert heading(kind, locale=locale) != kind, kind


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_years_are_written_as_years_and_shares_as_per_cent(locale):
    for sheet in negotiation_sheets(results(), locale=locale):
        for column in sheet.table.columns:
            for value in sheet.table[column]:
                if isinstance(value, int | float) and 2000 < value < 2100 and "year" in column:
                    assert number_format(column, value) == "0", column
                if str(column).endswith("_of_value") and value != NOTHING:
                    assert number_format(column, value) == "0.00%"


def test_the_workbook_holds_them_after_what_is_left_out(tmp_path):
    path = tmp_path / "programme.xlsx"
    write_programme(results(), path, "en")
    names = openpyxl.load_workbook(path).sheetnames
    first = names.index(say("en", "sheet.left_out")) + 1
    assert names[first : first + len(ALL)] == [say("en", f"sheet.{name}") for name in ALL]


def test_without_answers_there_is_no_case():
    with pytest.raises(ValueError, match="negotiated"):
        module.negotiation_case(town(), locale="zh")


def test_estates_without_ranks_stay_in_order():
    plain = pd.DataFrame(results().estates[["estate_id", "name"]])
    case = dataclasses.replace(module.negotiation_case(results(), locale="zh"), estates=plain)
    table = pd.DataFrame({"estate_id": ["E4", "E1"]})
    assert case.ranked(table)["estate_id"].tolist() == ["E4", "E1"]
