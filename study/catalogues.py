"""The lists of facilities a study can be measured by: which, within how far, and by which document.

Each list is a file under standards/ whose name starts with `facility_catalogue`; a city puts a file
of the same name in its own folder in its place.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from standards import Standards
from study.keys import one_of

RULES: Mapping[str, str] = {
    "gb50180": "facility_catalogue",
    "tdt1062": "facility_catalogue_tdt1062",
    "complete2020": "facility_catalogue_complete2020",
    "five_minute": "facility_catalogue_five_minute",
}
"""The rule that holds each catalogue, by the name a study gives it."""


def names(rules: Standards) -> tuple[str, ...]:
    """Return the catalogues in force.

    >>> import datetime as dt, standards
    >>> names(standards.in_force(dt.date(2020, 1, 1)))
    ('gb50180',)
    """
    return tuple(name for name, rule in RULES.items() if rule in rules.rules)


def catalogue(name: str, rules: Standards, metres: Mapping[int, float]) -> pd.DataFrame:
    """Return a catalogue's rows: category, circle, radius_m, required, verified, least_m2.

    `metres`: circle in minutes → walking distance; a row without a radius of its own takes that of
    its circle. Rows without a circle are not scored by walking (`unwalked`). A row is verified only
    when a person has checked the file and the row carries no mark of general knowledge.
    `least_m2` is the least floor area asked for, NaN where none is known.

    >>> import datetime as dt, standards
    >>> rules = standards.in_force(dt.date(2026, 1, 1))
    >>> catalogue("tdt1062", rules, {10: 500, 15: 1000}).loc[[0, 13], ["category", "radius_m"]]
           category  radius_m
    0    med_center    1000.0
    13  med_station     500.0
    """
    rows = [row for row in _rows(name, rules) if row["circle"] in metres]
    checked = rules.rules[RULES[name]].checked
    return pd.DataFrame(
        {
            "category": [row["category"] for row in rows],
            "circle": [row["circle"] for row in rows],
            "radius_m": [float(row["radius_m"] or metres[row["circle"]]) for row in rows],
            "required": [row["required"] for row in rows],
            "verified": [checked and "K" not in row["mark"].split(",") for row in rows],
            "least_m2": [float(row.get("least_m2", "nan")) for row in rows],
        }
    )


def unwalked(name: str, rules: Standards) -> tuple[str, ...]:
    """Return the categories of a catalogue that walking cannot judge, in its order.

    Networks, paths, management: they are part of the standard and no part of the score.

    >>> import datetime as dt, standards
    >>> unwalked("complete2020", standards.in_force(dt.date(2026, 1, 1)))[:2]
    ('mun_networks', 'mun_slow')
    """
    walked = {row["category"] for row in _rows(name, rules) if row["circle"] is not None}
    every = dict.fromkeys(row["category"] for row in _rows(name, rules))
    return tuple(category for category in every if category not in walked)


def listed(rules: Standards) -> set[str]:
    """Return every category of every catalogue in force, of whichever circle or none."""
    return {row["category"] for name in names(rules) for row in _rows(name, rules)}


def _rows(name: str, rules: Standards) -> list[dict[str, Any]]:
    return list(rules[RULES[one_of(name, RULES, key="walking.catalogue")]])
