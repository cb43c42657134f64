"""The first page, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ESTATES
from tests.ui.test_app import PATIENCE_S, page, said
from ui.session import opened


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_where_we_stand_is_on_one_page(small_study, monkeypatch, locale):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("overview.page",), default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    assert app.metric[0].value == str(ESTATES)
    assert len(app.metric) == 6
    shown = said([*app.markdown, *app.caption]) + " ".join(one.label for one in app.button)
    assert "overview." not in shown
    assert "ui." not in shown


def test_a_chosen_estate_has_its_sheet_beside_the_map(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("overview.page",), default_timeout=PATIENCE_S)
    app.session_state["estate"] = "LH0003"
    app.run()
    assert not app.exception
    assert not [one for one in app.button if one.key.startswith("overview.do")]


def test_a_thing_to_decide_turns_to_its_page(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("overview.page",), default_timeout=PATIENCE_S)
    app.run()
    turned = []
    monkeypatch.setattr("ui.overview.side.turn", lambda *to: turned.append(to))
    next(one for one in app.button if one.key == "overview.do.standards").click().run()
    assert not app.exception
    assert turned == [("record", "standards")]


def test_what_waits_beyond_the_lines_in_sight_opens_below_them(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    monkeypatch.setattr("ui.overview.side._LINES", 1)
    app = AppTest.from_function(page, args=("overview.page",), default_timeout=PATIENCE_S).run()
    assert not app.exception
    found = [one for one in app.button if one.key.startswith("overview.do.")]
    (below,) = [one for one in app.expander if one.label.startswith("还有")]
    assert below.label == f"还有 {len(found) - 1} 件"
    assert len(below.button) == len(found) - 1 > 0
