"""One level of areas: which names of the ledger and which polygons are one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

KEY = ["parent", "stem", "kind"]
_STEM = ["parent", "stem"]
_TEXT = dict.fromkeys(KEY, object)  # a table without rows has no text of itself
_PLACE = ["stem", "parent", "ancestor", "firm"]


@dataclass(frozen=True)
class Matched:
    """What one level came to.

    `named` are the estates whose ledger names an area, with `parent` and `kind` found for them,
    `polygons` the polygons with theirs. `pairs` has a row a name and polygon that are one place:
    parent, stem, kind (of the name), area_id (of the polygon), matched (name or location).
    """

    named: pd.DataFrame
    polygons: pd.DataFrame
    pairs: pd.DataFrame


def match(named: pd.DataFrame, polygons: pd.DataFrame, outer: Mapping[str, str]) -> Matched:
    """Return which names and polygons are one place.

    `named` has a row an estate whose ledger names an area: estate_id, stem, kind, parent (the area
    above, "" unknown), firm (the ledger says the parent), ancestor (the area above that), polygon
    (the one it lies in, "" none), on_map. `polygons` has area_id, stem, kind, parent. `outer` says
    what lies in what: area_id → that of the area above.

    Names match within their parent only: of one street name in two districts two places are made.
    A name that does not say its kind (人民路) is of the only kind there is of it in its parent; a
    kind that changed (镇 to 街道) matches where nothing else of that name is left. A name without
    polygon all of whose estates on the map lie in one free polygon, which no other such name
    claims, matches by location.
    """
    named = named.astype({"firm": bool, "on_map": bool})
    named = named.assign(parent=_parents(named, polygons, outer)).astype(_TEXT)
    if len(polygons):
        polygons = polygons.assign(parent=_polygon_parents(polygons, named)).astype(_TEXT)
    kinds = _sole(pd.concat([named, polygons]).query("kind != ''"), _STEM, "kind")
    named, polygons = (_with_kind(table, kinds) for table in (named, polygons))
    polygons = polygons.sort_values("area_id", ignore_index=True)
    names = named[KEY].drop_duplicates().sort_values(KEY, ignore_index=True)
    exact = names.merge(polygons[[*KEY, "area_id"]].drop_duplicates(KEY), on=KEY)
    changed = _kind_changed(_left(names, exact), _free(polygons, exact))
    pairs = pd.concat([exact, changed], ignore_index=True).assign(matched="name")
    where = _by_location(named, _left(names, pairs), _free(polygons, pairs))
    pairs = pd.concat([pairs, where.assign(matched="location")], ignore_index=True)
    return Matched(named, polygons, pairs.astype(object))


def _parents(named: pd.DataFrame, polygons: pd.DataFrame, outer: Mapping[str, str]) -> list[str]:
    """Return the parent of each name: as the ledger says, else the one the name is known in."""
    loose = ~named["firm"]
    if not loose.any():
        return list(named["parent"])
    sure = pd.concat([named[~loose], polygons[polygons["parent"].ne("")]])[["stem", "parent"]]
    known = {str(stem): set(group) for stem, group in sure.groupby("stem")["parent"]}
    usual = commonest(named[loose], ["stem", "ancestor"], "parent")
    found = []
    for stem, parent, ancestor, firm in named[_PLACE].itertuples(index=False, name=None):
        within = set() if firm else _within(known, stem, ancestor, outer)
        elsewhere = parent if firm else usual.get((stem, ancestor), ancestor)
        found.append(_known(parent, ancestor, within) if within else elsewhere)
    return found


def _within(
    known: Mapping[str, set[str]], stem: str, ancestor: str, outer: Mapping[str, str]
) -> set[str]:
    """Return the parents a name is known in that may lie in `ancestor`."""
    return {
        parent
        for parent in known.get(stem, ())
        if not ancestor or outer.get(parent, "") in {"", ancestor}
    }


def _known(parent: str, ancestor: str, known: set[str]) -> str:
    """Return which of the parents known is meant where the ledger leaves it blank."""
    if len(known) == 1:
        return next(iter(known))
    return parent if parent in known else ancestor


def _polygon_parents(polygons: pd.DataFrame, named: pd.DataFrame) -> list[str]:
    """Return the parents; one not known is that of the only such name, or of whom it holds."""
    names = _sole(named[named["parent"].ne("")], ["stem"], "parent")
    held = commonest(named, ["polygon"], "parent")
    return [
        parent or names.get((stem,), "") or held.get((area_id,), "")
        for area_id, stem, parent in polygons[["area_id", "stem", "parent"]].itertuples(
            index=False, name=None
        )
    ]


def _with_kind(table: pd.DataFrame, kinds: Mapping[tuple[str, ...], str]) -> pd.DataFrame:
    columns = table[[*_STEM, "kind"]].itertuples(index=False, name=None)
    found = [kind or kinds.get((one, stem), "") for one, stem, kind in columns]
    return table.assign(kind=found).astype(_TEXT)


def _kind_changed(names: pd.DataFrame, polygons: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of the only name and the only polygon left of a stem in a parent."""
    alone = [table[~table.duplicated(_STEM, keep=False)] for table in (names, polygons)]
    return alone[0].merge(alone[1][[*_STEM, "area_id"]], on=_STEM)


def _by_location(named: pd.DataFrame, names: pd.DataFrame, polygons: pd.DataFrame) -> pd.DataFrame:
    """Return the names all of whose estates lie in one free polygon, claimed by no other."""
    seen = named[named["on_map"]].merge(names, on=KEY).drop_duplicates([*KEY, "polygon"])
    one = seen[~seen.duplicated(KEY, keep=False)]
    claimed = one[~one.duplicated("polygon", keep=False)]
    free = polygons[["area_id", "parent"]].rename(columns={"parent": "outside"})
    found = claimed.merge(free, left_on="polygon", right_on="area_id")
    unsaid = found["outside"].eq("") | found["parent"].eq("")
    return found.loc[unsaid | found["outside"].eq(found["parent"]), [*KEY, "area_id"]]


def _left(names: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    taken = pd.MultiIndex.from_frame(pairs[KEY])
    return names[~pd.MultiIndex.from_frame(names[KEY]).isin(taken)]


def _free(polygons: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    return polygons[~polygons["area_id"].isin(pairs["area_id"])]


def _sole(table: pd.DataFrame, by: Sequence[str], column: str) -> dict[tuple[str, ...], str]:
    """Return the value of `column` in each group that has only one."""
    pairs = table[[*by, column]].drop_duplicates()
    alone = pairs[~pairs.duplicated(list(by), keep=False)]
    return {tuple(row[:-1]): row[-1] for row in alone.itertuples(index=False, name=None)}


def commonest(table: pd.DataFrame, by: Sequence[str], column: str) -> dict[tuple[str, ...], str]:
    """Return the most frequent value of `column` in each group, of equal ones the first by name.

    >>> names = pd.DataFrame({"key": ["a", "a", "a"], "text": ["y", "x", "y"]})
    >>> commonest(names, ["key"], "text")
    {('a',): 'y'}
    """
    stated = table[table[column].ne("")]
    counted = stated.groupby([*by, column], sort=True).size().rename("times").reset_index()
    first = counted.sort_values("times", ascending=False, kind="stable").drop_duplicates(list(by))
    columns = first[[*by, column]].itertuples(index=False, name=None)
    return {tuple(row[:-1]): row[-1] for row in columns}
