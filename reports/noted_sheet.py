"""A sheet of programme.xlsx with lines below it that say what its numbers are."""

from typing import NamedTuple

import pandas as pd

MOST = 20_000  # rows of one sheet


class Sheet(NamedTuple):
    """A sheet with its table, and what to know of it: lines that stand below."""

    name: str
    table: pd.DataFrame
    notes: tuple[str, ...]
