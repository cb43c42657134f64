"""Tables in one sheet, one below or beside the other → one table."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from intake.headings import headers
from intake.sheet.cell_text import Grid, filled, is_number, texts
from intake.sheet.header_rows import MOST_ROWS, Header, header
from intake.sheet.row_kinds import kind_of, naming, repeats
from tables import Column

MOST_UNNAMED = 50  # columns beyond the last header that are kept

_SEVERAL = 2


@dataclass(frozen=True)
class Block:
    """A header and the rows below it: data by row, totals by row, and what was left out.

    Rows are counted from 0, as in the grid; `aside` holds (code, row).
    """

    head: Header
    names: tuple[str, ...]
    data: Mapping[int, Sequence[object]] = field(default_factory=dict)
    totals: Mapping[int, Sequence[object]] = field(default_factory=dict)
    aside: tuple[tuple[str, int], ...] = ()


def blocks(grid: Grid, head: Header, columns: Sequence[Column]) -> list[Block]:
    """Return the tables below `head`: a new one begins where a row is another header."""
    starts = _starts(grid, head, columns)
    ends = [*(found.top for found in starts[1:]), len(grid)]
    return [_block(grid, one, end, columns) for one, end in zip(starts, ends, strict=True)]


def side_by_side(block: Block, columns: Sequence[Column]) -> list[Block]:
    """Return the tables that stand beside each other with the same headers, the left one first."""
    places = sorted(naming(block.names, columns))
    first = block.names[places[0]] if places else ""
    same = [
        n
        for n, name in enumerate(block.names)
        if name and headers.plain(name) == headers.plain(first)
    ]
    widths = {b - a for a, b in pairwise(same)}
    if len(same) < _SEVERAL or len(widths) != 1:
        return [block]
    width = widths.pop()
    start = same[0] - min(same[0], _before(block.names, same, width))
    parts = [block.names[at : at + width] for at in range(start, len(block.names), width)]
    if (
        width < _SEVERAL
        or len(parts) != len(same)
        or not all(_alike(parts[0], part) for part in parts[1:])
    ):
        return [block]
    return [_part(block, start + n * width, width, columns) for n in range(len(parts))]


def together(blocks_: Sequence[Block]) -> tuple[tuple[str, ...], list[tuple[int, list[object]]]]:
    """Return the headers of all blocks, each once, and the rows of each under them."""
    names: list[str] = list(blocks_[0].names)
    rows: list[tuple[int, list[object]]] = []
    for block in blocks_:
        places = _places(block.names, names)
        for row, cells in block.data.items():
            told: list[object] = [None] * len(names)
            for place, cell in zip(places, cells, strict=False):
                told[place] = cell
            rows.append((row, told))
    width = len(names)
    return tuple(names), [(row, [*cells, *[None] * (width - len(cells))]) for row, cells in rows]


def _starts(grid: Grid, head: Header, columns: Sequence[Column]) -> list[Header]:
    found = [head]
    lone = True
    place = head.bottom + 1
    while place < len(grid):
        row = grid[place]
        other = _other_header(grid, place, found[-1], columns, lone=lone)
        if other is not None:
            found.append(other)
            place = other.bottom
        lone = sum(cell is not None and cell != "" for cell in row) <= 1
        place += 1
    return found


def _other_header(
    grid: Grid, place: int, head: Header, columns: Sequence[Column], *, lone: bool
) -> Header | None:
    """Return the header that begins at `place`, if it is another than `head`.

    Looked for below a row with one cell or none, and where two cells are words of the header.
    """
    if not lone and not _has_words_of(head, grid[place]):
        return None
    words = [word for word in texts(grid[place]) if word]
    if len(words) < _SEVERAL:
        return None
    if repeats(grid[place], head.rows) or any(map(is_number, grid[place])):
        return None
    found = header(grid[: place + MOST_ROWS], columns, first=place, within=1)
    if found is None:
        return None
    told = headers.score(found.names, columns, ())
    enough = max(_SEVERAL, headers.score(head.names, columns, ()) // 2)
    return found if told >= min(enough, len(words)) and told * 2 >= len(words) else None


def _has_words_of(head: Header, row: Sequence[object]) -> bool:
    """Return whether two cells of a row are words of the header."""
    known = _words_of(head)
    return len(known.intersection(cell for cell in row if isinstance(cell, str))) >= _SEVERAL


@functools.lru_cache(maxsize=1)
def _words_of(head: Header) -> frozenset[str]:
    return frozenset(word for row in head.rows for word in row if word)


def _block(grid: Grid, head: Header, end: int, columns: Sequence[Column]) -> Block:
    places = naming(head.names, columns)
    data: dict[int, Sequence[object]] = {}
    totals: dict[int, Sequence[object]] = {}
    aside: list[tuple[str, int]] = list(head.notes)
    for place in range(head.bottom + 1, end):
        row = grid[place]
        code = kind_of(row, head.names, places)
        if not code and _has_words_of(head, row) and repeats(row, head.rows):
            code = "intake.header_repeated"
        if code == "":
            data[place] = row
        elif code != "blank":
            aside.append((code, place))
        if code == "intake.total_row":
            totals[place] = row
    if end < len(grid):
        aside += [("intake.footnote", place) for place in _titles_at_end(data, end)]
        data = {
            place: row for place, row in data.items() if ("intake.footnote", place) not in aside
        }
    return Block(head, _widened(head.names, data), data, totals, tuple(aside))


def _titles_at_end(data: Mapping[int, Sequence[object]], end: int) -> list[int]:
    """Return the row with one cell just above the next header: it is the title of that table."""
    last = max(data, default=-1)
    lone = last >= 0 and sum(bool(word) for word in texts(data[last])) == 1
    return [last] if lone and last >= end - MOST_ROWS else []


def _widened(names: tuple[str, ...], data: Mapping[int, Sequence[object]]) -> tuple[str, ...]:
    """Return `names` with an empty one for each column that has cells and no header."""
    width = max((filled(row) for row in data.values()), default=0)
    more = min(width - len(names), MOST_UNNAMED)
    return (*names, *[""] * max(more, 0))


def _places(own: Sequence[str], names: list[str]) -> list[int]:
    """Return where each of a block's headers stands among `names`, which grow by new ones."""
    taken: set[int] = set()
    found = []
    for name in own:
        same = [
            n for n, other in enumerate(names)
            if n not in taken and headers.plain(other) == headers.plain(name)
        ]  # fmt: skip
        if not same:
            names.append(name)
        place = same[0] if same else len(names) - 1
        taken.add(place)
        found.append(place)
    return found


