"""The layer of areas: the level of each polygon, and what it lies in."""

import geopandas as gpd
import pandas as pd

from geo import area_of
from study.areas.names import area_name
from tables import Issue

_USUAL = "street"  # what a polygon is taken for when neither the layer nor a name says its level


def levelled(
    areas: gpd.GeoDataFrame, estates: pd.DataFrame, levels: tuple[str, ...]
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return the areas with every `level` filled in, and what was supposed.

    Polygons without a level are taken for the level at which most of them bear a name of the
    ledger, of equally many the lowest level; for streets when they bear none.
    """
    blank = areas["level"].isna()
    if not blank.any():
        return areas, []
    hits = {
        level: len(_stems(areas.loc[blank, "name"], level) & _stems(estates[level], level))
        for level in reversed(levels)
    }
    best = max(hits, key=lambda level: hits[level])
    level = best if hits[best] else _USUAL
    filled = areas["level"].astype(object).where(~blank, level)
    detail = {"count": int(blank.sum())}
    issue = Issue("areas.level_supposed", "info", table="areas", column=level, detail=detail)
    return areas.assign(level=filled), [issue]


def polygons_of(
    layer: gpd.GeoDataFrame, level: str, above: pd.DataFrame, holding: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return the polygons of a level: area_id, text, stem, kind, parent; by area_id.

    `layer` are the polygons of the level, `holding` those of the level above, both in metres;
    `above` are the areas of that level (area_id, level, name). The parent is the area above that
    `parent_id` names, by its id or its name; else the polygon it lies in; else "".
    """
    layer = layer.sort_values("area_id", ignore_index=True)
    names = [area_name(text, level) for text in layer["name"]]
    lies = area_of(layer.rename(columns={"area_id": "estate_id"}), holding)
    lying = lies.reindex(layer["area_id"]).astype(object).fillna("")
    said = _named_parents(layer["parent_id"], above)
    return pd.DataFrame({
        "area_id": layer["area_id"].astype(object),
        "text": layer["name"].astype(object).fillna(""),
        "stem": [name.stem if name else "" for name in names],
        "kind": [name.kind if name else "" for name in names],
        "parent": [one or other for one, other in zip(said, lying, strict=True)],
    })  # fmt: skip


def _named_parents(given: pd.Series, above: pd.DataFrame) -> list[str]:
    """Return the area above each text names: by its id, or by a name only one area has."""
    ids = set(above["area_id"])
    pairs = above[["name", "level"]].to_numpy(object)
    stems = above.assign(stem=pd.Series([_stem(*row) for row in pairs], above.index, dtype=object))
    alone = stems[~stems.duplicated("stem", keep=False)]
    sole = dict(zip(alone["stem"], alone["area_id"], strict=True))
    level = above["level"].iloc[0] if len(above) else ""
    return [text if text in ids else sole.get(_stem(text, level), "") for text in given]


def _stem(text: object, level: str) -> str | None:
    name = area_name(text, level)
    return name.stem if name else None


def _stems(names: pd.Series, level: str) -> set[str]:
    found = {area_name(name, level) for name in names.dropna().unique()}
    return {name.stem for name in found if name}
