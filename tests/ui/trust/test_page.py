"""The page of trust runs in both languages, with k, with a chosen estate, with other weights."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ESTATES
from tests.ui.test_app import PATIENCE_S, said
from ui.session import opened

SECTIONS = ("plane", "ranges", "methods", "rooms", "how")


def page():
    from ui.session import opened  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session.view import first_look, look  # noqa: PLC0415
    from ui.trust import page as trust_page  # noqa: PLC0415 - AppTest runs this text on its own

    trust_page.show(look(first_look(opened.found()[0])))


def shown(app):
    return " ".join(str(e.proto.body) for e in app.get("html"))


@pytest.fixture
def app(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    return AppTest.from_function(page, default_timeout=PATIENCE_S)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_runs_in_both_languages(app, section, locale):
    app.session_state["locale"] = locale
    app.session_state["trust_section"] = section
    app.session_state["estate"] = "LH0003"
    app.run()
    assert not app.exception
    text = said([*app.subheader, *app.caption, *app.markdown]) + shown(app)
    assert "ui.trust" not in text
    assert "nan" not in text


def test_another_k_is_another_sentence_and_stays(app):
    app.run()
    app.number_input[0].set_value(7).run()
    assert not app.exception
    assert "前 7 名中" in shown(app)
    assert app.session_state["first_k"] == 7
    app.session_state["trust_section"] = "ranges"
    app.run()
    assert "前 7 名中" in shown(app)


def test_all_of_them_are_surely_among_all(app):
    app.session_state["first_k"] = ESTATES
    app.run()
    assert f"前 {ESTATES} 名中，<b>{ESTATES}</b>" in shown(app)


def test_the_page_follows_the_weights(app, view):
    """With age alone the first are the oldest: the trials are those of the new weights."""
    app.run()
    before = shown(app)
    for key in view.ranked.tree.keys:
        app.session_state[f"weight.{key}"] = 100 if key == "age" else 0
    app.run()
    assert not app.exception
    assert shown(app) != before


def test_nothing_placed_still_has_a_first(closed, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(closed))
    for section in SECTIONS:
        app = AppTest.from_function(page, default_timeout=PATIENCE_S)
        app.session_state["trust_section"] = section
        app.run()
        assert not app.exception
        assert "前 1 名中" in shown(app)
