"""Record: what was decided and why, what the numbers rest on, how they were proven."""

from ui.frame.sections import sections
from ui.record import decisions_section, run_section, standards_section
from ui.session.view import View
from ui.styles import style

_SECTIONS = {
    "decisions": decisions_section.show,
    "run": run_section.show,
    "standards": standards_section.show,
}


def show(view: View) -> None:
    """Draw the page."""
    style("record")
    sections("record", _SECTIONS, view)
