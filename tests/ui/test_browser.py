"""The app in a real browser, offline: what is on the screen is what the files say."""

import json
from pathlib import Path

import pandas as pd
import pytest

from layers.classes import classify, score_classes, year_classes, year_keys
from tests.ui.browser import COLOURS, PLACE, ROWS, drag, find, idle, launched, opened, solve_again
from tests.ui.conftest import ESTATES, EVIL

pytestmark = pytest.mark.browser

YEARS = (2027, 2028, 2029, 2030, 2031)


@pytest.fixture(scope="module")
def browser(chromium):
    with launched(chromium) as started:
        yield started


@pytest.fixture
def app(browser, app_url):
    with opened(browser, app_url) as (page, foreign):
        yield page
        assert foreign == [], "the app asked another host"
        assert page.evaluate("window.hacked") is None, "a name was run as a program"


def fills(properties: dict, classes, keys) -> dict[str, str]:
    colour = {item.key: item.fill for item in classes}
    return {estate: colour[key] for estate, key in zip(properties, keys, strict=True)}


def score_fills(properties: dict) -> dict[str, str]:
    scores = pd.Series([p["score"] for p in properties.values()])
    return fills(properties, score_classes(), classify(scores, score_classes()))


def year_fills(properties: dict) -> dict[str, str]:
    rows = pd.DataFrame(list(properties.values())).astype({"year": "Int64"})
    return fills(properties, year_classes(YEARS), year_keys(rows))


def same_as_file(page, properties: dict) -> None:
    """Compare the first ten rows of the table and every colour of the map with the file."""
    ranked = sorted(properties.values(), key=lambda p: p["rank"])[:10]
    rows = page.evaluate(ROWS)[:10]
    assert [[rank, name, year] for rank, name, _, year in rows] == [
        [str(p["rank"]), p["name"], str(p["year"] or "—")] for p in ranked
    ]
    assert [float(row[2]) for row in rows] == pytest.approx([p["score"] for p in ranked], abs=0.006)
    for button, colours in (("改造年份", year_fills), ("得分", score_fills)):
        page.get_by_role("radio", name=button).click()
        idle(page)
        shown = page.evaluate(COLOURS)
        assert shown == {estate: colours(properties)[estate] for estate in shown}


def downloaded(page) -> dict[str, dict]:
    """Return what a reader gets who takes estates.geojson home."""
    page.get_by_role("link", name="成果下载").click()
    button = page.locator('[class*="st-key-file-estates"] button')
    with page.expect_download() as taken:
        button.click()
    features = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))["features"]
    return {feature["id"]: feature["properties"] for feature in features}


def test_every_estate_is_drawn_and_nobody_else_is_asked(app):
    assert len(app.evaluate(COLOURS)) == ESTATES
    assert app.locator(".live-map-row").count() == len(score_classes()) - 1
    for link in ("评分排序", "方案比较", "资金安排", "数据问题", "成果下载"):
        app.get_by_role("link", name=link).click()
        app.get_by_role("heading", name=link).wait_for()


def test_colour_rank_and_year_are_those_of_the_file_before_and_after_new_weights(
    app, solved, tmp_path
):
    sliders = {
        "age": 15, "condition": 25, "coverage": 20, "vulnerability": 10, "willingness": 15,
        "consent": 5, "scheme": 5, "deposits": 5,
    }  # fmt: skip
    before = solved({name: at / 100 for name, at in sliders.items()}, tmp_path / "before")
    same_as_file(app, before)
    asked = sliders | {"age": drag(app, "老旧程度", 0.8)}
    assert asked["age"] > 60
    app.get_by_text("方案年份仍按旧权重").wait_for()
    solve_again(app)
    total = sum(asked.values())
    after = solved({name: value / total for name, value in asked.items()}, tmp_path / "after")
    assert [p["rank"] for p in after.values()] != [p["rank"] for p in before.values()]
    same_as_file(app, after)
    assert downloaded(app) == after


def test_a_click_on_the_map_opens_the_sheet_and_the_view_stays(app):
    app.get_by_role("button", name="放大").click()
    idle(app)
    zoom = app.evaluate("document.querySelector('.live-map').map.getZoom()")
    centre = app.evaluate("document.querySelector('.live-map').map.getCenter()")
    shown = app.evaluate("""() => { const map = document.querySelector('.live-map').map;
      return Object.values(map._layers).find((l) => l.feature && l.options.interactive
        && map.getBounds().pad(-0.3).contains(l.getBounds())).feature; }""")
    app.mouse.click(*app.evaluate(PLACE, shown["id"]))
    app.locator(".sheet").wait_for()
    assert app.locator(".sheet h3").inner_text() == shown["properties"]["name"]
    assert shown["id"] in app.locator(".sheet .id").inner_text()
    assert app.evaluate("document.querySelector('.live-map').map.getZoom()") == zoom
    assert app.evaluate("document.querySelector('.live-map').map.getCenter()") == centre


def test_a_name_that_is_html_stays_a_name_everywhere(app):
    find(app, "onerror")
    assert app.locator(".sheet h3").inner_text() == EVIL
    estate = app.locator(".sheet .id").inner_text().split(" ")[0]
    app.mouse.move(*app.evaluate(PLACE, estate))
    app.locator(".leaflet-tooltip strong").wait_for()
    assert app.locator(".leaflet-tooltip strong").inner_text() == EVIL
    for link in ("评分排序", "方案比较", "地图"):
        app.get_by_role("link", name=link).click()
        idle(app)


def test_english_is_one_click_away_and_complete(app):
    app.get_by_text("English").click()
    app.get_by_role("link", name="Ranking").wait_for()
    idle(app)
    assert app.get_by_role("button", name="Zoom in").count() == 1
    chrome = app.locator('[data-testid="stSidebar"]').inner_text()
    assert {c for c in chrome if "\u4e00" <= c <= "\u9fff"} <= set("中文乐河区")
    legend = app.locator(".live-map-legend").inner_text()
    assert not [c for c in legend if "\u4e00" <= c <= "\u9fff"]


def test_the_sheet_adds_up_and_closes(app):
    app.locator(".stDataFrameGlideDataEditor").first.click(position={"x": 100, "y": 50})
    app.locator(".sheet").wait_for()
    parts = app.locator(".sheet .parts tr:not(.sum) td:last-child").all_inner_texts()
    total = float(app.locator(".sheet .parts .sum td:last-child").inner_text())
    assert sum(float(part) for part in parts if part != "—") == pytest.approx(total, abs=0.21)
    idle(app)  # a click into a page that is still being drawn is lost
    app.locator(".st-key-estate").get_by_role("button", name="Clear value").click()
    idle(app)
    app.locator(".sheet").wait_for(state="detached")


def test_two_readers_do_not_share_weights_or_an_estate(app, browser, app_url):
    drag(app, "服务覆盖", 0.9)
    find(app, "LH0005")
    with opened(browser, app_url) as (other, _):
        assert other.get_by_role("slider").last.input_value() == "5"
        assert other.locator(".sheet").count() == 0


def test_a_stopped_solve_says_so(app):
    drag(app, "居民意愿", 0.9)
    app.get_by_role("button", name="重新求解").click()
    app.get_by_role("button", name="停止").click()
    app.get_by_role("button", name="停止").wait_for(state="detached")
    idle(app)
    assert app.get_by_text("方案年份仍按旧权重").count() == 0
