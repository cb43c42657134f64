import pytest

from reports.estate_sheet import sheet_html
from tests.ui.drawn.test_estate_sheet import plain
from ui.drawn.estate_sheet import sheet
from ui.drawn.estate_sheet_print import KINDS, content


@pytest.mark.parametrize("kind", KINDS)
def test_the_sheet_to_print_is_that_of_the_plan(view, kind):
    found = content(view, "LH0002", kind, "zh")
    assert found.startswith(b"%PDF" if kind == "pdf" else b"<!doctype")
    if kind == "html":
        assert found.decode() == sheet_html(view.results, "LH0002", locale="zh")


def test_the_sheet_on_screen_says_why_the_estate_has_its_rank(view):
    rank = view.estates.set_index("estate_id").loc["LH0002", "rank"]
    shown = plain(sheet(view, "LH0002", "need")).replace("\u00a0", " ")
    assert f"排第 {rank}：" in shown
