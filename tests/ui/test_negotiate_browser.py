"""A plan negotiated as a person does it: choose an estate, pin it, see the price, keep it, undo."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from study.plain_yaml import values
from tests.ui.browser import find, idle, launched, opened
from tests.ui.conftest import ROOT, START_S, _wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(small_study, tmp_path):
    return shutil.copytree(small_study, tmp_path / "study")


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


@pytest.fixture(scope="session")
def late(view):
    """An estate outside clusters that may start in the first year and is placed later."""
    first, name = view.choices.horizon[0], view.proposals[0].name
    years = view.estates.set_index("estate_id")[f"year_{name}"].dropna()
    alone = view.estates.set_index("estate_id")["cluster_id"].isna()
    held = {r.estate_id for r in view.choices.rules if getattr(r, "estate_id", None)}
    gated = view.estates.set_index("estate_id")["gate"].fillna("").ne("")
    free = [e for e in years[years.gt(first + 1)].index if alone[e] and not gated[e]]
    return next(estate for estate in free if estate not in held)


def test_a_planner_pins_sees_the_price_keeps_it_and_takes_it_back(chromium, url, folder, late):
    file = folder / "study.yaml"
    before = file.read_text(encoding="utf-8")
    with launched(chromium) as browser, opened(browser, url) as (page, foreign):
        page.get_by_role("link", name="协商").click()
        page.wait_for_selector(".live-map-row")
        idle(page)
        assert not page.get_by_role("button", name="停止").count(), "solved without being asked"
        find(page, late)
        page.get_by_role("button", name="算出确切答案").wait_for()

        page.get_by_role("radio", name="改动代价", exact=True).click()
        page.get_by_text("试着定在").wait_for()
        year = str(
            page.evaluate("""() => [...document.querySelectorAll('[role=radio]')]
          .map((one) => one.textContent).filter((one) => /^20\\d\\d$/.test(one))[1]""")
        )
        page.get_by_role("radio", name=year, exact=True).click()
        page.get_by_text("已经求证").wait_for()
        lost = page.get_by_test_id("stMetric").filter(has_text="方案价值损失")
        assert "%" in lost.get_by_test_id("stMetricValue").inner_text()
        assert f"pin={late}%3A{year}" in page.url
        assert file.read_text(encoding="utf-8") == before

        page.get_by_role("button", name="保留").first.click()
        page.locator(".criteria.diff .add").first.wait_for()
        page.get_by_role("button", name="写入文件").click()
        page.get_by_text("原文件另存为").wait_for()
        idle(page)
        rules = values(file.read_text(encoding="utf-8"))["rules"]
        assert {"lock_in": {"estate_id": late, "year": int(year)}} in rules
        page.get_by_text(f"本方案 {year} 年").wait_for()

        page.get_by_role("button", name="撤销保留").click()
        idle(page)
        assert values(file.read_text(encoding="utf-8")) == values(before)
        assert page.evaluate("window.hacked") is None, "a name was run as a program"
        assert not foreign
