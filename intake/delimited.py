"""CSV and its kin (tab, semicolon) → a grid of cells."""

import csv
import io
from collections.abc import Sequence

from intake import people
from intake.encodings import decode
from intake.grid import raw_from_grid
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

_LONGEST_CELL = 2**27  # a polygon as WKT is far over the reader's own limit
_SAMPLES = 5


def read_delimited(source: Source, table: Table, columns: Sequence[Column]) -> Raw:
    """Return the data of a text file; UTF-8 with or without mark, else GB18030, which is said."""
    text, encoding = decode(source.path.read_bytes(), source.label)
    grid = _rows(text, source.label)
    if not grid:
        raise InputError("intake.empty", file=source.label, layer="")
    given = [*source.columns, *([source.category] if source.category else [])]
    raw = raw_from_grid(grid, table, columns, file=source.label, given=given)
    said = [encoding_issue(raw, table, source.label, encoding)] if encoding == "gb18030" else []
    return Raw(raw.headers, raw.cells, encoding=encoding, issues=(*raw.issues, *said))


def encoding_issue(raw: Raw, table: Table, label: str, encoding: str) -> Issue:
    """Return the note that names the encoding taken, with a few texts to look at."""
    texts = [text for text in people.samples(raw, table.columns) if not text.isascii()]
    samples = sorted(texts, key=lambda t: (len(t), t))[:_SAMPLES]
    detail = {"encoding": encoding, "samples": "、".join(samples)}
    return Issue("intake.encoding_taken", "info", table.name, label, detail=detail)


def _rows(text: str, label: str) -> list[list[object]]:
    csv.field_size_limit(_LONGEST_CELL)
    start = text[:20_000]
    mark = max("\t,;|", key=lambda m: start.count(m) if m != "," else start.count(m) + 1)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error as error:
        raise InputError("intake.unreadable", file=label, reason=str(error)) from error