def _before(names: Sequence[str], same: Sequence[int], width: int) -> int:
    """Return how many headers before the first name come again before the second."""
    count = 0
    while count < min(same[0], width - 1):
        one, other = names[same[0] - count - 1], names[same[1] - count - 1]
        if headers.plain(one) != headers.plain(other):
            break
        count += 1
    return count


def _alike(first: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two parts of a header are the same, but for blank columns between them."""
    one, two = ([headers.plain(name) for name in part] for part in (first, other))
    while one and not one[-1]:
        one.pop()
    return two[: len(one)] == one and not any(two[len(one) :])


def _part(block: Block, start: int, width: int, columns: Sequence[Column]) -> Block:
    """Return the table of `width` columns from `start` on."""
    names = block.names[start : start + width]
    places = naming(names, columns)
    cut = {row: cells[start : start + width] for row, cells in block.data.items()}
    kinds = {row: kind_of(cells, names, places) for row, cells in cut.items()}
    totals = {row: cells[start : start + width] for row, cells in block.totals.items()}
    totals |= {row: cut[row] for row, code in kinds.items() if code == "intake.total_row"}
    aside = [(code, row) for row, code in kinds.items() if code not in {"", "blank"}]
    data = {row: cells for row, cells in cut.items() if not kinds[row]}
    return replace(block, names=names, data=data, totals=totals, aside=(*block.aside, *aside))
