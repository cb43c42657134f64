"""What a condition item rests on: an inspection always, a text only with confirmed words."""

import pandas as pd

from scoring.facts.condition_sources import condition_sources, filled

ITEMS = ["leak", "road"]
ESTATES = pd.DataFrame(
    {
        "estate_id": ["E1", "E2", "E3"],
        "leak": pd.array([0, None, None], dtype="Int64"),
        "road": pd.array([None, None, 3], dtype="Int64"),
    }
)
FOUND = ["estate_id", "phrase", "keyword", "item", "severity", "negated"]
SAID = pd.DataFrame(
    [
        ("E1", "漏水严重", "漏水", "leak", 3, False),
        ("E2", "局部漏水", "漏水", "leak", 1, False),
        ("E2", "渗漏严重", "渗漏", "leak", 3, False),
        ("E2", "无路面破损", "路面破损", "road", 2, True),
        ("E9", "漏水", "漏水", "leak", 2, False),
    ],
    columns=FOUND,
)


def rows(confirmed, said=SAID):
    found = condition_sources(ESTATES, said, confirmed, items=ITEMS)
    return [tuple(row) for row in found.drop(columns="keyword").to_numpy()]


INSPECTED = [("E1", "leak", "inspected", 0, ""), ("E3", "road", "inspected", 3, "")]


def test_unconfirmed_words_change_nothing():
    assert rows({}) == INSPECTED


def test_an_inspection_wins_and_the_worst_phrase_counts():
    told = rows({"漏水": "leak", "渗漏": "leak", "路面破损": "road"})
    assert told == [INSPECTED[0], ("E2", "leak", "problem_text", 3, "渗漏严重"), INSPECTED[1]]


def test_only_the_words_confirmed_count_and_as_the_person_says():
    assert rows({"漏水": "leak"})[1] == ("E2", "leak", "problem_text", 1, "局部漏水")
    assert rows({"漏水": "road"})[2] == ("E2", "road", "problem_text", 1, "局部漏水")
    assert rows({"漏水": "none", "渗漏": "none"}) == INSPECTED


def test_filled_keeps_the_order_and_what_nobody_knows():
    sources = condition_sources(ESTATES, SAID, {"漏水": "leak"}, items=ITEMS)
    wide = filled(ESTATES, sources, items=ITEMS)
    assert wide["leak"].fillna(-1).tolist() == [0, 1, -1]
    assert wide["road"].fillna(-1).tolist() == [-1, -1, 3]


def test_row_order_changes_nothing_and_no_text_is_fine():
    confirmed = {"漏水": "leak", "渗漏": "leak"}
    assert rows(confirmed) == rows(confirmed, SAID.iloc[::-1])
    assert rows(confirmed, SAID.iloc[:0]) == INSPECTED
    empty = condition_sources(ESTATES.iloc[:0], SAID.iloc[:0], {}, items=ITEMS)
    assert filled(ESTATES.iloc[:0], empty, items=ITEMS).empty
