"""How long the walks of one estate take, and what to know of them: for the sheet of an estate."""

import pandas as pd

from layers.straight import straight_note
from reports.figures import percent
from study.circle_measures import drawn_buildings
from study.living_circle import Circle
from study.reach_table import nearest, walkers
from study.results import Results
from texts import say


def times(results: Results, estate_id: str, *, locale: str) -> dict[str, str]:
    """Return the minutes of every walker to what is reached, by category: "13/16 min"."""
    return (
        {}
        if results.measured is None
        else walk_times(results.measured.circle, estate_id, locale=locale)
    )


def walk_times(circle: Circle, estate_id: str, *, locale: str) -> dict[str, str]:
    """Return the minutes of every walker to the nearest of each category, where one is reached."""
    table = nearest(circle, estate_id)
    own = [name for name in table if str(name).endswith("_min")]
    known = table[table[own].notna().all(axis=1)]
    minutes = known[own].round().clip(lower=1).astype(int).astype(str)
    return {
        str(code): say(locale, "estate_sheet.minutes", minutes="/".join(told))
        for code, told in zip(known["category"], minutes.to_numpy(), strict=True)
    }


def notes(results: Results, estate_id: str, *, locale: str) -> list[str]:
    """Return what to know of the walks: straight lines, who walks, coverage by building."""
    if results.measured is None:
        return []
    circle = results.measured.circle
    told = (
        straight_note(circle, locale=locale),
        minutes_note(circle, locale=locale),
        _by_building(results, estate_id, locale),
    )
    return [line for line in told if line]


def minutes_note(circle: Circle, *, locale: str) -> str:
    """Return whose minutes are told, and how fast they walk."""
    walking, slash = walkers(circle.rules), say(locale, "list.slash")
    return say(
        locale,
        "estate_sheet.minutes_note",
        walkers=slash.join(say(locale, f"walker.{name}") for name in walking),
        speeds=slash.join(f"{walker.speed_m_per_min:g}" for walker in walking.values()),
    )


def _by_building(results: Results, estate_id: str, locale: str) -> str:
    """Return the coverage over the estate's drawn buildings; nothing where none is drawn."""
    measured = results.measured
    if measured is None or drawn_buildings(measured) is None:
        return ""
    found = results.circle.homes if results.circle else None
    own = found.estates[found.estates["estate_id"].eq(estate_id)] if found else pd.DataFrame()
    if own.empty or own["coverage"].isna().any():
        return ""
    row = own.iloc[0]
    names = ("coverage", "coverage_least", "coverage_most")
    shares = {name: percent(row[name]) for name in names}
    buildings = int(row["buildings_measured"])
    return say(locale, f"estate_sheet.homes_{row['weights']}", buildings=buildings, **shares)
