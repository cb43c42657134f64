"""A spreadsheet or a text file → the cells of every sheet, as they stand there."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from intake.formats import markup, old_workbook, opendocument, workbook
from intake.formats.delimited import records_of
from intake.formats.encodings import decode
from intake.formats.kinds import Kind, kind_of
from intake.formats.sheets import Sheet
from intake.formats.workbook import broken_said
from intake.sheet.cell_text import Grid
from intake.source import Source
from tables import InputError

_SHEETS: Mapping[Kind, Callable[[Source], Sequence[Sheet]]] = {
    "xlsx": workbook.sheets_of,
    "calamine": old_workbook.sheets_of,
    "ods": opendocument.sheets_of,
    "markup": markup.sheets_of,
}


def has_sheets(path: Path, label: str) -> bool:
    """Return whether a file is a spreadsheet or a text file; its content says so, not its name."""
    return not path.is_dir() and kind_of(path, label) in {*_SHEETS, "delimited"}


def sheet_grids(path: Path, label: str) -> dict[str, Grid]:
    """Return the cells of every sheet by its name, row by row from the first one on.

    The only sheet of a text file is called as the file. Raises InputError `intake.no_cells` for a
    layer, and what reading raises: broken, a password, more cells than memory should hold.
    """
    if not has_sheets(path, label):
        raise InputError("intake.no_cells", file=label)
    kind = kind_of(path, label)
    if kind == "delimited":
        return {path.stem: records_of(decode(path.read_bytes(), label).text)}
    with broken_said(label):
        return {sheet.name: sheet.body().grid for sheet in _SHEETS[kind](Source(path, label))}
