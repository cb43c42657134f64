"""OpenDocument spreadsheets (ods), as LibreOffice and WPS write them → sheets of cells."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal
from xml.etree import ElementTree as ET

from intake.formats import archives
from intake.formats.sheets import Body, Sheet, sheet_cells, trimmed
from intake.formats.workbook import broken_said
from intake.raw import Raw
from intake.sheet.grid import Grid
from intake.sheet.merges import Area
from intake.source import Source
from tables import Column, InputError, Table

MOST_CELLS = 20_000_000  # a few bytes can repeat a cell a million times

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BOTH: tuple[Literal["start"], Literal["end"]] = ("start", "end")
_DURATION = re.compile(r"P(?:(\d+)D)?T(\d+)H(\d+)M(\d+)")


@dataclass
class _Read:
    """A sheet while it is being read."""

    name: str
    hidden: bool = False
    rows: list[list[object]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    dark: set[int] = field(default_factory=set)
    uncached: set[tuple[int, int]] = field(default_factory=set)


def read_opendocument(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the named sheet, else of the first sheet that holds the table.

    Errors: a password; broken; more cells than memory should hold; no header row anywhere.
    """
    return sheet_cells(sheets_of(source), source, table, columns)


def sheets_of(source: Source) -> list[Sheet]:
    """Return the sheets of a spreadsheet."""
    archives.check(source.path, source.label)
    with broken_said(source.label), zipfile.ZipFile(source.path) as book:
        if b"encryption-data" in book.read("META-INF/manifest.xml"):
            raise InputError("intake.password", file=source.label)
        with book.open("content.xml") as content:
            return [
                _sheet(read)
                for read in _tables(ET.iterparse(content, _BOTH), source)  # noqa: S314
            ]


def _sheet(read: _Read) -> Sheet:
    body = Body(read.rows, sorted(read.areas), frozenset(read.dark), frozenset(read.uncached))
    filled = sum(map(bool, read.rows))
    return Sheet(
        read.name, partial(_head, read.rows), lambda: body, lambda: filled, hidden=read.hidden
    )


def _head(rows: Grid, count: int) -> Grid:
    return rows[:count]


def _tables(events: Iterator[tuple[str, ET.Element]], source: Source) -> Iterator[_Read]:
    hiding: set[str] = set()
    read: _Read | None = None
    for event, element in events:
        if element.tag == f"{_STYLE}style" and event == "end":
            if any(e.get(f"{_TABLE}display") == "false" for e in element):
                hiding.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}table" and event == "start":
            style = element.get(f"{_TABLE}style-name", "-")
            read = _Read(element.get(f"{_TABLE}name", ""), style in hiding)
        elif element.tag == f"{_TABLE}table" and read is not None:
            yield read
            read = None
            element.clear()
        elif element.tag == f"{_TABLE}table-row" and event == "end" and read is not None:
            _add(read, element, source)
            element.clear()


def _add(read: _Read, row: ET.Element, source: Source) -> None:
    """Add a row as often as it is repeated; empty ones only when another follows."""
    times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
    at = len(read.rows)
    cells = _cells(read, row, at, source)
    if not cells and times > 1000:  # noqa: PLR2004 - the rest of the sheet, down to row 1,048,576
        times = 0 if times > 500_000 else times  # noqa: PLR2004
    if times * max(len(cells), 1) + at > MOST_CELLS:
        raise InputError("intake.sheet_far", file=source.label, rows=at + times, columns=len(cells))
    if row.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
        read.dark.update(range(at + 1, at + times + 1))
    read.rows.extend(list(cells) for _ in range(times))


def _cells(read: _Read, row: ET.Element, at: int, source: Source) -> list[object]:
    found: list[object] = []
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        value = _value(cell)
        if value is None and cell.get(f"{_TABLE}formula"):
            read.uncached.add((at + 1, len(found) + 1))
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        right = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if down * right > 1:
            read.areas.append(Area(at, len(found), at + down - 1, len(found) + right - 1))
        if len(found) + times > 1 << 14:
            times = 1 if value is None else times
        if times > 1 << 14:
            raise InputError("intake.sheet_far", file=source.label, rows=at + 1, columns=times)
        found.extend([value] * times)
    return trimmed(found)


def _value(cell: ET.Element) -> object:
    """Return the value of a cell: what is calculated with, not what is shown."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    number = cell.get(f"{_OFFICE}value")
    if kind in {"float", "percentage", "currency"} and number is not None:
        value = float(number)
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return _date(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        return _duration(cell.get(f"{_OFFICE}time-value", ""))
    return "\n".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p")) or None


def _date(text: str) -> object:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return text or None


def _duration(text: str) -> object:
    found = _DURATION.match(text)
    if not found:
        return text or None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
