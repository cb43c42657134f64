"""What a table sent back changes: rows added, removed, moved, fields old → new; what is taken."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from intake.cells.values import clean
from intake.inputs import Inputs
from intake.joining.moves import moves
from tables import Table

Kind = Literal["added", "removed", "moved", "changed"]

COLUMNS = ("estate_id", "kind", "field", "before", "after", "distance_m", "area_change")
SHAPE = "geometry"  # the field of what lies elsewhere

_SAME = 1e-9  # numbers nearer than this, relatively, are one
_ROUNDED = 1e-4  # how far a number may be from what was written with fewer digits
_DIGITS = 4  # that exports keep at most


@dataclass(frozen=True)
class Differences:
    """What a file sent back changes.

    `changes` has a row for each change, sorted: `estate_id`, `kind`, `field` (empty for a whole
    row, `geometry` for a shape), `before` and `after` (the name for a whole row, m² for a shape),
    `distance_m` between the middles and `area_change` (0.1: a tenth larger) of what moved.
    `absent` are the columns the file does not have: nothing is said of them. Ids in `twice` are
    in several rows and were not compared.
    """

    changes: pd.DataFrame
    absent: tuple[str, ...]
    twice: tuple[str, ...]


def differences(
    before: pd.DataFrame,
    after: pd.DataFrame,
    table: Table,
    columns: Collection[str] | None = None,
) -> Differences:
    """Return what changes from `before` to `after`, row by row of one id.

    `columns` are those the file of `after` has (`columns_sent`), all of `after` when left out.
    Shapes are compared when `after` has any. Numbers that only lost digits in writing, and texts
    that differ in spaces, are the same. The order of rows and columns does not matter.

    >>> from tables import TABLES
    >>> sent = pd.DataFrame({"estate_id": ["A", "B"], "households": [120, 80]})
    >>> back = pd.DataFrame({"estate_id": ["B", "A"], "households": [80, 125]})
    >>> found = differences(sent, back, TABLES["estates"])
    >>> found.changes[["estate_id", "kind", "field", "before", "after"]].to_numpy().tolist()
    [['A', 'changed', 'households', 120, 125]]
    """
    key = _key(table)
    had, has = _once(before, key), _once(after, key)
    twice = _left(before, key) | _left(after, key)
    fields = _compared(before, after, table, columns)
    known = had.loc[had.index.intersection(has.index)].sort_index()
    found = has.loc[known.index]
    parts = [
        _whole(had, _ids(had) - _ids(has) - twice, "removed"),
        _whole(has, _ids(has) - _ids(had) - twice, "added"),
        *(_changed(known[name], found[name], name) for name in fields),
        *(_bound(known, found, *names) for names in _bounds(fields, known, found)),
    ]
    if _drawn(after) and isinstance(before, gpd.GeoDataFrame):
        parts.append(_moved(known, found))
    absent = tuple(name for name in table.names if name in before and name not in {*fields, key})
    return Differences(_sorted(parts), absent, tuple(sorted(twice)))


def columns_sent(inputs: Inputs, table: Table) -> frozenset[str]:
    """Return the columns of `table` that its files have."""
    records = [record for record in inputs.files if record.table == table.name]
    return frozenset(m.column for record in records for m in record.columns if m.column)


def accepted(
    before: pd.DataFrame,
    after: pd.DataFrame,
    changes: pd.DataFrame,
    refuse: AbstractSet[tuple[str, str]] = frozenset(),
) -> pd.DataFrame:
    """Return `before` with the `changes` made that are not in `refuse` (pairs of id and field).

    A whole row is refused by its id and an empty field. What is added has the columns the file
    has, the rest is unknown. Columns and their kinds are those of `before`, sorted by id.
    """
    key = "estate_id" if "estate_id" in before else before.columns[0]
    pairs = list(zip(changes["estate_id"], changes["field"], strict=True))
    taken = changes[pd.Series([pair not in refuse for pair in pairs], changes.index, dtype=bool)]
    gone = taken.loc[taken["kind"] == "removed", "estate_id"]
    kept = before[~before[key].isin(gone)].copy()
    if isinstance(after, gpd.GeoDataFrame) and isinstance(before, gpd.GeoDataFrame):
        after = after.to_crs(before.crs)
    sent = after.drop_duplicates(key).set_index(key)
    for field, rows in taken[taken["kind"].isin(["changed", "moved"])].groupby("field"):
        here = kept[key].isin(rows["estate_id"])
        name = str(field)
        kept.loc[here, name] = sent[name].loc[kept.loc[here, key]].to_numpy()
    added = after[after[key].isin(taken.loc[taken["kind"] == "added", "estate_id"])]
    return _with_rows(kept, added).sort_values(key, ignore_index=True)


def _with_rows(kept: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    if added.empty:
        return kept
    whole = pd.concat([kept, added.reindex(columns=kept.columns)], ignore_index=True)
    plain = {name: kind for name, kind in kept.dtypes.items() if name != SHAPE}
    return whole.astype(plain)


def _key(table: Table) -> str:
    return "estate_id" if "estate_id" in table.names else table.key[0]


def _once(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return the rows whose id is theirs alone, by id."""
    single = frame[key].notna() & ~frame[key].duplicated(keep=False)
    return frame[single].set_index(key, drop=False)


