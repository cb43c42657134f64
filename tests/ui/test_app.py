"""The app without a browser: every page runs, and what is wrong is said in a sentence."""

import shutil

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ESTATES, ROOT
from ui import opened

MAIN = str(ROOT / "ui" / "main.py")
PATIENCE_S = 120


@pytest.fixture
def app(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    return AppTest.from_file(MAIN, default_timeout=PATIENCE_S)


def said(elements) -> str:
    return " ".join(str(element.value) for element in elements)


def test_the_first_page_shows_the_study(app):
    app.run()
    assert not app.exception
    assert not app.error
    assert app.metric[0].value == str(ESTATES)
    assert [slider.value for slider in app.slider] == [15, 25, 20, 10, 15, 5, 5, 5]


def test_weights_rank_at_once_and_the_plan_says_it_is_old(app):
    app.run()
    before = list(app.dataframe[0].value["score"])
    app.slider[0].set_value(100).run()
    assert not app.exception
    assert list(app.dataframe[0].value["score"]) != before
    assert "方案年份仍按旧权重" in said(app.warning)
    assert "需求 83.8%" in said(app.caption)
    assert "成熟度 16.2%" in said(app.caption)
    assert app.slider[0].label == "老旧程度 54.1%"


def test_weights_all_at_zero_are_refused_in_words_and_can_be_mended(app):
    app.run()
    for slider in app.slider:
        slider.set_value(0)
    app.run()
    assert not app.exception
    assert "权重" in said(app.error)
    assert "scoring." not in said(app.error)
    app.slider[0].set_value(50).run()
    assert not app.error


def test_another_language(app):
    app.run()
    app.session_state["locale"] = "en"
    app.run()
    assert app.metric[0].label == "Estates"


def test_without_a_study_the_page_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.delenv(opened.STUDY_VARIABLE, raising=False)
    monkeypatch.setattr(opened, "ROOT", tmp_path)
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "jiugai demo studies/demo" in " ".join(str(e.proto.body) for e in app.get("html"))


def test_a_study_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(tmp_path / "gone"))
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "找不到研究文件" in said(app.error)


def fail():
    from ui import unexpected  # noqa: PLC0415 - AppTest runs this text on its own

    unexpected.say(RuntimeError("a *secret* path"))


def test_an_error_of_the_program_itself_is_a_sentence_and_a_trace_in_the_log(caplog):
    app = AppTest.from_function(fail).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "服务器日志" in said(app.error)
    assert "secret" not in said(app.error)
    assert "secret" in caplog.text


def test_rules_that_clash_are_named_with_what_would_help(small_study, tmp_path, monkeypatch):
    folder = shutil.copytree(small_study, tmp_path / "clash")
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    none_in_a_year = [
        {"cap": {"measure": "estates", "year": year, "at_most": 0}} for year in written["horizon"]
    ]
    written["rules"] = [*written["rules"], *none_in_a_year]
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert not app.exception
    assert "不能同时满足" in said(app.error)
    assert "→" in said(app.error)


def page(name):
    import importlib  # noqa: PLC0415 - AppTest runs this text on its own

    from ui import opened  # noqa: PLC0415
    from ui.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    importlib.import_module(f"ui.{name}_page").show(view)


@pytest.mark.parametrize(
    "name", ["map", "ranking", "areas", "proposals", "money", "data", "issues", "files"]
)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_page_runs_in_both_languages(small_study, monkeypatch, name, locale):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=(name,), default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    app.session_state["estate"] = "LH0003"
    app.run()
    assert not app.exception
    shown = said([*app.subheader, *app.caption, *app.markdown, *app.metric, *app.button])
    assert "ui." not in shown.replace("jiugai", "")


def test_nothing_eligible_is_a_result_on_every_page(small_study, tmp_path, monkeypatch):
    folder = shutil.copytree(small_study, tmp_path / "closed")
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    budgets = [rule for rule in written["rules"] if "budget" in rule]
    written["rules"] = budgets + [
        {"lock_out": {"estate_id": f"LH{number:04d}"}} for number in range(1, ESTATES + 1)
    ]
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    for name in ("map", "proposals", "money"):
        app = AppTest.from_function(page, args=(name,), default_timeout=PATIENCE_S).run()
        assert not app.exception
    app = AppTest.from_file(MAIN).run(timeout=PATIENCE_S)
    assert app.metric[2].value == "0"
