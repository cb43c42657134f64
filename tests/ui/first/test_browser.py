"""The first minute as a person has it: no study, one button, the map of the demo town."""

import pytest

from tests.ui.browser import COLOURS, drawn, idle, opened
from tests.ui.conftest import served

pytestmark = pytest.mark.browser

# `streamlit run app.py`, with studies elsewhere and a smaller town for a quick look
ELSEWHERE = """
import sys
from pathlib import Path
from streamlit.web.cli import main
from ui.first import example
from ui.session import opened
opened.ROOT, example.SIZES = Path(sys.argv.pop(1)), (40, 306)
main()
"""


def test_somebody_without_a_study_presses_a_button_and_sees_the_map_of_the_demo(browser, tmp_path):
    program = ("-c", ELSEWHERE, str(tmp_path))
    with served([], tmp_path / "log.txt", program=program) as (url, _):  # noqa: SIM117
        with opened(browser, url, path="/money", ready=idle) as (page, foreign):
            page.get_by_role("heading", name="先看示范").wait_for()
            assert page.get_by_role("link", name="资金").count() == 0
            page.goto(url)
            page.get_by_role("button", name="看示范").click()
            drawn(page)
            assert len(page.evaluate(COLOURS)) == 39  # one outline has a mistyped code, on purpose
            assert page.locator(".st-key-first").count() == 0
            assert foreign == []
    assert (tmp_path / "studies" / "demo" / "study.yaml").is_file()
