"""The search box by keyboard: what is marked is what is taken; an input method keeps its keys.

Runs in a browser without the app, with a list of four estates.
"""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

SEARCH = Path(__file__).parents[3] / "ui" / "drawn" / "search.js"
ROWS = [[f"E{number}", f"和平里{number}", "东街", "hepingli hpl"] for number in range(1, 5)]
BOX = """<main><div class="search"><input type="search"><button></button>
<div role="listbox" hidden></div></div></main>"""
MOUNT = """(rows) => {
  window.lost = false;
  window.fetch = async () => ({ json: async () => { if (lost) throw 1; return rows; } });
  window.picked = [];
  window.mounted = () => window.search({ parentElement: document.querySelector('main'),
    data: { url: '/index', label: '', words: { find: '', none: 'none', clear: '' } },
    setTriggerValue: (name, value) => picked.push(value) });
  mounted();
}"""


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.set_content(BOX)
    text = SEARCH.read_text(encoding="utf-8").replace(
        "export default function", "window.search = function"
    )
    page.add_script_tag(content=text)
    page.evaluate(MOUNT, ROWS)
    yield page
    page.close()


def typed(page, words: str):
    page.locator("input").press_sequentially(words)
    page.locator(".option, .none").first.wait_for()


def test_the_one_marked_by_an_arrow_is_taken_also_after_a_run_of_the_app(page):
    typed(page, "hpl")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.evaluate("mounted()")
    assert page.locator("[aria-selected=true]").inner_text().startswith("和平里3")
    page.keyboard.press("Enter")
    page.wait_for_function("picked.length")
    assert page.evaluate("picked") == ["E3"]


def test_enter_while_characters_are_composed_takes_nothing(page):
    typed(page, "hpl")
    keyed = json.dumps({"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True})
    free = page.evaluate(
        f"document.querySelector('input').dispatchEvent(new KeyboardEvent('keydown', {keyed}))"
    )
    assert free  # the input method has the key
    assert page.evaluate("picked") == []


def test_an_index_that_could_not_be_had_is_asked_for_again(page):
    page.evaluate("lost = true")
    typed(page, "h")
    assert page.locator(".none").count() == 1
    page.evaluate("lost = false")
    page.keyboard.type("p")
    page.locator(".option").first.wait_for()
    assert page.locator(".option").count() == len(ROWS)
