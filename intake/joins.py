"""Outlines → ledger rows: by id, or by name and street once the spelling is evened out."""

import re
import unicodedata
from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from intake.places import FILE, issues_at
from tables import InputError, Issue

_DIGITS = str.maketrans("一二三四五六七八九〇零两", "123456789002")
_UNSAID = re.compile(r"(?:住宅)?小区$|家属院$|街道办事处$|街道办$|街道$|镇$")
_JOINED = ("estate_id", "name", "street")


def even(text: object) -> str:
    """Return a name for comparison: half-width, no punctuation, 一期 as 1期, no 小区 at the end.

    >>> even("锦绣花园（一期）小区") == even("锦绣花园 1期")
    True
    """
    half = unicodedata.normalize("NFKC", str(text)).casefold()
    bare = re.sub(r"[\W_]+", "", half)
    numbered = re.sub(
        r"[一二三四五六七八九](?=[期号区院村])", lambda m: m[0].translate(_DIGITS), bare
    )
    return _UNSAID.sub("", numbered) or numbered


def with_outlines(
    estates: gpd.GeoDataFrame, outlines: gpd.GeoDataFrame, join: Sequence[str]
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return the ledger with the outline of each estate, and what found no partner.

    Ledger rows without an outline are kept; an outline without a ledger row makes no estate;
    several outlines of one estate become one of several parts; an outline that fits several
    ledger rows is given to none of them. Where no outline fits, a shape the ledger had stays.
    """
    columns = tuple(join) or _usual(outlines)
    _check(columns)
    ours, theirs = _labels(estates, columns), _labels(outlines, columns)
    unsure = set(ours[ours.notna() & ours.duplicated(keep=False)])
    fits = theirs.isin(set(ours.dropna()) - unsure)
    united = _united(outlines[fits], theirs[fits])
    found = ours.map(united).where(ours.notna(), None)
    shapes = gpd.GeoSeries(found, index=estates.index, crs=estates.crs)
    drawn = estates.set_geometry(shapes.where(shapes.notna(), estates.geometry))
    return drawn, [
        *_alone(outlines[~fits], theirs[~fits], unsure),
        *_several(outlines[fits], theirs[fits], estates, ours),
        *_undrawn(drawn),
    ]


def _usual(outlines: pd.DataFrame) -> tuple[str, ...]:
    if outlines["estate_id"].notna().any():
        return ("estate_id",)
    return ("name", "street") if outlines["street"].notna().any() else ("name",)


def _check(columns: Sequence[str]) -> None:
    for column in columns:
        if column not in _JOINED:
            raise InputError("intake.bad_join", column=column, columns=", ".join(_JOINED))


def _labels(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    texts = [
        frame[c] if c == "estate_id" else frame[c].map(even, na_action="ignore") for c in columns
    ]
    whole = pd.concat(texts, axis=1).astype("object")
    rows = [tuple(row) if all(map(pd.notna, row)) else None for row in whole.to_numpy()]
    return pd.Series(["|".join(map(str, row)) if row else None for row in rows],
                     index=frame.index, dtype="object")  # fmt: skip


def _united(outlines: gpd.GeoDataFrame, labels: pd.Series) -> dict[str, object]:
    there = outlines.geometry.notna()
    shapes, names = outlines.geometry[there], labels[there]
    several = names.duplicated(keep=False)
    united = shapes[several].groupby(names[several])
    return {
        **dict(zip(names[~several], shapes[~several], strict=True)),
        **{str(name): parts.union_all() for name, parts in united},
    }


def _alone(outlines: pd.DataFrame, labels: pd.Series, unsure: set[str]) -> list[Issue]:
    several = labels.isin(unsure)
    return [
        *issues_at(outlines[several], "intake.outline_unsure", "question", table="outlines"),
        *issues_at(outlines[~several], "intake.outline_alone", "warning", table="outlines"),
    ]


def _several(
    outlines: pd.DataFrame, labels: pd.Series, estates: pd.DataFrame, ours: pd.Series
) -> list[Issue]:
    counts = labels.value_counts()
    several = counts[counts > 1]
    ids = pd.Series(estates["estate_id"].to_numpy(), index=ours.to_numpy())
    return [
        Issue("intake.outline_parts", "warning", "outlines",
              "、".join(sorted(set(outlines.loc[labels == label, FILE]))),
              estate_id=str(ids[label]), value=str(label), detail={"count": int(several[label])})
        for label in sorted(several.index)
    ]  # fmt: skip


def _undrawn(estates: gpd.GeoDataFrame) -> list[Issue]:
    rows = estates[estates.geometry.isna()]
    return issues_at(rows, "intake.no_outline", "warning", table="estates")
