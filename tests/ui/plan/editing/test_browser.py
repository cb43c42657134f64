"""The plan edited as a person does: an estate clicked and kept, a cluster drawn with the mouse."""

import json

import pytest

from study.decisions import NAME, recorded
from study.plain_yaml import values
from tests.ui.browser import PLACE, idle
from tests.ui.plan.editing.staying import MARK, SAME
from ui.plan.clusters import drawing

pytestmark = pytest.mark.browser

# Corners on the screen around some estates, and the same corners in degrees.
CORNERS = """(ids) => {
  const { map, seat } = document.querySelector('.live-map');
  const box = map.getContainer().getBoundingClientRect();
  const bounds = L.featureGroup(ids.map((id) => L.geoJSON(seat.shapes[id]))).getBounds().pad(0.02);
  const around = [bounds.getNorthWest(), bounds.getNorthEast(), bounds.getSouthEast(),
    bounds.getSouthWest()];
  const round = around.map((at) => map.latLngToContainerPoint(at).round());
  return { places: round.map(({ x, y }) => [box.x + x, box.y + y]),
    ring: round.map((at) => map.containerPointToLatLng(at)).map(({ lng, lat }) => [lng, lat]) };
}"""
HALOS = """(ids) => {
  const halo = new Set();
  document.querySelector('.live-map').seat?.draw?.kept.eachLayer((group) =>
    group.eachLayer?.((one) => one.feature && halo.add(one.feature.id)));
  return [...halo].sort().join() === ids.join();
}"""


@pytest.fixture
def section(app, app_url, small_study):
    """Open the map of the plan."""
    app.goto(f"{app_url}/plan?section=map")
    app.wait_for_selector(".live-map-draw")
    idle(app)
    yield app
    (small_study / NAME).unlink(missing_ok=True)


def free(view) -> tuple[str, int]:
    """Return an estate of the first proposal that no rule and no cluster holds, and its year."""
    rows = view.estates.set_index("estate_id")
    years = rows[f"year_{view.proposals[0].name}"].dropna()
    held = {getattr(rule, "estate_id", "") for rule in view.choices.rules}
    found = (e for e, _ in years.items() if rows["cluster_id"].isna()[e] and e not in held)
    estate = next(found)
    return estate, int(years[estate])


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_an_estate_clicked_is_moved_priced_kept_and_had_back(section, view, small_study):
    page, file = section, small_study / "study.yaml"
    before = file.read_bytes()
    estate, year = free(view)
    other = next(one for one in view.choices.horizon if one != year)
    page.mouse.click(*page.evaluate(PLACE, estate))
    card = page.locator(".st-key-plan_edit_card")
    card.get_by_role("radio", name=str(other)).click()
    page.get_by_text("已经求证").wait_for()
    page.get_by_test_id("stMetric").first.wait_for()
    assert file.read_bytes() == before, "nothing is written before it is kept"
    page.get_by_role("textbox", name="为什么这样改").fill("道路先修")
    page.keyboard.press("Tab")
    idle(page)
    page.locator('[class*="st-key-plan-keep"] button').click()
    page.get_by_text("写入").first.wait_for()
    rules = values(file.read_text(encoding="utf-8"))["rules"]
    assert rules[-1] == {"lock_in": {"estate_id": estate, "year": other}}
    kept = recorded(file)[-1]
    assert (kept.kind, kept.reason, kept.price["proven"]) == ("edits", "道路先修", True)
    idle(page)
    page.get_by_role("button", name="撤销保留").click()
    page.get_by_text("写入").first.wait_for(state="detached")
    idle(page)
    assert file.read_bytes() == before


def test_a_ring_drawn_by_hand_is_a_cluster_of_the_estates_inside_and_priced(section, view):
    page = section
    ids = view.estates["estate_id"].tolist()[:4]  # the first one's name tries to be a program
    found = page.evaluate(CORNERS, ids)
    (first, *others), ring = found["places"], found["ring"]
    inside = drawing.drawn(view, list(map(tuple, ring)))
    assert 1 < len(inside) < len(view.estates)
    page.locator('.live-map-draw [data-mode="polygon"]').click()
    page.mouse.click(*first)
    page.mouse.click(first[0] + 9, first[1] + 60)
    page.keyboard.press("Backspace")
    for place in others:
        page.mouse.click(*place)
    page.mouse.click(first[0] + 3, first[1] + 3)
    page.get_by_text(f"圈内 {len(inside)} 个小区").wait_for()
    idle(page)
    page.get_by_label("片区名称").fill("东门<b>片区")
    page.keyboard.press("Tab")
    idle(page)
    page.evaluate(MARK)
    press(page, "设为片区")
    page.wait_for_function(HALOS, arg=inside)
    page.get_by_test_id("stMetric").first.wait_for()
    page.wait_for_function(HALOS, arg=inside)
    assert page.evaluate(SAME), "while the price was searched"
    asked = page.evaluate("new URLSearchParams(location.search).get('edits')")
    kind, about = json.loads(asked)[0]
    assert (kind, about["name"], about["estates"]) == ("cluster", "东门<b>片区", inside)
