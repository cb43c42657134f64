"""The page of the app in a real Chromium, timed as a person meets it: drawn, dragged, scrolled."""

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
)  # fmt: skip
SCREEN = {"width": 1440, "height": 900}
OPENING_MS = 1_800_000  # the first visitor waits while a study is measured and solved
WAIT_MS = 60_000
_SETTLES_MS = 700
_STEPS = 30

# Milliseconds since `start` when a condition holds and two frames later: the canvas is painted.
_PAINTED = """([start, holds]) => new Promise((done, failed) => {
  setTimeout(() => failed(new Error(`no map where ${holds}`)), 60000);
  const holding = new Function('seat', `return ${holds}`);
  const look = () => {
    const seat = document.querySelector('.live-map')?.seat;
    if (!seat?.data || !document.querySelector('.live-map-row') || !holding(seat)) {
      requestAnimationFrame(look);
      return;
    }
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  };
  look();
})"""

# One step of a drag after the other: from the event to the second frame after it.
_DRAG = """async ([steps, from]) => {
  const input = document.querySelector('.weight-sliders input');
  const took = [];
  input.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  for (let step = 0; step < steps; step += 1) {
    const start = performance.now();
    input.value = (from + 3 * step) % 101;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    took.push(performance.now() - start);
  }
  return took;
}"""

_LET_GO = """() => document.querySelector('.weight-sliders input')
  .dispatchEvent(new Event('change', { bubbles: true }))"""

# From the next event of a kind: milliseconds until other colours were painted, by whomever, and
# until the answer of the app was. `asked` is what the answer is known by.
_TIMED = """([kind, asked]) => {
  const seat = document.querySelector('.live-map').seat;
  const told = () => JSON.stringify(asked.split('.').reduce((at, key) => at?.[key], seat.answer));
  const was = { codes: seat.data.codes, told: told() };
  window.timed = new Promise((done, failed) => addEventListener(kind, () => {
    const start = performance.now(), took = {};
    setTimeout(() => failed(new Error(`no answer to ${kind}: ${JSON.stringify(took)}`)), 60000);
    const seen = (name) => requestAnimationFrame(() => requestAnimationFrame(() => {
      took[name] = performance.now() - start;
      if (took.painted && took.answered) done(took);
    }));
    const wanted = {
      painted: () => seat.data.codes !== was.codes,
      answered: () => told() !== was.told,
    };
    const look = () => {
      for (const [name, holds] of Object.entries(wanted)) {
        if (!holds()) continue;
        delete wanted[name];
        seen(name);
        if (name === 'answered' && wanted.painted) { delete wanted.painted; seen('painted'); }
      }
      if (Object.keys(wanted).length) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true }));
}"""

# Milliseconds between frames while the table is scrolled by a wheel.
_FRAMES = """() => {
  const seen = window.frames_ms = [];
  let last = performance.now();
  const note = (now) => { seen.push(now - last); last = now; requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """Start a browser that can reach nothing but this machine. Needs playwright."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a package of the tests

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def visited(browser: Any, url: str) -> Iterator[Any]:  # noqa: ANN401 - playwright's own types
    """Open the app as a new reader with an empty cache; `received` of the page counts bytes."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.received = []
    page.on("websocket", lambda socket: socket.on("framereceived", _counted(page.received)))
    page.goto(url)
    yield page
    context.close()


def first_draw_ms(page: Any, *, patience_ms: float = WAIT_MS) -> float:  # noqa: ANN401
    """Return when the estates and their legend were painted, from the start of the navigation."""
    page.wait_for_selector(".live-map-row", timeout=patience_ms)
    return float(page.evaluate(_PAINTED, [0, "seat.painted"]))


def drag_ms(page: Any, start: int) -> list[float]:  # noqa: ANN401
    """Return what each step of a drag of the first slider from `start` takes until it is seen."""
    page.wait_for_function("document.querySelector('.live-map').seat.weighed?.points")
    return [float(step) for step in page.evaluate(_DRAG, [_STEPS, start])]


def weighed_ms(page: Any) -> float:  # noqa: ANN401
    """Let the slider go; return when what the app answers is on the map."""
    page.evaluate(_TIMED, ["change", "tools.weights.turn"])
    page.evaluate(_LET_GO)
    return float(page.evaluate("window.timed")["answered"])


def clicked_ms(page: Any, click: Callable[[], None]) -> tuple[float, float]:  # noqa: ANN401
    """Return how long after a click other colours are seen, and when the app has answered."""
    page.evaluate(_TIMED, ["click", "by"])
    click()
    took = page.evaluate("window.timed")
    return float(took["painted"]), float(took["answered"])


def scrolled_ms(page: Any) -> list[float]:  # noqa: ANN401
    """Return the milliseconds between frames while the first table is scrolled."""
    table = page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    table.hover()
    page.evaluate(_FRAMES)
    for _ in range(_STEPS):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(16)
    return [float(frame) for frame in page.evaluate("window.frames_ms")]


def settle(page: Any) -> None:  # noqa: ANN401
    """Wait until the app has finished what it was asked."""
    page.wait_for_timeout(_SETTLES_MS)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def median(values: list[float]) -> float:
    """Return the middle of the values.

    >>> median([3, 1, 2])
    2.0
    """
    return float(statistics.median(values))


def _counted(received: list[int]) -> Callable[[Any], None]:
    return lambda frame: received.append(len(frame))
