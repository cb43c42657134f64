"""A ledger that lies on its side: its headers stand one below the other, an estate a column."""

from collections.abc import Sequence

from intake.headings import headers
from intake.sheet.cell_text import Grid, texts
from intake.sheet.header_rows import HEADER_WITHIN, Header
from tables import Column

_SEVERAL = 2


def sideways(grid: Grid, head: Header, columns: Sequence[Column]) -> bool:
    """Return whether the first column names more columns of the table than the header row does.

    Where the row names one alone, which is the corner of both, two in the column are enough.
    """
    place = next((n for n, name in enumerate(head.names) if name), 0)
    rows = grid[head.top : head.top + HEADER_WITHIN]
    below = [words[place] for words in map(texts, rows) if len(words) > place]
    across = headers.score(head.names, columns, ())
    down = headers.score([word for word in below if word], columns, ())
    return across <= 1 and down >= _SEVERAL and sum(map(bool, head.names)) >= _SEVERAL
