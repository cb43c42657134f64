"""Scoring: how urgent and how ready each estate is, why, and how firmly it holds its rank."""

from ui.criteria import page as criteria
from ui.frame.sections import sections
from ui.ranking import areas_page as areas
from ui.ranking import page as ranking
from ui.session.view import View
from ui.trust import page as trust
from ui.weights import page as weights

_SECTIONS = {
    "ranking": ranking.show,
    "criteria": criteria.show,
    "weights": weights.show,
    "trust": trust.show,
    "areas": areas.show,
}


def show(view: View) -> None:
    """Draw the page."""
    sections("score", _SECTIONS, view)
