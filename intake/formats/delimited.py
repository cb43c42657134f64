"""CSV and its kin (tab, semicolon, bar) → a grid of cells."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import pandas as pd

from intake.formats import encodings
from intake.formats.encodings import decode
from intake.formats.mojibake import spoiled
from intake.people import kept_out as people
from intake.raw import Raw
from intake.sheet.grid import raw_from_grid
from intake.source import Source
from tables import Column, InputError, Issue, Table

MOST_COLUMNS = 2048  # no ledger has more; beyond it rows and columns have changed places

_GUARD = re.compile(r'^="(.*)"$')  # ="0012": so that Excel keeps the zeros
_LONGEST_CELL = 2**27  # a polygon as WKT is far over the reader's own limit
_SAMPLES = 5
_LOOKED_AT = 30  # records that decide on the mark between cells
_MARKS = ",\t;|，"
_SEP = re.compile(r"\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


class _Records(NamedTuple):
    """The records of a file, and the row in which a quotation mark was never closed."""

    rows: list[list[object]]
    unclosed: int | None = None


def read_delimited(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of a text file, one record a row as Excel counts them.

    Errors: no row; no text; more columns than a table has. What was done is said: the encoding
    where none is declared, cells that could not be decoded (unknown), rows longer or shorter than
    their header, a quotation mark never closed.
    """
    text = decode(source.path.read_bytes(), source.label, source.encoding)
    records = _records(text.text)
    if not any(str(cell).strip() for row in records.rows for cell in row):
        raise InputError("intake.empty", file=source.label, layer="")
    check_width(records.rows, source.label)
    given = [*source.columns, *([source.category] if source.category else [])]
    raw = raw_from_grid(records.rows, table, columns, file=source.label, given=given)
    raw = replace(_wider(raw, records.rows), encoding=text.encoding)
    said = [
        *_encoding(text, raw, table, source), *spoiled(raw, table, source.label),
        *_shape(raw, records, table, source.label), *_undecoded(raw, table, source.label),
    ]  # fmt: skip
    if "\x00" in text.text:
        said.append(Issue("intake.nul_bytes", "warning", table.name, source.label))
    return replace(raw, cells=_all_known(raw.cells), issues=(*raw.issues, *said))


def encoding_issue(raw: Raw, table: Table, label: str, encoding: str) -> Issue:
    """Return the note that names the encoding taken, with a few texts to look at."""
    texts = [text for text in people.samples(raw, table.columns) if not text.isascii()]
    samples = sorted(texts, key=lambda t: (len(t), t))[:_SAMPLES]
    detail = {"encoding": encoding, "samples": "、".join(samples)}
    return Issue("intake.encoding_taken", "info", table.name, label, detail=detail)


def _encoding(text: encodings.Text, raw: Raw, table: Table, source: Source) -> list[Issue]:
    if text.candidates:
        return encodings.question_of(text.candidates, raw, table, source.label)
    if source.encoding or text.encoding in {"utf-8", "utf-8-sig", "utf-16"}:
        return []
    return [encoding_issue(raw, table, source.label, text.encoding)]


def _records(text: str) -> _Records:
    """Return the records of a text; the line `sep=;` is for Excel, which does not count it."""
    csv.field_size_limit(_LONGEST_CELL)
    told = _SEP.match(text)
    body = (text[told.end() :] if told else text).replace("\x00", "")
    mark = told.group(1) if told else _mark(body)
    lines = list(io.StringIO(body, newline=""))
    rows, starts = _split(lines, mark)
    if not _open_at_end(lines, mark):
        return _Records(rows)
    rest, _ = _split(lines[starts[-1] :], mark, csv.QUOTE_NONE)
    return _Records([*rows[:-1], *rest], len(rows))


def records_of(text: str) -> list[list[object]]:
    """Return the records of a text file, as Excel shows them one a row."""
    return _records(text).rows


