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
