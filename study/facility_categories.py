"""Rows of places from anywhere → facilities of the catalogue, and which are not counted and why.

A place is what its tag, its code or its category says; the name decides where those leave several
kinds open, and the words of the reject list stand above all three. What a person wrote as a code of
the catalogue, or translated by `map:`, stands above everything (docs/facilities.md).
"""

import functools
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from standards import Standards
from study.facility_vocabulary import (
    Meaning,
    Vocabulary,
    of_category,
    of_codes,
    of_tags,
    tags_in,
    vocabulary,
)
from study.facility_words import folded, has_one, head, tail

_OTHERS = ("facility_id", "name", "raw_category", "status", "reason", "from_map")
_READ = ("category", "tags", "typecode", "name", "floor_area_m2")


class Found(NamedTuple):
    """What a place came to.

    `status`: `counted` as each of `categories`; `rejected` for `reason`; `unsure` which of
    `categories` it is; `unmapped`, nothing said. `how` it was known: `code` (of the catalogue, or
    by `map:`), `named` (its category is a name of the catalogue), `tags`, `typecode`, `category`
    (of another list), `name`.
    """

    status: str
    categories: tuple[str, ...] = ()
    how: str = ""
    reason: str = ""


class Categorised(NamedTuple):
    """Facilities that count, and the table of those that do not.

    `facilities`: as given, one row a place and category, with `category` of the catalogue,
    `raw_category` and `how`. `others`: facility_id, name, raw_category, status, reason (for what is
    unsure: the kinds it may be), from_map.
    """

    facilities: gpd.GeoDataFrame
    others: pd.DataFrame


def categorised(facilities: gpd.GeoDataFrame, rules: Standards) -> Categorised:
    """Return facilities with a category of the catalogue, and the others with the reason.

    Reads `category`, `name`, and where they are there `tags` (OSM), `typecode` (AMap) and
    `floor_area_m2`; a polygon in a metric CRS is measured. A place with several codes serves every
    category they name: one row each, under one facility_id. Order and index are those of the rows.
    """
    known = vocabulary(rules)
    judged = functools.cache(functools.partial(found, known=known))
    columns = [_texts(facilities, name) for name in _READ[:-1]]
    areas = _area_m2(facilities)
    outcomes = [judged(*texts) for texts in zip(*columns, areas, strict=True)]
    return Categorised(_counted(facilities, outcomes), _others(facilities, columns, outcomes))


def found(
    category: str, tags: str, typecode: str, name: str, area_m2: float | None, *, known: Vocabulary
) -> Found:
    """Return what one place is, by its cells as texts (empty: unknown)."""
    if category in known.own:
        return Found("counted", (category,), "code")
    plain = folded(name)
    how, meanings = _meanings((category, tags, typecode), plain, known)
    settled = [_settled(one, plain, area_m2, known) for one in meanings]
    cells = (plain, folded(category), tags)
    return _unrejected(_of_all(settled, how), cells, known)


def facility_basis(facilities: pd.DataFrame) -> pd.DataFrame:
    """Return the points behind the scores of each category: how many, known how, and of when.

    category, facilities, by_name (known by their name alone or where a code left it open),
    first_day and last_day they were collected on, undated. Sorted by category.
    """
    days = facilities.get("collected_on", pd.Series(pd.NaT, index=facilities.index))
    rows = pd.DataFrame(
        {
            "category": facilities["category"].astype("object"),
            "facility_id": facilities["facility_id"],
            "named": facilities.get("how", pd.Series("code", index=facilities.index)).eq("name"),
            "day": pd.to_datetime(days),
        }
    ).drop_duplicates(["category", "facility_id"])
    groups = rows.groupby("category", sort=True)
    return groups.agg(
        facilities=("facility_id", "size"),
        by_name=("named", "sum"),
        first_day=("day", "min"),
        last_day=("day", "max"),
        undated=("day", lambda day: int(day.isna().sum())),
    ).reset_index()


def from_map(facilities: pd.DataFrame) -> pd.Series:
    """Return which rows come from a map: they have its tags or its type code."""
    told = [facilities[name].notna() for name in ("tags", "typecode") if name in facilities]
    none = pd.Series(data=False, index=facilities.index)
    return functools.reduce(lambda one, other: one | other, told, none)


