"""Result tables → the folder of a run: briefing, spreadsheet, map layers, issue log, record."""

from reports.briefing import briefing
from reports.comparison import comparison
from reports.money import by_source
from reports.outputs import run_record, write
from reports.summary import by_area, by_year, planned, total, unplaced

__all__ = [
    "briefing",
    "by_area",
    "by_source",
    "by_year",
    "comparison",
    "planned",
    "run_record",
    "total",
    "unplaced",
    "write",
]
