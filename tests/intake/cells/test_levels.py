"""Words of severity nobody knows: told once a column, asked once a word."""

import pytest

from intake import read

WORDS = ["不足", "严重不足"] * 4
CODES = ("intake.levels_unread", "intake.level_word", "intake.value_unread")


def town(text_file, words=WORDS, header="停车", **told):
    rows = "".join(f"{n},小区{n},{word}\n" for n, word in enumerate(words))
    text = text_file(f"小区编码,小区名称,{header}\n{rows}")
    return read({"estates": [text]}, answers={"levels": {"estates": told}} if told else {})


def said(inputs):
    return [(i.code, i.severity, i.value) for i in inputs.issues if i.code in CODES]


def levels(inputs):
    known = inputs.tables["estates"]["parking"].astype(object)
    return known.where(known.notna(), None).tolist()


def test_a_column_is_told_once_and_each_word_asked(text_file):
    inputs = town(text_file, [*WORDS, "严重", "不足"])
    assert said(inputs) == [
        ("intake.level_word", "question", "不足"),
        ("intake.level_word", "question", "严重不足"),
        ("intake.levels_unread", "warning", "不足 5、严重不足 4"),
    ]
    assert levels(inputs) == [*[None] * 8, 3, None]
    asked = next(i for i in inputs.issues if i.code == "intake.level_word")
    assert asked.detail["answer_path"] == ["levels", "estates", "停车：不足"]
    assert not asked.detail["counts"]


def test_answered_words_have_their_level(text_file):
    inputs = town(text_file, **{"停车：不足": 2, "停车：严重不足": "3"})
    assert said(inputs) == []
    assert levels(inputs) == [2, 3] * 4


def test_a_word_answered_as_unknown_is_not_asked_again(text_file):
    inputs = town(text_file, **{"停车：不足": "unknown", "停车：严重不足": 3})
    assert said(inputs) == []
    assert levels(inputs) == [None, 3] * 4


def test_an_answer_beyond_the_levels_settles_nothing(text_file):
    inputs = town(text_file, **{"停车：不足": 7})
    assert "answers.not_understood" in {i.code for i in inputs.issues}
    assert len(said(inputs)) == 3


def unused(inputs):
    return {i.value: i.detail["nearest"] for i in inputs.issues if i.code == "answers.unused"}


def test_an_answer_that_no_column_uses_is_said(text_file):
    """One of another word, of another header, and of a word that is read without an answer."""
    told = {
        "停车：不足": 2,
        "停车：严重不足": 3,
        "停车：很不足": 3,
        "车位：不足": 2,
        "停车：严重": 1,
    }
    inputs = town(text_file, [*WORDS, "严重"], **told)
    assert unused(inputs) == {
        "停车：很不足": "停车：不足", "车位：不足": "停车：不足", "停车：严重": "停车：严重不足",
    }  # fmt: skip
    assert levels(inputs) == [*[2, 3] * 4, 3]


def test_an_answer_that_one_of_several_files_uses_is_used(text_file):
    answers = {"levels": {"estates": {"停车：不足": 2, "停车：很不足": 2}}}
    one = text_file("小区编码,小区名称,停车\n1,小区一,很不足\n")
    other = text_file("小区编码,小区名称,停车\n2,小区二,不足\n", name="b.csv")
    assert set(unused(read({"estates": [one]}, answers=answers))) == {"停车：不足"}
    assert unused(read({"estates": [one, other]}, answers=answers)) == {}


def test_an_answer_about_a_table_that_is_not_there_is_said(text_file):
    text = text_file("小区编码,小区名称\n1,小区一\n")
    inputs = read({"estates": [text]}, answers={"levels": {"estate": {"停车：不足": 2}}})
    assert unused(inputs) == {"estate": "estates"}


@pytest.mark.parametrize(
    "words",
    [["不足"] * 4, ["张三"] * 8, [f"见附件{n}" for n in range(13)]],
    ids=["few", "names", "many"],
)
def test_few_cells_names_and_free_text_are_told_cell_by_cell(text_file, words):
    codes = [code for code, _, _ in said(town(text_file, words))]
    assert codes == ["intake.value_unread"] * len(words)


def test_a_tick_under_pipes_is_asked_with_none_beside_it(text_file):
    inputs = town(text_file, ["√", "较好", "√", "无", "√"], header="停车")
    assert {value for code, _, value in said(inputs) if code == "intake.level_word"} == {
        "√", "较好", "无",
    }  # fmt: skip
