"""All tables read and joined → what is in another unit than it says."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from intake.cells.column_units import heads
from intake.doubts.amounts import odd_amounts
from intake.doubts.far_off import made_unknown
from intake.doubts.proportions import odd_proportions
from intake.inputs import FileRecord
from intake.places import FILE, ROW
from tables import TABLES, Issue

_TEN_THOUSAND_OFF = "intake.area_unit"
_CHECKS = {"estates": odd_proportions, "budgets": odd_amounts}


def unit_doubts(
    tables: Mapping[str, pd.DataFrame],
    records: Iterable[FileRecord],
    answers: Mapping[str, Any] | None = None,
) -> list[Issue]:
    """Return areas, households and amounts that do not go together, and questions of units.

    `tables` still know where each row came from, and estates already have their outlines.
    """
    written = heads(records)
    return [
        issue
        for name, check in _CHECKS.items()
        if name in tables and not tables[name].empty
        for issue in check(tables[name], TABLES[name], written, answers)
    ]


def held_back(
    tables: Mapping[str, pd.DataFrame], issues: Iterable[Issue]
) -> dict[str, pd.DataFrame]:
    """Return the tables with areas unknown that are ten thousand times off: `intake.area_unit`.

    One of them among hundreds would be most of a city's cost. What was written is in the issue.
    So are values that somebody answered to be wrong.
    """
    found = dict(tables)
    for issue in issues:
        own = str(issue.detail["field"]) if issue.code == _TEN_THOUSAND_OFF else ""
        if name := own or made_unknown(issue):
            frame = found[issue.table]
            here = (frame[FILE] == issue.file) & (frame[ROW] == issue.row)
            found[issue.table] = frame.assign(**{name: frame[name].mask(here)})
    return found
