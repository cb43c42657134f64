"""Two studies on one server: what one shows is never the other's."""

import pytest

from study import decisions
from study.plain_yaml import values
from tests.ui.browser import COLOURS, drag, drawn, find, opened, turn
from tests.ui.conftest import serving
from tests.ui.session.test_browser import copied, left_as_it_was

pytestmark = pytest.mark.browser

MAIN = '[data-testid="stMain"]'
SHEET = ".st-key-beside"
NAMES = ("甲区", "乙区")

# The addresses of outlines and points that the map of this page asked for.
ASKED = """() => performance.getEntriesByType('resource').map((one) => one.name)
  .filter((name) => name.includes('/geometry/'))"""

# What stands in the tooltip of every estate, and in the rows of every table.
TOLD = """() => [
  ...Object.values(document.querySelector('.live-map').map._layers)
    .filter((layer) => layer.feature && layer.options.interactive)
    .map((layer) => JSON.stringify(layer.feature)),
  JSON.stringify(document.querySelector('.live-map').seat?.data ?? ''),
  ...[...document.querySelectorAll('[data-testid="stDataFrame"] td')].map((td) => td.textContent),
].join(' ')"""


@pytest.fixture(scope="module")
def made(small_study, tmp_path_factory):
    """Return two studies of one region: their names and their first estates tell them apart."""
    folder = tmp_path_factory.mktemp("towns")
    return [copied(small_study, folder / name, name) for name in NAMES]


@pytest.fixture(scope="module")
def url(made, tmp_path_factory):
    """Serve both to every test: neither's files change, so each is read and measured once."""
    with serving(made, tmp_path_factory.mktemp("served") / "log.txt") as address:
        yield address


@pytest.fixture
def towns(made):
    """Return the two files for one test, which leaves them as they were."""
    first, second = made
    with left_as_it_was(first), left_as_it_was(second):
        yield made


def seen(page) -> str:
    """Return all that a page shows: its words, its map's tooltips and its tables."""
    return page.locator("body").inner_text() + page.evaluate(TOLD)


def status(page, address: str) -> int:
    """Return how the server answers this browser, with its cookies, where no console complains."""
    return page.context.request.get(address).status


def test_two_studies_in_two_browsers_never_mix(browser, towns, url):
    first, second = towns
    with (
        opened(browser, url, path="/?study=甲区") as (one, _),
        opened(browser, url, path="/?study=乙区") as (other, _),
    ):
        before = other.evaluate(COLOURS)
        drag(one, "老旧程度", 0.9)
        one.get_by_text("已保存").first.wait_for()
        other.reload()
        drawn(other)
        assert other.evaluate(COLOURS) == before, "weights of the other study colour this one"

        for page, own, name in ((one, "甲区", "乙区"), (other, "乙区", "甲区")):
            find(page, f"{own}头一个")
            page.locator(SHEET).get_by_text(f"{own}头一个").first.wait_for()
            assert name not in seen(page)

        addresses, others = one.evaluate(ASKED), other.evaluate(ASKED)
        assert addresses
        assert not {*addresses} & {*others}
        for address in addresses:  # in the browser it was handed to, and in no other
            assert (status(one, address), status(other, address)) == (200, 404)
    (step,) = decisions.recorded(first)
    weights = [values(text)["weights"]["age"] for text in (step.before, step.after)]
    assert weights[1] > weights[0]
    assert not second.with_name(decisions.NAME).exists()


@pytest.mark.usefixtures("towns")
def test_a_link_of_one_study_opens_nothing_of_another_nor_does_turning_its_pages(browser, url):
    with opened(browser, url, path="/?study=乙区&estate=LH0001") as (page, _):
        page.locator(SHEET).get_by_text("乙区头一个").first.wait_for()
        assert "甲区" not in page.locator(MAIN).inner_text()
        for name in ("记录", "总览"):
            turn(page, name)
            assert "study=乙区" in page.evaluate("decodeURIComponent(location.href)")
        drawn(page)
        find(page, "头一个")
        page.locator(SHEET).get_by_text("乙区头一个").first.wait_for()
        assert "甲区" not in seen(page)


def test_what_waits_is_written_before_the_study_is_changed(browser, towns, url):
    with opened(browser, url, path="/?study=甲区") as (page, _):
        drag(page, "老旧程度", 0.9)
        page.get_by_text("已保存").first.wait_for()
        slider = page.locator(".weight-row").filter(has_text="设施状况").get_by_role("slider")
        slider.focus()
        page.keyboard.press("End")
        page.locator(".st-key-study").get_by_role("combobox").click()
        page.get_by_role("option", name="乙区").click()
        page.wait_for_function("decodeURIComponent(location.href).includes('study=乙区')")
        drawn(page)
    kept = values(towns[0].read_text(encoding="utf-8"))["weights"]
    assert kept["condition"] > kept["age"]
    assert not towns[1].with_name(decisions.NAME).exists()
