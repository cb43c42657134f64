import dataclasses
import html
import re

import pytest

from reports.estate_numbers import criteria
from reports.estate_sheet import estate_page, sheet_html
from study.gates import Deposit, Gates, Scheme
from study.reasons import explained
from tables import InputError
from tests.reports import small_sheet

LOCALES = ("zh", "en")


@pytest.fixture(scope="module")
def results():
    return small_sheet.results()


def plain(text):
    body = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_estate_has_a_sheet_without_holes(results, locale):
    for estate_id in results.estates["estate_id"]:
        shown = plain(sheet_html(results, estate_id, locale=locale))
        assert not re.search(
            r"\bnan\b|None|<NA>|\{\w*\}|estate_sheet\.|range\.|walk\.|gate_name\.|_rate\b", shown
        )
        assert estate_id in shown


def test_it_says_the_numbers_of_the_results(results):
    row = results.estates.iloc[0]
    shown = plain(sheet_html(results, row["estate_id"], locale="zh"))
    for number in (f"{row['score']:.1f}", f"{row['score_low']:.1f}", f"{row['rank_worst']}"):
        assert number in shown
    assert f"最宽范围 {row['rank_best']}–{row['rank_worst']}" in shown
    assert results.choices.day_of_law.isoformat() in shown
    assert "未核对" in shown
    assert "台账.xlsx" in shown
    assert "abababababab…" in shown


def test_the_parts_shown_sum_to_the_score(results):
    for estate_id in results.estates["estate_id"]:
        row = results.estates.set_index("estate_id", drop=False).loc[estate_id].to_dict()
        told = explained(results, results.choices, estate_id)
        found = criteria(results, row, told, locale="zh")
        assert sum(item["share"] for item in found) * 100 == pytest.approx(row["score"], abs=1e-9)
        for item in found:
            own = [float(line["part"]) for line in item["indicators"] if line["part"] != "–"]
            if own:
                assert sum(own) == pytest.approx(item["share"] * 100, abs=0.01 * len(own))


def test_a_name_that_is_markup_is_text(results):
    estate_id = results.estates["estate_id"].iloc[0]
    shown = sheet_html(small_sheet.named(small_sheet.EVIL, estate_id), estate_id, locale="zh")
    assert "<script" not in shown
    assert small_sheet.EVIL in plain(shown)


def test_it_needs_nothing_from_outside(results):
    estate_id = results.estates["estate_id"].iloc[0]
    shown = sheet_html(results, estate_id, locale="zh")
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(|<link|<script", shown)


def test_the_map_shows_the_estate_its_neighbours_and_facilities(results):
    drawn = estate_page(results, results.estates["estate_id"].iloc[0], locale="zh")["map"]
    assert sum(shape.stroke == "#16324f" for shape in drawn.shapes) == 1
    assert sum(shape.stroke == "#8a7d70" for shape in drawn.shapes) > 0
    inside = [(0, drawn.width), (0, drawn.height)]
    for shape in drawn.shapes:
        for ring in shape.rings:
            for axis, (low, high) in enumerate(inside):
                assert all(low - 0.1 <= point[axis] <= high + 0.1 for point in ring)


def test_an_estate_without_outline_has_a_sheet_without_a_map(results):
    lost = results.estates.loc[results.estates.geometry.isna(), "estate_id"].iloc[0]
    shown = sheet_html(results, lost, locale="zh")
    assert "<svg" not in shown
    assert "没有边界" in shown


def test_the_same_results_give_the_same_text(results):
    estate_id = results.estates["estate_id"].iloc[1]
    first, again = (sheet_html(results, estate_id, locale="en") for _ in range(2))
    assert first == again


def test_an_estate_nobody_knows_is_refused_in_words(results):
    with pytest.raises(InputError) as refused:
        estate_page(results, "nobody", locale="zh")
    assert refused.value.code == "estate_sheet.unknown_estate"


def test_the_plans_say_year_reason_and_money(results):
    for estate_id in results.estates["estate_id"]:
        told = estate_page(results, estate_id, locale="zh")["plans"]
        assert len(told["lines"]) == len(results.proposals)
        for line, plan in zip(told["lines"], results.proposals, strict=True):
            paid = plan.money.loc[plan.money["estate_id"].eq(estate_id), "amount_wan"].sum()
            shown = [float(text.replace(",", "")) for text in line["money"] if text != "–"]
            assert sum(shown) == pytest.approx(paid, abs=0.5 * max(1, len(shown)))


def test_each_test_of_entry_says_its_number_document_and_day(results):
    chosen = dataclasses.replace(results.choices, gates=Gates(deposit=Deposit(), scheme=Scheme()))
    estates = results.estates.assign(scheme_stage=None, deposit_ok=None)
    every = dataclasses.replace(results, choices=chosen, estates=estates)
    estate_id = results.estates["estate_id"].iloc[0]
    tests = estate_page(every, estate_id, locale="zh")["gate"]["tests"]
    age = next(line for line in tests if "2000" in line)
    for part in ("2000 年底前建成", "国办发〔2020〕23号", "2020-07-10 起施行", "未核对"):
        assert part in age
    consent = next(line for line in tests if "2/3" in line)
    assert consent.count("民法典") == 1  # two numbers of one clause are cited once
    for part in ("2/3", "3/4", "2021-01-01 起施行"):
        assert part in consent
    assert all(line in plain(sheet_html(every, estate_id, locale="zh")) for line in tests)


def test_the_first_estate_is_told_that_nobody_is_ahead(results):
    first = results.estates.set_index("estate_id")["rank"].idxmin()
    shown = sheet_html(results, first, locale="zh")
    assert "已排第 1 名" in shown
    assert "怎样能升" not in shown
