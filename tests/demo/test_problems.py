"""The demo's text of problems tells the hidden condition, and may be its only source."""

import datetime as dt

import pytest

from demo.homes import ITEM_NAMES
from demo.ledger import unseen, written
from demo.town import town
from scoring.facts.problems import problems
from standards import in_force
from study.problems import words_of


@pytest.fixture(scope="module")
def built():
    return town(120, seed=7)


@pytest.fixture(scope="module")
def read(built):
    return problems(
        built.estates[["estate_id", "problems"]], words_of(in_force(dt.date(2026, 11, 21)))
    )


def test_what_the_text_says_is_so(built, read):
    truth = built.estates.set_index("estate_id")
    bad = read[~read["negated"] & read["item"].isin(ITEM_NAMES)]
    assert len(bad) > 100
    for row in bad.itertuples():
        assert truth.loc[row.estate_id, row.item] == row.severity, row.phrase


def test_what_the_text_denies_is_sound(built, read):
    truth = built.estates.set_index("estate_id")
    denied = read[read["negated"] & ~read["doubtful"] & (read["item"] != "")]
    assert len(denied)
    assert all(truth.loc[row.estate_id, row.item] == 0 for row in denied.itertuples())


def test_bad_items_nobody_inspected_stand_in_the_text_and_nowhere_else(built, read):
    estates = built.estates
    cells = unseen(written(estates), estates)
    told = set(zip(read["estate_id"], read["item"], strict=True))
    hidden = [(row.estate_id, item) for row in estates.itertuples() for item in row.unseen]
    assert len(hidden) > 10
    truth = estates.set_index("estate_id")
    for estate, item in hidden:
        assert cells.loc[estates["estate_id"] == estate, item].isna().all()
        assert truth.loc[estate, item] == 0 or (estate, item) in told
    blank = int(cells[list(ITEM_NAMES)].isna().sum().sum())
    assert blank == len(hidden)


def test_estates_set_there_on_purpose_have_no_text(built):
    special = built.estates[built.estates["part"] != ""]
    assert special["problems"].isna().all()
    assert not special["unseen"].map(len).any()
