"""Thousands of outlines on one canvas: every one is drawn, found under the pointer and recoloured.

Runs in a browser with a town of four squares, so that every answer can be read off.
"""

from pathlib import Path

import pytest

from layers.script import browser_script

pytestmark = pytest.mark.browser

_LEAFLET = Path(__file__).parents[3] / "static" / "vendor" / "leaflet.js"

_DRAW = """() => {
  const square = (id, x, y, more = []) => ({ type: 'Feature', id, properties: { name: id },
    geometry: { type: 'Polygon', coordinates: [
      [[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2], [x, y]], ...more] } });
  const hole = [[4.5, 0.5], [4.5, 1.5], [5.5, 1.5], [5.5, 0.5], [4.5, 0.5]];
  const features = [square('A', 0, 0), square('B', 4, 0, [hole]), square('C', 0, 4),
    { type: 'Feature', id: 'P', properties: { name: 'P' },
      geometry: { type: 'Point', coordinates: [5, 5] } },
    { type: 'Feature', id: 'N', properties: { name: 'N' }, geometry: null }, square('D', 1, 4)];
  const map = window.map = L.map('m', { zoomControl: false, fadeAnimation: false });
  map.fitBounds([[-1, -1], [7, 7]]);
  window.picked = [];
  window.estates = Jiugai.estates(map, { type: 'FeatureCollection', features },
    { svg: false, pick: (id) => picked.push(id) });
}"""
_CLASSES = [
    {"fill": "#ff0000", "stroke": "#000000"},
    {"fill": "#0000ff", "stroke": "#000000"},
]
_COLOUR = """([x, y]) => {
  const at = map.latLngToContainerPoint([y, x]), ratio = devicePixelRatio;
  const canvas = document.querySelector('.leaflet-overlay-pane canvas');
  const box = canvas.getBoundingClientRect(), own = map.getContainer().getBoundingClientRect();
  const seen = canvas.getContext('2d').getImageData(
    (own.x + at.x - box.x) * ratio, (own.y + at.y - box.y) * ratio, 1, 1).data;
  return seen[3] === 0 ? 'nothing' : seen[0] > seen[2] ? 'red' : 'blue';
}"""
_PLACE = "([x, y]) => { const at = map.latLngToContainerPoint([y, x]), own = map.getContainer()"
_PLACE += ".getBoundingClientRect(); return [own.x + at.x, own.y + at.y]; }"
_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 600, "height": 600})
    page.set_content('<div id="m" style="width: 560px; height: 560px"></div>')
    page.add_script_tag(content=_LEAFLET.read_text(encoding="utf-8") + browser_script())
    page.evaluate(_DRAW)
    paint(page, [0, 1, 0, 1, 1, 0])
    yield page
    page.close()


def paint(page, keys: list[int]) -> None:
    page.evaluate("([keys, classes]) => estates.paint(keys, classes)", [keys, _CLASSES])
    page.evaluate(_FRAMES)


def place(page, x: float, y: float) -> list[float]:
    return page.evaluate(_PLACE, [x, y])


def test_every_outline_has_the_colour_of_its_class_and_a_hole_stays_open(page):
    seen = {at: page.evaluate(_COLOUR, list(at)) for at in [(1, 1), (4.2, 1), (1, 5), (5, 5)]}
    assert seen == {(1, 1): "red", (4.2, 1): "blue", (1, 5): "red", (5, 5): "blue"}
    assert page.evaluate(_COLOUR, [5, 1]) == "nothing"
    assert page.evaluate(_COLOUR, [3, 3]) == "nothing"


def test_where_two_of_one_class_lie_over_one_another_there_is_no_hole(page):
    assert [page.evaluate(_COLOUR, [x, 5]) for x in (0.5, 1.5, 2.5)] == ["red"] * 3


def test_other_classes_are_drawn_and_stay_when_the_map_is_moved(page):
    paint(page, [1, 1, 0, 0, 1, 0])
    assert [page.evaluate(_COLOUR, [x, y]) for x, y in [(1, 1), (5, 5)]] == ["blue", "red"]
    page.evaluate("map.setView([1, 1], map.getZoom() + 1, { animate: false })")
    page.evaluate(_FRAMES)
    assert page.evaluate(_COLOUR, [1, 1]) == "blue"
    assert page.evaluate(_COLOUR, [1.9, 1.9]) == "blue"
    assert page.evaluate(_COLOUR, [2.2, 1]) == "nothing"


def test_a_click_picks_what_lies_there_and_nothing_in_a_hole(page):
    for at in [(1, 1), (5, 1), (4.2, 1), (5, 5), (3, 3)]:
        page.mouse.click(*place(page, *at))
        page.wait_for_timeout(400)  # two clicks soon after each other are a double click
    assert page.evaluate("picked") == ["A", "B", "P"]
