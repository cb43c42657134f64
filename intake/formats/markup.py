"""Tables of a web page and Excel 2003 XML, which portals hand out as `.xls` → sheets of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from intake.formats.encodings import decode
from intake.formats.sheets import Body, Sheet, sheet_cells
from intake.formats.workbook import broken_said
from intake.raw import Raw
from intake.sheet.grid import Grid
from intake.sheet.merges import Area
from intake.source import Source
from tables import Column, InputError, Table

MOST_COLUMNS = 4096
MOST_TABLES = 1000

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CELLS, _BREAKS = {"td", "th"}, {"br", "p", "div"}


def read_markup(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of the table in the page that names most columns.

    Errors: no table in the page; no header row anywhere.
    """
    return sheet_cells(sheets_of(source), source, table, columns)


def sheets_of(source: Source) -> list[Sheet]:
    """Return the tables of a page, or the sheets of an Excel 2003 XML file."""
    text = decode(source.path.read_bytes(), source.label, source.encoding)
    with broken_said(source.label):
        if _SS[1:-1] in text.text[:4096]:
            grids = _workbook(text.text)
        else:
            page = _Page(source.label)
            page.feed(text.text)
            page.close()
            grids = [(str(n), one.rows, one.areas) for n, one in enumerate(page.tables, 1)]
    if not grids:
        raise InputError("intake.empty", file=source.label, layer="")
    return [
        Sheet(name, partial(_head, rows), partial(Body, rows, sorted(areas)), partial(len, rows))
        for name, rows, areas in grids
    ]


def _head(rows: Grid, count: int) -> Grid:
    return rows[:count]


@dataclass
class _Grid:
    """A table while it is being read; cells over several rows or columns fill their place once."""

    rows: list[list[object]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)

    def place(self, text: str | None, down: int, right: int) -> None:
        """Put a cell in the last row, beside those above that reach into it."""
        at, row = len(self.rows) - 1, self.rows[-1]
        left = len(row)
        while any(a.top < at <= a.bottom and a.left <= left <= a.right for a in self.areas[-500:]):
            row.append(None)
            left += 1
        right, down = min(max(right, 1), MOST_COLUMNS), min(max(down, 1), 1 << 20)
        row.extend([text, *[None] * (right - 1)])
        if down * right > 1:
            self.areas.append(Area(at, left, at + down - 1, left + right - 1))


class _Page(HTMLParser):
    """The tables of a page; a table within a cell is a table of its own."""

    def __init__(self, label: str) -> None:
        super().__init__(convert_charrefs=True)
        self._label = label
        self.tables: list[_Grid] = []
        self._open: list[_Grid] = []
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell; what was open of its kind is closed by it."""
        if tag == "table":
            self._close_cell()
            self._open.append(_Grid())
            self.tables.append(self._open[-1])
            if len(self.tables) > MOST_TABLES:
                raise InputError("intake.page_tables", file=self._label, most=MOST_TABLES)
        elif tag == "tr" and self._open:
            self._close_cell()
            self._open[-1].rows.append([])
        elif tag in _CELLS and self._open:
            self._close_cell()
            told = dict(attrs)
            self._span = (_count(told.get("rowspan")), _count(told.get("colspan")))
            self._text = []
        elif tag in _BREAKS and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close what ends."""
        if tag in _CELLS | {"tr", "table"}:
            self._close_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell."""
        if self._text is not None:
            self._text.append(data)

    def _close_cell(self) -> None:
        if self._text is None or not self._open:
            return
        if not self._open[-1].rows:
            self._open[-1].rows.append([])
        text = "\n".join(" ".join(line.split()) for line in "".join(self._text).split("\n")).strip()
        self._open[-1].place(text or None, *self._span)
        width = len(self._open[-1].rows[-1])
        if width > MOST_COLUMNS:
            raise InputError("intake.too_wide", file=self._label, count=width, most=MOST_COLUMNS)
        self._text = None


def _count(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


def _workbook(text: str) -> list[tuple[str, list[list[object]], list[Area]]]:
    """Return the sheets of an Excel 2003 XML file."""
    body = text[text.find("?>") + 2 :] if text.lstrip().startswith("<?xml") else text
    found = []
    for sheet in ET.fromstring(body).iter(f"{_SS}Worksheet"):  # noqa: S314 - expat limits entities
        grid = _Grid()
        for row in sheet.iter(f"{_SS}Row"):
            _skip(grid.rows, row.get(f"{_SS}Index"))
            grid.rows.append([])
            for cell in row.iter(f"{_SS}Cell"):
                _put(grid, cell)
        found.append((sheet.get(f"{_SS}Name", ""), grid.rows, grid.areas))
    return found


def _skip(rows: list[list[object]], index: str | None) -> None:
    if index and index.isdecimal():
        rows.extend([] for _ in range(min(int(index), 1 << 20) - 1 - len(rows)))


def _put(grid: _Grid, cell: ET.Element) -> None:
    index = cell.get(f"{_SS}Index")
    if index and index.isdecimal():
        grid.rows[-1].extend([None] * (min(int(index), MOST_COLUMNS) - 1 - len(grid.rows[-1])))
    data = cell.find(f"{_SS}Data")
    text = None if data is None else "".join(data.itertext()).strip() or None
    down, right = (_count(cell.get(f"{_SS}Merge{way}", "0")) for way in ("Down", "Across"))
    grid.place(text, down + 1, right + 1)
