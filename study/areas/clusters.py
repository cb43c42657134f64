"""Clusters (片区) as areas: who belongs to them, what they lie in, where they are drawn."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from geo import area_of
from study.areas.level import Level
from study.areas.matching import commonest

_LEVEL = "cluster"


def clusters_of(
    estates: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame, above: Sequence[Level]
) -> tuple[Level, gpd.GeoSeries]:
    """Return the level of clusters, and the shapes of those that are drawn, by area_id.

    `estates` carry `cluster_id`; `drawn` are cluster areas (cluster_id, name), both in metres.
    Pieces of one cluster are one shape. A cluster lies in the first of the levels `above` in which
    all its estates lie in one area. Estates in no cluster are not stated.
    """
    ids = estates["cluster_id"].astype(object).fillna("").astype(str)
    members = pd.DataFrame({
        "estate_id": estates["estate_id"].astype(object),
        "area_id": _LEVEL + ":" + ids,
        "basis": ids.ne("").map({True: "ledger", False: ""}).astype(object),
    })  # fmt: skip
    shapes = _shapes(estates.assign(cluster_id=ids), drawn)
    names = sorted(set(ids) - {""})
    lies_in = _parents(ids, above)
    rows = pd.DataFrame({
        "area_id": [f"{_LEVEL}:{name}" for name in names],
        "name": names,
        "parent_id": [lies_in.get(name, "") for name in names],
        "path": names,
        "matched": ["name" if f"{_LEVEL}:{name}" in shapes.index else "none" for name in names],
    }, dtype=object)  # fmt: skip
    return Level(_LEVEL, rows, members), shapes


def _parents(ids: "pd.Series[str]", above: Sequence[Level]) -> dict[str, str]:
    found: dict[str, str] = {}
    for level in above:
        pairs = pd.DataFrame({"cluster": ids.to_numpy(), "area": level.known()}).drop_duplicates()
        sole = pairs[~pairs.duplicated("cluster", keep=False) & pairs["area"].ne("")]
        found = dict(zip(sole["cluster"], sole["area"], strict=True)) | found
    return found


def _shapes(estates: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the shape of each cluster of the estates that is drawn, by area_id."""
    known = set(estates["cluster_id"]) - {""}
    pieces = drawn.assign(area_id=[str(at) for at in range(len(drawn))])
    if not len(pieces):
        return gpd.GeoSeries([], index=pd.Index([], dtype=object), crs=estates.crs)
    lying = area_of(estates, pieces).astype(object).fillna("").to_numpy()
    held = commonest(estates.assign(piece=lying)[["piece", "cluster_id"]], ["piece"], "cluster_id")
    rows = pieces[["cluster_id", "name", "area_id"]].astype(object).to_numpy()
    of = [_cluster(own, name, held.get((piece,), ""), known) for own, name, piece in rows]
    kept = pieces.assign(cluster=of).loc[[bool(one) for one in of], ["cluster", "geometry"]]
    whole = kept.dissolve("cluster").geometry if len(kept) else kept.geometry
    return whole.set_axis([f"{_LEVEL}:{name}" for name in whole.index])


def _cluster(own: object, name: object, held: str, known: set[str]) -> str:
    """Return the cluster a drawn piece shows: by name or id; one without either, whom it holds."""
    said = next((str(text) for text in (name, own) if text in known), "")
    nameless = not isinstance(own, str) and not isinstance(name, str)
    return said or (held if nameless else "")
