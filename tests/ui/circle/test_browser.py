"""The living circle as a person uses it: look, click the map, see the numbers, keep, come back."""

import pytest

from study.plain_yaml import values
from tests.ui.browser import idle, opened
from tests.ui.circle.test_page import blank

pytestmark = pytest.mark.browser

# Where on the screen the numbered discs of the changes are, and what is in them.
DISCS = "() => [...document.querySelectorAll('.live-map .disc')].map((one) => one.textContent)"
GAIN = "#1f5f8b"
FILLS = """() => Object.values(document.querySelector('.live-map').map._layers)
  .filter((layer) => layer.feature && layer.feature.properties.street !== undefined)
  .map((layer) => layer.options.fillColor)"""
# The place on the screen of the middle of an estate's outline.
SPOT = """(place) => {
  const map = document.querySelector('.live-map').map;
  const layer = Object.values(map._layers)
    .filter((one) => one.feature && one.feature.properties.street !== undefined)[place];
  const at = map.latLngToContainerPoint(layer.getBounds().getCenter());
  const box = map.getContainer().getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""


@pytest.fixture
def file(small_study):
    """Return the small study's file with nothing kept in it; `_as_it_was` puts it back."""
    return blank(small_study) / "study.yaml"


def section(page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    page.wait_for_selector(".live-map-row")
    idle(page)


def figure(page, label: str) -> str:
    metric = page.get_by_test_id("stMetric").filter(has_text=label)
    return metric.get_by_test_id("stMetricValue").inner_text()


def click_estate(page, place: int) -> None:
    page.mouse.click(*page.evaluate(SPOT, place))
    idle(page)


def choose(page, key: str, words: str) -> None:
    page.locator(f".st-key-{key} input").click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    idle(page)


def bridge(page) -> None:
    """Choose a bridge and click both ends, somewhere in the part of the town that is shown."""
    page.get_by_role("radio", name="架桥").click()
    idle(page)
    box = page.locator(".live-map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x - 40, y - 30)
    page.get_by_text("再点一下桥的另一头").wait_for()
    page.mouse.click(x + 40, y + 30)
    idle(page)


def keep(page, file) -> None:
    """Give what is tried a name, look at the lines, and write them."""
    page.get_by_placeholder("给方案起个名称").fill("一号方案")
    page.keyboard.press("Enter")
    idle(page)
    page.get_by_role("button", name="保留方案").click()
    page.get_by_text("看文件里要改的几行").click()
    page.locator(".criteria.diff .add").first.wait_for()
    assert "scenarios" not in values(file.read_text(encoding="utf-8"))
    page.get_by_role("button", name="写入文件").click()
    page.get_by_text("已写入 study.yaml").wait_for()
    idle(page)
    kept = values(file.read_text(encoding="utf-8"))["scenarios"]
    assert [one["name"] for one in kept] == ["一号方案"]
    assert len(kept[0]["changes"]) == 1


def test_a_planner_looks_tries_keeps_and_finds_it_again(browser, app_url, file):
    with opened(browser, app_url) as (page, foreign):
        page.get_by_role("link", name="生活圈").click()
        page.wait_for_selector(".live-map-row")
        idle(page)
        today = figure(page, "居民平均覆盖率")
        click_estate(page, 3)  # the sheet of an estate opens, with how far its people get
        page.get_by_text("走得到的全部设施").wait_for()
        page.get_by_text("15 分钟（1,000 米）").wait_for()
        page.get_by_role("button", name="返回列表").click()
        idle(page)
        section(page, "一老一小")
        page.get_by_text("缺得最多的小区").wait_for()

        section(page, "假如")
        assert round(float(figure(page, "居民平均覆盖率").split("%")[0])) == int(today[:-1])
        assert GAIN not in page.evaluate(FILLS)
        choose(page, "what_if-facility-zh", "社区食堂")
        click_estate(page, 3)
        gained = figure(page, "新够得着")
        assert gained != "0 人"
        assert page.evaluate(DISCS) == ["1"]
        assert GAIN in page.evaluate(FILLS)
        bridge(page)
        assert sorted(page.evaluate(DISCS)) == ["1", "2"]
        page.get_by_role("button", name="撤销").click()
        idle(page)
        assert page.evaluate(DISCS) == ["1"]
        assert figure(page, "新够得着") == gained
        keep(page, file)
        page.reload()
        page.wait_for_selector(".live-map-row")
        section(page, "假如")
        assert page.evaluate(DISCS) == []
        page.get_by_role("button", name="打开").click()
        idle(page)
        assert figure(page, "新够得着") == gained
        assert page.evaluate(DISCS) == ["1"]
        assert page.evaluate("window.hacked") is None, "a name was run as a program"
        assert foreign == [], "the app asked another host"


def test_sites_are_solved_seen_on_the_map_and_taken_over(browser, app_url):
    with opened(browser, app_url) as (page, foreign):
        page.get_by_role("link", name="生活圈").click()
        page.wait_for_selector(".live-map-row")
        section(page, "选址")
        choose(page, "siting-facility-zh", "社区食堂")
        page.get_by_role("button", name="求解").click()
        page.get_by_text("已证明：").wait_for()
        idle(page)
        discs = page.evaluate(DISCS)
        assert sorted(discs) == [str(place + 1) for place in range(len(discs))]
        assert discs
        assert GAIN in page.evaluate(FILLS)
        page.get_by_role("button", name="看全部影响").click()
        page.get_by_text(f"改动（{len(discs)} 项）").wait_for()
        idle(page)
        assert len(page.evaluate(DISCS)) == len(discs)
        section(page, "选址")  # what was asked and found is still there
        page.get_by_text("已证明：").wait_for()
        assert foreign == []
