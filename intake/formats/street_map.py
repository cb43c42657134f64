"""OpenStreetMap extracts (osm, pbf) → streets, facilities or areas, tags as columns."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from intake.formats.place_tags import KEYS, tags
from intake.formats.vector import Found, features, frame, need_driver
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Issue, Table

PLACES = "points+multipolygons"
LAYERS = {"line": ("lines",), "point": ("points", "multipolygons"), "polygon": ("multipolygons",)}
CATEGORIES = ("amenity", "shop", "healthcare", "leisure", "sport", "tourism", "office",
              "public_transport", "social_facility", "emergency", "craft", "railway")  # fmt: skip
_STOP = "bus_stop"  # a highway that is a place: of ways and crossings there are very many
_NAMED = ("points", "lines", "multilinestrings", "multipolygons", "other_relations")


def read_street_map(source: Source, table: Table, _columns: Sequence[Column] = ()) -> Raw:
    """Return the ways with a `highway` tag for streets; what has a category for facilities.

    A facility's `category` is the value of the first of `CATEGORIES` it carries, as OSM writes it
    (`school`, `supermarket`), else `bus_stop`; `map:` translates it.
    Errors: broken, or nothing of the kind in it.
    """
    need_driver(source.path, source.label)
    if source.layer is not None and source.layer not in (*_NAMED, PLACES):
        raise InputError("intake.layer_missing", file=source.label, layer=source.layer,
                         layers="、".join(_NAMED))  # fmt: skip
    wanted = source.layer
    names = tuple(wanted.split("+")) if wanted else LAYERS.get(table.shape, ("points",))
    found = [frame(source.path, source.label, name) for name in names]
    whole = pd.concat([_tagged(one.frame) for one in found], ignore_index=True)
    kept = _kept(whole, table)
    words = tuple(sorted({word for one in found for word in one.words}))
    raw = features(Found(kept, words), table, source.label, "+".join(names))
    detail = {"count": len(kept), "left": len(whole) - len(kept)}
    said = Issue("intake.street_map", "info", table.name, source.label, detail=detail)
    return replace(raw, issues=(*raw.issues, said))


def _tagged(read: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a layer with a column for each category tag, wherever it was written."""
    packed = [tags(text) for text in read.get("other_tags", pd.Series(dtype="object"))]
    frame = read.copy()
    for key in dict.fromkeys((*CATEGORIES, *KEYS)):
        told = pd.Series([one.get(key) for one in packed], index=read.index, dtype="object")
        own = read[key].astype("object") if key in read else told
        frame[key] = own.where(own.notna(), told)
    if "osm_way_id" in frame:
        frame["osm_id"] = frame["osm_id"].where(frame["osm_id"].notna(), frame["osm_way_id"])
    return frame.drop(columns=["other_tags", "osm_way_id"], errors="ignore")


def _kept(whole: gpd.GeoDataFrame, table: Table) -> gpd.GeoDataFrame:
    if table.shape == "line" and "highway" in whole:
        return whole[whole["highway"].notna()].reset_index(drop=True)
    if "category" not in table.names:
        return whole
    tagged = whole[list(CATEGORIES)]
    category = tagged.bfill(axis=1).iloc[:, 0]
    category = category.where(category.notna() | whole["highway"].ne(_STOP), _STOP)
    kept = whole.assign(category=category.astype("object"))
    return kept[category.notna()].reset_index(drop=True)
