"""Answers chosen and not written outlive a reload; what a hand made of the file harms nothing."""

import pytest
import streamlit as st

from study import drafts
from ui.data import answers_draft, words_draft
from ui.session import unwritten

CRS = ("crs", "边界.shp")


@pytest.fixture
def reloaded(monkeypatch, tmp_path):
    """Return a function that begins a session of the same browser on the study."""

    def begin():
        monkeypatch.setattr(st, "session_state", {"saving.by": "me"})
        unwritten.turn_to(tmp_path / "study.yaml")

    begin()
    return begin


def test_answers_and_words_are_there_again_after_a_reload(reloaded):
    answers_draft.choose(CRS, "EPSG:4549")
    answers_draft.take_back(("files", "a.csv"))
    words_draft.choose("飞线", "pipe", "")
    reloaded()
    assert answers_draft.draft() == {CRS: "EPSG:4549", ("files", "a.csv"): None}
    assert words_draft.draft() == {"飞线": "pipe"}


def test_what_was_forgotten_stays_forgotten(reloaded, tmp_path):
    words_draft.adopt({"飞线": "pipe"})
    words_draft.forget()
    reloaded()
    assert words_draft.draft() == {}
    assert not (tmp_path / drafts.NAME).exists()


@pytest.mark.usefixtures("reloaded")
def test_a_folder_that_cannot_be_written_keeps_the_draft_in_the_session(monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(drafts, "draft", refuse)
    answers_draft.choose(CRS, "EPSG:4549")
    assert answers_draft.draft() == {CRS: "EPSG:4549"}


def test_entries_nobody_could_have_chosen_are_left_out(reloaded, tmp_path):
    said = {"answers": [[["crs", 3], "x"], [[], "x"], 7, [["crs"], 1], [["crs"], "x"]]}
    drafts.draft(
        tmp_path / "study.yaml", "me", said | {"words": {"飞线": "roof?", "漏水": ["leak"]}}
    )
    reloaded()
    assert answers_draft.draft() == {("crs",): "x"}
    assert words_draft.draft() == {}
