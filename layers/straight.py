"""Numbers made by straight lines say so, wherever they stand."""

from study.living_circle import Circle
from study.results import Results
from texts import say


def how_measured(circle: Circle, *, locale: str) -> str:
    """Return how walks were measured: along streets, or estimated by straight lines."""
    return say(locale, f"walk_method.{circle.method}")


def straight_note(circle: Circle, *, locale: str) -> str:
    """Return that walks are straight lines times a detour; nothing where there are streets."""
    if circle.method == "streets":
        return ""
    return say(locale, "walk_method.straight_note", detour=f"{circle.detour:g}")


def by_straight_lines(results: Results) -> bool:
    """Return whether the walks, and with them coverage and score, rest on straight lines."""
    return results.measured is not None and results.measured.circle.method == "straight"


def straight_notes(results: Results, *, locale: str) -> list[str]:
    """Return the note of a run by straight lines; none where there are streets."""
    if results.measured is None:
        return []
    return list(filter(None, [straight_note(results.measured.circle, locale=locale)]))
