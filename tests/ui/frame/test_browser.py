"""The sliders in a real browser: the map follows a hand, and the app's answer changes nothing."""

import pytest

from tests.ui.browser import COLOURS, idle

pytestmark = pytest.mark.browser

TURN = "document.querySelector('.live-map')?.seat?.weighed?.given.turn"


def test_the_map_follows_a_drag_and_the_app_agrees_when_the_slider_is_let_go(app):
    app.wait_for_function("document.querySelector('.live-map')?.seat?.weighed?.points")
    before = app.evaluate(COLOURS)
    slider = app.locator(".weight-row").get_by_role("slider").first
    box = slider.bounding_box()
    app.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + box["height"] / 2)
    app.mouse.down()
    app.mouse.move(box["x"] + 0.95 * box["width"], box["y"] + box["height"] / 2, steps=4)
    app.wait_for_timeout(200)
    dragged, map_of = app.evaluate(COLOURS), "document.querySelector('.live-map').map"
    assert app.evaluate(TURN) == 0  # the app knows nothing of it yet
    assert dragged != before
    app.evaluate(f"window.before = {map_of}")
    app.mouse.up()
    app.wait_for_function(f"{TURN} === 1")
    idle(app)
    assert app.evaluate(COLOURS) == dragged
    assert app.evaluate(f"window.before === {map_of}")  # mounted all the while
    app.get_by_role("button", name="恢复", exact=True).click()
    app.wait_for_function(f"{TURN} === 2")
    idle(app)
    assert app.evaluate(COLOURS) == before
