"""The form that makes a study of dropped files: what it writes, what it refuses, where it turns."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import standards
import study
from tests.ui.data.test_page import done, dropped, press
from tests.ui.test_app import MAIN, PATIENCE_S, page, said
from ui.session import opened, state

LEDGER = (
    "小区名称,街道,建成年代,建筑面积（㎡）,总户数\n"
    "和平里,东街街道,80年代,12000,150\n锦绣花园,东街街道,1998年,30500,360\n"
).encode("utf-8-sig")
BUDGETS = "资金来源,年度,金额（万元）\n市级,2027,500\n市级,2028,500\n".encode("utf-8-sig")
MAKE = "new_study.make"
STANDARDS = Path(standards.__file__).parent
READ_AS = {r"台账\.csv（2 行）": "estates", r"资金\.csv（2 行）": "budgets"}


@pytest.fixture
def root(small_study, tmp_path, monkeypatch):
    """Return the folder under which a study is made in these tests."""
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    monkeypatch.setattr(opened, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def form(root):
    """Return the page of data with a ledger looked at."""
    assert root.is_dir()
    app = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    return dropped(app, ("台账.csv", LEDGER))


def named(app: AppTest, name: str) -> AppTest:
    app.text_input(key="new_study.name").set_value(name)
    return press(app, MAKE)


def roles(app: AppTest) -> list:
    """Return the boxes that say what each file is read as."""
    return [box for box in app.selectbox if (box.key or "").startswith("new_study.role.")]


def test_a_ledger_becomes_a_study_and_the_session_turns_to_it(form, root):
    form.number_input(key="new_study.money").set_value(800.0)
    form.number_input(key="new_study.last").set_value(form.number_input[0].value + 1)
    named(form, "东城 试点")
    path = root / "studies" / "东城-试点" / "study.yaml"
    assert form.session_state[state.STUDY] == path.resolve()
    assert "data.found" not in form.session_state
    written = study.load(path)
    assert written.choices.name == "东城 试点"
    assert [rule.amount_wan for rule in written.choices.rules] == [800.0, 800.0]
    assert written.choices.gates.consent is False
    assert path.resolve() in opened.found()
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
    app.session_state[state.STUDY] = path.resolve()
    assert done(app.run()).metric[0].value == "2"


def test_without_a_name_and_with_one_that_is_taken_a_sentence_says_so(form, root):
    assert "请给研究起个名称" in said(press(form, MAKE).error)
    assert not (root / "studies").exists()
    (root / "studies" / "东城").mkdir(parents=True)
    assert "已经有一个研究文件夹叫 东城" in said(named(form, "东城").error)
    assert list((root / "studies").iterdir()) == [root / "studies" / "东城"]
    named(form, "西城")
    assert (root / "studies" / "西城" / "study.yaml").is_file()


def test_a_folder_that_cannot_be_written_is_said_and_the_form_stays(form, root):
    (root / "studies").write_text("no folder")
    named(form, "东城")
    assert "没有建立" in said(form.error)
    assert form.text_input(key="new_study.name").value == "东城"


def test_a_ledger_turned_into_nothing_is_no_study(form, root):
    done(roles(form)[0].set_value("").run())
    assert "没有哪份资料是小区台账" in said(named(form, "东城").error)
    assert not (root / "studies").exists()


def test_files_without_a_ledger_offer_no_form(root):
    assert root.is_dir()
    app = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    app = dropped(app, ("资金.csv", BUDGETS))
    assert "至少要有一份小区台账" in said(app.caption)
    assert all(button.key != MAKE for button in app.button)


def test_other_files_dropped_later_find_an_empty_form(form):
    press(form, MAKE)
    app = dropped(form, ("新台账.csv", LEDGER))
    assert not app.error
    assert app.text_input(key="new_study.name").value == ""


def test_files_in_another_order_keep_what_each_is_read_as(root):
    assert root.is_dir()
    app = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    app = dropped(app, ("台账.csv", LEDGER), ("资金.csv", BUDGETS))
    assert {box.label: box.value for box in roles(app)} == READ_AS
    app = dropped(app, ("资金.csv", BUDGETS), ("台账.csv", LEDGER))
    assert {box.label: box.value for box in roles(app)} == READ_AS


def test_in_english_every_word_is_english(root):
    assert root.is_dir()
    app = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    app.session_state["locale"] = "en"
    press(dropped(app, ("台账.csv", LEDGER)), MAKE)
    assert "Please name the study" in said(app.error)
    labels = " ".join(w.label for w in (*app.selectbox, *app.number_input, *app.checkbox))
    assert "new_study." not in labels + said([*app.caption, *app.markdown])
    assert "Money a year" in labels


def test_a_city_with_rules_of_its_own_can_be_chosen(root, monkeypatch, tmp_path):
    own = shutil.copytree(STANDARDS, tmp_path / "standards", ignore=shutil.ignore_patterns("*.py*"))
    rule = next(own.rglob("deposit_yuan*.yaml"))
    (own / "cities" / "甲市").mkdir(parents=True)
    shutil.copy(rule, own / "cities" / "甲市")
    monkeypatch.setattr("standards.reader._FOLDER", own)
    app = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    app = dropped(app, ("台账.csv", LEDGER))
    assert app.selectbox(key="new_study.city").options == ["未定或其他：全国标准", "甲市"]
    app.selectbox(key="new_study.city").set_value("甲市")
    named(app, "东城")
    assert study.load(root / "studies" / "东城").choices.city == "甲市"
