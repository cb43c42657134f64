"""The app as a person uses it in one sitting; what the screen says is what the files say."""

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

import study
from phasing import Settings
from phasing.negotiation.standing import standing_of
from phasing.solve import Hooks
from study.decisions import recorded
from study.editing import edited
from study.negotiation.trial import Case, price, trial
from study.plain_yaml import values
from study.plan_edit_ways import WAYS
from study.plan_edits import Edit, with_edits
from study.propose import phasing_problem
from tests.ui.browser import drag, drawn, find, idle, opened, rows, solve_again, turn
from tests.ui.conftest import ESTATES, serving
from ui.session.view import Plan

pytestmark = pytest.mark.browser

AREA, TITLE = "总建筑面积", "2026年老旧小区台账（汇总）"
# Corners on the screen around some estates, from the north-west clockwise.
AROUND = """(ids) => {
  const { map, seat } = document.querySelector('.live-map');
  const box = map.getContainer().getBoundingClientRect();
  const bounds = L.featureGroup(ids.map((id) => L.geoJSON(seat.shapes[id]))).getBounds().pad(0.05);
  return [bounds.getNorthWest(), bounds.getNorthEast(), bounds.getSouthEast(),
    bounds.getSouthWest()].map((at) => map.latLngToContainerPoint(at).round())
    .map(({ x, y }) => [box.x + x, box.y + y]);
}"""


@pytest.fixture(scope="module")
def own(small_study, tmp_path_factory):
    """Return a study of its own, which the planner may change, and which is solved quickly."""
    folder = shutil.copytree(small_study, tmp_path_factory.mktemp("journey") / "own")
    file = folder / "study.yaml"
    text = edited(file.read_text(encoding="utf-8"), {("proposals",): ["need", "reach"]})
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def messy(small_study, tmp_path_factory):
    """Return a study whose ledger has a title above its headers and an area without its unit."""
    folder = shutil.copytree(small_study, tmp_path_factory.mktemp("journey") / "messy")
    book = openpyxl.load_workbook(folder / "台账.xlsx")
    sheet = book.active
    (area,) = (cell for cell in sheet[1] if str(cell.value).startswith(AREA))
    area.value = AREA
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = TITLE
    book.save(folder / "台账.xlsx")
    return folder


@pytest.fixture(scope="module")
def url(own, messy, tmp_path_factory):
    with serving([own, messy], tmp_path_factory.mktemp("journey") / "log.txt") as address:
        yield address


def planned(folder, view) -> Plan:
    """Return the plan Python makes of the file as it is now; nothing measured is measured again."""
    choices = study.load(folder).choices
    return Plan(choices, study.proposed(study.ranked(view.ranked.measured, choices), choices))


def late(plan: Plan) -> tuple[str, int]:
    """Return an estate that could come in the second year and comes later, and that year."""
    rows = plan.proposed.estates.set_index("estate_id")
    second, name = plan.choices.horizon[1], plan.proposed.proposals[0].name
    free = rows["cluster_id"].isna() & rows["gate"].fillna("").eq("")
    held = {getattr(rule, "estate_id", "") for rule in plan.choices.rules}
    placed = rows.loc[free, f"year_{name}"].dropna()
    return next(e for e in placed[placed.gt(second)].index if e not in held), second


def lost_share(folder, plan: Plan, edits) -> float:
    """Return the share of its value the first proposal loses by edits, as Python finds it."""
    file, choices = study.load(folder), plan.choices
    text = (folder / "study.yaml").read_text(encoding="utf-8")
    ranked, first = plan.proposed.ranked, plan.proposed.proposals[0]
    stands = standing_of(phasing_problem(ranked, choices), first)
    asked = choices.negotiate
    found = price(
        trial(Case(text, file, ranked, choices, stands), with_edits(text, edits, ways=WAYS)),
        settings=Settings(gap=asked.gap, node_limit=asked.nodes, seed=choices.solver.seed),
        hooks=Hooks(),
    )
    return found.lost / abs(found.aims[0].before)


def top(plan: Plan) -> list[list[str]]:
    rows = plan.proposed.estates.sort_values("rank").head(8)
    return [[str(rank), name] for rank, name in zip(rows["rank"], rows["name"], strict=True)]


def shown(page) -> list[list[str]]:
    """Return rank and name of the first rows of the table on the screen."""
    return [row[:2] for row in rows(page)[:8]]


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def reweighed(page, own, view) -> Plan:
    """Move a weight, see the ranks move as Python ranks, solve; return the plan of Python."""
    turn(page, "评分")
    assert shown(page) == top(view.plan)
    drag(page, "老旧程度", 0.8)
    page.get_by_text("已保存").first.wait_for()
    plan = planned(own, view)
    assert shown(page) == top(plan)
    assert shown(page) != top(view.plan)
    solve_again(page)
    return plan