def _meanings(
    cells: tuple[str, str, str], name: str, known: Vocabulary
) -> tuple[str, list[Meaning]]:
    """Return what is said of a place and where: the first of its cells that says anything."""
    category, tags, typecode = cells
    plain = folded(category)
    if plain in known.exact and plain not in known.kinds and plain not in known.bare:
        return "named", [Meaning(one) for one in known.exact[plain]]
    for how, read, text in (
        ("tags", of_tags, tags),
        ("typecode", of_codes, typecode),
        ("category", of_category, category),
    ):
        meanings = read(text, known) if text else []
        if meanings:
            return how, meanings
    if category or tags or typecode:
        return "", []
    return "name", [Meaning(one) for one in tail(name, known.words)]


def _settled(meaning: Meaning, name: str, area_m2: float | None, known: Vocabulary) -> Found:
    """Return what one meaning comes to for a place of this name and area."""
    if meaning.reject:
        return Found("rejected", reason=meaning.reject)
    if meaning.category:
        return Found("counted", (meaning.category,))
    fitting = [one for least_m2, one in meaning.sized if area_m2 and area_m2 >= least_m2]
    if fitting:
        return Found("counted", (fitting[0],))
    named = head(name, {one: known.words[one] for one in meaning.among if one in known.words})
    if named:
        return Found("counted", named, "name")
    if meaning.otherwise:
        return Found("counted", (meaning.otherwise,))
    return Found("unsure", meaning.among)


def _of_all(settled: list[Found], how: str) -> Found:
    """Return what several meanings come to: a reject beats all, what is sure beats what is not."""
    for status in ("rejected", "counted", "unsure"):
        same = [one for one in settled if one.status == status]
        if same:
            every = dict.fromkeys(category for one in same for category in one.categories)
            by_name = all(one.how == "name" for one in same)
            return Found(status, tuple(every), "name" if by_name else how, same[0].reason)
    return Found("unmapped")


def _unrejected(place: Found, cells: tuple[str, str, str], known: Vocabulary) -> Found:
    """Return `place` without the categories that a word or tag of its `cells` rules out.

    `cells`: its name, category and tags.
    """
    if not place.categories:
        return place
    name, category, tags = cells
    given = tags_in(tags) | tags_in(category)
    left, reason = list(place.categories), ""
    for row in known.rejects:
        touched = [one for one in left if not row.categories or one in row.categories]
        said = has_one(f"{name} {category}", row.words) and not has_one(name, row.unless)
        if touched and (said or given & row.tags):
            left, reason = [one for one in left if one not in touched], reason or row.reason
    if not left:
        return Found("rejected", reason=reason)
    return place._replace(categories=tuple(left))


def _counted(facilities: gpd.GeoDataFrame, outcomes: list[Found]) -> gpd.GeoDataFrame:
    """Return the rows that count, once for each category, with what was written and how known."""
    pairs = [
        (row, category, one.how)
        for row, one in enumerate(outcomes)
        if one.status == "counted"
        for category in one.categories
    ]
    rows, categories, hows = zip(*pairs, strict=True) if pairs else ((), (), ())
    kept = facilities.iloc[np.array(rows, dtype=np.int64)]
    return kept.assign(
        raw_category=kept["category"].to_numpy(),
        category=np.array(categories, dtype=object),
        how=np.array(hows, dtype=object),
    )


def _others(
    facilities: gpd.GeoDataFrame, columns: list[list[str]], outcomes: list[Found]
) -> pd.DataFrame:
    category, tags, typecode, names = columns
    raw = [c or t or code for c, t, code in zip(category, tags, typecode, strict=True)]
    ids = facilities["facility_id"].tolist()
    mapped = from_map(facilities).tolist()
    rows = [
        (facility, name, written, one.status, one.reason or ";".join(one.categories), drawn)
        for facility, name, written, one, drawn in zip(
            ids, names, raw, outcomes, mapped, strict=True
        )
        if one.status != "counted"
    ]
    found = pd.DataFrame(rows, columns=list(_OTHERS))
    return found.astype({"from_map": bool})


def _texts(facilities: pd.DataFrame, name: str) -> list[str]:
    """Return a column as texts, empty where unknown or where there is no such column."""
    if name not in facilities:
        return [""] * len(facilities)
    return [value.strip() if isinstance(value, str) else "" for value in facilities[name].tolist()]


def _area_m2(facilities: gpd.GeoDataFrame) -> list[float | None]:
    """Return the area as given, else that of an outline in metres; unknown for a point."""
    crs: Any = getattr(facilities, "crs", None)
    drawn = np.full(len(facilities), np.nan)
    if crs is not None and crs.is_projected:
        drawn = shapely.area(facilities.geometry.to_numpy())
    told = pd.to_numeric(facilities.get("floor_area_m2", pd.Series(np.nan, facilities.index)))
    area = np.where(told.notna(), told.to_numpy(dtype=float, na_value=np.nan), drawn)
    return [float(one) if one > 0 else None for one in area]
