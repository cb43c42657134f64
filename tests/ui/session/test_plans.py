"""Which plan a session begins with: solved for the file, or but for its weights and called old."""

import pytest
from streamlit.testing.v1 import AppTest

from study.editing import edited
from study.plain_yaml import values
from study.saving import opened as opened_file
from study.saving import save
from tests.ui.session.test_browser import copied
from ui.session import opened

PATIENCE_S = 120


@pytest.fixture
def file(small_study, tmp_path, monkeypatch):
    """Return the file of a study that nobody opened yet."""
    path = copied(small_study, tmp_path / "甲区", "甲区")
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(path))
    return path


def page():
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    st.text(f"{view.plan.mark} {' '.join(view.outdated)}")


def told() -> list[str]:
    """Return what a new session looks at: the mark of its plan, and what of it is old."""
    app = AppTest.from_function(page, default_timeout=PATIENCE_S).run()
    assert not app.exception
    return app.text[0].value.split()


def change(file, **parts) -> None:
    before = opened_file(file)
    save(before, edited(before.text, {tuple(path.split("__")): to for path, to in parts.items()}))


def test_other_weights_make_nobody_wait_and_the_plan_is_called_old(file):
    (mark,) = told()
    weights = values(file.read_text(encoding="utf-8"))["weights"]
    change(file, weights__age=weights["condition"], weights__condition=weights["age"])
    assert told() == [mark, "weights"]
    change(file, solver__gap=0.4)
    (other,) = told()
    assert other != mark
