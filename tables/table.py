"""A table: its key, its columns, and whether it lies on the map."""

from dataclasses import dataclass
from typing import Literal

from tables.column import Column

Shape = Literal["none", "point", "line", "polygon"]


@dataclass(frozen=True)
class Table:
    """The declaration that checks imports, names export columns and writes the templates.

    `key` names the columns that identify a row; `shape` is the geometry a row must carry. Where
    `areas_kept`, rows of points may be areas as well: a school or a park has an outline.
    """

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: Shape = "none"
    areas_kept: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the declared order, geometry left out."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError names the table when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")  # noqa: EM102 - a programmer's mistake
