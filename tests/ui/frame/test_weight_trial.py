"""Sliders over judged weights only try: to make them hold asks for a reason and keeps both."""

import pytest
from streamlit.testing.v1 import AppTest

from study.decisions import recorded
from study.editing import edited
from study.plain_yaml import values
from tests.ui.conftest import ROOT
from tests.ui.test_app import PATIENCE_S, said
from ui.session import opened

JUDGED = {"ahp": {"order": ["age", "condition"], "matrix": [[1, 3], ["1/3", 1]]}}
TRIAL, MOVED = "只在本窗口试算", "正在试算"


@pytest.fixture
def file(small_study):
    """Return the small study's file, weighed by judgements; it is put back as it was."""
    path = small_study / "study.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(edited(text, {("weights",): JUDGED}), encoding="utf-8")
    return path


@pytest.fixture
def app(file, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(file.parent))
    return AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=PATIENCE_S).run()


def pressed(app):
    next(button for button in app.button if button.label == "写入研究").click()
    return app.run()


def test_a_slider_over_judgements_is_a_trial_until_somebody_says_why_it_shall_hold(app, file):
    judged = file.read_text(encoding="utf-8")
    assert TRIAL in said(app.caption)
    assert not [button for button in app.button if button.label == "写入研究"]
    app.session_state["weight.age"] = 40
    app.session_state["weight.circle"] = 0
    app.run()
    assert MOVED in said(app.caption)
    assert "已保存" not in said(app.caption)
    assert file.read_text(encoding="utf-8") == judged

    pressed(app)
    assert "理由" in said(app.error)
    assert file.read_text(encoding="utf-8") == judged

    app.text_area(key="trial.reason").set_value("区里会议议定：先改最旧的")
    pressed(app)
    assert not app.exception
    weights = values(file.read_text(encoding="utf-8"))["weights"]
    assert weights == {"age": 0.615, "condition": 0.385}
    assert MOVED not in said(app.caption)
    assert TRIAL not in said(app.caption)
    (kept,) = recorded(file)
    assert (kept.kind, kept.reason) == ("weights", "区里会议议定：先改最旧的")
    assert kept.about["instead_of"] == JUDGED
    assert values(kept.before)["weights"] == JUDGED


def test_over_shares_that_somebody_wrote_there_is_no_trial(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=PATIENCE_S).run()
    assert TRIAL not in said(app.caption)
    assert "改动会自动保存" in said(app.caption)
