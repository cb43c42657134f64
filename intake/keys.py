"""Rows and their identity: made ids, repeated rows, ids given twice, and the agreed order."""

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from intake.joining.same_estates import parted, row_numbers, same_estates
from intake.places import FILE, ROW, SHEET, UNPLACED, UNREAD, issues_at
from tables import Issue, Table

_LETTERS = {
    "estates": "E",
    "areas": "A",
    "buildings": "B",
    "entrances": "G",
    "facilities": "F",
    "votes": "V",
}
_CONTENT = {
    "estates": ("street", "name"),
    "facilities": ("category", "x", "y", "name"),
}
_DIGITS = {"estates": 4}


def own_id(table: Table) -> str:
    """Return the column that is this table's own id, or an empty text when rows have none."""
    return table.key[0] if len(table.key) == 1 and table.name in _LETTERS else ""


def keyed(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    """Return `frame` with an id in every row, each row once, sorted by key.

    Ids are made from the content in a stated order, so the order of rows in a file changes
    nothing. Rows equal in every column are kept once, and a row of a file is one row however often
    a study names the file. Different rows with one id are all kept, under ids of their own;
    facilities, whose ids nothing refers to, are numbered afresh.
    """
    ordered, issues = _read_once(in_order(frame, table), table)
    name = own_id(table)
    if not name:
        kept, said = _referring(ordered, table)
        return kept, issues + said
    single, said = _once(ordered, table)
    issues += said
    single, said = _own_ids(single, table, name)
    numbered, made = _numbered(single, table, name)
    twice = same_estates(numbered) if table.name == "estates" else []
    return in_order(numbered, table), [*issues, *said, *made, *twice]


def _own_ids(frame: pd.DataFrame, table: Table, name: str) -> tuple[pd.DataFrame, list[Issue]]:
    """Return `frame` with no id in two rows; what had one with another row is said."""
    if table.name != "facilities":
        kept, issues = parted(frame, name, table)
        return kept, [*row_numbers(frame, name, table), *issues]
    if not frame[name].dropna().duplicated().any():
        return frame, []
    return frame.assign(**{name: None}), [Issue("intake.ids_remade", "info", table.name)]


def in_order(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` sorted by key, then by every other column and the geometry."""
    order = {name: _sortable(frame[name]) for name in _key_first(table)}
    if isinstance(frame, gpd.GeoDataFrame):
        order["geometry"] = pd.Series(_wkb(frame), index=frame.index, dtype="object")
    keys = pd.DataFrame(order).reset_index(drop=True)
    return frame.iloc[keys.sort_values(list(order), kind="stable").index].reset_index(drop=True)


def _key_first(table: Table) -> tuple[str, ...]:
    return (*table.key, *(name for name in table.names if name not in table.key))


def _sortable(values: pd.Series) -> pd.Series:
    return values.map(str).where(values.notna(), "￿") if values.dtype == object else values


def _wkb(frame: gpd.GeoDataFrame) -> list[bytes]:
    return [shape or b"" for shape in shapely.to_wkb(frame.geometry.to_numpy())]


def _content(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    content = frame[list(table.names)].astype("object")
    content = content.where(content.notna(), None)
    if table.name == "estates" and UNREAD in frame:  # one household a row is not one estate twice
        content = content.assign(unread=frame[UNREAD])
    if not isinstance(frame, gpd.GeoDataFrame):
        return content
    unplaced = shapely.to_wkb(frame[UNPLACED].to_numpy()) if UNPLACED in frame else None
    return content.assign(geometry=_wkb(frame), unplaced=unplaced)


def _read_once(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    """Keep one of equal rows with one place: their file was named more than once."""
    places = frame[[FILE, SHEET, ROW]]
    if not places.duplicated().any():
        return frame, []
    again = _content(frame, table).join(places).duplicated()
    counts = frame.loc[again, FILE].value_counts().sort_index()
    issues = [
        Issue("intake.file_twice", "warning", table.name, str(file), detail={"count": int(count)})
        for file, count in counts.items()
    ]
    return frame[~again].reset_index(drop=True), issues


def _once(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    """Keep one of rows that are equal in everything.

    Facilities without a name or a place are let be: two schools of one name may be two.
    """
    again = _content(frame, table).duplicated()
    if table.name == "facilities":
        again &= frame["name"].notna() & _lies(frame)
    return frame[~again].reset_index(drop=True), _repeated(frame[again], table)


def _lies(frame: pd.DataFrame) -> pd.Series:
    """Return which rows have a place, as read or still to be put on the map."""
    lies = pd.Series(data=False, index=frame.index)
    for name in {"geometry", UNPLACED} & set(frame.columns):
        shapes = frame[name].to_numpy()
        lies |= ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    return lies


def _repeated(rows: pd.DataFrame, table: Table) -> list[Issue]:
    if table.name != "facilities":
        return issues_at(rows, "intake.row_repeated", "repair", table=table.name)
    if rows.empty:
        return []
    files = "、".join(sorted(set(rows[FILE])))
    detail = {"count": len(rows)}
    return [Issue("intake.rows_repeated", "repair", table.name, files, detail=detail)]


def _numbered(frame: pd.DataFrame, table: Table, name: str) -> tuple[pd.DataFrame, list[Issue]]:
    blank = frame[name].isna()
    if not blank.any():
        return frame, []
    order = _by_content(frame[blank], table)
    taken = set(frame[name].dropna())
    letter, digits = _LETTERS[table.name], _DIGITS.get(table.name, 5)
    made = (f"{letter}{n:0{digits}d}" for n in itertools.count(1))
    free = itertools.islice((i for i in made if i not in taken), len(order))
    ids = pd.Series(list(free), index=order, dtype="object")
    numbered = frame.assign(**{name: frame[name].astype("object").fillna(ids)})
    return numbered, _made(numbered.loc[order], ids, table, every=bool(blank.all()))


def _made(rows: pd.DataFrame, ids: pd.Series, table: Table, *, every: bool) -> list[Issue]:
    if every or table.name == "facilities":
        detail = {"count": len(ids), "first": ids.iloc[0], "last": ids.iloc[-1]}
        return [Issue("intake.ids_made", "info", table.name, detail=detail)]
    return issues_at(rows, "intake.id_made", "warning", table=table.name)


def _by_content(frame: pd.DataFrame, table: Table) -> pd.Index:
    order = pd.DataFrame(index=frame.index)
    for name in _CONTENT.get(table.name, ()):
        if name in {"x", "y"}:
            points = _inside(frame["geometry"].to_numpy())
            order[name] = shapely.get_x(points) if name == "x" else shapely.get_y(points)
        else:
            order[name] = _sortable(frame[name])
    if not len(order.columns):
        return frame.index
    return order.sort_values(list(order.columns), kind="stable").index


def _inside(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the points, and a point inside of what is none: a place to number by."""
    points = np.asarray(shapes, dtype=object).copy()
    other = ~np.isin(shapely.get_type_id(points), [-1, shapely.GeometryType.POINT])
    points[other] = shapely.point_on_surface(points[other])
    return points


def _referring(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    """Leave out rows that name no estate, by id or name; say keys given twice.

    Rows equal in every column are one, as for estates: their amounts must not be added up.
    """
    if not table.key or table.name == "outlines":
        return frame, []
    nameless = frame[table.key[0]].isna()
    lost = nameless & frame["name"].isna() if "name" in table.names else nameless
    kept, issues = _once(frame[~lost].reset_index(drop=True), table)
    again = kept[kept.duplicated(list(table.key)) & kept[table.key[0]].notna()]
    return kept, [
        *issues,
        *issues_at(frame[lost], "intake.key_missing", "warning", table=table.name),
        *issues_at(again, "intake.key_repeated", "warning", table=table.name),
    ]
