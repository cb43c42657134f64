"""The page of data as a person uses it: questions answered, a file dropped, changes taken."""

import io
import shutil
import time

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import yaml
from streamlit.testing.v1 import AppTest

import study
from tests.ui.conftest import ESTATES
from tests.ui.test_app import MAIN, PATIENCE_S, page, said
from ui.data import blank_form
from ui.data import compare as data_compare
from ui.session import opened

ODD = (
    "2026年老旧小区台账,,\n小区名称,建成年代,建筑面积（万㎡）,户数\n"
    "和平里,80年代,1.2,约150\n锦绣花园,1998年,3.05,360\n幸福里,不详,0.9,待核实\n"
).encode("gbk")


def drawn(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return " ".join(body for body in bodies if "<style" not in body)


def written(folder):
    return yaml.safe_load((folder / "study.yaml").read_text(encoding="utf-8"))


def rewritten(folder, **entries) -> None:
    told = written(folder) | {"proposals": ["need"]}
    told["inputs"] |= entries
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
    (folder / "study.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def asked(small_study, tmp_path, monkeypatch):
    """Return a study whose outlines are a shapefile in metres that lost its .prj."""
    folder = shutil.copytree(small_study, tmp_path / "asked")
    outlines = gpd.read_file(folder / "city.gpkg", layer="outlines")
    outlines.to_file(folder / "边界.shp", encoding="utf-8")
    (folder / "边界.prj").unlink()
    rewritten(folder, outlines={"path": "边界.shp", "join": ["estate_id"]})
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    return folder


def started(locale: str = "zh") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
    app.session_state["locale"] = locale
    return done(app.run())


def done(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    return done(app.button(key=key).click().run())


def field(app: AppTest):
    return next(box for box in app.selectbox if str(box.key).startswith("data.field"))


def test_a_layer_that_lost_its_crs_is_asked_about_answered_saved_and_drawn(asked):
    app = started()
    assert "1 个问题的回答会改变数字" in said(app.warning)
    assert not app.metric
    assert "边界.shp" in drawn(app)
    assert field(app).value is None
    proposed = next(word for word in field(app).options if "建议" in word)
    assert proposed.startswith("EPSG:4547 · CGCS2000，中央经线 114°")
    done(field(app).set_value("EPSG:4547").run())
    assert "crs: {边界.shp: EPSG:4547}" in drawn(app)
    assert "crs" not in written(asked)["answers"]
    press(app, "data.save")
    assert written(asked)["answers"]["crs"] == {"边界.shp": "EPSG:4547"}
    assert app.metric[0].value == str(ESTATES)
    assert list(asked.glob("study.yaml.bak-*"))


def test_proposals_are_taken_at_once_and_taken_back_and_belong_to_one_session(asked):
    app = press(started(), "data.adopt")
    assert "边界.shp: EPSG:4547" in drawn(app)
    assert "边界.shp: EPSG:4547" not in drawn(started())
    press(app, "data.forget")
    assert field(app).value is None
    assert "crs" not in written(asked)["answers"]


@pytest.mark.usefixtures("asked")
def test_a_crs_nobody_knows_is_refused_in_words_and_english_is_english():
    app = started("en")
    assert "would change numbers" in said(app.warning)
    done(app.text_input[0].set_value("EPSG:99").run())
    assert "EPSG\\:99" in said(app.error)
    assert "data." not in drawn(app) + said([*app.caption, *app.markdown])


def test_a_file_that_cannot_be_read_is_named_on_every_page(small_study, tmp_path, monkeypatch):
    folder = shutil.copytree(small_study, tmp_path / "broken")
    (folder / "资金.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = started()
    assert "资金" in said(app.error)
    rows = failing(folder).dataframe[0].value
    assert rows.iloc[0][["state", "file"]].tolist() == ["读不了", "资金.xlsx"]
    assert set(rows["state"][1:]) == {"还没有读"}


def failing(folder) -> AppTest:
    def draw(path):
        from pathlib import Path  # noqa: PLC0415 - AppTest runs this text on its own

        from tables import InputError  # noqa: PLC0415
        from ui.data import page as data_page  # noqa: PLC0415
        from ui.session.view import first_look  # noqa: PLC0415

        try:
            first_look(Path(path))
        except InputError as error:
            data_page.instead(Path(path), error, here=True)

    app = AppTest.from_function(draw, args=(str(folder),), default_timeout=PATIENCE_S)
    return done(app.run())


@pytest.fixture
def data(small_study, monkeypatch):
    """Return the page of data of the small study."""
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    return AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)


def test_every_file_is_listed_with_what_its_headers_became(data):
    done(data.run())
    rows = data.dataframe[0].value
    ledger = rows[rows["file"] == "台账.xlsx"].iloc[0]
    assert ledger["rows"] == ESTATES
    assert ledger["used"] == "34 / 34"
    assert "总户数" in drawn(data)
    assert "常用写法" in drawn(data)


def dropped(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files and wait until they were looked at."""
    app.session_state["data_section"] = "look"
    done(app.run())
    given = [(name, content, "application/octet-stream") for name, content in files]
    done(app.file_uploader[0].set_value(given).run())
    end = time.monotonic() + PATIENCE_S
    while "data.job" in app.session_state and time.monotonic() < end:
        time.sleep(0.2)
        done(app.run())
    return app


def test_a_dropped_ledger_is_told_in_a_sentence_with_its_findings(data, small_study):
    before = {path.name: path.stat().st_mtime_ns for path in small_study.iterdir()}
    app = dropped(data, ("旧台账.csv", ODD))
    assert "要人核对" in said(app.warning)
    assert "小区台账，3 行" in said(app.warning)
    found = app.dataframe[0].value
    unread = found[found["value"] == "待核实"].iloc[0]
    assert (unread["row"], unread["severity"]) == ("5", "提示")
    done(app.segmented_control(key="data.tab").set_value("rows").run())
    rows = app.dataframe[0].value.set_index("小区名称")
    assert rows.loc["锦绣花园", "总建筑面积"] == "30500"
    done(app.segmented_control(key="data.tab").set_value("match").run())
    assert "只在图上" in said(app.markdown)
    done(app.segmented_control(key="data.tab").set_value("compare").run())
    assert "没有小区编码" in said(app.info)
    assert {path.name: path.stat().st_mtime_ns for path in small_study.iterdir()} == before


def test_a_look_stays_while_other_parts_are_read_and_belongs_to_one_session(data, small_study):
    app = dropped(data, ("旧台账.csv", ODD))
    folder = app.session_state["data.folder"].path
    assert [path.name for path in folder.iterdir()] == ["旧台账.csv"]
    done(app.segmented_control(key="data_section").set_value("files").run())
    done(app.segmented_control(key="data_section").set_value("look").run())
    assert "小区台账，3 行" in said(app.warning)
    other = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    other.session_state["data_section"] = "look"
    assert not done(other.run()).warning
    assert "旧台账.csv" not in {path.name for path in small_study.iterdir()}


def test_what_is_no_table_at_all_is_refused_in_a_sentence(data):
    app = dropped(data, ("照片.xlsx", b"\x89PNG\r\n\x1a\n0000"))
    assert "没有读取" in said(app.error)
    assert "照片\\.xlsx 是图片" in said(app.error)


def changed(small_study) -> bytes:
    """Return the study's ledger with other households in its first row."""
    book = openpyxl.load_workbook(small_study / "台账.xlsx")
    sheet = book.active
    place = [cell.value for cell in sheet[1]].index("总户数") + 1
    sheet.cell(2, place).value = 777
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_changes_of_a_ledger_sent_back_are_taken_or_left(data, small_study):
    app = dropped(data, ("台账.xlsx", changed(small_study)))
    done(app.segmented_control(key="data.tab").set_value("compare").run())
    assert "改值 1" in said(app.caption)
    assert "接受 **0** 处" in said(app.markdown)
    press(app, "compare.take_all")
    assert "接受 **1** 处" in said(app.markdown)
    press(app, "compare.take_none")
    assert "接受 **0** 处" in said(app.markdown)
    one = app.session_state["data.found"][0]
    first = one.changes.changes.iloc[0]
    before = study.read_inputs(study.load(small_study)).tables["estates"]
    was = int(before.set_index("estate_id").loc[first["estate_id"], "households"])
    for taken, meant in ((True, 777), (False, was)):
        how = (before, one.found, one.changes.changes, (taken,), "zh")
        book = openpyxl.load_workbook(io.BytesIO(data_compare.ledger(*how, suffix=".xlsx")))
        rows = list(book.active.values)
        cells = {str(h).split("(")[0]: c for h, c in zip(rows[0], rows[1], strict=True)}
        assert cells["小区编码"] == first["estate_id"]
        assert float(cells["户数"]) == meant
        assert f'"households":{meant}' in data_compare.ledger(*how, suffix=".geojson").decode()


def without_ids(content: bytes) -> bytes:
    """Return a ledger without its ids, last row first."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    head, *rows = list(sheet.values)
    sheet.delete_rows(1, sheet.max_row)
    for row in (head, *reversed(rows)):
        sheet.append(row)
    sheet.delete_cols(head.index("小区编码") + 1)
    back = io.BytesIO()
    book.save(back)
    return back.getvalue()


def test_a_ledger_without_ids_is_compared_by_name(data, small_study):
    with_ids = dropped(data, ("台账.xlsx", changed(small_study))).session_state["data.found"][0]
    app = dropped(data, ("台账二.xlsx", without_ids(changed(small_study))))
    done(app.segmented_control(key="data.tab").set_value("compare").run())
    assert f"配上 {ESTATES} 行" in said(app.info)
    assert "改值 1" in said(app.caption)
    found = app.session_state["data.found"][0].changes.changes
    pd.testing.assert_frame_equal(found, with_ids.changes.changes, check_dtype=False)


def test_the_blank_template_is_a_workbook_with_a_sheet_a_table():
    book = openpyxl.load_workbook(io.BytesIO(blank_form.content()))
    assert "小区台账" in book.sheetnames


def test_filters_and_words_narrow_the_issues_and_a_row_is_told_in_full(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("data.page",), default_timeout=PATIENCE_S)
    app.session_state["data_section"] = "issues"
    done(app.run())
    severities = app.segmented_control(key="severities")
    done(severities.set_value(list(severities.options)[:0]).run())
    assert "没有符合条件的问题" in said(app.info)


@pytest.mark.parametrize(("locale", "word"), [("zh", "数据"), ("en", "Data")])
def test_every_part_is_drawn_in_both_languages(data, locale, word):
    data.session_state["locale"] = locale
    for part in ("files", "issues", "questions", "look", "words"):
        data.session_state["data_section"] = part
        done(data.run())
        assert data.subheader[0].value == word
        shown = said([*data.caption, *data.markdown, *data.button, *data.success]) + drawn(data)
        assert "data." not in shown
