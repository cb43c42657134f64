"""Phasing: who comes when, by which rules, and what other proposals would do."""

from ui.frame.sections import sections
from ui.plan.compare import page as compare
from ui.plan.editing import page as edit
from ui.plan.gantt import page as gantt
from ui.plan.rules import page as rules
from ui.session.view import View

_SECTIONS = {
    "map": edit.show,
    "rules": rules.show,
    "compare": compare.show,
    "gantt": gantt.show,
}


def show(view: View) -> None:
    """Draw the page."""
    sections("plan", _SECTIONS, view)
