"""The tests of entry in words: spreadsheet and page say what the record says."""

import dataclasses

import pytest

from reports.gate_words import asks, cited, gates_page, gates_table
from reports.programme import write_programme
from scoring import Weights
from standards import in_force
from study.choices import Choices
from study.gate_record import gate_record
from study.gates import Gates, parse
from tests.reports.test_programme import book, table
from tests.small_results import town

EVERY = {
    "age": "extended",
    "consent": "postpone",
    "deposit": {"reading": "collected_before_start"},
    "scheme": {"stage": "draft", "postpone": 2},
}
GATES = (Gates(), parse(EVERY), parse({"deposit": {"postpone": 1}}))

SHUT = ("age", "age_unknown", "consent", "other_programme")


def results(gates):
    found = town()
    chosen = Choices("x", (2027,), found.choices.day_of_law, Weights({"age": 1}), gates=gates)
    gate = [*SHUT, *[""] * (len(found.estates) - len(SHUT))]
    estates = found.estates.assign(gate=gate, postponed="")
    record = gate_record(chosen, in_force(chosen.day_of_law).rules, estates)
    return dataclasses.replace(found, record={**found.record, "gates": record})


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("gates", GATES)
def test_every_number_is_a_sentence_in_both_languages(gates, locale):
    found = gates_table(results(gates), locale=locale)
    text = found.to_csv()
    assert "gate_basis." not in text
    assert "_" not in "".join(found["gate_asks"])
    assert len(found) >= len(found["gate_test"].unique())


def test_counts_stand_once_a_test_and_sum_to_the_estates_shut_out():
    found = gates_table(results(Gates()), locale="zh")
    counts = [value for value in found["gate_estates"] if value != "–"]
    assert sum(counts) == len(SHUT)
    assert len(counts) == found["gate_test"].nunique()


def test_the_spreadsheet_has_a_sheet_of_rules_documents_and_days(tmp_path):
    rows = table(book(results(Gates()), tmp_path / "programme.xlsx")["准入依据"])
    age = next(row for row in rows if row["准入条件"] == "建成年代")
    assert (age["要求"], age["文号"], age["施行日期"], age["核对"]) == (
        "2000 年底前建成", "国办发〔2020〕23号", "2020-07-10", "未核对",
    )  # fmt: skip


def test_no_test_no_sheet_and_no_page(tmp_path):
    switches = ("age", "consent", "other_programme", "safety_d", "renovated")
    off = parse(dict.fromkeys(switches, False))
    write_programme(results(off), tmp_path / "p.xlsx", "zh")
    assert "准入依据" not in book(results(off), tmp_path / "q.xlsx").sheetnames
    assert gates_page(results(off), locale="zh") is None


def test_the_page_sums_who_is_shut_out():
    page = gates_page(results(Gates()), locale="zh")
    assert page["title"] == "5 项准入条件各有依据：4 个小区不准进，0 个推迟"
    assert [len(row["lines"]) for row in page["rows"]] == [1, 1, 1, 1, 3]


def test_what_nobody_checked_says_so_and_the_study_s_own_word_has_no_document():
    law = {"document": "法", "number": "", "clause": "第一条", "since": "2021-01-01"}
    law |= {"authority": "law"}
    assert cited({**law, "checked": False}, locale="zh") == {
        "source": "法 第一条", "day": "2021-01-01", "since": "2021-01-01 起施行", "mark": "未核对",
    }  # fmt: skip
    assert cited({**law, "checked": True}, locale="zh")["mark"] == ""
    default = {**law, "authority": "suggestion", "checked": False}
    assert cited(default, locale="zh") == {
        "source": "法（无文件依据）", "day": "", "since": "", "mark": "未核对",
    }  # fmt: skip
    own = {"rule": "study", "part": "years", "value": 2, "document": "", "authority": "study"}
    assert cited(own, locale="zh")["source"] == "本研究设定"
    assert asks(own, locale="zh") == "没达到的推迟 2 年"
