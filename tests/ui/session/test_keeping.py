"""What a session chose, saved or not: a study the app cannot edit stays open to be looked at."""

import pytest
from streamlit.testing.v1 import AppTest

from study.decisions import Decision, recorded
from study.plain_yaml import values
from ui.session.keeping import Conflict

SHARED = "d: &d {age: 0.5, circle: 0.5}\nweights: *d\n"


def moved(folder):
    """Look at a study twice, with a slider that was moved between."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from types import SimpleNamespace  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import keeping, state  # noqa: PLC0415 - AppTest runs this text on its own

    path = Path(folder) / "study.yaml"
    shares = {"age": 0.5, "circle": 0.5}
    keeping.meet(path, path.read_text(encoding="utf-8"), shares)
    at = SimpleNamespace(written=SimpleNamespace(path=path), refused=None, shares=shares)
    st.session_state[state.weight_key("age")] = 80
    st.session_state["waits"] = keeping.settle(at)


def test_a_slider_over_weights_only_a_person_can_write_is_said_and_nothing_is_written(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text(SHARED, encoding="utf-8")
    app = AppTest.from_function(moved, args=(str(tmp_path),)).run()
    assert not app.exception
    assert "weights" in app.session_state["keeping.problem"]
    assert not app.session_state["waits"]
    assert file.read_text(encoding="utf-8") == SHARED


def test_a_slider_over_plain_weights_is_saved_at_once(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text("weights: {age: 0.5, circle: 0.5}   # agreed\n", encoding="utf-8")
    app = AppTest.from_function(moved, args=(str(tmp_path),)).run()
    assert not app.exception
    assert "keeping.problem" not in app.session_state
    written = file.read_text(encoding="utf-8")
    assert written != SHARED
    assert "# agreed" in written
    assert "0.5}" not in written


def test_a_change_whose_decision_cannot_be_recorded_is_written_and_no_other_persons(tmp_path):
    (tmp_path / "study.yaml").write_text("weights: {age: 0.5, circle: 0.5}\n", encoding="utf-8")
    (tmp_path / "decisions.jsonl").mkdir()  # as a full disk: no line can be added
    app = AppTest.from_function(moved, args=(str(tmp_path),)).run()
    assert not app.exception
    assert "decisions" in app.session_state["keeping.problem"]
    app.run()
    assert "keeping.conflict" not in app.session_state
    assert not (tmp_path / "study.yaml").read_text(encoding="utf-8").endswith("0.5}\n")


def stepping(folder, name):
    """Draw a button for one step of a person over a study."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import keeping  # noqa: PLC0415 - AppTest runs this text on its own

    st.button("go", on_click=getattr(keeping, name), args=(Path(folder) / "study.yaml",))


@pytest.mark.parametrize("name", ["undo", "redo", "take_theirs", "put_on_top"])
def test_a_step_over_a_study_that_is_gone_is_told_and_loses_nothing(tmp_path, name):
    app = AppTest.from_function(stepping, args=(str(tmp_path), name)).run()
    waiting = Conflict("a: 1", "a: 2", Decision("weights"), own=True)
    app.session_state["keeping.conflict"] = waiting
    app.button[0].click().run()
    assert not app.exception
    assert "study.yaml" in app.session_state["keeping.problem"].replace("\\", "")
    assert app.session_state["keeping.conflict"] == waiting


def moved_twice_and_back(folder):
    """Move a slider twice in one burst, and take back while the second move still waits."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from types import SimpleNamespace  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import keeping, state  # noqa: PLC0415 - AppTest runs this text on its own

    path = Path(folder) / "study.yaml"
    shares = {"age": 0.5, "circle": 0.5}
    keeping.meet(path, path.read_text(encoding="utf-8"), shares)
    at = SimpleNamespace(written=SimpleNamespace(path=path), refused=None, shares=shares)
    for asked in (80, 60):
        st.session_state[state.weight_key("age")] = asked
        st.session_state[f"waits.{asked}"] = keeping.settle(at)
        st.session_state[f"file.{asked}"] = path.read_text(encoding="utf-8")
    keeping.undo(path)
    st.session_state["waits"] = keeping.waits()


def test_taking_back_what_still_waits_leaves_what_was_saved_before(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text("weights: {age: 0.5, circle: 0.5}\n", encoding="utf-8")
    app = AppTest.from_function(moved_twice_and_back, args=(str(tmp_path),)).run()
    assert not app.exception
    assert (app.session_state["waits.80"], app.session_state["waits.60"]) == (False, True)
    assert not app.session_state["waits"]
    assert file.read_text(encoding="utf-8") == app.session_state["file.80"]
    assert app.session_state["file.80"] != "weights: {age: 0.5, circle: 0.5}\n"


def told_twice(folder):
    """Move a slider that the file already follows, as where a run was cut right after it wrote."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from types import SimpleNamespace  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import keeping, seen, state  # noqa: PLC0415 - AppTest runs this text on its own

    path = Path(folder) / "study.yaml"
    shares = {"age": 0.5, "circle": 0.5}
    before = path.read_text(encoding="utf-8")
    keeping.meet(path, before, shares)
    at = SimpleNamespace(written=SimpleNamespace(path=path), refused=None, shares=shares)
    st.session_state[state.weight_key("age")] = 80
    keeping.settle(at)
    seen.saw(path, before, shares)  # what the session would know, had it been cut
    now = path.read_text(encoding="utf-8")
    keeping.meet(path, now, {"age": 0.615, "circle": 0.385})
    keeping.settle(at)
    st.session_state["told"] = seen.told()


