"""The sheet of an expert form: its look, its scale, and what is written where."""

from dataclasses import dataclass
from typing import Any

from intake.forms.expert_forms import Form
from intake.forms.expert_layout import ANSWER, FIRST, SECOND, TAG
from reports.figures import width
from texts import said, say

_WIDTHS = {FIRST: 25, SECOND: 43, ANSWER: 33}
BASE = {"font_name": "微软雅黑", "font_size": 10.5, "valign": "vcenter"}
_LINE, _INK, _GREY = "#C9D1D9", "#16324F", "#5C6770"
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "note": {"font_color": _GREY, "text_wrap": True, "valign": "top"},
    "step": {"bold": True, "font_size": 12.5, "font_color": _INK},
    "head": {"bold": True, "bottom": 2, "bottom_color": _INK, "text_wrap": True},
    "cell": {"border": 1, "border_color": _LINE, "text_wrap": True},
    "fill": {"border": 1, "border_color": _LINE, "bg_color": "#FFF6DD", "locked": False},
    "fill_text": {"border": 1, "border_color": _LINE, "bg_color": "#FFF6DD", "locked": False,
                  "num_format": "@"},
    "wrong": {"bold": True, "font_color": "#8A3A22"},
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """The sheet being written, with what every part of it needs."""

    sheet: Any
    formats: dict[str, Any]
    locale: str
    names: tuple[str, ...]
    steps: tuple[str, ...]
    filled: Form

    def say(self, code: str, **values: object) -> str:
        """Return a sentence of the form in its language."""
        return say(self.locale, f"form.{code}", **values)

    def put(self, row: int, column: int, text: str, style: str) -> None:
        """Write text as text, whatever it begins with."""
        self.sheet.write_string(row, column, text, self.formats[style])

    def tag(self, row: int, text: str) -> None:
        """Say in the hidden column what a row is."""
        self.sheet.write_string(row, TAG, text)


def step_words(step: str, *, locale: str) -> str:
    """Return a step of the scale in words, beginning with its number.

    >>> step_words("3", locale="zh"), step_words("1/3", locale="en")
    ('3 稍微重要', '1/3 the other way: moderately more important')
    """
    code = f"form.step.{step.removeprefix('1/')}"
    words = say(locale, code) if said(locale, code) else ""
    if step.startswith("1/"):
        return f"{step} {say(locale, 'form.reversed', words=words)}"
    return f"{step} {words}".strip()


def set_up(page: Page) -> None:
    """Set widths, paper and protection of the sheet."""
    page.sheet.set_column(TAG, TAG, None, None, {"hidden": True})
    for column, wide in _WIDTHS.items():
        page.sheet.set_column(column, column, wide)
    page.sheet.hide_gridlines(2)
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.protect("", {"format_columns": True, "format_rows": True})


def scale(sheet: Any, page: Page) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Write the sheet that explains the scale; the drop-downs take their words from it."""
    sheet.set_column(0, 0, 60)
    sheet.write_string(0, 0, page.say("scale_note"), page.formats["step"])
    for place, step in enumerate(page.steps):
        sheet.write_string(2 + place, 0, step_words(step, locale=page.locale), page.formats["cell"])
    sheet.write_string(len(page.steps) + 3, 0, page.say("source"), page.formats["note"])
    sheet.protect()


def line_height(text: str) -> int:
    """Return the height of a row whose second cell holds a text: one line, or as many as it takes.

    >>> line_height("房龄"), line_height("房屋安全、渗漏、外墙、排水、管线、消防、燃气、道路、停车")
    (21, 36)
    """
    lines = -(-width(text) // (_WIDTHS[SECOND] - 3))  # a cell keeps a little room at its ends
    return 21 + 15 * max(0, lines - 1)


def note(page: Page, row: int, text: str) -> None:
    """Write a note across the sheet."""
    page.sheet.merge_range(row, FIRST, row, ANSWER, "", page.formats["note"])
    page.put(row, FIRST, text, "note")
    page.sheet.set_row(row, 36)


def cells(column: int, first: int, count: int) -> str:
    """Return the cells of a column from a row down, as a formula names them."""
    letter = "ABCD"[column]
    return f"${letter}${first + 1}:${letter}${first + count}"
