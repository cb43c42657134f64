"""The first page, without a study: the demo made once and opened, a study made of own files."""

import threading

import pytest
from streamlit.testing.v1 import AppTest

import study
from tests.ui.data.test_make_study import LEDGER
from tests.ui.data.test_page import done, press
from tests.ui.test_app import MAIN, PATIENCE_S, said
from ui.first import example
from ui.session import opened, state

SEE, SIZE = "first.see", "first.size"


@pytest.fixture(autouse=True)
def root(monkeypatch, tmp_path):
    """Return the folder under which there is no study."""
    monkeypatch.delenv(opened.STUDY_VARIABLE, raising=False)
    monkeypatch.setattr(opened, "ROOT", tmp_path)
    monkeypatch.setattr(example, "SIZES", (20, 30))
    return tmp_path


def first():
    from ui.first import page  # noqa: PLC0415 - AppTest runs this text on its own

    page.show()


def reader() -> AppTest:
    return done(AppTest.from_function(first, default_timeout=PATIENCE_S).run())


def waited(app: AppTest) -> AppTest:
    """Return the page once the making it follows is over."""
    if "first.job" in app.session_state:
        app.session_state["first.job"].future.exception(PATIENCE_S)
        done(app.run())
    return app


def drawn(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html") if "<style" not in one.proto.body)


def buttons(app: AppTest) -> list[str]:
    return [button.key for button in app.button]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh", ("先看示范", "用自己的资料", "20 个小区", "空白模板")),
        ("en", ("See the demo first", "Use your own files", "20 estates", "Blank template")),
    ],
)
def test_both_ways_are_offered_in_both_languages(locale, words):
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    done(app.run())
    assert buttons(app) == [SEE]
    assert len(app.file_uploader) == 1
    shown = drawn(app) + " ".join(app.segmented_control(key=SIZE).options)
    shown += " ".join(one.proto.label for one in app.get("download_button"))
    assert [word for word in words if word not in shown] == []
    assert "first." not in shown
    assert not app.sidebar.button


def test_pressing_makes_the_demo_of_the_chosen_size_and_the_session_turns_to_it(root):
    app = reader()
    done(app.segmented_control(key=SIZE).set_value(30).run())
    waited(press(app, SEE))
    path = root / "studies" / "demo" / "study.yaml"
    assert app.session_state[state.STUDY] == path.resolve()
    assert opened.found() == [path.resolve()]
    assert len(study.read_inputs(study.load(path)).tables["estates"]) >= 30  # one is there twice


def test_two_who_press_at_once_and_one_who_comes_meanwhile_wait_for_one_making(root, monkeypatch):
    made, let_go = [], threading.Event()

    def slow(folder, estates, told):
        made.append(estates)
        told("files")
        assert let_go.wait(PATIENCE_S)
        return folder / "demo" / "study.yaml"

    monkeypatch.setattr(example, "make_demo", slow)
    one, other = reader(), reader()
    done(other.segmented_control(key=SIZE).set_value(30).run())
    press(one, SEE)
    press(other, SEE)
    late = reader()
    for app in (one, other, late):
        assert "正在写成台账" in drawn(app)
        assert buttons(app) == []
    let_go.set()
    path = root / "studies" / "demo" / "study.yaml"
    assert [waited(app).session_state[state.STUDY] for app in (one, other, late)] == [path] * 3
    assert made == [20]


def test_a_folder_that_is_there_is_left_and_said_and_the_button_stays(root):
    (root / "studies" / "demo").mkdir(parents=True)
    app = waited(press(reader(), SEE))
    assert "已有一个名叫 demo 的文件夹" in said(app.error)
    assert list((root / "studies" / "demo").iterdir()) == []
    assert not reader().error  # another reader's page says nothing of it
    (root / "studies" / "demo").rmdir()
    waited(press(app, SEE))
    assert (root / "studies" / "demo" / "study.yaml").is_file()


def test_a_place_that_cannot_be_written_is_said(root):
    (root / "studies").write_text("no folder")
    app = waited(press(reader(), SEE))
    assert "没有建立" in said(app.error)
    assert buttons(app) == [SEE]


def test_own_files_are_looked_at_and_become_a_study(root):
    app = reader()
    given = [("台账.csv", LEDGER, "text/csv")]
    done(app.file_uploader[0].set_value(given).run())
    app.session_state["data.job"].future.exception(PATIENCE_S)
    done(app.run())
    assert "小区台账，2 行" in said([*app.success, *app.info, *app.warning])
    assert app.expander[0].proto.expanded
    app.text_input(key="new_study.name").set_value("东城")
    press(app, "new_study.make")
    path = root / "studies" / "东城" / "study.yaml"
    assert app.session_state[state.STUDY] == path.resolve()
    assert study.load(path).choices.city is None
