"""Dropping a file in a real browser: told at once, marked copy and accepted ledger taken away."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.ui.browser import idle, opened, turn
from tests.ui.data.test_page import ODD, changed

pytestmark = pytest.mark.browser


def drop(page, *files: dict) -> None:
    page.locator('input[type="file"]').set_input_files(list(files))
    page.get_by_text("正在查看").wait_for(state="detached")
    page.get_by_role("radio", name="发现").wait_for()
    idle(page)


def taken(page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).first.click()
    return Path(download.value.path()).read_bytes()


def test_a_file_is_dropped_marked_compared_and_taken_away(browser, app_url, small_study):
    odd = {"name": "旧台账.csv", "mimeType": "text/csv", "buffer": ODD}
    back = {"name": "台账.xlsx", "mimeType": "application/zip", "buffer": changed(small_study)}
    with opened(browser, app_url) as (page, foreign):
        turn(page, "数据")
        page.get_by_role("radio", name="看一个新文件").click()
        idle(page)
        place = page.get_by_test_id("stFileUploaderDropzone")
        assert place.get_by_text("per file").is_hidden()
        english = place.locator("button p")
        assert english.evaluate("e => getComputedStyle(e).fontSize") == "0px"
        drop(page, odd)
        page.get_by_text("要人核对").wait_for()
        marked = openpyxl.load_workbook(io.BytesIO(taken(page, "下载标注副本")))
        assert "待核实" in {cell for row in marked.worksheets[1].values for cell in row}
        template = openpyxl.load_workbook(io.BytesIO(taken(page, "空白模板")))
        assert "小区台账" in template.sheetnames
        page.reload()
        page.get_by_role("radio", name="看一个新文件").click()
        idle(page)
        assert page.get_by_text("要人核对").count() == 0
        drop(page, back)
        page.get_by_role("radio", name="与现有台账比较").click()
        idle(page)
        assert page.get_by_role("button", name="下载 Excel").is_disabled()
        page.get_by_role("button", name="全部接受").click()
        idle(page)
        ledger = openpyxl.load_workbook(io.BytesIO(taken(page, "下载 Excel")))
        assert "777" in {cell for row in ledger.active.values for cell in row}
        assert foreign == []
        assert page.evaluate("window.hacked") is None
