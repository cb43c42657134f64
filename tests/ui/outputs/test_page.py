"""The page of files, without a browser."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from tables import InputError
from tests.ui.test_app import PATIENCE_S, page, said
from ui.outputs import everything
from ui.outputs.files import FILES
from ui.session import opened


def started(small_study, monkeypatch, locale):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("outputs.page",), default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_file_is_offered_with_what_is_in_it(small_study, monkeypatch, locale):
    app = started(small_study, monkeypatch, locale)
    shown = said([*app.subheader, *app.caption, *app.markdown])
    assert all(f"**{name}**" in shown for name in FILES)
    assert "EPSG:4547" in shown.replace("\\", "")
    assert "export." not in shown


def test_the_archive_is_made_when_asked_and_then_offered(small_study, monkeypatch):
    app = started(small_study, monkeypatch, "zh")
    next(one for one in app.button if one.label == "生成压缩包").click().run()
    end = time.monotonic() + PATIENCE_S
    while "export.job" in app.session_state and time.monotonic() < end:
        time.sleep(0.2)
        app.run()
    assert not app.exception
    assert "已生成" in said(app.markdown)


def test_why_an_archive_could_not_be_made_stays_to_be_read(small_study, monkeypatch):
    def refused(_job, **_):
        raise InputError("study.missing_key", key="crs")

    monkeypatch.setattr(everything, "every", refused)
    app = started(small_study, monkeypatch, "zh")
    app.button(key="export.make").click().run()
    end = time.monotonic() + PATIENCE_S
    while "export.job" in app.session_state and time.monotonic() < end:
        time.sleep(0.2)
        app.run()
    for _ in range(2):
        app.run()
        assert "crs" in said(app.error)
    monkeypatch.undo()
    app.button(key="export.make").click().run()
    assert not app.error
