"""The ranked table narrowed to streets, years and conclusions; by hand and on the page."""

import itertools

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.ranking import narrowing
from ui.ranking.narrowing import offered, passing, values
from ui.session import opened

PATIENCE_S = 120


@pytest.fixture
def found():
    return pd.DataFrame(
        {
            "street": ["城东", "城东", "城西", "-"],
            "year": ["2027", "-", "2026", "2026"],
            "grade": ["1", "1", "1", "1"],
        },
        index=["E1", "E2", "E3", "E4"],
    )


def test_values_are_offered_in_order_with_none_last_and_a_single_one_is_no_choice(found):
    assert offered(found) == {"street": ["城东", "城西", "-"], "year": ["2026", "2027", "-"]}


def test_values_of_one_column_widen_and_columns_narrow(found):
    def ids(**wanted):
        passed = passing(found, wanted)
        return passed[passed].index.tolist()

    assert ids() == ["E1", "E2", "E3", "E4"]
    assert ids(street=["城东"]) == ["E1", "E2"]
    assert ids(street=["城东", "-"]) == ["E1", "E2", "E4"]
    assert ids(street=["城东"], year=["2027"]) == ["E1"]
    assert ids(street=["城西"], year=["-"]) == []


def test_the_values_of_a_study_are_its_streets_years_and_conclusions(view):
    told = values(view, view.proposals[0].name)
    rows = view.estates.set_index("estate_id")
    years = rows[f"year_{view.proposals[0].name}"]
    assert set(told["street"]) == set(rows["street"].dropna())
    assert (told["year"].eq("-") == years.isna()).all()
    assert told["year"][years.notna()].astype(int).eq(years.dropna().astype(int)).all()


@pytest.mark.parametrize(
    "streets", [["甲|乙"], ["|", "城东"], ["城东|", "|城西"], ["甲\\乙", "丙\\"], ["城东", "-"]]
)
def test_a_link_finds_streets_whatever_signs_their_names_hold(monkeypatch, streets):
    known = [*streets, "甲", "乙", "城南"]
    link: dict[str, str] = {}
    monkeypatch.setattr(st, "query_params", link)
    monkeypatch.setattr(st, "session_state", {narrowing._key("street"): streets})
    assert narrowing._held("street", known) == streets
    monkeypatch.setattr(st, "session_state", {})  # who opens the link
    assert link
    assert narrowing._held("street", known) == streets


def shown():
    from ui.ranking.page import show  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    show(look(first_look(opened.found()[0])))


@pytest.fixture
def page(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    return AppTest.from_function(shown, default_timeout=PATIENCE_S)


def test_an_address_opens_the_table_narrowed_and_one_button_shows_all_again(page, view):
    street = view.estates["street"].value_counts().index[-1]
    here = view.estates["street"].eq(street)
    page.query_params["in_street"] = f"{street}|没有这条街"
    page.run()
    assert not page.exception
    table = page.dataframe[0].value
    assert set(table["street"]) == {street}
    assert len(table) == here.sum() < len(view.estates)
    assert table["rank"].tolist() == sorted(view.estates.loc[here, "rank"])
    next(button for button in page.button if button.label == "全部显示").click().run()
    assert len(page.dataframe[0].value) == len(view.estates)
    assert "in_street" not in page.query_params


def test_nothing_that_fits_is_said(page, view):
    told = values(view, view.proposals[0].name)
    there = set(zip(told["street"], told["grade"], strict=True))
    pairs = itertools.product(sorted(set(told["street"])), sorted(set(told["grade"])))
    street, grade = next(pair for pair in pairs if pair not in there)
    page.query_params["in_street"], page.query_params["in_grade"] = street, grade
    page.run()
    assert not page.exception
    assert "没有小区符合" in page.info[0].value
    assert not page.dataframe
