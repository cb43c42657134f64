"""Keywords of the ledger without a browser: chosen, taken over, measured anew, written."""

import re
import shutil

import openpyxl
import pytest
import yaml
from streamlit.testing.v1 import AppTest

from study.plain_yaml import values
from tables import ESTATES
from tests.ui.conftest import ESTATES as COUNT
from ui.data import parts
from ui.session import burst, opened

PATIENCE_S = 120
BLANK = ("pipe", "gas", "fire")  # what nobody inspected in this study
PHRASE = "<b onclick='x'>局部飞线</b>"
TEXT_COLUMN = "存在问题"


@pytest.fixture(scope="module")
def folder(small_study, tmp_path_factory):
    """Return a study in which three items were never inspected; measured once for all tests."""
    return never_inspected(small_study, tmp_path_factory.mktemp("words") / "study")


def never_inspected(small_study, made):
    """Copy the study, blank three items of every estate, and let one text be HTML."""
    shutil.copytree(small_study, made)
    book = openpyxl.load_workbook(made / "台账.xlsx")
    sheet = book.active
    heads = [str(cell.value) for cell in sheet[1]]
    places = [heads.index(ESTATES.column(name).header("zh")) + 1 for name in BLANK]
    text = heads.index(TEXT_COLUMN) + 1
    for row in range(2, sheet.max_row + 1):
        for place in places:
            sheet.cell(row, place).value = None
    sheet.cell(2, text).value = PHRASE
    book.save(made / "台账.xlsx")
    return made


@pytest.fixture
def file(small_study, folder, monkeypatch):
    """Return the study.yaml of the copy, as it was: three keywords of items with blanks open."""
    for left in (*folder.glob("study.yaml*"), *folder.glob("*.jsonl")):
        left.unlink()
    path = folder / "study.yaml"
    written = yaml.safe_load((small_study / "study.yaml").read_text(encoding="utf-8"))
    written["proposals"] = ["need"]
    path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    monkeypatch.setattr(burst, "QUIET_S", 0.0)  # a burst is over at once
    return path


def page():
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.data import page as data_page  # noqa: PLC0415
    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    data_page.show(view)
    blank = {n: int(view.ranked.measured.estates[n].isna().sum()) for n in ("pipe", "gas", "fire")}
    st.session_state["seen"] = {"stale": view.stale, "blank": blank}


def start(part: str, locale: str = "zh") -> AppTest:
    app = AppTest.from_function(page, default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    app.session_state[parts.PART] = part
    app.run()
    assert not app.exception
    return app


def words_page() -> AppTest:
    return start(parts.WORDS)


def press(app: AppTest, name: str) -> AppTest:
    app.button(key=f"problem_words.{name}").click().run()
    assert not app.exception
    return app


def field(app: AppTest, word: str):
    return next(box for box in app.selectbox if box.key and box.key.endswith(f".{word}"))


def answer(app: AppTest, word: str, item: str | None) -> AppTest:
    field(app, word).set_value(item).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    told = [*app.caption, *app.markdown, *app.error, *app.warning, *app.success, *app.info]
    return " ".join(str(element.value) for element in told)


def drawn(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return " ".join(body for body in bodies if "<style" not in body)


def counted(app: AppTest) -> int:
    return int(re.search(r"\*\*(\d+)\*\* 个关键词待确认", said(app))[1])


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_log_counts_open_keywords_and_leads_to_them(locale):
    app = start(parts.ISSUES, locale)
    assert re.search(r"\d+ 个关键词" if locale == "zh" else r"\d+ keywords", said(app))
    press(app, "go")
    assert "problem_words." not in drawn(app) + said(app)
    assert [field(app, word).value for word in ("飞线", "漏水")] == [None, "leak"]


@pytest.mark.usefixtures("file")
def test_a_phrase_that_is_html_is_text():
    app = words_page()
    assert "局部飞线" in drawn(app)
    assert "<b onclick" not in drawn(app)


@pytest.mark.usefixtures("file")
def test_choosing_changes_nothing_until_it_is_applied():
    app = words_page()
    before = counted(app)
    answer(app, "飞线", "pipe")
    assert counted(app) == before
    assert app.session_state["seen"]["blank"]["pipe"] == COUNT
    assert "未应用" in drawn(app)
    press(app, "forget")
    assert field(app, "飞线").value is None


def test_applied_answers_are_measured_ranked_saved_and_make_the_plan_old(file):
    app = press(answer(words_page(), "飞线", "pipe"), "apply")
    seen = app.session_state["seen"]
    assert seen["stale"]
    assert seen["blank"]["pipe"] < COUNT
    assert seen["blank"]["gas"] == COUNT
    assert re.search(r"\*\*\d+\*\* / 40 个小区名次变化", said(app))
    assert "飞线: pipe" in drawn(app)
    answers = values(file.read_text(encoding="utf-8"))["answers"]["problem_words"]
    assert answers["飞线"] == "pipe"


@pytest.mark.usefixtures("file")
def test_what_is_chosen_and_not_applied_belongs_to_one_session():
    press(words_page(), "adopt")
    other = words_page()
    assert not other.session_state["seen"]["stale"]
    assert set(other.session_state["seen"]["blank"].values()) == {COUNT}


@pytest.mark.usefixtures("file")
def test_all_suggestions_at_once_leave_none_open_and_keep_what_was_chosen_otherwise():
    app = answer(words_page(), "飞线", "none")
    press(press(app, "adopt"), "apply")
    assert "关键词都已确认" in said(app)
    assert field(app, "飞线").value == "none"
    assert field(app, "未通天然气").value == "gas"


def test_saved_answers_stand_in_the_file_and_the_page_goes_on(file):
    app = press(press(words_page(), "adopt"), "apply")
    answers = values(file.read_text(encoding="utf-8"))["answers"]["problem_words"]
    assert answers["飞线"] == "pipe"
    assert answers["漏水"] == "leak"
    assert "关键词都已确认" in said(app)
    assert app.session_state["seen"]["stale"]  # until it is solved again


def test_one_answer_taken_back_from_a_file_that_agrees_to_all_leaves_the_others(file):
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    written["answers"] = {"problem_words": "all"}
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    app = words_page()
    press(answer(app, "飞线", None), "apply")
    press(answer(app, "楼道堆物", "none"), "apply")
    answers = values(file.read_text(encoding="utf-8"))["answers"]["problem_words"]
    assert "飞线" not in answers
    assert answers["楼道堆物"] == "none"
    assert answers["漏水"] == "leak"


def test_a_keyword_of_one_s_own_is_read_once_applied(file):
    app = words_page()
    app.text_input[0].set_value("邻里纠纷")
    box = next(box for box in app.selectbox if box.key is None)
    box.set_value("none")
    submit = next(button for button in app.button if button.label == "加入")
    submit.click().run()
    assert not app.exception
    assert "邻里纠纷→不是设施问题" in said(app)
    press(app, "apply")
    assert "邻里纠纷: none" in drawn(app)
    assert "邻里纠纷: none" in file.read_text(encoding="utf-8")
