"""Names that try to be programs, on every page: nothing runs, each is shown letter by letter."""

import json
import shutil

import geopandas as gpd
import openpyxl
import pyogrio
import pytest
import yaml

from tests.ui.browser import idle, opened
from tests.ui.conftest import serving

pytestmark = pytest.mark.browser

NAME = "=<img src=x onerror='window.hacked=1'></script>**x** $y$ [a](b) :red[z] ~~s~~ ${7} "
LEDGER = {"所属街道", "所属社区", "小区名称", "所属片区"}
PLACES = (
    "?",
    "data?",
    "circle?section=what_if",
    "score?section=ranking",
    "score?section=areas",
    "plan?section=map",
    "plan?section=rules",
    "plan?section=gantt",
    "negotiate?section=price",
    "money?",
    "briefing?",
    "record?section=decisions",
)
DECIDED = {
    "kind": NAME,
    "reason": NAME,
    "about": 7,
    "before": "",
    "after": f"a: {json.dumps(NAME)}",
}

# What Markdown and HTML would make of the name.
MADE = """() => ['.katex', 'a[href="b"]', 'img[src="x"]', 'del', '.stMarkdownColoredText']
  .filter((made) => document.querySelector(made))
  .concat([...document.querySelectorAll('strong')].map((one) => one.textContent)
    .filter((words) => words.trim() === 'x'))"""


@pytest.fixture(scope="module")
def named(small_study, tmp_path_factory):
    """Return the small study with everything in it called by `NAME` and what it was called."""
    folder = shutil.copytree(small_study, tmp_path_factory.mktemp("named") / "study")
    _ledger(folder / "台账.xlsx")
    _layers(folder / "city.gpkg")
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    written |= {"name": NAME, "attribution": NAME, "proposals": ["need"]}
    for scenario in written["scenarios"]:
        scenario["name"] = NAME + scenario["name"]
    written["rules"] = [rule for rule in written["rules"] if "floor" not in rule]
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    lines = json.dumps(DECIDED)
    (folder / "decisions.jsonl").write_text(lines, encoding="utf-8")
    return folder


def _ledger(path):
    book = openpyxl.load_workbook(path)
    sheet = book.active
    top = next(row for row in sheet.iter_rows() if "小区名称" in {cell.value for cell in row})
    for head in top:
        if head.value in LEDGER:
            for (cell,) in sheet.iter_rows(head.row + 1, sheet.max_row, head.column, head.column):
                if cell.value:
                    cell.value = NAME + str(cell.value)
                    cell.data_type = "s"
    book.save(path)


def _layers(path):
    layers = {layer: gpd.read_file(path, layer=layer) for layer, _ in pyogrio.list_layers(path)}
    for layer, table in layers.items():
        names = [name for name in ("name", "street") if name in table]
        for name in names:
            table[name] = NAME + table[name]
        if names:
            table.to_file(path, layer=layer, driver="GPKG")


def test_no_page_makes_anything_of_a_name(browser, named, tmp_path):
    with serving([named], tmp_path / "log.txt") as url, opened(browser, url) as (page, foreign):
        assert "**x** $y$ [a](b)" in page.inner_text('[data-testid="stSidebar"]')
        for place in PLACES:
            page.goto(f"{url}/{place}&estate=LH0003")
            page.wait_for_selector('[data-testid="stMain"] h3, [data-testid="stMain"] h2')
            idle(page)
            assert page.evaluate(MADE) == [], place
            assert not page.locator('[data-testid="stException"]').count(), place
            assert not any(frame.evaluate("window.hacked") for frame in page.frames), place
        assert foreign == []
