"""The page of the briefing: the proposal asked for, the pages wanted, in either language."""

import pytest
from streamlit.testing.v1 import AppTest

from reports.briefing import SLIDES, briefing
from reports.overview import overview
from reports.summary import planned
from tests.ui.test_app import PATIENCE_S, page, said
from ui.briefing.made import results_of
from ui.session import opened


def test_the_briefing_tells_of_the_proposal_asked_for(view):
    other = view.proposals[-1]
    found = results_of(view, other.name)
    assert found.proposals[0] is other
    assert {plan.name for plan in found.proposals} == {plan.name for plan in view.proposals}
    own = found.estates.set_index("estate_id")["year"].dropna().astype(int)
    assert own.to_dict() == other.plan
    assert len(planned(found, other)) == len(other.plan)
    assert overview(found, locale="zh")["figures"][0]["number"] == str(len(other.plan))


def test_only_the_pages_wanted_are_in_it(view):
    text = briefing(view.results, locale="zh", slides=("overview", "paid"))
    assert text.count('<section class="slide') == 2
    assert 'data-key="overview"' in text
    assert 'data-key="where"' not in text
    assert "const MAP" not in text
    assert briefing(view.results, locale="zh") == briefing(view.results, locale="zh", slides=SLIDES)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_page_shows_a_frame_and_its_choices_are_kept(small_study, monkeypatch, locale):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("briefing.page",), default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    app.session_state["briefing.extent"] = "short"
    app.run()
    assert not app.exception
    frames = app.get("iframe")
    assert len(frames) == 1
    assert frames[0].proto.src.startswith("/page/")
    assert "briefing_page." not in said([*app.caption, *app.markdown])


def test_no_page_wanted_is_said(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("briefing.page",), default_timeout=PATIENCE_S)
    app.session_state["briefing.extent"] = "own"
    app.session_state["briefing.own"] = []
    app.run()
    assert not app.exception
    assert app.info
    assert not app.get("iframe")
