"""Tables and columns are named in the language of the sentence, and in no other."""

import pytest

from intake.places import in_both
from reports.declared_names import in_one
from reports.issues import issue_sentences
from reports.refusal import refusal
from tables import TABLES, InputError, Issue

COLUMNS = [
    pytest.param(column, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.columns
]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_named_in_one_language(column):
    both = in_both(column)
    assert [in_one(both, locale=locale) for locale in ("zh", "en")] == [column.zh, column.en]


@pytest.mark.parametrize("text", ["", "锦绣里（一期）", "停车(Parking)", "停车（park）"])
def test_what_people_wrote_stays(text):
    assert in_one(text, locale="zh") == text


@pytest.mark.parametrize(("locale", "there", "not_there"), [
    ("zh", "停车", "Parking"), ("en", "Parking", "停车"),
])  # fmt: skip
def test_an_issue_names_a_column_once(locale, there, not_there):
    fill = in_both(TABLES["estates"].column("parking"))
    issue = Issue("intake.header_unsure", "question", "estates", column="车位情况",
                  detail={"field": "parking", "meant": fill})  # fmt: skip
    sentence = issue_sentences([issue], locale=locale)["sentence"].item()
    assert there in sentence
    assert not_there not in sentence


def test_a_refusal_names_a_table_once():
    error = InputError("intake.no_row_usable", file="a.xlsx", table=in_both(TABLES["estates"]))
    sentence = refusal(error, locale="zh")
    assert TABLES["estates"].zh in sentence
    assert TABLES["estates"].en not in sentence
