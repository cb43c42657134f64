"""Plain workbooks: one sheet, Chinese headers, the same bytes for the same rows."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import xlsxwriter

from tables import Table

CREATED = dt.datetime(2026, 9, 30, 9, 0)  # noqa: DTZ001 - Excel knows no time zone


@contextmanager
def workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """Open a new workbook with a fixed date and close it when done."""
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"title": path.stem, "author": "乐河区（虚构）", "created": CREATED})
    with book:
        yield book


def write_table(path: Path, rows: pd.DataFrame, table: Table) -> None:
    """Write `rows` under the Chinese headers of `table`."""
    with workbook(path) as book:
        sheet = book.add_worksheet(table.zh)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        sheet.write_row(0, 0, [table.column(name).zh for name in rows.columns], bold)
        sheet.set_column(0, len(rows.columns) - 1, 14)
        for place, name in enumerate(rows.columns):
            for row, value in enumerate(rows[name].tolist(), start=1):
                if isinstance(value, pd.Timestamp):
                    sheet.write_datetime(row, place, value.to_pydatetime(), day)
                elif pd.notna(value):
                    sheet.write(row, place, value)
