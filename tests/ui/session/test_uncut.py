"""A step is taken whole though Streamlit asks for a newer run in the middle of it."""

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from ui.session.uncut import uncut


def asked_in_the_middle(whole):
    """Touch the state of the session three times; at the second a newer run is asked for."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own
    from streamlit.runtime.scriptrunner import (  # noqa: PLC0415 - AppTest runs this text on its own
        RerunData,
        get_script_run_ctx,
    )

    from ui.session.uncut import uncut  # noqa: PLC0415 - AppTest runs this text on its own

    def step():
        st.session_state["first"] = True
        get_script_run_ctx().script_requests.request_rerun(RerunData())
        st.session_state["second"] = True

    if "first" not in st.session_state:
        (uncut(step) if whole else step)()
        st.session_state["went_on"] = True  # where the run is ended
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1


def test_a_step_is_cut_by_a_newer_run_unless_it_is_uncut():
    cut = AppTest.from_function(asked_in_the_middle, args=(False,)).run()
    whole = AppTest.from_function(asked_in_the_middle, args=(True,)).run()
    assert "second" not in cut.session_state
    assert whole.session_state["second"]
    for app in (cut, whole):  # the newer run begins in both, after the step
        assert not app.exception
        assert "went_on" not in app.session_state
        assert app.session_state["runs"] == 1


def test_a_streamlit_that_asks_in_another_way_is_no_reason_to_take_no_step(monkeypatch):
    monkeypatch.setattr("ui.session.uncut._ASKS", "_asks_no_more")
    app = AppTest.from_function(asked_in_the_middle, args=(True,)).run()
    assert not app.exception
    assert "second" not in app.session_state  # cut, as it would be without
    assert app.session_state["runs"] == 1


def test_without_a_session_a_step_is_just_taken():
    assert get_script_run_ctx(suppress_warning=True) is None
    assert uncut(lambda a, *, b: (a, b))(1, b=2) == (1, 2)


def two_at_once():
    """Take two steps in two runs at once, one step inside the other."""
    import threading  # noqa: PLC0415 - AppTest runs this text on its own
    import time  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own
    from streamlit.runtime.scriptrunner import (  # noqa: PLC0415 - AppTest runs this text on its own
        add_script_run_ctx,
        get_script_run_ctx,
    )

    from ui.session.uncut import uncut  # noqa: PLC0415 - AppTest runs this text on its own

    took = st.session_state.setdefault("took", [])

    @uncut
    def inner(name):
        took.append(f"{name} ends")

    @uncut
    def step(name):
        took.append(f"{name} begins")
        time.sleep(0.05)
        inner(name)

    threads = [threading.Thread(target=step, args=(name,)) for name in "ab"]
    for thread in threads:
        add_script_run_ctx(thread, get_script_run_ctx())
        thread.start()
    for thread in threads:
        thread.join()


def test_steps_of_one_session_are_taken_one_after_the_other():
    app = AppTest.from_function(two_at_once).run()
    assert not app.exception
    took = app.session_state["took"]
    assert [line.split()[1] for line in took] == ["begins", "ends"] * 2
    assert took[0][0] == took[1][0]
