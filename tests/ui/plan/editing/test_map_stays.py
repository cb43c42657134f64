"""The map on which a plan is edited stays the very same one while prices and plans are searched."""

import pytest

from study.decisions import NAME
from tests.ui.browser import PLACE, idle
from tests.ui.plan.editing.staying import MARK, SAME
from tests.ui.plan.editing.test_browser import free

pytestmark = pytest.mark.browser
SOLVED_MS = 180_000


@pytest.fixture
def page(app, app_url, small_study):
    """Open the map of the plan."""
    app.goto(f"{app_url}/plan?section=map")
    app.wait_for_selector(".live-map-draw")
    idle(app)
    yield app
    (small_study / NAME).unlink(missing_ok=True)


def test_the_map_stays_from_the_draft_to_the_plan_solved_for_it(page, view):
    estate, year = free(view)
    other = next(one for one in view.choices.horizon if one != year)
    page.mouse.click(*page.evaluate(PLACE, estate))
    idle(page)
    page.evaluate(MARK)
    card = page.locator(".st-key-plan_edit_card")
    card.get_by_role("radio", name=str(other)).click()
    page.get_by_text("已经求证").wait_for()
    idle(page)
    assert page.evaluate(SAME), "while the price was searched"
    page.locator('[class*="st-key-plan-keep"] button').click()
    page.get_by_text("写入").first.wait_for()
    page.locator(".live-map-draw").wait_for(state="detached")
    assert page.evaluate(SAME), "while the plan is solved"
    page.locator(".live-map-draw").wait_for(timeout=SOLVED_MS)
    idle(page)
    assert page.evaluate(SAME), "when the plan is solved"
    page.get_by_role("button", name="撤销保留").click()
    page.locator('[class*="st-key-plan-drop-0"]').wait_for()
    idle(page)
    assert page.evaluate(SAME), "when it was taken back"
