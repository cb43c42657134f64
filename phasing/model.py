"""A mixed-integer model: columns and rows with names one can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from phasing.rules import Rule

INF = float("inf")


@dataclass(frozen=True)
class Column:
    """One unknown: its share in the objective, its bounds, and whether it is yes or no."""

    label: str
    gain: float = 0
    high: float = INF
    whole: bool = False


@dataclass(frozen=True)
class Row:
    """One condition, low ≤ Σ coefficient × column ≤ high, and the rule it comes from."""

    name: str
    terms: dict[str, float]
    low: float = -INF
    high: float = INF
    rule: Rule | None = None

    def __str__(self) -> str:
        terms = " + ".join(f"{value:g} {label}" for label, value in self.terms.items())
        low = "" if self.low == -INF else f"{self.low:g} <= "
        high = "" if self.high == INF else f" <= {self.high:g}"
        return f"{self.name}: {low}{terms}{high}"


@dataclass(frozen=True)
class Model:
    """Columns and rows of a maximisation; money in 万元."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    _by_name: dict[str, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows by name."""
        object.__setattr__(self, "_by_name", {row.name: row for row in self.rows})

    def row(self, name: str) -> Row:
        """Return the row of that name."""
        return self._by_name[name]

    @property
    def gains(self) -> Mapping[str, float]:
        """Return what each column adds to the objective, where it does."""
        return {column.label: column.gain for column in self.columns if column.gain}

    def keeping(self, other: "Model", at_least: float) -> "Model":
        """Return this model under the condition that the other's objective reaches a value.

        Both are models of one problem: columns and rows the other alone has are added.
        """
        mine = {column.label for column in self.columns}
        added = tuple(replace(c, gain=0) for c in other.columns if c.label not in mine)
        rows = tuple(row for row in other.rows if row.name not in self._by_name)
        kept = Row(f"keep[{len(self.rows)}]", dict(other.gains), low=at_least)
        return Model((*self.columns, *added), (*self.rows, *rows, kept))

    def __str__(self) -> str:
        return "\n".join(str(row) for row in self.rows)
