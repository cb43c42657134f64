"""Confirming what the ledger's words mean in a real browser, as a planner would."""

import os
import re
import socket
import subprocess
import sys

import pytest

import study
from study.plain_yaml import values
from tests.ui.browser import idle, launched, opened
from tests.ui.conftest import ROOT, START_S, _wait_for
from tests.ui.test_problem_words import never_inspected

pytestmark = pytest.mark.browser

OPEN = re.compile(r"(\d+) 个待确认")


@pytest.fixture
def folder(small_study, tmp_path):
    return never_inspected(small_study, tmp_path / "study")


@pytest.fixture
def url(folder, tmp_path):
    """Serve the copy of the study that this test may write."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, log = f"http://localhost:{port}", tmp_path / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("w") as out:
        environment = os.environ | {"JIUGAI_STUDY": str(folder)}
        served = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"{address}/_stcore/health", served, log)
            yield address
        finally:
            served.terminate()
            served.wait(START_S)


def choose(page, word: str, item: str) -> None:
    """Open the field beside a keyword and take an item, as a person does."""
    page.get_by_role("combobox", name=f"“{word}”指").click()
    page.get_by_role("option", name=item, exact=True).click()
    idle(page)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    idle(page)


def test_words_are_chosen_applied_ranked_and_saved(chromium, url, folder):
    file = folder / "study.yaml"
    before = file.read_text(encoding="utf-8")
    with launched(chromium) as browser, opened(browser, url) as (page, foreign):
        page.get_by_role("link", name="数据问题").click()
        page.get_by_role("button", name="去确认").click()
        idle(page)
        count = int(OPEN.search(page.get_by_role("radio", name="个待确认").inner_text())[1])
        assert page.get_by_text("未应用", exact=True).count() == 0
        choose(page, "飞线", "不是设施问题")
        assert page.get_by_text("未应用", exact=True).count() == 1
        press(page, "全部采用建议")
        assert page.get_by_text("未应用", exact=True).count() == count
        press(page, "应用")
        page.get_by_text("个小区名次变化").wait_for()
        assert page.locator(".criteria.diff .add").filter(has_text="飞线: none").count() == 1
        assert page.get_by_text("方案年份仍按旧权重").count() >= 1
        assert file.read_text(encoding="utf-8") == before
        press(page, "写入 study.yaml")
        page.get_by_text("已写入 study.yaml").wait_for()
        page.get_by_text("关键词都已确认").wait_for()
        assert foreign == []
        assert page.evaluate("window.hacked") is None
    answers = values(file.read_text(encoding="utf-8"))["answers"]["problem_words"]
    assert (answers["飞线"], answers["未通天然气"], answers["漏水"]) == ("none", "gas", "leak")
    found = study.load(file)
    measured = study.measure(study.read_inputs(found), found.choices)
    assert not any(issue.code == "facts.problem_word" for issue in measured.issues)
