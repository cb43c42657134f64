"""A solve that is stopped in the app leaves the plan there was, or the one a price was told of."""

from types import SimpleNamespace

import pytest
import streamlit as st

from phasing import draft as search
from ui.plan.editing import keep
from ui.session import plans
from ui.session import view as views
from ui.session.work import Job


@pytest.fixture
def at_once_stopped(monkeypatch):
    """Run every solve here and now, stopped from the start; a search fails the test."""
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(plans, "known", lambda *_given: None)
    monkeypatch.setattr(search, "solve", lambda *_given, **_options: pytest.fail("searched"))

    def now(work):
        job = Job()
        job.stop.set()
        job.future.set_result(work(job))
        return job

    monkeypatch.setattr(views, "start", now)


@pytest.mark.usefixtures("at_once_stopped")
def test_each_proposal_keeps_its_former_plan(view):
    views.solve(view)
    plan = st.session_state["job"].future.result()
    assert plan.stopped
    assert [one.plan for one in plan.proposed.proposals] == [one.plan for one in view.proposals]
    assert {one.status for one in plan.proposed.proposals} == {"stopped"}


def test_the_solve_after_keeping_falls_back_on_the_plan_the_price_was_told_of(view, monkeypatch):
    first, *others = view.proposals
    told = SimpleNamespace(after=SimpleNamespace(plan={"E1": 2027}))
    monkeypatch.setattr(st, "session_state", {"plan.anew": keep._tried(told, first.name)})
    monkeypatch.setattr(st, "rerun", lambda: None)
    monkeypatch.setattr(views.View, "stale", True)
    monkeypatch.setattr(plans, "known", lambda *_given: None)
    monkeypatch.setattr(plans, "made", lambda _job, **given: given["former"])
    keep.solved_anew(view)
    former = st.session_state["job"].future.result()
    assert former == {first.name: {"E1": 2027}, **{one.name: one.plan for one in others}}


def test_nothing_is_solved_where_nothing_was_kept(view, monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    keep.solved_anew(view)
    assert "job" not in st.session_state
    assert keep._tried(None, "need") == {}