def _split(
    lines: Sequence[str], mark: str, quoting: int = csv.QUOTE_MINIMAL
) -> tuple[list[list[object]], list[int]]:
    """Return the records and the line each begins on."""
    reader = csv.reader(lines, delimiter=mark, quoting=quoting)  # type: ignore[arg-type]
    guarded = any('="' in line for line in lines)
    rows: list[list[object]] = []
    starts: list[int] = []
    start = 0
    for row in reader:
        rows.append([_GUARD.sub(r"\1", cell) for cell in row] if guarded else list(row))
        starts.append(start)
        start = reader.line_num
    return rows, starts


def _open_at_end(lines: Sequence[str], mark: str) -> bool:
    """Return whether the last record ends inside quotation marks."""
    try:
        for _ in csv.reader([*lines, "\n"], delimiter=mark, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _mark(text: str) -> str:
    r"""Return the mark that cuts the first records into the most cells, the same number in each.

    >>> _mark("id;wkt\n1;POINT(1,5 2,5)\n2;POINT(1,5 2)\n"), _mark("a\tb\n1\t1,200\n")
    (';', '\t')
    """
    start = text[:200_000]
    return max(_MARKS, key=lambda mark: (_evenness(start, mark), -_MARKS.index(mark)))


def _evenness(text: str, mark: str) -> float:
    try:
        found = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), _LOOKED_AT))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in found if any(row))
    if not widths:
        return 0
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return (width > 1) * rows / sum(widths.values()) * min(width, 3)


def check_width(rows: Sequence[Sequence[object]], label: str) -> None:
    """Refuse more columns than a table has: reading them would take minutes."""
    width = max(map(len, rows))
    if width > MOST_COLUMNS:
        raise InputError("intake.too_wide", file=label, count=width, most=MOST_COLUMNS)


def _wider(raw: Raw, rows: Sequence[Sequence[object]]) -> Raw:
    """Return `raw` with what stands beyond its last header in columns of their own."""
    width = len(raw.headers)
    most = max((_filled(rows[row - 1]) for row in raw.cells.index), default=0)
    if most <= width:
        return raw
    extra = {
        place: pd.Series(
            [_at(rows[row - 1], place) for row in raw.cells.index], raw.cells.index, dtype="object"
        )
        for place in range(width, most)
    }
    cells = pd.concat([raw.cells, pd.DataFrame(extra, index=raw.cells.index)], axis=1)
    return replace(raw, headers=(*raw.headers, *[""] * (most - width)), cells=cells)


def _shape(raw: Raw, records: _Records, table: Table, label: str) -> list[Issue]:
    """Return what is odd about the length of rows, and a quotation mark that was never closed."""
    width = len(raw.headers) - _trailing(raw.headers)
    found = [] if records.unclosed is None else [("intake.quote_unclosed", records.unclosed)]
    lengths = {row: records.rows[row - 1] for row in raw.cells.index}
    found += [("intake.row_long", row) for row, cells in lengths.items() if _filled(cells) > width]
    short = [row for row, cells in lengths.items() if len(cells) < width]
    if 2 * len(short) < len(lengths):  # where most rows are short, that is how the file is written
        found += [("intake.row_short", row) for row in short]
    return [Issue(code, "warning", table.name, label, int(row)) for code, row in found]


def _undecoded(raw: Raw, table: Table, label: str) -> list[Issue]:
    return [
        Issue("intake.cell_undecoded", "warning", table.name, label, int(str(row)), column=header)
        for place, header in enumerate(raw.headers)
        for row, cell in raw.cells[place].items()
        if encodings.lost(cell)
    ]


def _all_known(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells without those that hold signs that could not be decoded."""
    told = {
        place: [None if encodings.lost(cell) else cell for cell in cells[place].tolist()]
        for place in cells.columns
    }
    return pd.DataFrame(told, index=cells.index, columns=cells.columns, dtype="object")


def _trailing(names: Sequence[str]) -> int:
    return next((n for n, name in enumerate(reversed(names)) if name), len(names))


def _filled(row: Sequence[object]) -> int:
    return next((n for n in range(len(row), 0, -1) if str(row[n - 1]).strip()), 0)


def _at(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None
