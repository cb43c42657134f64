"""The draft of edits: added, replaced, dropped, undone and done again, carried in an address."""

import pytest
import streamlit as st

from study.plan_edits import Edit
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.carried import said
from ui.session import unwritten


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """Stand in for the session of a page."""
    monkeypatch.setattr(st, "session_state", {})


def pin(estate, year):
    return Edit("pin", {"estate_id": estate, "year": year})


def test_a_year_set_again_replaces_the_one_before_it():
    edit_draft.add(pin("E1", 2027))
    edit_draft.add(pin("E2", 2027))
    edit_draft.add(pin("E1", 2028))
    assert edit_draft.drafted() == (pin("E2", 2027), pin("E1", 2028))


def test_edits_of_other_kinds_stack():
    edit_draft.add(Edit("cluster", {"name": "A", "estates": ["E1"]}))
    edit_draft.add(Edit("cluster", {"name": "A", "estates": ["E2"]}))
    assert len(edit_draft.drafted()) == 2


def test_the_same_edit_twice_in_a_row_counts_once():
    gate = Edit("entrance", {"estate_id": "E1", "at": [114.0, 30.0]})
    edit_draft.add(gate)
    edit_draft.add(gate)
    assert edit_draft.drafted() == (gate,)
    edit_draft.undo()
    assert edit_draft.drafted() == ()


def test_an_address_that_contradicts_itself_says_what_it_says_last(monkeypatch):
    out = Edit("out", {"estate_id": "E1"})
    told = said((pin("E1", 2027), pin("E2", 2027), out, pin("E1", 2028)))
    monkeypatch.setattr(st, "query_params", {"edits": told})
    edit_draft.hold()
    assert edit_draft.drafted() == (pin("E2", 2027), pin("E1", 2028))
    assert st.query_params["edits"] == said(edit_draft.drafted())


def test_steps_go_back_and_forth_and_a_new_step_ends_the_way_forth():
    edit_draft.add(pin("E1", 2027))
    edit_draft.add(pin("E2", 2028))
    edit_draft.clear()
    edit_draft.undo()
    edit_draft.undo()
    assert edit_draft.drafted() == (pin("E1", 2027),)
    edit_draft.redo()
    assert edit_draft.drafted() == (pin("E1", 2027), pin("E2", 2028))
    edit_draft.drop(0)
    assert edit_draft.drafted() == (pin("E2", 2028),)
    assert not edit_draft.redoable()
    edit_draft.drop(7)
    edit_draft.undo()
    assert edit_draft.drafted() == (pin("E1", 2027), pin("E2", 2028))


def test_a_year_after_free_leaves_it_free_and_free_after_a_year_takes_it_away():
    free = Edit("free", {"estate_id": "E1"})
    assert edit_draft.added((free,), pin("E1", 2027)) == (free, pin("E1", 2027))
    assert edit_draft.added((free, pin("E1", 2027)), free) == (free,)
    edit_draft.add(pin("E1", 2027))
    edit_draft.release("E1")
    edit_draft.release("E1")
    assert edit_draft.drafted() == (free, pin("E1", 2027))
    assert edit_draft.without(edit_draft.drafted(), "E1") == ()


def test_switched_rules_come_first_and_a_switch_replaces_itself():
    off, on = (Edit("rule", {"place": 2, "on": value}) for value in (False, True))
    assert edit_draft.added((pin("E1", 2027),), off) == (off, pin("E1", 2027))
    assert edit_draft.added((off, pin("E1", 2027)), on) == (on, pin("E1", 2027))


def test_nothing_to_take_back_changes_nothing():
    edit_draft.undo()
    edit_draft.redo()
    assert edit_draft.drafted() == ()


def test_a_draft_that_a_link_brought_is_taken_back_edit_by_edit_and_done_again(monkeypatch):
    draft = (pin("E1", 2027), Edit("out", {"estate_id": "E2"}))
    monkeypatch.setattr(st, "query_params", {"edits": said(draft)})
    edit_draft.hold()
    edit_draft.add(pin("E3", 2028))
    for left in (draft, draft[:1], ()):
        assert edit_draft.undoable()
        edit_draft.undo()
        assert edit_draft.drafted() == left
    assert not edit_draft.undoable()
    for _ in range(3):
        edit_draft.redo()
    assert edit_draft.drafted() == (*draft, pin("E3", 2028))
    assert not edit_draft.redoable()


def test_a_draft_too_long_for_an_address_is_found_again_after_a_reload(monkeypatch, tmp_path):
    file = tmp_path / "study.yaml"
    monkeypatch.setattr(unwritten, "browser_mark", lambda: "mine")
    many = tuple(pin(f"LH{number:04d}", 2029) for number in range(1, 25))

    def opened_anew():
        monkeypatch.setattr(st, "session_state", {})
        monkeypatch.setattr(st, "query_params", {})
        unwritten.turn_to(file)
        edit_draft.hold()
        return edit_draft.drafted()

    assert opened_anew() == ()
    edit_draft.put(many)
    edit_draft.hold()
    assert st.query_params == {}
    assert opened_anew() == many
    edit_draft.put(many[:1])
    edit_draft.hold()
    assert "LH0001" in st.query_params["edits"]
    assert opened_anew() == (), "a short draft is in the address, and there alone"
