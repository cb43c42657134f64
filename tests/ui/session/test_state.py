import pytest
import streamlit as st

from ui.session import address, state

OWN = {"age": 0.1834, "condition": 0.8166}


@pytest.fixture(autouse=True)
def session(monkeypatch):
    kept = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_untouched_sliders_keep_the_studys_own_shares_to_the_last_digit():
    assert state.chosen_shares(OWN) == OWN


def test_moved_sliders_come_to_one_together(session):
    session[state.weight_key("age")] = 50
    session[state.weight_key("condition")] = 75
    assert state.chosen_shares(OWN) == {"age": 0.4, "condition": 0.6}


def test_all_sliders_at_zero_ask_for_nothing(session):
    session |= {state.weight_key(name): 0 for name in OWN}
    assert state.chosen_shares(OWN) == {"age": 0, "condition": 0}


def test_sliders_go_back(session):
    session[state.weight_key("age")] = 99
    state.reset_weights(OWN)
    assert state.chosen_shares(OWN) == OWN


def test_another_study_starts_afresh_in_the_same_language(session, monkeypatch):
    session |= {"locale": "en", "study": "b", "estate": "E1", "weight.age": 3, "plan": object()}
    session |= {address._TAKEN: {"estate"}}
    asked = {"study": "a", "estate": "E1"}
    monkeypatch.setattr(st, "query_params", asked)
    state.forget()
    assert session == {"locale": "en", "study": "b"}
    assert asked == {}


def test_an_estate_is_chosen_and_let_go():
    state.select("E1")
    assert state.selected() == "E1"
    state.select(None)
    assert state.selected() == ""
