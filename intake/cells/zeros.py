"""Counts of an estate that cannot be none: there 0 says that nobody counted."""

from collections.abc import Iterable

from intake.cells.reading import Reading
from tables import Column

NEVER_NONE = frozenset(
    {"households", "residents", "buildings", "stairwell_units", "floor_area_m2", "site_area_m2"}
)


def without_zeros(readings: Iterable[Reading], column: Column, table: str) -> list[Reading]:
    """Return `readings` with the zeros of an estate's own counts unknown, and said.

    Only of the ledger of estates: a building may well have no household.

    >>> from tables import TABLES
    >>> column = TABLES["estates"].column("households")
    >>> without_zeros([Reading(0), Reading(12)], column, "estates")
    [Reading(value=None, code='zero'), Reading(value=12, code='')]
    """
    if table != "estates" or column.name not in NEVER_NONE:
        return list(readings)
    return [Reading(None, "zero") if one.value == 0 else one for one in readings]
