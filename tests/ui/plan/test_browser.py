"""A rule switched off in the browser: solve, see the search, stop it, keep its plan."""

import pytest

from study.rule_switches import written_rules
from tests.ui.browser import idle, opened, until

pytestmark = pytest.mark.browser


def test_a_rule_off_is_solved_for_until_it_is_stopped(browser, app_url, small_study):
    file = small_study / "study.yaml"
    with opened(browser, app_url) as (page, foreign):
        page.goto(f"{app_url}/plan?section=rules")
        page.wait_for_selector(".rules-head")
        idle(page)
        page.locator('[class*="st-key-rule-on-0-"] label').first.click()
        page.wait_for_selector(".rules-tight.off")
        idle(page)
        until(page, lambda: not written_rules(file.read_text(encoding="utf-8"))[0].on)
        page.get_by_role("button", name="重新求解").first.click()
        page.wait_for_selector(".search-card")
        page.get_by_role("button", name="停止").click()
        page.wait_for_selector(".search-card", state="detached")
        page.get_by_text("求解已手动停止").wait_for()
        assert not page.get_by_text("方案年份仍按旧").count()
        assert foreign == []