def pinned(page, own, plan: Plan) -> tuple[str, int]:
    """Pin an estate earlier than the plan has it, see the price Python finds, and keep it."""
    estate, year = late(plan)
    turn(page, "分期")
    find(page, estate)
    page.get_by_role("radio", name=str(year), exact=True).click()
    page.get_by_text("已经求证").wait_for()
    figure = page.get_by_test_id("stMetric").filter(has_text="方案价值损失")
    told = figure.get_by_test_id("stMetricValue").inner_text()
    lost = lost_share(own, plan, [Edit("pin", {"estate_id": estate, "year": year})])
    assert float(told.rstrip("% ")) == pytest.approx(lost * 100, abs=0.0051)
    page.get_by_role("textbox", name="为什么这样改").fill("街道已与居民约定")
    page.keyboard.press("Tab")
    idle(page)
    press(page, "保留")
    page.get_by_text("方案按新的规定重新求解").wait_for()
    page.get_by_text(f"本方案 {year} 年").wait_for()
    idle(page)
    kept = recorded(own / "study.yaml")[-1]
    assert (kept.kind, kept.reason) == ("edits", "街道已与居民约定")
    assert kept.price["lost_share"] == pytest.approx(lost)
    return estate, year


def downloaded(page) -> dict[str, dict]:
    """Return what a reader gets who takes estates.geojson home."""
    turn(page, "导出")
    with page.expect_download() as taken:
        page.locator('[class*="st-key-file-estates-geojson"] button').click()
    features = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))["features"]
    return {feature["id"]: feature["properties"] for feature in features}


def looks(page) -> list[str]:
    """Return what a page shows: its section, the estate that was found, the proposal."""
    drawn(page)
    section = page.locator('[data-testid="stMain"] [role=radio][aria-checked=true]').first
    return [
        section.inner_text(),
        page.locator(".st-key-plan_edit_card strong").first.inner_text(),
        page.get_by_test_id("stMain").get_by_test_id("stSelectbox").first.inner_text(),
    ]


def test_weights_plan_pin_price_export_and_the_link_of_it(browser, url, own, view):
    with opened(browser, url) as (page, foreign):
        assert page.get_by_test_id("stMetricValue").first.inner_text() == str(ESTATES)
        plan = reweighed(page, own, view)
        estate, year = pinned(page, own, plan)
        page.get_by_role("combobox", name="方案").first.click()
        page.get_by_role("option").nth(1).click()
        idle(page)
        link, seen = page.url, looks(page)
        assert seen[0] == "地图"
        found = downloaded(page)
        assert found[estate]["year"] == year
        rows = plan.proposed.estates.set_index("estate_id")
        assert {e: p["rank"] for e, p in found.items()} == rows["rank"].to_dict()
        with opened(browser, url, path=link.removeprefix(url)) as (other, more):
            assert looks(other) == seen
            assert foreign + more == []
        assert page.evaluate("window.hacked") is None, "a name was run as a program"


def test_a_messy_ledger_is_asked_about_answered_and_drawn_and_a_cluster_is_drawn_in_it(
    browser, url, messy
):
    with opened(browser, url) as (page, foreign):
        page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").get_by_role(
            "combobox"
        ).click()
        page.get_by_role("option").filter(has_text=messy.name).click()
        page.get_by_text("个问题的回答会改变数字").first.wait_for()
        idle(page)
        assert page.get_by_text(AREA).count()
        assert page.locator(".live-map").count() == 0, "drawn before it was answered"
        page.get_by_role("button", name="全部采用建议").click()
        idle(page)
        page.get_by_role("button", name="写入 study.yaml").click()
        drawn(page)
        answers = values((messy / "study.yaml").read_text(encoding="utf-8"))["answers"]
        assert answers["units"] == {"estates": {AREA: "wan_m2"}}

        turn(page, "分期")
        ids = [f"LH{number:04d}" for number in (2, 3, 4, 5)]
        page.locator('.live-map-draw [data-mode="polygon"]').click()
        first, *others = page.evaluate(AROUND, ids)
        for place in (first, *others, first):
            page.mouse.click(*place)
        idle(page)
        told = page.get_by_text("圈内").first
        told.wait_for()
        assert int(re.search(r"\d+", told.inner_text())[0]) > 1
        press(page, "设为片区")
        page.get_by_text("已拟改动 1 项").wait_for()
        assert foreign == []
