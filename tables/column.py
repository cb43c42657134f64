"""A column of a table: its name, kind, unit, limits, and the headers people write for it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "id", "text", "code", "integer", "number", "rate", "year", "flag", "date", "severity"
]


@dataclass(frozen=True)
class Column:
    """One column as every room understands it.

    `name` carries the unit (`walk_m`, `cost_wan`); `aliases` are headers found in real files,
    compared after spaces, brackets and case are taken off. `low` and `high` are the limits of a
    plausible value, both included. `none_words` say that there is nothing to name (否, 无); `words`
    pairs what people write with the codes it means; a cell of text may list several. Both are
    compared half-width and without case.

    >>> Column("households", "integer", "户数", "Households", unit="户", low=0).name
    'households'
    """

    name: str
    kind: Kind
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    none_words: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def header(self, locale: str) -> str:
        """Return the heading a person reads, in `zh` or `en`."""
        return self.en if locale == "en" else self.zh
