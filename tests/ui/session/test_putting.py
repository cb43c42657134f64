"""A text is put in the place of the study file, and the session knows what it put there."""

from streamlit.testing.v1 import AppTest


def put_while_another_writes(folder):
    """Put a text; its decision cannot be recorded, and another person writes right after it."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from unittest.mock import patch  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from study.decisions import Decision  # noqa: PLC0415 - AppTest runs this text on its own
    from tables import InputError  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session import putting, seen  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session.keeper import FolderKeeper  # noqa: PLC0415 - AppTest runs this text on its own

    class Overtaken(FolderKeeper):
        def save(self, before, text, decision):
            try:
                return super().save(before, text, decision)
            except InputError:
                before.path.write_text("name: theirs\n", encoding="utf-8")
                raise

    path = Path(folder) / "study.yaml"
    with patch.object(putting, "keeper", Overtaken):
        now = putting.put(path, Overtaken().open(path), "name: mine\n", Decision("name"))
    st.session_state["now"], st.session_state["saw"] = now, seen.latest().text


def test_what_another_person_wrote_right_after_is_not_taken_for_what_was_put(tmp_path):
    (tmp_path / "study.yaml").write_text("name: old\n", encoding="utf-8")
    (tmp_path / "decisions.jsonl").mkdir()  # as a full disk: no line can be added
    app = AppTest.from_function(put_while_another_writes, args=(str(tmp_path),)).run()
    assert not app.exception
    assert "decisions" in app.session_state["keeping.problem"]
    assert app.session_state["saw"] == app.session_state["now"].text == "name: mine\n"
    assert app.session_state["now"].content == b"name: mine\n"


def put_while_a_newer_run_is_asked_for(folder):
    """Put a text; the moment it is written a newer run is asked for."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from unittest.mock import patch  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own
    from streamlit.runtime.scriptrunner import (  # noqa: PLC0415 - AppTest runs this text on its own
        RerunData,
        get_script_run_ctx,
    )

    from study.decisions import Decision  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session import putting, seen  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session.keeper import FolderKeeper  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session.uncut import finished  # noqa: PLC0415 - AppTest runs this text on its own

    class Interrupted(FolderKeeper):
        def save(self, before, text, decision):
            found = super().save(before, text, decision)
            get_script_run_ctx().script_requests.request_rerun(RerunData())
            return found

    finished()
    path = Path(folder) / "study.yaml"
    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        with patch.object(putting, "keeper", Interrupted):
            putting.put(path, Interrupted().open(path), "name: mine\n", Decision("name"))
        st.session_state["went_on"] = True
    st.session_state["saw"], st.session_state["at"] = seen.latest(), putting.saved_at()


def test_a_newer_run_knows_what_the_one_it_ended_wrote(tmp_path):
    (tmp_path / "study.yaml").write_text("name: old\n", encoding="utf-8")
    app = AppTest.from_function(put_while_a_newer_run_is_asked_for, args=(str(tmp_path),)).run()
    assert not app.exception
    assert "went_on" not in app.session_state
    assert app.session_state["saw"].text == "name: mine\n"
    assert app.session_state["at"] is not None
