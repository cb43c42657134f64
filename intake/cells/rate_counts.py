"""A column of shares that seems to hold households instead."""

from collections.abc import Sequence

from intake.cells.numbers import number
from intake.cells.reading import Reading
from tables import Column

_MOST = 0.6  # of the cells that say something
_SEVERAL = 2
_ALL = 100


def counts_among(
    written: Sequence[object], readings: Sequence[Reading], column: Column
) -> tuple[int, int]:
    """Return (cells, of cells) of a column of shares that can only be counts; (0, …) if too few.

    A whole number over 100 that was refused as a share is one; most of the column must be so.

    >>> share = Column("support_rate", "rate", "同意率", "In favour")
    >>> from intake.cells.rates import rates
    >>> counts_among([256, 180, 85], rates([256, 180, 85], share), share)
    (2, 3)
    """
    said = [r.value is not None or r.code != "" for r in readings]
    counts = sum(
        reading.code == "outside" and _is_count(value, column)
        for value, reading in zip(written, readings, strict=True)
    )
    return (counts if counts >= max(_SEVERAL, _MOST * sum(said)) else 0), sum(said)


def _is_count(value: object, column: Column) -> bool:
    if isinstance(value, str) and "%" in value:
        return False
    size = number(value, column, 1).value
    return isinstance(size, float) and size > _ALL and size.is_integer()