def _ids(frame: pd.DataFrame) -> set[str]:
    return set(frame.index)


def _left(frame: pd.DataFrame, key: str) -> set[str]:
    """Return the ids that are in several rows: neither added nor removed, but not to be told."""
    return set(frame.loc[frame[key].duplicated(keep=False), key].dropna())


def _compared(
    before: pd.DataFrame, after: pd.DataFrame, table: Table, columns: Collection[str] | None
) -> list[str]:
    sent = set(after.columns) if columns is None else set(columns)
    both = set(before.columns) & set(after.columns) & sent
    return [name for name in table.names if name in both and name != _key(table)]


def _drawn(frame: pd.DataFrame) -> bool:
    return isinstance(frame, gpd.GeoDataFrame) and bool(frame.geometry.notna().any())


def _whole(frame: pd.DataFrame, ids: Iterable[str], kind: Kind) -> pd.DataFrame:
    """Return rows added or removed, called by their name."""
    found = sorted(ids)
    names = frame.loc[found, "name"] if "name" in frame else pd.Series(found, index=found)
    told = {"removed": ("before", "after"), "added": ("after", "before")}[kind]
    return _rows(found, kind, "").assign(**{told[0]: _plain(names), told[1]: None})


def _changed(before: pd.Series, after: pd.Series, field: str) -> pd.DataFrame:
    other = ~_same(before, after)
    found = _rows(before.index[other], "changed", field)
    return found.assign(before=_plain(before[other]), after=_plain(after[other]))


def _bounds(
    fields: Collection[str], before: pd.DataFrame, after: pd.DataFrame
) -> list[tuple[str, str]]:
    """Return the years a file has, each with a bound of its range that the file does not have."""
    pairs = [(name, f"{name}_{end}") for name in fields for end in ("low", "high")]
    return [
        (name, bound)
        for name, bound in pairs
        if bound in before and bound in after and bound not in fields
    ]


def _bound(before: pd.DataFrame, after: pd.DataFrame, name: str, bound: str) -> pd.DataFrame:
    """Return the changes of a bound that a year brings along: where it has one, or is another."""
    told = ~_same(before[name], after[name]) | after[bound].notna().to_numpy()
    return _changed(before.loc[told, bound], after.loc[told, bound], bound)


def _moved(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> pd.DataFrame:
    found = moves(before.geometry, after.geometry.to_crs(before.crs))
    rows = _rows(found.index, "moved", SHAPE)
    told = {"distance_m": ("distance_m", 2), "area_change": ("area_change", 4),
            "before": ("before_m2", 1), "after": ("after_m2", 1)}  # fmt: skip
    cells = {name: _plain(found[of].round(digits)) for name, (of, digits) in told.items()}
    return rows.assign(**cells)


def _rows(ids: Iterable[str], kind: Kind, field: str) -> pd.DataFrame:
    frame = pd.DataFrame({"estate_id": list(ids)}, dtype=object)
    return frame.assign(kind=kind, field=field)


def _sorted(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    whole = pd.concat([part.reindex(columns=list(COLUMNS)).astype(object) for part in parts])
    numbers = {"distance_m": float, "area_change": float}
    return whole.sort_values(["estate_id", "field"], ignore_index=True).astype(numbers)


def _same(before: pd.Series, after: pd.Series) -> npt.NDArray[np.bool_]:
    """Return where two versions of a column say the same; both unknown is the same."""
    lost = before.isna().to_numpy(), after.isna().to_numpy()
    same: npt.NDArray[np.bool_] = lost[0] & lost[1]
    both = np.flatnonzero(~lost[0] & ~lost[1])
    pairs = zip(before.iloc[both], after.iloc[both], strict=True)
    same[both] = [_equal(old, new) for old, new in pairs]
    return same


def _equal(before: Any, after: Any) -> bool:  # noqa: ANN401 - a cell of any table
    if before == after:
        return True
    if isinstance(before, float) and isinstance(after, float):
        near = abs(before - after) / max(abs(before), abs(after))
        cut = any(round(before, digits) == after for digits in range(_DIGITS + 1))
        return near <= _SAME or (near <= _ROUNDED and cut)
    return isinstance(before, str) and isinstance(after, str) and clean(before) == clean(after)


def _plain(values: pd.Series) -> npt.NDArray[np.object_]:
    """Return cells as Python has them, None where unknown."""
    cells = zip(values.astype(object), values.isna(), strict=True)
    plain = pd.Series([None if lost else _python(v) for v, lost in cells], dtype=object)
    return plain.to_numpy()


def _python(value: Any) -> Any:  # noqa: ANN401 - a cell of any table
    return value.item() if isinstance(value, np.generic) else value
