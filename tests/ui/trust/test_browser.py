"""The page of trust as a person uses it: read, point, click, change k, take the table home."""

import csv
import io
from pathlib import Path

import pytest

from tests.ui.browser import COLOURS, find, idle, turn
from tests.ui.conftest import ESTATES, EVIL

pytestmark = pytest.mark.browser

POINTS = ".plane circle[data-estate]"


def trust(page):
    turn(page, "评分", "可信度")
    page.locator(".trust-lead").wait_for()
    idle(page)


def section(page, name):
    page.get_by_role("radio", name=name).click()
    idle(page)


def test_a_leader_reads_a_planner_points_and_clicks(app):
    trust(app)
    assert "都留在前" in app.locator(".trust-lead").inner_text()
    points = app.locator(POINTS)
    assert points.count() > ESTATES / 2
    last = points.last  # the smallest lies on top: nothing covers it
    estate = last.get_attribute("data-estate")
    last.hover()
    tip = app.locator(".picture-tip")
    tip.wait_for()
    assert estate in tip.inner_text()
    last.click()
    idle(app)
    assert estate in app.locator(".trust-card").inner_text()
    section(app, "名次范围")
    assert app.locator(".ranges .row").count() > 10
    section(app, "换一种方法")
    assert app.locator(".matrix").count() == 2
    section(app, "权重余地")
    assert app.locator(".rooms .bar i").count() == app.get_by_role("slider").count()
    section(app, "怎么算的")
    assert "未核对" in app.locator(".trust-told").inner_text()


def test_a_name_that_is_html_is_text_in_the_plane_and_the_bars(app):
    find(app, "onerror")
    trust(app)
    assert EVIL in app.locator(".trust-card h4").inner_text()
    app.locator(f'{POINTS}[data-estate="LH0001"]').dispatch_event("pointermove")
    section(app, "名次范围")
    section(app, "前 40 名")
    row = app.locator('.ranges .row[data-estate="LH0001"]')
    row.hover()
    assert EVIL in app.locator(".picture-tip strong").inner_text()
    assert app.locator(".plane img, .ranges img, .picture-tip img").count() == 0


def test_another_k_reaches_the_map_and_the_table_goes_home(app):
    trust(app)
    box = app.get_by_role("spinbutton")
    box.fill("9")
    box.press("Enter")
    idle(app)
    assert "前 9 名中" in app.locator(".trust-lead").inner_text()
    section(app, "名次范围")
    with app.expect_download() as taken:
        app.get_by_role("button", name="下载本表").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert len(rows) == ESTATES + 1
    assert "进前 9 名的把握" in rows[0]
    app.get_by_role("link", name="总览").click()
    idle(app)
    section(app, "排名把握")
    assert "进前 9 名的把握" in app.locator(".live-map-legend").inner_text()
    assert len(set(app.evaluate(COLOURS).values())) >= 2


def test_a_single_criterion_and_a_common_colouring_let_go_of_one_another(app):
    app.locator(".st-key-by_criterion").click()
    app.get_by_role("option", name="老旧程度").click()
    idle(app)
    assert "老旧程度" in app.locator(".live-map-title").inner_text()
    section(app, "得分")
    assert "得分" in app.locator(".live-map-title").inner_text()
    assert app.locator(".st-key-by_criterion input").input_value() == ""
