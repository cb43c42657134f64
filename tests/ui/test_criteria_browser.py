"""Changing the criteria in a real browser, as a planner would: type, look, save, look again."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from study.plain_yaml import values
from tests.ui.browser import idle, launched, opened
from tests.ui.conftest import ROOT, START_S, _wait_for

pytestmark = pytest.mark.browser

COMMENT = "# 会议议定，改动请留名\n"


@pytest.fixture
def file(small_study, tmp_path):
    folder = shutil.copytree(small_study, tmp_path / "study")
    path = folder / "study.yaml"
    path.write_text(COMMENT + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def url(file, tmp_path):
    """Serve the copy of the study that this test may write."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, log = f"http://localhost:{port}", tmp_path / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("w") as out:
        environment = os.environ | {"JIUGAI_STUDY": str(file.parent)}
        served = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"{address}/_stcore/health", served, log)
            yield address
        finally:
            served.terminate()
            served.wait(START_S)


def age_anchor(page, value: str) -> None:
    box = page.locator('[class*="st-key-criteria-age_years-anchor-1-0"] input')
    box.fill(value)
    box.press("Enter")
    idle(page)
    idle(page)


def test_an_anchor_typed_is_ranked_shown_saved_and_still_there(chromium, url, file):
    before = file.read_text(encoding="utf-8")
    with launched(chromium) as browser, opened(browser, url) as (page, foreign):
        page.get_by_role("link", name="评分指标").click()
        page.locator(".criteria.row img").first.wait_for()
        page.locator(".st-key-criteria-edit-age_years button").click()
        idle(page)
        age_anchor(page, "10")
        page.get_by_text("“房龄”的锚点 20→0分、10→100分").wait_for()
        assert page.locator(".criteria.diff").count() == 0
        age_anchor(page, "90")
        added = page.locator(".criteria.diff .add").all_inner_texts()
        assert "".join(added[-1].split()) == "+age_years:{anchors:[[20,0],[90,100]]}"
        assert "个小区名次变化" in page.locator(".st-key-criteria_changes").inner_text()
        page.get_by_text("方案年份仍按旧权重").first.wait_for()
        page.mouse.wheel(0, 2400)
        idle(page)
        assert page.get_by_role("button", name="写入 study.yaml").is_visible()  # it stays in sight
        page.get_by_role("button", name="写入 study.yaml").click()
        page.get_by_text("原文件另存为").wait_for()
        idle(page)
        assert page.get_by_text("方案年份仍按旧权重").count() == 0  # the plan was solved anew
        page.reload()
        page.get_by_text("锚点原为").wait_for()
        assert foreign == []
    after = file.read_text(encoding="utf-8")
    assert after.startswith(COMMENT)
    assert values(after)["criteria"] == {"age_years": {"anchors": [[20, 0], [90, 100]]}}
    assert file.with_name("study.yaml.bak-1").read_text(encoding="utf-8") == before
