"""Which table a sheet or a layer most likely is, from its headers, its cells and its geometry."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

import pandas as pd

from intake.cells.values import clean
from intake.headings import headers as heads
from intake.headings.file_words import FILE_WORDS
from intake.headings.headers import Match
from intake.keys import own_id
from intake.placing.coordinates import PLACE_COLUMNS
from tables import TABLES, Table

Geometry = Literal["none", "point", "line", "polygon", "mixed"]

_HOW = {"exact": 1.0, "alias": 0.9, "unsure": 0.5, "content": 0.3}

# How well a table and the geometry of a layer go together; what is not listed hardly does.
_ON_THE_MAP: Mapping[str, Mapping[str, float]] = {
    "point": {
        "facilities": 1, "entrances": 1, "idle_assets": 1, "estates": 0.9, "buildings": 0.5,
        "areas": 0.3,
    },
    "line": {"streets": 1, "trenches": 1, "rail": 1},
    "polygon": {
        "estates": 1, "outlines": 1, "areas": 1, "cluster_areas": 1, "buildings": 1, "water": 1,
        "green": 1, "plans": 0.9, "facilities": 0.6, "idle_assets": 0.6,
    },
    "none": {
        "estates": 1, "surveys": 1, "votes": 1, "deposits": 1, "works": 1, "budgets": 1,
        "programmes": 1, "buildings": 0.9, "areas": 0.6, "facilities": 0.5, "outlines": 0.3,
        "idle_assets": 0.5,
    },
}  # fmt: skip
_HARDLY, _ANY = 0.1, 0.8

# What a layer is when its headers say nothing: most lines of a city are streets.
_USUAL = {"line": "streets", "point": "facilities", "polygon": "outlines", "none": "estates"}
_USUAL_SCORE = 0.3

_FILE_SCORE = 0.6

_LEDGER = {"built_year", "households"}  # with a name, they make a survey a ledger with results
_RESULTS = {"surveys", "votes", "deposits"}
_LACKING, _OVERRULED, _REPEATED, _SINGLE = 0.5, 0.3, 0.4, 0.7
_FEW, _MOSTLY, _NEARLY_ALL = 3, 0.6, 0.95
_LEAST, _AHEAD = 0.45, 0.2

_AREA_NAME = re.compile(r"(?:街道|街道办事处|镇|乡|区|县|社区|居委会)$")
_ESTATE_NAME = re.compile(
    "(?:小区|花园|家园|新村|苑|里|号院|大院|家属院|家属楼|宿舍|estate|court)$", re.IGNORECASE
)
_ESTATE_HEADER = re.compile("小区|楼盘|院落|estate", re.IGNORECASE)
_AMAP = {"typecode", "location"}  # what AMap writes of a place; its location is "lng,lat"
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")


class Kind(NamedTuple):
    """The table that fits best, how well, the second best, and whether the lead is clear."""

    table: str
    score: float
    rival: str
    sure: bool


def guessed(
    headers: Sequence[str],
    cells: pd.DataFrame | None,
    geometry: Geometry,
    *,
    name: str = "",
    cut: Collection[str] = (),
) -> Kind:
    """Return which of `tables.TABLES` a sheet or layer most likely is.

    Every header counts for the tables it fits, the less the more tables it fits; a table that
    lacks a column it needs, or does not go with the geometry, counts less; words of the file
    `name` add a little. `cells` has the columns 0, 1, … in the order of `headers`. Nothing fits:
    an empty table. Never raises.

    >>> guessed(["编号", "小区名称", "建成年代", "户数"], None, "none").table
    'estates'
    >>> guessed(["编号", "小区名称"], None, "polygon").table
    'outlines'
    >>> guessed(["甲", "乙"], None, "none")
    Kind(table='', score=0.0, rival='', sure=False)
    """
    texts = [str(header) for header in headers]
    fits = {t.name: _fitting(texts, t, cut) for t in TABLES.values()}
    where = _geometry(texts, geometry)
    scores = {
        table: round(_score(TABLES[table], found, fits, cells, where, texts), 4)
        for table, found in fits.items()
    }
    return _kind(_hinted(scores, fits, where, name, cells))


def _fitting(texts: Sequence[str], table: Table, cut: Collection[str]) -> dict[str, Match]:
    """Return column → match for the headers that name a column of `table`."""
    matches = heads.match(texts, table.columns, {}, cut=cut)
    return {match.column: match for match in matches if match.column}


def _geometry(texts: Sequence[str], geometry: str) -> str:
    """Return the geometry of a layer; a sheet with two coordinates holds points."""
    if geometry != "none":
        return geometry
    found = {m.column for m in heads.match(texts, PLACE_COLUMNS, {})}
    if {heads.plain(text) for text in texts} >= _AMAP:
        return "point"
    if {"lon", "lat"} <= found or "lonlat" in found:
        return "point"
    return "mixed" if "wkt" in found else "none"


def _score(
    table: Table,
    found: Mapping[str, Match],
    fits: Mapping[str, Mapping[str, Match]],
    cells: pd.DataFrame | None,
    where: str,
    texts: Sequence[str],
) -> float:
    shared = Counter(m.position for told in fits.values() for m in told.values())
    total = sum(_HOW.get(m.how, 0) / shared[m.position] for m in found.values())
    if table.name == "budgets" and _years_across(texts):
        total += 1
    return total * _lacking(table, found, texts) * _rows(table, fits, cells) * _place(table, where)


def _lacking(table: Table, found: Mapping[str, Match], texts: Sequence[str]) -> float:
    """Return what is left of a score for every needed column that is not there."""
    across = {"year", "amount_wan"} if _years_across(texts) else set()
    needed = [c.name for c in table.columns if c.required and c.name != own_id(table)]
    if "estate_id" in needed and "estate_id" not in found:
        needed.remove("estate_id")  # a name may stand for it
    return float(_LACKING ** len([n for n in needed if n not in found and n not in across]))


def _rows(
    table: Table, fits: Mapping[str, Mapping[str, Match]], cells: pd.DataFrame | None
) -> float:
    """Return how well the rows go with the table: an estate has one row, its buildings several."""
    ledger = fits["estates"]
    if table.name in _RESULTS and "name" in ledger and _LEDGER & set(ledger):
        return _OVERRULED
    share = _distinct(ledger, cells)
    if share is None:
        return 1.0
    if table.name in {"estates", "outlines"} and share < _MOSTLY:
        return _REPEATED
    return _SINGLE if table.name in {"buildings", "works"} and share > _NEARLY_ALL else 1.0


def _distinct(ledger: Mapping[str, Match], cells: pd.DataFrame | None) -> float | None:
    """Return the share of different estates among the rows; None when too few say."""
    match = ledger.get("estate_id") or ledger.get("name")
    if cells is None or match is None:
        return None
    known = _texts(cells, match.position)
    return len(set(known)) / len(known) if len(known) > _FEW else None


def _place(table: Table, where: str) -> float:
    return _ANY if where not in _ON_THE_MAP else _ON_THE_MAP[where].get(table.name, _HARDLY)


def _hinted(
    scores: Mapping[str, float],
    fits: Mapping[str, Mapping[str, Match]],
    where: str,
    name: str,
    cells: pd.DataFrame | None,
) -> dict[str, float]:
    """Return the scores with what geometry, names of rows and the file name add."""
    found = dict(scores)
    old = _names_estates(fits["estates"])  # then it is what is to be renewed, not the plan
    words = [t for t, w in FILE_WORDS.items() if re.search(w, name, re.IGNORECASE)]
    words = [t for t in words if t in found and not (t == "plans" and old)]
    usual = _usual(fits, where, cells)
    if usual == "outlines" and "plans" in words:
        usual = "plans"
    if usual and (where != "none" or found[usual]):
        found[usual] += _USUAL_SCORE
    if usual == "facilities" and "category" in fits["facilities"]:  # no word of an estate
        found["estates"] *= _OVERRULED
    for table in words:
        found[table] += _FILE_SCORE * _place(TABLES[table], where)
    return found


def _usual(fits: Mapping[str, Mapping[str, Match]], where: str, cells: pd.DataFrame | None) -> str:
    """Return what a layer of this geometry usually is, or what the names of its rows say."""
    match = fits["estates"].get("name")
    names = _texts(cells, match.position) if match and cells is not None else []
    if where == "polygon" and _mostly(names, _AREA_NAME):
        return "areas"
    counted = bool(match and _LEDGER & set(fits["estates"]))
    if where == "point" and (_names_estates(fits["estates"]) or _mostly(names, _ESTATE_NAME)):
        return "estates"
    if where == "line" and counted:  # a ledger drawn as lines that nobody closed
        return "estates"
    return _USUAL.get(where, "")


def _names_estates(ledger: Mapping[str, Match]) -> bool:
    """Return whether the name is headed as that of an estate, or stands beside its figures."""
    match = ledger.get("name")
    return bool(match and (_ESTATE_HEADER.search(match.header) or _LEDGER & set(ledger)))


def _kind(scores: Mapping[str, float]) -> Kind:
    order = sorted(scores, key=lambda table: (-scores[table], list(TABLES).index(table)))
    best, second = order[0], order[1]
    if scores[best] <= 0:
        return Kind("", 0.0, "", sure=False)
    ahead = scores[best] - scores[second]
    rival = second if scores[second] > 0 else ""
    sure = scores[best] >= _LEAST and ahead >= _AHEAD
    return Kind(best, round(scores[best], 3), rival, sure)


def _years_across(texts: Sequence[str]) -> bool:
    return sum(_YEAR.match(text.strip()) is not None for text in texts) > 1


def _texts(cells: pd.DataFrame, position: int) -> list[str]:
    if position >= cells.shape[1]:
        return []
    return [str(v) for v in cells.iloc[:, position].tolist() if clean(v) is not None]


def _mostly(names: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return bool(names) and sum(bool(pattern.search(n)) for n in names) > _MOSTLY * len(names)
