"""Changing the criteria in a real browser, as a planner would: type, look, save, look again."""

import pytest

from study.plain_yaml import values
from tests.ui.browser import idle, opened, turn

pytestmark = pytest.mark.browser

COMMENT = "# 会议议定，改动请留名\n"


@pytest.fixture
def file(small_study):
    """Return the small study's file with a comment on top; `_as_it_was` puts it back."""
    path = small_study / "study.yaml"
    path.write_text(COMMENT + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def age_anchor(page, value: str) -> None:
    box = page.locator('[class*="st-key-criteria-age_years-anchor-1-0"] input')
    box.fill(value)
    box.press("Enter")
    idle(page)
    idle(page)


def test_an_anchor_typed_is_ranked_shown_saved_and_still_there(browser, app_url, file):
    before = file.read_text(encoding="utf-8")
    with opened(browser, app_url) as (page, foreign):
        turn(page, "评分", "指标")
        page.locator(".criteria.row img").first.wait_for()
        page.locator(".st-key-criteria-edit-age_years button").click()
        idle(page)
        age_anchor(page, "10")
        page.get_by_text("“房龄”的锚点 20→0分、10→100分").wait_for()
        assert page.locator(".criteria.diff").count() == 0
        age_anchor(page, "90")
        added = page.locator(".criteria.diff .add").all_inner_texts()
        assert "".join(added[-1].split()) == "+age_years:{anchors:[[20,0],[90,100]]}"
        assert "个小区名次变化" in page.locator(".st-key-criteria_changes").inner_text()
        page.get_by_text("方案年份仍按旧评分指标").first.wait_for()
        page.mouse.wheel(0, 2400)
        idle(page)
        assert page.get_by_text("已保存").first.is_visible()  # it stays in sight
        page.reload()
        page.get_by_text("锚点原为").wait_for()
        assert foreign == []
    after = file.read_text(encoding="utf-8")
    assert after.startswith(COMMENT)
    assert values(after)["criteria"] == {"age_years": {"anchors": [[20, 0], [90, 100]]}}
    (copy,) = file.parent.glob("study.yaml.bak-*")
    assert copy.read_text(encoding="utf-8") == before
