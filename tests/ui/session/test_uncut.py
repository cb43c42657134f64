"""A step is taken whole though Streamlit asks for a newer run in the middle of it."""

import contextlib
import threading

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from ui.session import uncut as steps
from ui.session.uncut import memory, uncut


def asked_for(whole, stop, at):
    """Say two things in a step, a newer run being asked for before it or in its middle."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own
    from streamlit.runtime.scriptrunner import (  # noqa: PLC0415 - AppTest runs this text on its own
        RerunData,
        get_script_run_ctx,
    )

    from ui.session.uncut import finished, memory, uncut  # noqa: PLC0415 - AppTest, as above

    finished()
    requests = get_script_run_ctx().script_requests

    def ask():
        if stop:
            requests.request_stop()
        else:
            requests.request_rerun(RerunData())

    def step():
        memory["first"] = True
        if at == "middle":
            ask()
        memory["second"] = memory["first"]
        memory.pop("old", None)

    if "begun" not in st.session_state:
        st.session_state["begun"] = st.session_state["old"] = True
        if at == "before":
            ask()
        (uncut(step) if whole else step)()
        st.session_state["went_on"] = True  # where the run is ended
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1


@pytest.mark.parametrize("stop", [False, True], ids=["rerun", "stop"])
@pytest.mark.parametrize("at", ["before", "middle"])
def test_a_step_is_cut_by_a_newer_run_unless_it_is_uncut(stop, at):
    cut = AppTest.from_function(asked_for, args=(False, stop, at)).run()
    whole = AppTest.from_function(asked_for, args=(True, stop, at)).run()
    if stop:  # the newer run is another one
        whole.run()
    assert "second" not in cut.session_state
    assert whole.session_state["second"]
    assert "old" not in whole.session_state
    assert not whole.exception
    assert "went_on" not in whole.session_state  # the newer run begins after the step
    assert whole.session_state["runs"] == 1


def refused():
    """Say in a step what the session refuses, beside what it takes."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session.uncut import finished, memory, uncut  # noqa: PLC0415 - AppTest, as above

    finished()
    st.button("a", key="a")

    def step():
        memory["a"] = True  # a button cannot be set
        memory["b"] = True

    if "tried" not in st.session_state:
        st.session_state["tried"] = True
        uncut(step)()


def test_what_a_session_refuses_is_refused_once():
    app = AppTest.from_function(refused).run()
    assert app.exception
    assert not app.run().exception
    assert app.session_state["b"]


def test_without_a_session_a_step_is_just_taken():
    assert get_script_run_ctx(suppress_warning=True) is None
    assert uncut(lambda a, *, b: (a, b))(1, b=2) == (1, 2)


def test_outside_a_step_memory_is_the_state_of_the_session(monkeypatch):
    kept = {"a": 1}
    monkeypatch.setattr(st, "session_state", kept)
    memory["b"] = memory.pop("a")
    assert (kept, dict(memory), len(memory)) == ({"b": 1}, {"b": 1}, 1)


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


class AtOnce(dict):
    """A session into which two runs put something at once: each waits a moment for the other."""

    to_dict = dict

    def __init__(self):
        super().__init__()
        self.both = threading.Barrier(2)

    def setdefault(self, key, value):
        """Look, and put, as Streamlit does: another run may come between."""
        if key not in self:
            with contextlib.suppress(threading.BrokenBarrierError):
                self.both.wait(0.2)
            self[key] = value
        return self[key]


def test_two_runs_that_begin_at_once_have_one_lock(monkeypatch):
    monkeypatch.setattr(st, "session_state", AtOnce())
    found = []
    threads = [threading.Thread(target=lambda: found.append(steps._own())) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] is found[1]
