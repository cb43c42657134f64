"""The app without a browser: every page runs, and what is wrong is said in a sentence."""

import json

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ESTATES, ROOT, rewrite
from ui.session import opened

MAIN = str(ROOT / "ui" / "main.py")
PATIENCE_S = 120


@pytest.fixture
def app(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    return AppTest.from_file(MAIN, default_timeout=PATIENCE_S)


def said(elements) -> str:
    return " ".join(str(element.value) for element in elements)


def sliders(app) -> list[dict]:
    """Return where the sliders stand, one after the other."""
    drawn = next(c for c in app.get("bidi_component") if c.proto.id.endswith("-weights"))
    return [row for side in json.loads(drawn.proto.json)["sides"] for row in side["rows"]]


def test_the_first_page_shows_the_study(app):
    app.run()
    assert not app.exception
    assert not app.error
    assert app.metric[0].value == str(ESTATES)
    assert [row["at"] for row in sliders(app)] == [15, 25, 20, 10, 15, 5, 5, 5]


def test_weights_rank_at_once_and_the_plan_says_it_is_old(app):
    app.run()
    before = list(app.dataframe[0].value["score"])
    app.session_state["weight.age"] = 100
    app.run()
    assert not app.exception
    assert list(app.dataframe[0].value["score"]) != before
    assert "方案年份仍按旧权重" in said(app.warning)
    assert sliders(app)[0]["at"] == 100


def test_weights_all_at_zero_are_refused_in_words_and_can_be_mended(app):
    app.run()
    for row in sliders(app):
        app.session_state[f"weight.{row['key']}"] = 0
    app.run()
    assert not app.exception
    assert "权重" in said(app.error)
    assert "scoring." not in said(app.error)
    app.session_state["weight.age"] = 50
    app.run()
    assert not app.error


def test_another_language(app):
    app.run()
    app.session_state["locale"] = "en"
    app.run()
    assert app.metric[0].label == "Estates in the pool"


def test_a_study_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(tmp_path / "gone"))
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "找不到研究文件" in said(app.error)


def fail():
    from ui.frame import unexpected  # noqa: PLC0415 - AppTest runs this text on its own

    unexpected.say(RuntimeError("a *secret* path"))


def test_an_error_of_the_program_itself_is_a_sentence_and_a_trace_in_the_log(caplog):
    app = AppTest.from_function(fail).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "服务器日志" in said(app.error)
    assert "secret" not in said(app.error)
    assert "secret" in caplog.text


def test_rules_that_clash_are_named_with_what_would_help(small_study, monkeypatch):
    written = yaml.safe_load((small_study / "study.yaml").read_text(encoding="utf-8"))
    none_in_a_year = [
        {"cap": {"measure": "estates", "year": year, "at_most": 0}} for year in written["horizon"]
    ]
    rewrite(small_study, rules=[*written["rules"], *none_in_a_year])
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "不能同时满足" in said(app.error)
    assert "→" in said(app.error)


def page(name):
    import importlib  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    importlib.import_module(f"ui.{name}").show(view)


@pytest.mark.parametrize(
    "name",
    [
        "score.page",
        "ranking.areas_page",
        "plan.editing.page",
        "plan.rules.page",
        "plan.compare.page",
        "plan.gantt.page",
        "money.page",
        "data.page",
        "record.page",
    ],
)
def test_every_page_runs_in_both_languages(small_study, monkeypatch, name):
    """The pages and sections without such a test of their own; the others: <room>/test_page.py."""
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    for locale in ("zh", "en"):
        app = AppTest.from_function(page, args=(name,), default_timeout=PATIENCE_S)
        app.session_state["locale"] = locale
        app.session_state["estate"] = "LH0003"
        app.run()
        assert not app.exception
        shown = said([*app.subheader, *app.caption, *app.markdown, *app.metric, *app.button])
        assert "ui." not in shown.replace("jiugai", "")


def test_nothing_eligible_is_a_result_on_every_page(closed, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(closed))
    for name in ("overview.page", "plan.compare.page", "money.page"):
        app = AppTest.from_function(page, args=(name,), default_timeout=PATIENCE_S).run()
        assert not app.exception
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert app.metric[2].value == "0"
