"""Driving the app in Chromium as a person would: click, drag, type."""

import re
import time
from collections.abc import Callable
from contextlib import contextmanager

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from tests.ui.quiet import rest, watched

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
)
WAIT_MS = 120_000
_THUMB = 14  # pixels: the middle of a slider is never nearer to its end than half of it

# Streamlit asks for these two below a page's own path before it asks at the root.
PROBES = re.compile(r"http://localhost:\d+/[a-z]+/_stcore/(health|host-config)")

# What the map really shows: the colour of every outline, by estate.
COLOURS = """() => Object.fromEntries(
  Object.values(document.querySelector('.live-map').map._layers)
    .filter((layer) => layer.feature && layer.options.interactive)
    .map((layer) => [layer.feature.id, layer.options.fillColor]))"""

# Where on the screen the outline of an estate can be clicked.
PLACE = """(id) => {
  const map = document.querySelector('.live-map').map;
  const layer = Object.values(map._layers).find((l) => l.feature && l.feature.id === id);
  const at = map.latLngToContainerPoint(layer.getBounds().getCenter());
  const box = map.getContainer().getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""

# The rows of the table beside the map, as a screen reader has them.
ROWS = """() => [...document.querySelectorAll('[data-testid="stDataFrame"] tr[aria-rowindex]')]
  .slice(1).map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))"""


@contextmanager
def launched(chromium: str):
    """Start a browser that can reach nothing but this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, url: str, *, path: str = "", lost: bool = False, ready=None):
    """Open the app as a new reader; yield the page and the list of foreign requests.

    `ready` waits for what is there first: the map (`drawn`), unless another function is given.

    Whatever the browser's console calls an error fails the test that leaves the page. `lost`: the
    server is killed meanwhile, of which a browser rightly complains.
    """
    foreign, errors = [], []
    page = _reader(browser).new_page()
    page.set_default_timeout(WAIT_MS)
    page.on("console", lambda one: errors.extend(_error(one)))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda one: foreign.extend(_foreign(one, url)))
    page.goto(url + path)
    (ready or drawn)(page)
    yield page, foreign
    _forget(page, url)
    assert lost or not errors, f"the browser's console shows errors: {errors[:3]}"


def _reader(browser: Browser) -> BrowserContext:
    """Return a browser of a person's own, in which nothing is open and nothing remembered.

    One that was left has the app's scripts at hand; that is all it has (`_forget`).
    """
    left = (one for one in browser.contexts if not one.pages)
    return next(left, None) or watched(browser.new_context(viewport={"width": 1440, "height": 900}))


def _forget(page: Page, url: str) -> None:
    """Close a page; its browser remembers no cookie and nothing the app laid down in it."""
    page.goto("about:blank")
    laid_down = "local_storage,indexeddb,cache_storage,service_workers"
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": url, "storageTypes": laid_down}
    )
    page.context.clear_cookies()
    page.close()


def _error(one: ConsoleMessage) -> list[str]:
    """Return what the console says where it is an error, and not one of Streamlit's two probes."""
    at = one.location.get("url", "")
    missing = "404" in one.text and PROBES.fullmatch(at)
    return [] if one.type != "error" or missing else [f"{one.text} {at}"]


def _foreign(request: Request, url: str) -> list[str]:
    """Return the address of a request to anybody but the app; `FLAGS` let none through.

    Listened to, not held up: a page whose requests are held up is read anew each time.
    """
    return [] if request.url.startswith((url, "data:", "blob:")) else [request.url]


def drawn(page: Page) -> None:
    """Wait until the map has its legend, that is, its colours, and the app is idle."""
    page.wait_for_selector(".live-map-row")
    idle(page)


def idle(page: Page) -> None:
    """Wait until the app has finished what it was asked."""
    rest(page, WAIT_MS)


def rows(page: Page) -> list[list[str]]:
    """Return the rows of the table beside the map, once a screen reader has them."""
    page.locator('[data-testid="stDataFrame"] tr[aria-rowindex="2"]').first.wait_for(
        state="attached"
    )
    return page.evaluate(ROWS)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that the page does not show: what a file says."""
    end = time.monotonic() + WAIT_MS / 1000
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        page.wait_for_timeout(50)


def drag(page: Page, criterion: str, share: float) -> int:
    """Drag the slider of a criterion to a share of its way; return the number it then shows."""
    slider = page.locator(".weight-row").filter(has_text=criterion).get_by_role("slider")
    slider.scroll_into_view_if_needed()
    track = slider.bounding_box()
    y = track["y"] + track["height"] / 2
    way = track["width"] - _THUMB
    at = _THUMB / 2 + way * int(slider.input_value()) / 100
    page.mouse.move(track["x"] + at, y)
    page.mouse.down()
    page.mouse.move(track["x"] + _THUMB / 2 + way * share, y, steps=8)
    page.mouse.up()
    idle(page)
    return int(slider.input_value())


def find(page: Page, words: str) -> None:
    """Type into the search box and take the first match."""
    page.locator(".search input").click()
    page.keyboard.type(words)
    page.locator(".search [role=option], .search .none").first.wait_for()
    page.keyboard.press("Enter")
    idle(page)


def solve_again(page: Page) -> None:
    """Press the button and wait for the plan of the new weights."""
    page.get_by_role("button", name="重新求解").first.click()
    page.get_by_role("button", name="停止").wait_for()
    page.get_by_role("button", name="停止").wait_for(state="detached")
    idle(page)


def turn(page: Page, name: str, section: str = "") -> None:
    """Turn to a page by its name in the menu, and to a section of it."""
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name, exact=True).wait_for()
    idle(page)
    if section:
        page.get_by_role("radio", name=section).first.click()
        idle(page)
