"""One search for all who open a study: who stops leaves it, and gets no other's plan cut short."""

from types import SimpleNamespace

import pytest
import streamlit as st

from ui.session import leaving, plans, state
from ui.session.readers import Reader
from ui.session.work import Job, Shelf


class Desk:
    """A session beside others: what it does is done in its own state, under its own name."""

    def __init__(self, monkeypatch):
        self._patch, self._state, self._reader = monkeypatch, {}, Reader()

    def _sits(self):
        self._patch.setattr(st, "session_state", self._state)
        for room in (leaving, plans, state):
            self._patch.setattr(room, "me", lambda: self._reader)

    def search(self):
        """Return the search this session waits for when its page is drawn."""
        self._sits()
        return plans._search("town", made)

    def stops(self, job):
        self._sits()
        leaving.leave(job)

    def turns_elsewhere(self):
        self._sits()
        self._patch.setattr(st, "query_params", {})
        state.forget()

    def closes(self):
        self._reader.turns()


def made(job, former=None):
    """Return what a search comes to: whether it was stopped, and what it could fall back on."""
    return SimpleNamespace(stopped=job.stop.is_set(), former=former)


@pytest.fixture
def desks(monkeypatch):
    """Return two sessions of one server whose searches wait to be told to work."""
    searches = Shelf(2)
    monkeypatch.setattr(plans, "_jobs", lambda: searches)

    def start(work):
        job = Job()
        job.told.work = work
        return job

    monkeypatch.setattr(plans, "start", start)
    return Desk(monkeypatch), Desk(monkeypatch)


def ends(job):
    job.future.set_result(job.told.work(job))
    return job.future.result()


def test_all_who_open_a_study_wait_for_one_search(desks):
    mine, theirs = desks
    assert mine.search() is theirs.search() is mine.search()


def test_who_stops_leaves_with_what_was_found_and_the_others_wait_on(desks):
    mine, theirs = desks
    job = mine.search()
    theirs.search()
    job.told.plans = {"need": {"E1": 2027}}
    mine.stops(job)
    own = mine.search()
    assert own is not job
    assert own is mine.search()  # drawn again, not begun again
    left = ends(own)
    assert (left.stopped, left.former) == (True, {"need": {"E1": 2027}})
    assert theirs.search() is job
    assert not ends(job).stopped


def test_the_last_who_stops_ends_the_search_and_gets_its_plan(desks):
    mine, theirs = desks
    job = mine.search()
    theirs.search()
    mine.stops(job)
    assert not job.readers.done()
    theirs.stops(job)
    assert job.readers.done()
    assert theirs.search() is job
    assert ends(job).stopped


def test_whoever_comes_after_the_stop_searches_anew(desks):
    mine, theirs = desks
    job = mine.search()
    mine.stops(job)
    other = theirs.search()
    assert other is not job
    assert mine.search() is job  # still ending, for whoever asked for it
    assert ends(job).stopped
    assert not ends(other).stopped


@pytest.mark.parametrize("gone", ["turns_elsewhere", "closes"])
def test_a_session_that_is_gone_keeps_no_search_from_ending(desks, gone):
    mine, theirs = desks
    job = mine.search()
    theirs.search()
    getattr(theirs, gone)()
    mine.stops(job)
    assert job.readers.done()
    assert theirs.search() is not job
