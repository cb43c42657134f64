"""The areas of one level: one for each name or polygon, and one for whom nobody placed."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from study.areas.matching import KEY, Matched, commonest, match

_ROWS = ["area_id", "name", "parent_id", "path", "matched"]


@dataclass(frozen=True)
class Level:
    """One level: its areas (`rows`), the area of each estate (`members`), how names matched.

    `rows`: area_id, name, parent_id, path (the names above and its own, in one spelling), matched
    (name, location, none). `members`, a row an estate in the order asked: estate_id, area_id,
    basis (ledger, inner, location, "" for not stated). `matched` is None for clusters, which are
    not matched by name.
    """

    name: str
    rows: pd.DataFrame
    members: pd.DataFrame
    matched: Matched | None = None

    def known(self) -> list[str]:
        """Return the area of each estate, "" where it is not stated."""
        return list(self.members["area_id"].where(self.members["basis"].ne(""), ""))


def level_of(
    level: str, asked: pd.DataFrame, polygons: pd.DataFrame, *, above: pd.DataFrame
) -> Level:
    """Return the areas of a level; `above` are the areas of the levels above, as `Level.rows`.

    `asked` and `polygons` as `study.areas.matching.match` takes them, both with the name as it was
    written (`text`); an estate whose ledger names no area has the stem "".
    An area with a polygon has its area_id; one without is called after its names,
    `street:乐河/人民路街道`, so that another run of the same ledger calls it the same.
    """
    outer, paths = (
        dict(zip(above["area_id"], above[name], strict=True)) for name in ("parent_id", "path")
    )
    matched = match(asked[asked["stem"].ne("")], polygons, outer)
    named = _named(level, matched, paths)
    free = _unnamed(matched, asked, paths)
    members = _members(asked, matched, named, nobody(level))
    rows = pd.concat([named[_ROWS], free[_ROWS]], ignore_index=True).astype(object)
    return Level(level, rows, members, matched)


def follow(upper: Level, lower: Level) -> Level:
    """Return the upper level with the estates it knows not by name where their lower area lies.

    A ledger that names the street says the district too, once the street is known to lie in one.
    """
    lies_in = dict(zip(lower.rows["area_id"], lower.rows["parent_id"], strict=True))
    known = set(upper.rows["area_id"])
    inner = [
        one if basis in {"ledger", "inner"} and (one := lies_in[area_id]) in known else ""
        for area_id, basis in zip(lower.members["area_id"], lower.members["basis"], strict=True)
    ]
    said = upper.members["basis"].eq("ledger") | pd.Series(inner).eq("")
    members = upper.members.assign(
        area_id=upper.members["area_id"].where(said, inner),
        basis=upper.members["basis"].where(said, "inner"),
    )
    return Level(upper.name, upper.rows, members, upper.matched)


def nobody(level: str) -> str:
    """Return the id of the area of those that belong to no area of a level."""
    return f"{level}:"


def _named(level: str, matched: Matched, paths: Mapping[str, str]) -> pd.DataFrame:
    """Return the areas the ledger names, with the id and the name of their polygon if they have."""
    names = matched.named[KEY].drop_duplicates().sort_values(KEY, ignore_index=True)
    rows = names.merge(matched.pairs, on=KEY, how="left")
    texts = commonest(matched.named, KEY, "text")
    official = dict(zip(matched.polygons["area_id"], matched.polygons["text"], strict=True))
    keys = list(rows[KEY].itertuples(index=False, name=None))
    path = pd.Series([_path(paths, *key) for key in keys], dtype=object)
    own = level + ":" + path
    own = own.where(~path.duplicated(keep=False), own + "@" + rows["parent"])
    by_name = rows["matched"].eq("name")
    said = pd.Series([texts[key] for key in keys], dtype=object)
    return rows.assign(
        area_id=rows["area_id"].fillna(own),
        name=rows["area_id"].map(official).where(by_name, said),
        parent_id=rows["parent"],
        path=path,
        matched=rows["matched"].fillna("none"),
    )


def _unnamed(matched: Matched, asked: pd.DataFrame, paths: Mapping[str, str]) -> pd.DataFrame:
    """Return the polygons no name of the ledger belongs to."""
    free = matched.polygons[~matched.polygons["area_id"].isin(matched.pairs["area_id"])]
    held = free["area_id"].isin(asked.loc[asked["stem"].eq(""), "polygon"])
    keys = free[KEY].itertuples(index=False, name=None)
    return free.assign(
        name=free["text"].where(free["text"].ne(""), free["area_id"]),
        parent_id=free["parent"],
        path=[_path(paths, *key) for key in keys],
        matched=held.map({True: "location", False: "none"}),
    )


def _path(paths: Mapping[str, str], parent: str, stem: str, kind: str) -> str:
    return "/".join(filter(None, (paths.get(parent, ""), stem + kind)))


def _members(asked: pd.DataFrame, matched: Matched, rows: pd.DataFrame, alone: str) -> pd.DataFrame:
    """Return the area of each estate: as its ledger says, else where it lies, else `alone`."""
    ids = dict(zip(rows[KEY].itertuples(index=False, name=None), rows["area_id"], strict=True))
    keys = matched.named[KEY].itertuples(index=False, name=None)
    said = dict(zip(matched.named["estate_id"], (ids[key] for key in keys), strict=True))
    columns = asked[["estate_id", "polygon"]].itertuples(index=False, name=None)
    found = [
        (estate_id, said[estate_id], "ledger") if estate_id in said
        else (estate_id, polygon or alone, "location" if polygon else "")
        for estate_id, polygon in columns
    ]  # fmt: skip
    return pd.DataFrame(found, columns=["estate_id", "area_id", "basis"], dtype=object)
