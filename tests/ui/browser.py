"""Driving the app in Chromium as a person would: click, drag, type."""

from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

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
WAIT_MS = 60_000

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
def opened(browser: Browser, url: str):
    """Open the app as a new reader; yield the page and the list of foreign requests."""
    foreign = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.route("**/*", lambda route: _guard(route, url, foreign))
    page.goto(url)
    drawn(page)
    yield page, foreign
    context.close()


def _guard(route, url: str, foreign: list[str]) -> None:
    if route.request.url.startswith((url, "data:", "blob:")):
        route.continue_()
    else:
        foreign.append(route.request.url)
        route.abort()


def drawn(page: Page) -> None:
    """Wait until the map has its legend, that is, its colours, and the app is idle."""
    page.wait_for_selector(".live-map-row")
    idle(page)


def idle(page: Page) -> None:
    """Wait until the app has finished what it was asked."""
    page.wait_for_timeout(400)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(300)


def drag(page: Page, criterion: str, share: float) -> int:
    """Drag the slider of a criterion to a share of its way; return the number it then shows."""
    slider = page.locator(".stSlider").filter(has_text=criterion)
    slider.scroll_into_view_if_needed()
    thumb = slider.get_by_role("slider")
    track = slider.bounding_box()
    at = thumb.locator("xpath=..").bounding_box()
    y = at["y"] + at["height"] / 2
    page.mouse.move(at["x"] + at["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * share, y, steps=8)
    page.mouse.up()
    idle(page)
    return int(thumb.input_value())


def find(page: Page, words: str) -> None:
    """Type into the search box and take the first match."""
    page.locator(".st-key-estate input").click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    idle(page)


def solve_again(page: Page) -> None:
    """Press the button and wait for the plan of the new weights."""
    page.get_by_role("button", name="重新求解").click()
    page.get_by_role("button", name="停止").wait_for()
    page.get_by_role("button", name="停止").wait_for(state="detached")
    idle(page)
