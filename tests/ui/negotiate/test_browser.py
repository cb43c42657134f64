"""A plan negotiated as a person does it: choose an estate, pin it, see the price, keep it, undo."""

import pytest

from phasing.negotiation.override import Override
from phasing.negotiation.price import price_at_once
from phasing.negotiation.standing import standing_of
from study import decisions
from study.plain_yaml import values
from study.propose import phasing_problem
from tables import InputError
from tests.ui.browser import find, idle, opened, until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def late(view):
    """An estate outside clusters that may start in the second year and is placed later."""
    plan = view.proposals[0]
    stood = standing_of(phasing_problem(view.plan.proposed.ranked, view.plan.choices), plan)
    second = view.choices.horizon[0] + 1
    alone = view.estates.set_index("estate_id")["cluster_id"].isna()
    free = sorted(e for e, year in plan.plan.items() if year and year > second and alone[e])
    return next(estate for estate in free if _may(stood, estate, second))


def _may(stood, estate: str, year: int) -> bool:
    try:
        return price_at_once(stood, Override({estate: year})).clash is None
    except InputError:
        return False


def priced(page, late: str) -> str:
    """Ask, as a planner does, what it costs to start an estate a year earlier; return the year."""
    page.get_by_role("link", name="协商").click()
    page.wait_for_selector(".live-map-row")
    idle(page)
    assert not page.get_by_role("button", name="停止").count(), "solved without being asked"
    find(page, late)
    page.get_by_role("button", name="算出确切答案").wait_for()
    page.get_by_role("radio", name="改动代价", exact=True).click()
    page.get_by_text("试着定在").wait_for()
    year = str(
        page.evaluate("""() => [...document.querySelectorAll('[role=radio]')]
      .map((one) => one.textContent).filter((one) => /^20\\d\\d$/.test(one))[1]""")
    )
    page.get_by_role("radio", name=year, exact=True).click()
    page.get_by_text("已经求证").wait_for()
    lost = page.get_by_test_id("stMetric").filter(has_text="方案价值损失")
    assert "%" in lost.get_by_test_id("stMetricValue").inner_text()
    return year


def test_a_planner_pins_sees_the_price_keeps_it_and_takes_it_back(
    browser, app_url, small_study, late
):
    file = small_study / "study.yaml"
    before = file.read_text(encoding="utf-8")
    with opened(browser, app_url) as (page, foreign):
        year = priced(page, late)
        page.wait_for_function("(pin) => location.search.includes(pin)", arg=f"pin={late}%3A{year}")
        assert file.read_text(encoding="utf-8") == before

        page.get_by_role("button", name="保留").first.click()
        page.locator(".criteria.diff .add").first.wait_for()
        page.get_by_placeholder("例如：街道").fill("居民代表会议")
        page.get_by_role("button", name="写入文件").click()
        page.get_by_text("已写入 study.yaml").wait_for()
        idle(page)
        rules = values(file.read_text(encoding="utf-8"))["rules"]
        assert {"lock_in": {"estate_id": late, "year": int(year)}} in rules
        page.get_by_text(f"本方案 {year} 年").wait_for()
        (kept,) = decisions.recorded(file)
        assert (kept.kind, kept.reason, kept.price["proven"]) == ("pin", "居民代表会议", True)

        page.get_by_role("button", name="撤销保留").click()
        kinds = ["pin", "undo"]
        until(page, lambda: [one.kind for one in decisions.recorded(file)] == kinds)
        until(page, lambda: file.read_text(encoding="utf-8") == before)
        idle(page)
        assert page.evaluate("window.hacked") is None, "a name was run as a program"
        assert not foreign
