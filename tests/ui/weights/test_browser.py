"""The page of weights as a person uses it: judge, take, see the map's order follow, drop again."""

import io

import openpyxl
import pytest

from tests.ui.browser import idle, rows, turn

pytestmark = pytest.mark.browser


def go(page, name: str) -> None:
    page.get_by_test_id("stSidebarNavLink").filter(has_text=name).first.click()
    idle(page)


def first_names(page) -> list[str]:
    go(page, "总览")
    page.wait_for_selector(".live-map-row")
    idle(page)
    return [row[1] for row in rows(page)[:8]]


def answer(page, words: str) -> None:
    page.get_by_test_id("stButtonGroup").locator("button:visible").filter(
        has_text=words
    ).first.click()
    idle(page)


def test_a_planner_judges_three_criteria_and_the_order_follows(app):
    before = first_names(app)
    turn(app, "评分", "权重")
    app.get_by_role("tab", name="我来评判").click()
    idle(app)
    app.get_by_test_id("stMultiSelect").click()
    for name in ("服务覆盖", "居民意愿", "老旧程度"):
        app.keyboard.type(name)
        app.keyboard.press("Enter")
        idle(app)
    app.keyboard.press("Escape")
    for words in ("3 稍微重要", "3 稍微重要", "9 极端重要"):
        answer(app, words)
    app.get_by_text("CR 0.000").wait_for()
    app.get_by_text("69.2%").first.wait_for()
    app.get_by_role("button", name="采用我的权重").click()
    idle(app)
    assert app.get_by_role("slider", name="服务覆盖").first.input_value() == "69"
    assert first_names(app) != before
    turn(app, "评分", "权重")
    app.get_by_role("tab", name="现用权重").click()
    app.get_by_text("现用权重由两两比较").wait_for()
    app.get_by_role("button", name="全部还原").click()
    idle(app)
    app.get_by_text("现用权重由人直接给定").wait_for()
    assert first_names(app) == before


def test_a_form_goes_out_blank_and_comes_back_filled(app, tmp_path):
    turn(app, "评分", "权重")
    app.get_by_role("tab", name="专家组").click()
    idle(app)
    with app.expect_download() as found:
        app.get_by_role("button", name="下载空白评判表").click()
    book = openpyxl.load_workbook(io.BytesIO(found.value.path().read_bytes()))
    rows = {str(row[0].value): row for row in book.worksheets[0].iter_rows() if row[0].value}
    rows["name"][2].value = '<img src=x onerror="window.hacked=1">'
    for place, key in enumerate(("age", "condition", "coverage"), start=1):
        rows[f"criterion:{key}"][3].value = place
    for place, step in enumerate(("2", "2"), start=1):
        rows[f"question:{place}"][3].value = step
    book.save(tmp_path / "甲.xlsx")
    app.locator("input[type=file]").first.set_input_files(tmp_path / "甲.xlsx")
    idle(app)
    app.get_by_role("button", name="采用专家组的权重").click()
    idle(app)
    assert app.get_by_role("slider", name="老旧程度").first.input_value() == "57"