def test_what_this_session_wrote_itself_is_no_other_persons_and_is_written_once(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text("weights: {age: 0.5, circle: 0.5}\n", encoding="utf-8")
    app = AppTest.from_function(told_twice, args=(str(tmp_path),)).run()
    assert not app.exception
    assert app.session_state["told"] is None
    assert "keeping.conflict" not in app.session_state
    assert app.session_state["weight.age"] == 80  # the slider stays where the hand left it
    assert len(recorded(file)) == 1
    assert file.read_text(encoding="utf-8") == "weights: {age: 0.615, circle: 0.385}\n"


def left_in_a_burst(folder, meanwhile):
    """Move a slider twice in one burst and turn to another study before the second is written."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from types import SimpleNamespace  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import keeping, state  # noqa: PLC0415 - AppTest runs this text on its own

    path = Path(folder) / "study.yaml"
    shares = {"age": 0.5, "circle": 0.5}
    keeping.meet(path, path.read_text(encoding="utf-8"), shares)
    at = SimpleNamespace(written=SimpleNamespace(path=path), refused=None, shares=shares)
    for asked in (80, 50, 150):
        st.session_state[state.weight_key("age")] = asked
        keeping.settle(at)
    if meanwhile:
        path.write_text(path.read_text(encoding="utf-8") + meanwhile, encoding="utf-8")
    st.session_state["aside"] = keeping.leave()
    st.session_state["waits"] = keeping.waits()


STUDY = "name: x\nhorizon: [2027]\nday_of_law: 2026-11-21\ninputs: {estates: {path: a.xlsx}}\n"


def test_what_waits_is_written_before_the_session_turns_to_another_study(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text(f"{STUDY}weights: {{age: 0.5, circle: 0.5}}\n", encoding="utf-8")
    app = AppTest.from_function(left_in_a_burst, args=(str(tmp_path), "")).run()
    assert not app.exception
    assert (app.session_state["aside"], app.session_state["waits"]) == (None, False)
    assert "age: 0.75, circle: 0.25" in file.read_text(encoding="utf-8")
    assert len(recorded(file)) == 2


def test_what_waits_over_another_persons_change_is_kept_aside_when_the_session_leaves(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text(f"{STUDY}weights: {{age: 0.5, circle: 0.5}}\n", encoding="utf-8")
    app = AppTest.from_function(left_in_a_burst, args=(str(tmp_path), "# theirs\n")).run()
    assert not app.exception
    assert "age: 0.615" in (theirs := file.read_text(encoding="utf-8"))
    assert theirs.endswith("# theirs\n")
    aside = tmp_path / app.session_state["aside"]
    assert "age: 0.75, circle: 0.25" in aside.read_text(encoding="utf-8")


def gone_back(folder, first):
    """Bring the weights back to how `first` says them; a plan could not be found meanwhile."""
    from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own
    from types import SimpleNamespace  # noqa: PLC0415 - AppTest runs this text on its own

    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import keeping, seen  # noqa: PLC0415 - AppTest runs this text on its own

    path = Path(folder) / "study.yaml"
    seen.begin(path, first, SimpleNamespace())
    seen.saw(path, path.read_text(encoding="utf-8"))
    st.session_state[seen.NO_PLAN] = "two rules clash"
    keeping.weights_back(path)
    st.session_state["told"] = st.session_state.get(seen.NO_PLAN)


def test_weights_go_back_to_the_last_digit_and_nothing_else_does(tmp_path):
    """Sliders stand at whole per cent: what the file said was 14.3 %, not 14."""
    first = "weights: {age: 0.143, circle: 0.857}   # agreed\nranking: {need_share: 0.6}\n"
    now = "weights: {age: 0.5, circle: 0.5}   # agreed\nrules: [a]\n"
    file = tmp_path / "study.yaml"
    file.write_text(now, encoding="utf-8")
    app = AppTest.from_function(gone_back, args=(str(tmp_path), first)).run()
    assert not app.exception
    written = file.read_text(encoding="utf-8")
    assert values(written) == {**values(first), "rules": ["a"]}
    assert "# agreed" in written
    assert [one.kind for one in recorded(file)] == ["weights"]
    assert app.session_state["told"] is None, "it was told of the file as it was"


def test_weights_that_somebody_judged_are_not_written_over(tmp_path):
    judged = "weights: {method: ahp}\n"
    file = tmp_path / "study.yaml"
    file.write_text(judged, encoding="utf-8")
    first = "weights: {age: 0.143, circle: 0.857}\n"
    app = AppTest.from_function(gone_back, args=(str(tmp_path), first)).run()
    assert not app.exception
    assert file.read_text(encoding="utf-8") == judged
    assert app.session_state["told"] == "two rules clash"
