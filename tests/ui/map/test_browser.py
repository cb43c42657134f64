"""The frame of the map in a real browser: base map, tickets, measuring, the printed sheet, dark."""

import re

import pytest

from tests.ui.browser import idle

pytestmark = pytest.mark.browser

BASE = "document.querySelector('.live-map').map.base"
PAPER = "document.querySelector('.live-map').map.getContainer().style.background"
STATUS = "async (url) => (await fetch(url, {headers: {Range: 'bytes=0-6'}})).status"


def fetched(page) -> list[str]:
    """The addresses of outlines and base maps this page asked for."""
    asked = "performance.getEntriesByType('resource').map((e) => e.name)"
    return [url for url in page.evaluate(asked) if "/geometry/" in url]


def test_the_frame_of_the_map(app):
    wrong = []
    app.on("pageerror", lambda error: wrong.append(str(error)))
    app.wait_for_function(f"{BASE}?.drawn()")
    addresses = fetched(app)
    assert {url.partition("?")[0].rpartition(".")[2] for url in addresses} == {"json", "pmtiles"}
    _another_browser_opens_none(app, addresses)
    _measured(app)
    _printed(app)
    app.emulate_media(color_scheme="dark")
    app.wait_for_function(f"{PAPER} === 'rgb(23, 28, 34)'")
    assert wrong == []


def _another_browser_opens_none(app, addresses: list[str]) -> None:
    mine = [app.evaluate(STATUS, url) for url in addresses]
    assert set(mine) == {206}
    other = app.context.browser.new_context()
    page = other.new_page()
    page.goto(re.match(r"http://[^/]+/", addresses[0])[0])
    assert {page.evaluate(STATUS, url) for url in addresses} == {404}
    other.close()


def _measured(app) -> None:
    app.locator('[data-tool="measure"]').first.click()
    told = app.locator(".live-map-measured")
    assert "逐点单击" in told.inner_text()
    metres = app.evaluate("""() => {
      const map = document.querySelector('.live-map').map, at = map.getCenter();
      map.fire('click', {latlng: at});
      map.fire('click', {latlng: L.latLng(at.lat + 0.002, at.lng)});
      return map.distance(at, [at.lat + 0.002, at.lng]);
    }""")
    assert f"{metres:.0f} 米" in told.inner_text()
    assert metres == pytest.approx(222.4, abs=0.1)  # 0.002° of a circle of 40,030 km
    app.keyboard.press("Escape")
    assert told.count() == 0


def _printed(app) -> None:
    app.locator('[data-tool="print"]').first.click()
    sheet = app.locator(".map-sheet-paper")
    assert sheet.locator(".live-map-row").count() > 0
    assert sheet.locator(".leaflet-control-scale").is_visible()
    app.keyboard.press("Escape")
    assert app.locator(".map-sheet").count() == 0
    idle(app)
    assert app.locator(".live-map .live-map-row").count() > 0
