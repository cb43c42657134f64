"""The briefing in a real browser that reaches no network: seen, paged, printed."""

import dataclasses

import pytest
from playwright.sync_api import sync_playwright

from reports.briefing import briefing
from tests.reports.test_briefing import EVIL, named
from tests.small_negotiated import asked
from tests.small_results import full, town

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip

OVERFLOW = """() => {
  const slide = document.querySelector('.slide.on');
  const bottom = document.querySelector('nav').getBoundingClientRect().top;
  const all = [...slide.querySelectorAll('.body *')].filter((e) => !e.closest('.map'));
  return all.filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && (box.bottom > bottom + 1 || box.right > innerWidth + 1);
  }).map((e) => slide.dataset.key + ' ' + e.tagName + ' ' + e.textContent.slice(0, 20));
}"""


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a briefing; what it asked the network for and complained about ends in `noted`."""
    pages, noted = [], []

    def show(html, width=1440, height=900):
        path = tmp_path / "briefing.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": height})
        page.on("console", lambda message: noted.append(message.text))
        page.on("pageerror", lambda error: noted.append(str(error)))
        page.on("request", lambda r: noted.append(r.url) if r.url[:5] == "http:" else None)
        page.on("request", lambda r: noted.append(r.url) if r.url[:6] == "https:" else None)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.close()
    assert noted == []


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
def test_every_page_shows_all_it_holds(opened, locale, size):
    results = dataclasses.replace(full(), negotiated=asked())
    page = opened(briefing(results, locale=locale), *size)
    assert page.locator(".slide.sooner").count() == 1
    count = page.locator(".slide").count()
    for _ in range(count):
        assert page.evaluate(OVERFLOW) == []
        page.keyboard.press("ArrowRight")
    assert page.locator(".slide.on footer").text_content().endswith(f"{count} / {count}")


def test_keys_page_forth_and_back_and_stop_at_the_ends(opened):
    page = opened(briefing(town(), locale="zh"))

    def at():
        return page.evaluate("document.querySelector('.slide.on').dataset.key")

    page.keyboard.press("PageUp")
    assert at() == "overview"
    page.keyboard.press("PageDown")
    assert at() == "where"
    page.keyboard.press("End")
    assert at() == "inputs"
    page.locator("nav a", has_text="方案比较").click()
    assert at() == "compare"


def test_the_map_shows_every_outline_in_the_colour_of_its_class(opened):
    page = opened(briefing(town(), locale="zh"))
    page.keyboard.press("ArrowRight")
    shapes = page.locator(".leaflet-overlay-pane svg path")
    assert shapes.count() == town().estates.geometry.notna().sum()
    by_year = shapes.first.get_attribute("fill")
    page.locator("button", has_text="优先级得分").click()
    assert shapes.first.get_attribute("fill") != by_year
    legend = page.locator("table.legend:visible td.n").all_text_contents()
    assert sum(map(int, legend)) == len(town().estates)


def test_a_name_that_is_markup_runs_nothing_when_pointed_at(opened):
    page = opened(briefing(named(town(), EVIL), locale="zh"))
    page.keyboard.press("ArrowRight")
    page.locator(".leaflet-overlay-pane svg path").nth(3).hover()
    assert page.locator(".said strong").text_content() == EVIL
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("window.pwned") is None


def test_it_prints_one_page_a_slide(opened):
    page = opened(briefing(town(), locale="zh"))
    count = page.locator(".slide").count()
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/Type /Page\n") == count
