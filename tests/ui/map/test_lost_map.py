"""A map that was lost on its way says so, and is drawn by the next run of the app.

Runs in a browser without the app, with a town of one estate.
"""

from pathlib import Path

import pytest

from layers.script import browser_script

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
SQUARE = [[[114, 30], [114.01, 30], [114.01, 30.01], [114, 30.01], [114, 30]]]
ESTATE = {"type": "Feature", "id": "E1", "properties": {"name": "甲", "street": ""},
          "geometry": {"type": "Polygon", "coordinates": SQUARE}}  # fmt: skip
PAGE = {
    "html": '<div id="main" style="height: 200px"></div>',
    "script": "var main = L.map('main'); Jiugai.fit(main, [[30, 114], [30.01, 114.01]])",
    "name": "main",
    "estates": {"type": "FeatureCollection", "features": [ESTATE]},
}
DATA = {
    "url": "/geometry/1.json", "styles": [], "scripts": [], "svg_up_to": 9, "codes": "0",
    "legend": [{"label": "50–60 分", "fill": "#ff0000", "stroke": "#000000", "count": 1}],
    "words": {"failed": "地图没有取到", "title": "得分"}, "selected": "",
}  # fmt: skip
RUN = """([data, page, there]) => {
  window.fetch = async () => { if (!there) throw 1; return { json: async () => page }; };
  mounted({ data, parentElement: document.body, setTriggerValue: () => {} });
}"""


def test_a_lost_map_is_asked_for_again(browser):
    page = browser.new_page()
    page.set_content('<div class="live-map"></div>')
    own = (ROOT / "ui" / "map" / "live_map.js").read_text(encoding="utf-8")
    leaflet = (ROOT / "static" / "vendor" / "leaflet.js").read_text(encoding="utf-8")
    code = leaflet + browser_script() + "const tools = {};" + own
    page.add_script_tag(
        content=code.replace("export default function", "window.mounted = function")
    )
    page.evaluate(RUN, [DATA, PAGE, False])
    page.get_by_text("地图没有取到").wait_for()
    page.evaluate(RUN, [DATA, PAGE, True])
    page.locator(".live-map-row").wait_for()
    assert page.get_by_text("地图没有取到").count() == 0
    page.close()
