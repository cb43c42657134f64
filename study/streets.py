"""The streets people walk: which rows, on which level, over stairs or behind a gate."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from standards import Standards

WALKED, PRIVATE, BARRED = "walked", "private", "barred"
# osmnx writes ['footway', 'steps'], OSM a;b, bureaus 高速公路（国家高速）
_SEVERAL = re.compile(r"[\[\]()'\"；;,，、|/]+")


def walking_streets(streets: gpd.GeoDataFrame, rules: Standards) -> gpd.GeoDataFrame:
    """Return the streets as the network reads them: walkable, level, steps, private, kind.

    Who may walk is told by the first that says anything: the column walkable, foot, access, the
    class. What nobody says is walked. A street for residents only is walked and marked private.
    The level is the layer; without one +1 on a bridge, −1 in a tunnel, NaN where nothing is said
    (`standards/jiugai/walking`). Columns that are not there say nothing. Rows, their order and
    geometry are kept.

    >>> import datetime as dt
    >>> from shapely import LineString
    >>> from standards import in_force
    >>> rows = {"highway": ["footway", "motorway"], "bridge": ["yes", None]}
    >>> lines = [LineString([(0, 0), (9, 0)]), LineString([(0, 5), (9, 5)])]
    >>> streets = gpd.GeoDataFrame(rows, geometry=lines, crs="EPSG:4547")
    >>> found = walking_streets(streets, in_force(dt.date(2026, 1, 1)))
    >>> found[["walkable", "level", "kind"]]
       walkable  level      kind
    0      True    1.0   footway
    1     False    NaN  motorway
    """
    words = rules["walkable"]
    foot = _verdicts(streets, "foot", words["foot"])
    access = _verdicts(streets, "access", words["access"])
    kind = _read(streets, "highway", _plain)
    barred = _one_of(rules["not_walkable"])
    by_class = kind.map({text: BARRED for text in kind.unique() if _all(text, barred)})
    verdict = _own(streets).combine_first(foot).combine_first(access).combine_first(by_class)
    return gpd.GeoDataFrame(
        {
            "walkable": (verdict != BARRED).to_numpy(bool),
            "level": _level(streets, kind, rules["noding"]),
            "steps": _stairs(streets, kind, words),
            "private": (foot.combine_first(access) == PRIVATE).to_numpy(bool)
            | _gated(streets, words),
            "kind": kind.fillna("").to_numpy(object),
        },
        index=streets.index,
        geometry=streets.geometry,
    )


def _own(streets: gpd.GeoDataFrame) -> pd.Series:
    if "walkable" not in streets:
        return _nothing(streets)
    said = streets["walkable"].astype("boolean")
    verdict: pd.Series = said.map({True: WALKED, False: BARRED}, na_action="ignore").astype(object)
    return verdict


def _verdicts(
    streets: gpd.GeoDataFrame, column: str, words: Mapping[str, Collection[str]]
) -> pd.Series:
    """Return what a column says of walking, None where it says nothing known."""
    meaning = {_plain(word): verdict for verdict, listed in words.items() for word in listed}
    return _read(streets, column, meaning.get, plainly=True)


def _level(streets: gpd.GeoDataFrame, kind: pd.Series, words: Mapping[str, Any]) -> np.ndarray:
    """Return the level of each street, NaN where nothing is said of it."""
    told = [
        _read(streets, "layer", _number),
        _read(streets, "bridge", _levels(words["ground"], words["above"], 1.0), plainly=True),
        _read(streets, "tunnel", _levels(words["ground"], words["below"], -1.0), plainly=True),
        kind.map(_levels(words["classes_below"], words["classes_above"], 1.0, other=-1.0)),
    ]
    told = [values.astype(float) for values in told]
    above_or_below = [values.where(values != 0) for values in told]
    return np.asarray(_first([*above_or_below, *told]), dtype=float)


def _levels(
    others: Collection[str], words: Collection[str], level: float, *, other: float = 0.0
) -> Callable[[object], float | None]:
    meaning = {**dict.fromkeys(_one_of(others), other), **dict.fromkeys(_one_of(words), level)}
    return lambda word: meaning.get(str(word))


def _stairs(streets: gpd.GeoDataFrame, kind: pd.Series, words: Mapping[str, Any]) -> np.ndarray:
    listed = _one_of(words["steps"])
    stairs = [text for text in kind.unique() if _any(text, listed)]
    by_class = kind.isin(stairs).to_numpy(bool)
    answered = _answered(streets, "steps", [*words["answered"], *words["steps"]])
    return np.asarray(by_class | answered)


def _gated(streets: gpd.GeoDataFrame, words: Mapping[str, Any]) -> np.ndarray:
    return _answered(streets, "gate", [*words["answered"], *words["gates"]])


def _answered(streets: gpd.GeoDataFrame, column: str, words: Collection[str]) -> np.ndarray:
    listed = _one_of(words)
    return (
        _read(streets, column, lambda text: _any(text, listed)).fillna(value=False).to_numpy(bool)
    )


def _first(columns: list[pd.Series]) -> pd.Series:
    found = columns[0]
    for column in columns[1:]:
        found = found.combine_first(column)
    return found


def _nothing(streets: gpd.GeoDataFrame) -> pd.Series:
    return pd.Series([None] * len(streets), index=streets.index, dtype=object)


def _read(
    streets: gpd.GeoDataFrame,
    column: str,
    meaning: Callable[[str], Any],
    *,
    plainly: bool = False,
) -> pd.Series:
    """Return what the words of a column mean; each different word is looked up once."""
    if column not in streets:
        return _nothing(streets)
    code, words = pd.factorize(streets[column].to_numpy(object))
    meant = [meaning(_plain(str(word)) if plainly else str(word)) for word in words]
    values = np.array([*meant, None], dtype=object)  # code -1, a missing cell, is the last
    return pd.Series(values[code], index=streets.index, dtype=object)


def _plain(word: object) -> str:
    """Return a word half-width, without case and spaces; 1.0 is 1."""
    plain = unicodedata.normalize("NFKC", str(word)).casefold().strip()
    return plain.removesuffix(".0")


def _number(word: str) -> float | None:
    try:
        number = float(_plain(word).split(";")[0])
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _one_of(words: Collection[str]) -> frozenset[str]:
    return frozenset(map(_plain, words))


def _parts(text: object) -> list[str]:
    if not isinstance(text, str):
        return []
    return [part.strip() for part in _SEVERAL.split(_plain(text)) if part.strip()]


def _all(text: object, listed: frozenset[str]) -> bool:
    parts = _parts(text)
    return bool(parts) and listed.issuperset(parts)


def _any(text: object, listed: frozenset[str]) -> bool:
    return not listed.isdisjoint(_parts(text))
