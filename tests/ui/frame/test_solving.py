"""The card of a search above a page: what a press of its button is answered with."""

from types import SimpleNamespace

from streamlit.testing.v1 import AppTest

from ui.session.work import Job


def page():
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.frame import solving  # noqa: PLC0415

    solving.solving(st.session_state["looked"])


def test_the_run_of_the_press_says_that_the_search_is_ending():
    job = Job()
    app = AppTest.from_function(page)
    app.session_state["looked"] = SimpleNamespace(opened=None)
    app.session_state["job"] = job
    app.run()
    stop = app.button(key="stop")
    assert (stop.label, stop.disabled) == ("停止，保留现有最好方案", False)
    stop.click().run()
    assert not app.exception
    assert job.readers.done()
    stop = app.button(key="stop")
    assert (stop.label, stop.disabled) == ("正在停止…", True)
