"""Two proposals compared as a person does: a year on the slider, a drag, an estate clicked."""

import pytest

from tests.ui.browser import idle
from ui.map.painting import layer_painting, map_layers

pytestmark = pytest.mark.browser

COUNTS = """(side) => [...document.querySelectorAll(`.st-key-compare_${side} .live-map-row b`)]
  .map((cell) => Number(cell.textContent))"""
CENTRES = """() => [...document.querySelectorAll('.live-map')]
  .map(({ map }) => [map.getCenter().lng.toFixed(4), map.getZoom()].join(' '))"""


def test_two_maps_and_what_differs_move_together_and_keep_their_year(app):
    app.goto(f"{app.url.split('?')[0].rstrip('/')}/plan?section=compare&a=need&b=balance")
    app.wait_for_selector(".st-key-compare_difference .live-map-row")
    idle(app)
    whole = app.evaluate(COUNTS, "left")
    slider = app.locator(".st-key-compare_left .live-map-year input[type=range]")
    slider.focus()
    app.keyboard.press("ArrowRight")
    first = app.evaluate(COUNTS, "left")
    assert first == [whole[0], *[0] * (len(whole) - 1)]
    other = app.evaluate(COUNTS, "right")
    assert other[0] > 0
    assert sum(other[1:]) == 0
    app.wait_for_function("location.search.includes('years=to')")
    idle(app)
    assert app.evaluate(COUNTS, "left") == first
    box = app.locator(".st-key-compare_left .live-map").bounding_box()
    app.mouse.move(box["x"] + 200, box["y"] + 200)
    app.mouse.down()
    app.mouse.move(box["x"] + 260, box["y"] + 230, steps=4)
    app.mouse.up()
    app.wait_for_function(f"new Set(({CENTRES})()).size === 1")
    assert app.locator(".sync-point:visible").count() == 2


# What each side of the line is drawn with, and where the line cuts the panes (pixels of the map).
SIDES = """() => {
  const { map, seat } = document.querySelector('.st-key-compare_swipe .live-map');
  const cut = (name) => [...map.getPane(name).style.clipPath.matchAll(/(-?[\\d.]+)px/g)]
    .map((found) => Number(found[1])).filter((x) => Math.abs(x) < 99999);
  const from = map.containerPointToLayerPoint([0, 0]).x;
  const colours = (layer) => {
    const found = {};
    layer.eachLayer((shape) => { found[shape.feature.id] = shape.options.fillColor; });
    return found;
  };
  return { left: cut('swipe').map((x) => x - from), right: cut('overlayPane').map((x) => x - from),
    width: map.getSize().x, colours: [colours(seat.swipe.layer), colours(seat.estates.layer)] };
}"""


# The outlines of both sides, which are one, on the paper asked for.
RIMS = """(paper) => {
  const { seat } = document.querySelector('.st-key-compare_swipe .live-map');
  if (paper) seat.turn(paper);
  const found = [seat.swipe.layer, seat.estates.layer].map((layer) => {
    const rims = [];
    layer.eachLayer((shape) => rims.push([shape.feature.id, shape.options.color]));
    return JSON.stringify(rims.sort());
  });
  return found;
}"""


def by_year(painting) -> list[str]:
    return [painting.legend[ord(one) - ord("0")]["fill"] for one in painting.codes]


def test_one_map_shows_two_plans_left_and_right_of_a_line(app, view):
    app.goto(
        f"{app.url.split('?')[0].rstrip('/')}/plan?section=compare&a=need&b=balance&look=swipe"
    )
    app.wait_for_selector(".live-map-swipe")
    idle(app)
    line = app.locator(".live-map-swipe")
    ids = view.estates["estate_id"].tolist()
    found = app.evaluate(SIDES)
    for name, colours in zip(("need", "balance"), found["colours"], strict=True):
        shown = layer_painting(view, map_layers(view, name)["year"])
        assert [colours[one] for one in ids] == by_year(shown)
    for side in ("left", "right"):
        assert found[side] == pytest.approx([found["width"] / 2] * len(found[side]), abs=1)
    rims = app.evaluate(RIMS)
    dark = app.evaluate(RIMS, "dark")
    assert all(now != was for now, was in zip(dark, rims, strict=True))
    assert app.evaluate(RIMS, "light") == rims
    box = app.locator(".st-key-compare_swipe .live-map").bounding_box()
    app.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    app.mouse.down()
    app.mouse.move(box["x"] + box["width"] / 4, box["y"] + 90, steps=4)
    app.mouse.up()
    assert int(line.get_attribute("aria-valuenow")) == pytest.approx(25, abs=1)
    at = app.evaluate(SIDES)["left"][0]
    assert at == pytest.approx(box["width"] / 4, abs=2)
    app.keyboard.press("ArrowRight")
    assert app.evaluate(SIDES)["left"][0] == pytest.approx(at + box["width"] / 50, abs=2)
    app.keyboard.press("End")
    assert line.get_attribute("aria-valuenow") == "100"
    app.keyboard.press("Home")
    assert line.get_attribute("aria-valuenow") == "0"
    for _ in range(5):
        app.keyboard.press("PageUp")
    app.mouse.move(box["x"] + 100, box["y"] + 300)  # the map moves, the line stays
    app.mouse.down()
    app.mouse.move(box["x"] + 180, box["y"] + 330, steps=4)
    app.mouse.up()
    app.wait_for_timeout(600)
    found = app.evaluate(SIDES)
    assert found["left"][0] == pytest.approx(found["width"] / 2, abs=1)
