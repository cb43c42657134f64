"""The criteria page without a browser: edits rank at once, wrong ones are refused."""

import os

import pytest
from streamlit.testing.v1 import AppTest

from study import decisions
from study.plain_yaml import values
from study.saving import opened as opened_file
from study.saving import save
from tests.ui.conftest import ESTATES
from ui.session import burst, opened

PATIENCE_S = 120
pytestmark = pytest.mark.usefixtures("file")

COMMENT = "# 乐河区：权重由会议议定\n"


@pytest.fixture
def file(small_study, monkeypatch):
    """Return the study.yaml of the small study with a comment in it."""
    path = small_study / "study.yaml"
    path.write_text(COMMENT + path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    monkeypatch.setattr(burst, "QUIET_S", 0.0)  # a burst is over at once
    return path


def page():
    from ui.criteria import page as criteria_page  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.frame.saved import saved  # noqa: PLC0415
    from ui.session import opened  # noqa: PLC0415 - AppTest runs this text on its own
    from ui.session.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    saved(view)
    criteria_page.show(view)


def start() -> AppTest:
    app = AppTest.from_function(page, default_timeout=PATIENCE_S).run()
    assert not app.exception
    return app


def said(app) -> str:
    told = [*app.caption, *app.markdown, *app.error, *app.warning, *app.success, *app.info]
    return " ".join(str(element.value) for element in told)


def drawn(app) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return " ".join(body for body in bodies if "<style" not in body)


def open_indicator(app, key: str):
    app.button(key=f"criteria.edit.{key}").click().run()
    assert not app.exception
    return app


def type_anchor(app, key: str, place: int, side: int, value: float):
    fields = [
        f for f in app.number_input if f.key.startswith(f"criteria.{key}.anchor.{place}.{side}.")
    ]
    fields[0].set_value(value).run()
    assert not app.exception
    return app


def field(widgets, key: str, name: str):
    return next(w for w in widgets if w.key and w.key.startswith(f"criteria.{key}.{name}."))


def changed(app, value: float = 80.0):
    return type_anchor(open_indicator(app, "age_years"), "age_years", 1, 0, value)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_indicator_is_listed_and_nothing_is_changed_yet(locale):
    app = AppTest.from_function(page, default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    edits = [button for button in app.button if button.key.startswith("criteria.edit.")]
    assert len(edits) == 18
    assert "criteria." not in drawn(app) + said(app)
    assert not [button for button in app.button if button.key == "criteria.restore"]


def test_another_anchor_ranks_at_once_and_shows_the_line_written():
    app = changed(start())
    assert f"/ {ESTATES} 个小区名次变化" in said(app)
    assert "age_years: {anchors: [[20, 0], [80, 100]]}" in drawn(app)
    assert "锚点原为 20→0分、50→100分" in drawn(app)


def test_anchors_that_do_not_rise_are_refused_beside_the_field_and_nothing_is_lost():
    app = type_anchor(changed(start()), "age_years", 1, 0, 10.0)
    (error,) = app.error
    assert "“房龄”的锚点 20→0分、10→100分" in error.value
    assert field(app.number_input, "age_years", "anchor.1.0").value == 10.0
    assert "[80, 100]" in drawn(app)  # what was taken before still counts
    app = type_anchor(app, "age_years", 0, 0, 5.0)
    assert not app.error
    assert "age_years: {anchors: [[5, 0], [10, 100]]}" in drawn(app)


def test_the_standards_own_value_is_no_change():
    app = type_anchor(changed(start()), "age_years", 1, 0, 50.0)
    assert "还没有修改" in said(app)


def test_an_anchor_more_keeps_the_curve_and_one_less_brings_it_back():
    app = open_indicator(start(), "age_years")
    field(app.button, "age_years", "add").click().run()
    assert "[[20, 0], [35, 50], [50, 100]]" in drawn(app)
    assert "名次没有变化" in said(app)
    field(app.button, "age_years", "drop.1").click().run()
    assert "还没有修改" in said(app)


def test_rule_weight_and_use_of_an_indicator():
    app = open_indicator(start(), "leak")
    field(app.selectbox, "leak", "missing").select("highest").run()
    field(app.number_input, "leak", "weight").set_value(0.4).run()
    field(app.toggle, "leak", "used").set_value(False).run()
    assert not app.exception
    assert "leak: {missing: highest, weight: 0.4, off: true}" in drawn(app)
    assert "已停用" in drawn(app)
    field(app.button, "leak", "standard").click().run()
    assert "还没有修改" in said(app)


def test_the_only_indicator_of_a_criterion_stays_on():
    app = open_indicator(start(), "coverage")
    field(app.toggle, "coverage", "used").set_value(False).run()
    assert "服务覆盖" in app.error[0].value
    assert "还没有修改" in said(app)


def test_a_target_needs_its_anchors_first_and_both_come_in_together():
    app = open_indicator(start(), "age_years")
    field(app.selectbox, "age_years", "curve").select("target").run()
    assert "先升后降" in app.error[0].value
    field(app.button, "age_years", "add").click().run()
    app = type_anchor(app, "age_years", 2, 1, 0.0)
    assert not app.error
    assert "curve: target" in drawn(app)
    assert "越接近 35 越优先" in drawn(app)


def test_an_edit_is_saved_by_itself_keeps_comments_and_the_file_as_the_day_began(file):
    before = file.read_text(encoding="utf-8")
    app = changed(start())
    after = file.read_text(encoding="utf-8")
    assert after.startswith(COMMENT)
    assert values(after)["criteria"] == {"age_years": {"anchors": [[20, 0], [80, 100]]}}
    (copy,) = file.parent.glob("study.yaml.bak-*")
    assert copy.read_text(encoding="utf-8") == before
    assert "**已保存" in said(app)
    assert "1 项改动" in said(app)
    assert "本研究改过" in drawn(app)


def test_an_edit_is_undone_done_again_and_all_is_restored_in_a_new_session_too(file):
    before = file.read_bytes()
    changed(start())
    after = file.read_bytes()
    app = start()  # as after a reload
    assert "还没有修改" in said(app)
    app.session_state["saving.by"] = by = decisions.recorded(file)[-1].by
    app.run()
    app.button(key="criteria.undo").click().run()
    assert file.read_bytes() == before
    app.button(key="criteria.redo").click().run()
    assert file.read_bytes() == after
    assert by
    other = start()  # another browser has nothing of its own to take back
    assert not [button for button in other.button if button.key == "criteria.undo"]
    changed(app, 70.0)
    app.button(key="criteria.restore").click().run()
    assert file.read_bytes() == after
    assert [one.kind for one in decisions.recorded(file)] == [
        "criteria", "undo", "redo", "criteria", "restore",
    ]  # fmt: skip


def test_what_another_planner_saved_meanwhile_is_told_and_taken_where_nothing_waits(file):
    app = start()
    theirs = opened_file(file)
    save(theirs, theirs.text + "\nranking: {by_population: true}\n")
    app.run()
    assert not app.exception
    assert "另一处已修改这项研究" in said(app)
    assert "排序方式" in said(app)
    app.run()
    assert "另一处" not in said(app)


def test_two_who_change_one_study_are_asked_and_both_changes_can_stand(file):
    app = start()
    meanwhile(app, file)
    assert "同时被另一处修改" in said(app)
    assert "排序方式 · by_population：新增 true" in said(app).replace("\\", "")
    assert "anchors" in said(app)
    app.button(key="saving.put_on_top").click().run()
    assert not app.exception
    found = values(file.read_text(encoding="utf-8"))
    assert found["ranking"] == {"by_population": True}
    assert found["criteria"]["age_years"]["anchors"] == [[20, 0], [80, 100]]
    assert "同时被另一处修改" not in said(app)


def test_theirs_can_be_taken_and_mine_dropped(file):
    app = start()
    theirs = meanwhile(app, file)
    app.button(key="saving.take_theirs").click().run()
    assert file.read_text(encoding="utf-8") == theirs
    assert "还没有修改" in said(app) or "[80, 100]" not in drawn(app)
    assert app.toggle(key="criteria.heads").value is True


def test_mine_can_be_saved_as_a_copy(file):
    app = start()
    theirs = meanwhile(app, file)
    app.button(key="saving.keep_aside").click().run()
    assert file.read_text(encoding="utf-8") == theirs
    copy = values((file.parent / "study-copy-1.yaml").read_text(encoding="utf-8"))
    assert copy["criteria"]["age_years"]["anchors"] == [[20, 0], [80, 100]]
    assert "ranking" not in copy or "by_population" not in copy["ranking"]
    assert "study-copy-1.yaml" in said(app).replace("\\", "")


def meanwhile(app, file) -> str:
    """Type an anchor while a file saved by another planner was not seen yet; return their text."""
    fields_of = open_indicator(app, "age_years")
    theirs = opened_file(file)
    save(theirs, theirs.text + "\nranking: {by_population: true}\n")
    type_anchor(fields_of, "age_years", 1, 0, 80.0)
    app.run()
    return file.read_text(encoding="utf-8")


def test_a_read_only_file_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    app = changed(start())
    assert "只读" in said(app)
    assert "还没有保存" in said(app)
    assert "[80, 100]" in drawn(app)


def test_people_and_the_share_of_need_are_switched_here():
    app = start()
    app.toggle(key="criteria.heads").set_value(True).run()
    app.slider(key="criteria.need_share").set_value(40).run()
    assert not app.exception
    assert "by_population: true" in drawn(app)
    assert "need_share: 0.4" in drawn(app)
    assert app.slider(key="criteria.need_share").value == 40
    app.button(key="criteria.restore").click().run()
    assert app.toggle(key="criteria.heads").value is False
    assert app.slider(key="criteria.need_share").value == 70
    assert "还没有修改" in said(app)


def test_weights_moved_in_the_sidebar_are_saved_too(file):
    app = start()
    app.session_state["weight.age"] = 50
    app.run()
    assert not app.exception
    found = values(file.read_text(encoding="utf-8"))["weights"]
    # 50 of 135 are 370.37 thousandths: the one that rounding down leaves goes to the largest rest
    assert found["age"] == 0.371
    assert round(sum(found.values()), 9) == 1
    written = file.read_bytes()
    assert start().session_state["plan"]
    app.run()
    assert file.read_bytes() == written


def test_an_edit_that_no_longer_fits_the_file_is_said_and_can_be_dropped(file, monkeypatch):
    app = changed(start())
    monkeypatch.setattr(burst, "QUIET_S", 3600.0)
    app = type_anchor(app, "age_years", 1, 0, 70.0)
    assert "还没有保存" in said(app)
    theirs = opened_file(file)
    target = "{curve: target, anchors: [[1, 0], [2, 9], [3, 0]]}"
    save(theirs, theirs.text.replace("{anchors: [[20, 0], [80, 100]]}", target))
    app.run()
    assert not app.exception
    assert "先升后降" in said(app)
    assert "同时被另一处修改" in said(app)
    app.button(key="criteria.drop").click().run()
    assert not app.error
    assert "同时被另一处修改" not in said(app)


def test_two_readers_do_not_share_a_field(file):
    changed(start())
    assert values(file.read_text(encoding="utf-8"))["criteria"]
    assert "还没有修改" in said(start())
