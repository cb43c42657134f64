"""The app in a real browser, offline: what is on the screen is what the files say."""

import pandas as pd
import pytest

from layers.classes import classify, score_classes, year_classes, year_keys
from study.plain_yaml import values
from tests.ui.browser import COLOURS, PLACE, drag, find, idle, opened, rows, turn, until
from tests.ui.conftest import ESTATES, EVIL

pytestmark = pytest.mark.browser

# How far the middle of the map is from where it was, on the screen.
MOVED_PX = """() => { const map = document.querySelector('.live-map').map;
  return map.project(window.before).distanceTo(map.project(map.getCenter())); }"""

YEARS = (2027, 2028, 2029, 2030, 2031)


def fills(estates: pd.DataFrame, classes, keys) -> dict[str, str]:
    colour = {item.key: item.fill for item in classes}
    return {estate: colour[key] for estate, key in zip(estates["estate_id"], keys, strict=True)}


def score_fills(estates: pd.DataFrame, _: str) -> dict[str, str]:
    return fills(estates, score_classes(), classify(estates["score"], score_classes()))


def year_fills(estates: pd.DataFrame, plan: str) -> dict[str, str]:
    return fills(estates, year_classes(YEARS), year_keys(estates, plan=plan))


def test_every_estate_is_drawn_and_nobody_else_is_asked(app):
    assert len(app.evaluate(COLOURS)) == ESTATES
    assert app.locator(".live-map-row").count() == len(score_classes()) - 1
    for name in ("数据", "生活圈", "评分", "分期", "协商", "资金", "导出"):
        turn(app, name)


def test_colour_rank_and_year_are_those_python_finds(app, view):
    """After new weights and a new plan: tests/ui/test_journey.py."""
    estates = pd.DataFrame(view.estates.drop(columns="geometry"))
    first = estates.sort_values("rank").head(4)
    found = [row for row in rows(app) if row[0].isdigit()][:4]
    assert [row[:2] for row in found] == [
        [str(rank), name] for rank, name in zip(first["rank"], first["name"], strict=True)
    ]
    assert [float(row[2]) for row in found] == pytest.approx(first["score"].tolist(), abs=0.06)
    years = first[f"year_{view.proposals[0].name}"].astype("Int64").astype("string").fillna("—")
    assert [row[3] for row in found] == years.tolist()
    for button, colours in (("改造年份", year_fills), ("得分", score_fills)):
        app.get_by_role("radio", name=button).click()
        expected = colours(estates, view.proposals[0].name)
        until(app, lambda expected=expected: app.evaluate(COLOURS) == expected)


def test_a_click_on_the_map_opens_the_sheet_and_the_view_stays(app):
    app.get_by_role("button", name="放大").click()
    idle(app)
    zoom = app.evaluate("document.querySelector('.live-map').map.getZoom()")
    app.evaluate("window.before = document.querySelector('.live-map').map.getCenter()")
    shown = app.evaluate("""() => { const map = document.querySelector('.live-map').map;
      return Object.values(map._layers).find((l) => l.feature && l.options.interactive
        && map.getBounds().pad(-0.3).contains(l.getBounds())).feature; }""")
    app.mouse.click(*app.evaluate(PLACE, shown["id"]))
    app.locator(".sheet").wait_for()
    assert app.locator(".sheet h3").inner_text() == shown["properties"]["name"]
    assert shown["id"] in app.locator(".sheet .id").inner_text()
    assert app.evaluate("document.querySelector('.live-map').map.getZoom()") == zoom
    assert app.evaluate(MOVED_PX) < 1  # what stands above the map may change its height


def test_a_name_that_is_html_stays_a_name_everywhere(app):
    find(app, "onerror")
    assert app.locator(".sheet h3").inner_text() == EVIL
    estate = app.locator(".sheet .id").inner_text().split(" ")[0]
    app.mouse.move(*app.evaluate(PLACE, estate))
    app.locator(".leaflet-tooltip strong").wait_for()
    assert app.locator(".leaflet-tooltip strong").inner_text() == EVIL
    for name in ("评分", "分期"):
        turn(app, name)


def test_english_is_one_click_away_and_complete(app):
    app.get_by_text("English").click()
    app.get_by_role("link", name="Scoring").wait_for()
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
    app.locator(".search button").click()
    idle(app)
    app.locator(".sheet").wait_for(state="detached")


def test_two_readers_share_the_weights_that_are_saved_and_no_estate(
    app, browser, app_url, small_study
):
    drag(app, "服务覆盖", 0.9)
    find(app, "LH0005")
    saved = values((small_study / "study.yaml").read_text(encoding="utf-8"))["weights"]
    assert saved["coverage"] > 0.4
    with opened(browser, app_url) as (other, _):
        at = other.locator(".weight-sliders input").evaluate_all(
            "all => all.map(one => +one.value)"
        )
        assert sorted(at) == sorted(round(100 * share) for share in saved.values())
        assert other.locator(".sheet").count() == 0


def test_a_stopped_solve_says_so(app):
    drag(app, "居民意愿", 0.9)
    app.get_by_role("button", name="重新求解").first.click()
    app.get_by_role("button", name="停止").click()
    app.get_by_role("button", name="停止").wait_for(state="detached")
    idle(app)
    assert app.get_by_text("方案年份仍按旧权重").count() == 0
