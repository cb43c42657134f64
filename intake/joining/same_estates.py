"""Rows that claim one identity: one id for two, two rows for one estate, numbers of rows as ids."""

from collections.abc import Iterator

import pandas as pd

from intake.joining.sides import places, sides
from intake.places import FILE, ROW, issues_at
from tables import Issue, Table

_LISTED = 10  # rows named in a sentence
_FEWEST = 3  # ids that make a row of numbers


def parted(frame: pd.DataFrame, name: str, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    """Return `frame` with ids of their own for different rows that claim one id, and each row said.

    None of them keeps the id as it is written: a row of another table that refers to it would be
    joined with the wrong one. `frame` is in the order of its content, and so are the new ids. A
    column that says the same in most rows holds no ids: it is taken for empty.
    """
    twice = frame[name].notna() & frame[name].duplicated(keep=False)
    if not twice.any():
        return frame, []
    known = frame[name].notna().sum()
    if 2 * (known - frame[name].nunique()) > known:
        detail = {"count": int(twice.sum()), "total": len(frame), "field": name}
        issue = Issue("keys.no_ids", "error", table.name, _files(frame[twice]), detail=detail)
        return frame.assign(**{name: None}), [issue]
    written = frame.loc[twice, name].astype(str)
    made = _free(written, set(frame[name].dropna()))
    issues = [
        issue
        for _, rows in frame[twice].groupby(written, sort=True)
        for issue in _claimed(rows, made, table, name)
    ]
    return frame.assign(**{name: frame[name].mask(twice, made)}), issues


def _free(written: pd.Series, taken: set[str]) -> pd.Series:
    """Return a new id for each: the id and a number, more marks where that is an id already."""
    numbers = (written.groupby(written).cumcount() + 1).astype(str)
    mark = "~"
    while taken & set(written + mark + numbers):
        mark += "~"
    return written + mark + numbers


def _claimed(rows: pd.DataFrame, made: pd.Series, table: Table, name: str) -> Iterator[Issue]:
    where = _rows(rows)
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        yield Issue(
            "keys.duplicate_id", "error", table.name, str(row[FILE]), int(row[ROW]),
            estate_id=made[index] if name == "estate_id" else "", value=str(row[name]),
            detail={"rows": where, "made": made[index], "field": name},
        )  # fmt: skip


def same_estates(frame: pd.DataFrame) -> list[Issue]:
    """Return an issue for each estate that seems to be in the ledger in several rows; all are kept.

    The spelling is evened out; a street known on both sides must be the same.
    """
    side, _ = sides(frame, frame)
    issues = []
    for held in places(side.evened).values():
        streets = places(side.streets[place] for place in held)
        known = sum(map(len, streets.values()))
        parts = list(streets.values()) if known == len(held) else [range(len(held))]
        groups = [[held[n] for n in part] for part in parts if len(part) > 1]
        issues += [_twice(frame.iloc[rows]) for rows in groups]
    return issues


def _twice(rows: pd.DataFrame) -> Issue:
    first = rows.sort_values([FILE, ROW]).iloc[[0]]
    detail = {"rows": _rows(rows), "count": len(rows), "field": "name"}
    return issues_at(first, "keys.same_estate", "warning", table="estates", detail=detail)[0]


def row_numbers(frame: pd.DataFrame, name: str, table: Table) -> list[Issue]:
    """Say when the ids of a file are 1, 2, 3 … in the order of its rows: sorting changes them."""
    issues = []
    for file, rows in frame.groupby(FILE, sort=True):
        ids = rows.sort_values(ROW)[name].astype(str).tolist()
        if len(ids) >= _FEWEST and ids == [str(n + 1) for n in range(len(ids))]:
            detail = {"count": len(ids), "field": name}
            issues.append(Issue("keys.row_numbers", "info", table.name, str(file), detail=detail))
    return issues


def _rows(rows: pd.DataFrame) -> str:
    """Return the rows as a person finds them: the file where there are several."""
    ordered = rows.sort_values([FILE, ROW])
    several = len(set(ordered[FILE])) > 1
    places = zip(ordered[FILE], ordered[ROW], strict=True)
    named = [f"{file} {row}" if several else str(row) for file, row in places]
    return "、".join(named[:_LISTED]) + ("…" if len(named) > _LISTED else "")


def _files(rows: pd.DataFrame) -> str:
    return "、".join(sorted(set(rows[FILE])))
