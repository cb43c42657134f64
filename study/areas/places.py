"""Districts, streets, communities and clusters: which there are, and where each estate belongs."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyproj

from geo import area_of, to_metric
from geo.streets.snap import as_points
from study.areas.clusters import clusters_of
from study.areas.level import Level, follow, level_of, nobody
from study.areas.names import AreaName, area_name
from study.areas.polygons import polygons_of

ADMINISTRATIVE = ("district", "street", "community")
LEVELS = (*ADMINISTRATIVE, "cluster")

_ROWS = ["area_id", "level", "name", "parent_id", "path", "matched"]
_OWN = {"residents": "area_residents", "elders": "area_elders"}


@dataclass(frozen=True)
class Places:
    """The areas of every level and who belongs to them.

    `areas` has a row an area, by level and id: area_id, level, name ("" for the area of those not
    stated), parent_id, district, street (names of the areas it lies in), matched (name, location,
    none), area_residents and area_elders (as the layer of areas has them), geometry or None.
    `members` has a row an estate and level: estate_id, level, area_id, basis (ledger, inner,
    location, "" for not stated). `levels` are the levels as they were matched.
    """

    areas: gpd.GeoDataFrame
    members: pd.DataFrame
    levels: Mapping[str, Level]


def places(
    estates: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame,
    clusters: gpd.GeoDataFrame,
    crs: pyproj.CRS,
) -> Places:
    """Return the areas of all levels: those the ledger names and those of the layer of areas.

    An estate belongs where its ledger says, whatever the map says; where the ledger is silent, to
    the area that the street or community it names lies in, else to the polygon it lies in itself;
    else to the area of its level for those not stated. So every estate belongs to one area at each
    level. `areas` has every `level` filled in, `clusters` are drawn cluster areas (cluster_id,
    name), `crs` is in metres.
    """
    estates = estates.sort_values("estate_id", ignore_index=True)
    on_map = to_metric(estates[["estate_id", "geometry"]], crs)
    dots = gpd.GeoSeries(as_points(on_map.geometry.to_numpy(object)), on_map.index, crs=crs)
    on_map = on_map.set_geometry(dots)  # the point that says where an estate lies, found once
    metric = to_metric(areas, crs)
    found: dict[str, Level] = {}
    for level in ADMINISTRATIVE:
        layer = metric[metric["level"].eq(level)]
        asked = _asked(estates, on_map, layer, level, found)
        rows, outer = _rows(found), _above(level)
        holding = metric[metric["level"].eq(outer)]
        polygons = polygons_of(layer, level, rows[rows["level"].eq(outer)], holding)
        found[level] = level_of(level, asked, polygons, above=rows)
    for lower, upper in (("community", "street"), ("street", "district")):
        found[upper] = follow(found[upper], found[lower])
    inner = [found["street"], found["district"]]
    drawn = to_metric(clusters, crs)
    found["cluster"], shapes = clusters_of(estates.set_geometry(on_map.geometry), drawn, inner)
    return Places(_areas(found, areas, shapes), _members(found), found)


def _asked(
    estates: pd.DataFrame,
    on_map: gpd.GeoDataFrame,
    layer: gpd.GeoDataFrame,
    level: str,
    found: Mapping[str, Level],
) -> pd.DataFrame:
    """Return a row an estate: the name its ledger gives, what lies above that, where it lies."""
    above = [found[one] for one in reversed(ADMINISTRATIVE[: ADMINISTRATIVE.index(level)])]
    nothing = [""] * len(estates)
    names = _names(estates, level)
    return pd.DataFrame({
        "estate_id": estates["estate_id"].astype(object),
        "text": [text.strip() if isinstance(text, str) else "" for text in estates[level]],
        "stem": [name.stem if name else "" for name in names],
        "kind": [name.kind if name else "" for name in names],
        "parent": above[0].known() if above else nothing,
        "firm": above[0].members["basis"].eq("ledger").tolist() if above else True,
        "ancestor": above[1].known() if len(above) > 1 else nothing,
        "polygon": area_of(on_map, layer).astype(object).fillna("").to_numpy(),
        "on_map": on_map.geometry.notna().to_numpy(),
    }, dtype=object)  # fmt: skip


def _names(estates: pd.DataFrame, level: str) -> list[AreaName | None]:
    """Return the names at a level, without the names of the areas above in front of them."""
    columns = [*ADMINISTRATIVE[: ADMINISTRATIVE.index(level)], level]
    texts = [tuple(row) for row in estates[columns].astype(object).to_numpy()]
    known = {row: area_name(row[-1], level, inside=row[:-1]) for row in dict.fromkeys(texts)}
    return [known[row] for row in texts]


def _above(level: str) -> str:
    return ("", *ADMINISTRATIVE)[ADMINISTRATIVE.index(level)]


def _rows(found: Mapping[str, Level]) -> pd.DataFrame:
    """Return the areas of all levels so far, with their level."""
    none = pd.DataFrame(columns=_ROWS)
    parts = [one.rows.assign(level=level) for level, one in found.items()]
    return pd.concat([none, *parts], ignore_index=True).astype(object)


def _members(found: Mapping[str, Level]) -> pd.DataFrame:
    return pd.concat(
        [one.members.assign(level=level) for level, one in found.items()], ignore_index=True
    )[["estate_id", "level", "area_id", "basis"]]


def _areas(
    found: Mapping[str, Level], layer: gpd.GeoDataFrame, drawn: gpd.GeoSeries
) -> gpd.GeoDataFrame:
    """Return the rows of every level with what they lie in and their shape."""
    rows = pd.concat([_rows(found), _alone(found)], ignore_index=True)
    rows = rows.assign(place=rows["level"].map(LEVELS.index))
    rows = rows.sort_values(["place", "area_id"], ignore_index=True).drop(columns="place")
    own = layer.set_index("area_id")
    shapes = pd.concat([own.geometry, drawn.to_crs(layer.crs)])
    return gpd.GeoDataFrame(
        rows.assign(
            **{name: _lies_in(rows, name) for name in ("district", "street")},
            **{new: rows["area_id"].map(own[old]) for old, new in _OWN.items()},
        ).drop(columns="path"),
        geometry=gpd.GeoSeries(shapes.reindex(rows["area_id"]).to_numpy(), crs=layer.crs),
    )


def _alone(found: Mapping[str, Level]) -> pd.DataFrame:
    """Return a row a level that leaves estates not stated."""
    rows = [
        {"area_id": nobody(level), "level": level, "matched": "none"}
        for level, one in found.items()
        if one.members["basis"].eq("").any()
    ]
    return pd.DataFrame(rows, columns=_ROWS, dtype=object).fillna("")


def _lies_in(rows: pd.DataFrame, level: str) -> list[str]:
    """Return the name of the area of `level` that each area lies in, "" where none is known."""
    known = rows.set_index("area_id")
    outer, names, levels = (known[name].to_dict() for name in ("parent_id", "name", "level"))

    def found(area_id: str) -> str:
        above = outer.get(area_id, "")
        while above and levels[above] != level:
            above = outer.get(above, "")
        return str(names.get(above, ""))

    return [found(area_id) for area_id in rows["area_id"]]
