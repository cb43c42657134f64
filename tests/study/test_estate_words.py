"""Estates as an answer calls them, in ledgers whose ids were made up in the order of the rows."""

import pandas as pd
import pytest

from study.estate_words import estate_words


def ledger(*rows):
    cells = [(f"E{place + 1:04d}", *row) for place, row in enumerate(rows)]
    return pd.DataFrame(cells, columns=["estate_id", "name", "street"])


def test_an_answer_stays_with_its_estate_when_the_ledger_grows():
    before = estate_words(ledger(("和平里", "河东"), ("建设新村", "河东")))
    after = estate_words(ledger(("安定里", "河西"), ("和平里", "河东"), ("建设新村", "河东")))
    assert before.asked["E0001"] == after.asked["E0002"] == "和平里"
    assert after.meant["和平里"] == "E0002"
    assert after.meant["和平里（河东）"] == "E0002"
    assert "E0001" not in after.meant


def test_a_name_of_two_estates_is_told_apart_by_the_street():
    words = estate_words(ledger(("和平里", "河东"), ("和平里", "河西")))
    assert words.asked == {"E0001": "和平里（河东）", "E0002": "和平里（河西）"}
    assert "和平里" not in words.meant


@pytest.mark.parametrize("row", [("和平里", "河东"), ("和平里", None), (None, "河东")])
def test_the_id_is_taken_only_where_nothing_else_tells_estates_apart(row):
    words = estate_words(ledger(row, row, ("建设新村", "河东")))
    assert words.asked == {"E0001": "E0001", "E0002": "E0002", "E0003": "建设新村"}
    assert set(words.meant) == {"E0001", "E0002", "建设新村", "建设新村（河东）"}


def test_a_name_that_reads_like_another_estate_with_its_street_means_neither():
    words = estate_words(ledger(("和平里（河东）", None), ("和平里", "河东"), ("和平里", "河西")))
    assert "和平里（河东）" not in words.meant
    assert words.asked["E0002"] == "E0002"


def test_a_name_that_is_the_id_of_another_means_the_named_one():
    words = estate_words(ledger(("E0002", None), (None, None)))
    assert words.meant == {"E0002": "E0001"}


def test_a_ledger_of_ids_alone_and_an_empty_one():
    assert estate_words(pd.DataFrame({"estate_id": ["A", "B"]})).meant == {"A": "A", "B": "B"}
    assert estate_words(ledger()) == ({}, {})
