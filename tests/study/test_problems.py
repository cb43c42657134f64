"""Free text of problems in a whole study: confirmed by keyword, never by estate."""

import csv
import datetime as dt
import sys
from pathlib import Path

import pytest

import study
from standards import in_force
from study.problems import answer_changes, suggestions
from tables import InputError

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import ESTATES, HEADERS, write

TEXTS = {
    "E1": "屋面漏水严重、路面多处破损",
    "E2": "局部路面破损；无电梯",
    "E3": "外墙脱落，漏水",
    "E4": "未发现路面破损；邻里纠纷",
}


def measured(folder: Path, answers=None):
    """Return the four estates with problems in free text, the leaks of E1 to E4 inspected."""
    write(folder, change={"answers": answers} if answers else {})
    rows = [(*row, TEXTS[row[0]]) for row in ESTATES]
    with (folder / "台账.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[*HEADERS, "存在问题"], *rows])
    given = study.load(folder)
    return study.measure(study.read_inputs(given), given.choices)


def told(found):
    return {(i.code, i.severity, i.value) for i in found.issues if i.code.startswith("facts.prob")}


def test_unconfirmed_keywords_ask_once_each_and_change_nothing(tmp_path):
    found = measured(tmp_path)
    assert found.estates["road"].isna().all()
    assert told(found) == {
        ("facts.problem_word", "question", "路面破损"),
        ("facts.problem_word", "question", "外墙脱落"),
        ("facts.problem_unfitting", "info", "邻里纠纷 (1)"),
    }
    asked = next(i for i in found.issues if i.value == "路面破损")
    assert asked.detail == {
        "keyword": "路面破损", "item": "road", "count": 2, "fills": 2, "phrase": "路面多处破损",
    }  # fmt: skip


def test_a_confirmed_keyword_fills_what_nobody_inspected(tmp_path):
    found = measured(tmp_path, {"problem_words": {"路面破损": "road", "漏水": "leak"}})
    estates = found.estates.set_index("estate_id")
    assert estates["road"].fillna(-1).tolist() == [3, 1, -1, -1]
    assert estates["leak"].tolist() == [3, 2, 1, 0]  # as inspected
    assert estates["facade"].isna().all()
    read = found.conditions[found.conditions["source"] == "problem_text"]
    assert read[["estate_id", "item", "severity", "phrase"]].to_numpy().tolist() == [
        ["E1", "road", 3, "路面多处破损"], ["E2", "road", 1, "局部路面破损"],
    ]  # fmt: skip
    assert ("facts.problem_filled", "info", "路面破损") in told(found)


def test_all_confirms_the_list_as_suggested(tmp_path):
    found = measured(tmp_path, {"problem_words": "all"})
    assert found.estates["facade"].fillna(-1).tolist() == [-1, -1, 2, -1]
    assert not [i for i in found.issues if i.code == "facts.problem_word"]


def test_a_keyword_of_ones_own_and_one_that_means_no_item(tmp_path):
    found = measured(tmp_path, {"problem_words": {"邻里纠纷": "none", "外墙脱落": "none"}})
    assert {value for code, _, value in told(found) if code == "facts.problem_word"} == {"路面破损"}
    assert found.estates["facade"].isna().all()
    assert not [i for i in found.issues if i.code == "facts.problem_unfitting"]


def test_what_was_only_read_from_a_text_is_no_inspection(tmp_path):
    found = measured(tmp_path, {"problem_words": "all"})
    assert found.estates["inspected_items"].tolist() == [1, 1, 1, 1]


def test_the_confirmation_page_lists_every_keyword(tmp_path):
    rows = suggestions(
        measured(tmp_path, {"problem_words": {"漏水": "leak", "路面破损": "parking"}})
    )
    assert rows.to_numpy().tolist() == [
        ["漏水", "leak", "leak", 2, 0, "屋面漏水严重"],
        ["路面破损", "road", "parking", 2, 2, "路面多处破损"],
        ["外墙脱落", "facade", "", 1, 1, "外墙脱落"],
        ["无电梯", "none", "", 1, 0, "无电梯"],
    ]
    assert list(rows) == ["keyword", "item", "answered", "count", "fills", "phrase"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [({"漏水": "roof"}, "study.not_one_of"), (["漏水"], "study.not_a_mapping"),
     ("some", "study.not_a_mapping")],
)  # fmt: skip
def test_an_answer_nobody_can_read_is_refused(tmp_path, answer, code):
    with pytest.raises(InputError, match=code):
        measured(tmp_path, {"problem_words": answer})


def test_a_ledger_without_the_column_asks_nothing(tmp_path):
    write(tmp_path)
    given = study.load(tmp_path)
    found = study.measure(study.read_inputs(given), given.choices)
    assert suggestions(found).empty
    assert not told(found)


def test_what_would_be_filled_is_told_before_it_is_answered(tmp_path):
    found = measured(tmp_path)
    rows = suggestions(found, {"路面破损": "leak", "外墙脱落": "none"}).set_index("keyword")
    assert rows.loc["路面破损", ["item", "answered", "fills"]].tolist() == ["road", "leak", 0]
    assert rows.loc["外墙脱落", ["item", "answered", "fills"]].tolist() == ["facade", "none", 0]
    assert suggestions(found, {}).equals(suggestions(found))


RULES = in_force(dt.date(2026, 11, 21)).rules


def test_answers_are_changes_of_the_study_file_word_by_word():
    place = ("answers", "problem_words")
    chosen = {"漏水": "leak", "飞线": ""}
    changes = {(*place, "漏水"): "leak", (*place, "飞线"): None}
    assert answer_changes(None, None, chosen, RULES) == changes
    assert answer_changes({"飞线": "pipe"}, {"飞线": "pipe"}, chosen, RULES) == changes


def test_agreeing_to_all_is_written_out_when_one_answer_changes():
    (written,) = answer_changes("all", "all", {"漏水": "none", "飞线": ""}, RULES).values()
    assert written["漏水"] == "none"
    assert "飞线" not in written
    assert written["积水"] == "drain"
    (again,) = answer_changes("all", written, {"积水": ""}, RULES).values()
    assert set(written) - set(again) == {"积水"}


def test_what_may_be_denied_is_listed_and_fills_nothing(tmp_path, monkeypatch):
    monkeypatch.setitem(TEXTS, "E3", "无渗漏、外墙脱落")
    found = measured(tmp_path, {"problem_words": "all"})
    assert found.estates["facade"].isna().all()
    assert ("facts.problem_doubtful", "info", "外墙脱落 (1)") in told(found)


@pytest.mark.parametrize("word", ["", "  ", None])
def test_a_blank_keyword_is_refused(tmp_path, word):
    with pytest.raises(InputError, match="blank_word"):
        measured(tmp_path, {"problem_words": {"漏水": "leak", word: "leak"}})
