"""Rules and Gantt of the plan page without a browser: what is switched off is kept and counts."""

import pytest
from streamlit.testing.v1 import AppTest

from study.decisions import recorded
from study.rule_switches import written_rules
from tests.ui.conftest import EVIL
from ui.session import burst, opened

PATIENCE_S = 120
pytestmark = pytest.mark.usefixtures("file")


@pytest.fixture
def file(small_study, monkeypatch):
    """Return the study.yaml that the app saves what is chosen into."""
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    monkeypatch.setattr(burst, "QUIET_S", 0.0)
    return small_study / "study.yaml"


def page():
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.frame.solving import solving  # noqa: PLC0415
    from ui.plan.gantt import page as gantt_page  # noqa: PLC0415
    from ui.plan.rules import page as rules_page  # noqa: PLC0415
    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    solving(view)
    shown = {"rules": rules_page, "gantt": gantt_page}
    shown[st.session_state.get("shown", "rules")].show(view)


def start(shown: str = "rules") -> AppTest:
    app = AppTest.from_function(page, default_timeout=PATIENCE_S)
    app.session_state["shown"] = shown
    app.run()
    assert not app.exception
    return app


def toggle(app, words: str):
    return next(one for one in app.toggle if words in one.label)


def test_a_rule_switched_off_stays_in_the_file_and_the_plan_says_it_is_old(file):
    before = file.read_text(encoding="utf-8")
    app = start()
    rules = written_rules(before)
    assert len([one for one in app.toggle if one.key.startswith("rule.on")]) == len(rules)
    toggle(app, "2027 年最多").set_value(False).run()
    assert not app.exception
    after = file.read_text(encoding="utf-8")
    off = [one.rule for one in written_rules(after) if not one.on]
    assert [(rule.kind, rule.year) for rule in off] == [("cap", 2027)]
    assert app.button[0].label == "重新求解"
    (decision,) = recorded(file)
    assert (decision.kind, decision.about["on"]) == ("rule", False)
    assert (decision.before, decision.after) == (before, after)
    assert not toggle(app, "2027 年最多").value
    toggle(app, "2027 年最多").set_value(True).run()
    assert not app.exception
    assert file.read_text(encoding="utf-8") == before


def test_a_number_is_changed_where_it_stands_and_a_deleted_rule_comes_back(file):
    app = start()
    field = next(one for one in app.number_input if one.key.startswith("rule.number.0"))
    wanted = field.value + 100
    field.set_value(wanted).run()
    assert not app.exception
    rules = written_rules(file.read_text(encoding="utf-8"))
    assert rules[0].rule.at_most == wanted
    changed = file.read_text(encoding="utf-8")
    next(one for one in app.button if str(one.key).startswith("rule.drop.1.")).click().run()
    assert not app.exception
    assert len(written_rules(file.read_text(encoding="utf-8"))) == len(rules) - 1
    app.button(key="rules.undo").click().run()
    assert not app.exception
    assert file.read_text(encoding="utf-8") == changed


def test_a_new_rule_and_one_that_does_not_fit(file):
    app = start()
    count = len(written_rules(file.read_text(encoding="utf-8")))
    app.selectbox(key="rule_new.kind").set_value("lock_out").run()
    app.button(key="rule_new.add").click().run()
    assert "填上" in " ".join(str(one.value) for one in app.error)
    estate = app.selectbox(key="rule_new.lock_out.estate_id")
    estate.set_value("LH0005").run()
    app.button(key="rule_new.add").click().run()
    assert not app.exception
    rules = written_rules(file.read_text(encoding="utf-8"))
    assert len(rules) == count + 1
    assert rules[-1].rule.as_dict() == {"rule": "lock_out", "estate_id": "LH0005"}
    app.button(key="rule_new.add").click().run()
    assert not app.exception


def test_gantt_by_street_and_by_cluster():
    app = start("gantt")
    drawn = next(c for c in app.get("bidi_component") if "gantt.picture" in c.proto.id)
    assert EVIL[:8] not in str(drawn.proto)
    app.segmented_control(key="gantt.by").set_value("cluster_id").run()
    assert not app.exception
    app.session_state["shown"] = "rules"
    app.run()
    assert not app.exception
