"""The map of one level of areas: outlines or the estates inside, coloured by need."""

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import streamlit as st

from layers.areas import area_names, level_classes, need_keys
from layers.geojson import collection
from layers.ground import extent, ground
from layers.legend import legend
from layers.map import add_areas, quiet_map, rendered
from ui.live_map import Painting, codes, page_of
from ui.view import View
from ui.words import locale, t
from ui.work import Shelf


def area_painting(areas: pd.DataFrame, level: str) -> Painting:
    """Return the class of every area of a level and the legend, in the order of `area_page`."""
    drawn = _drawn(areas, level)
    classes, keys = level_classes(areas, level), need_keys(drawn)
    table = legend(keys, classes, locale=locale())
    at = {key: place for place, key in enumerate(table["key"])}
    bare = int(drawn.geometry.isna().sum())
    return Painting(
        codes([at[key] for key in keys]),
        [*table.to_dict("records")],  # type: ignore[list-item]
        t("ui.areas.column.need"),
        t(f"level_many.{level}"),
        t("ui.areas.no_outline") if bare else "",
    )


def area_page(view: View, areas: gpd.GeoDataFrame, level: str) -> str:
    """Return the URL of the map of a level, made once a study and language."""
    key = f"{view.key}-{locale()}-{level}"
    return _pages().keep(key, partial(_page, view, areas, level))


@st.cache_resource(show_spinner=False)
def _pages() -> Shelf[str]:
    return Shelf(16)


def _page(view: View, areas: gpd.GeoDataFrame, level: str) -> str:
    measured = view.ranked.measured
    box = extent(view.ranked.estates, measured.areas)
    credit = view.written.choices.attribution
    base = quiet_map(ground(measured.inputs.tables, box), box, locale=locale(), credit=credit)
    if level != "street":
        add_areas(base, measured.areas[measured.areas["level"].eq("street")])
    outlines = _outlined(_drawn(areas, level), view.estates, level)
    return page_of(rendered(base), collection(outlines, key="area_id"))


def _drawn(areas: gpd.GeoDataFrame, level: str) -> gpd.GeoDataFrame:
    """Return the areas of a level by id, without the one of those not stated."""
    own = areas["level"].eq(level) & areas["name"].ne("")
    return areas[own].sort_values("area_id", ignore_index=True)


def _outlined(areas: gpd.GeoDataFrame, estates: gpd.GeoDataFrame, level: str) -> gpd.GeoDataFrame:
    """Return what the browser draws: an area without an outline is the estates inside."""
    inside = estates.groupby(f"{level}_area_id")["geometry"].agg(_together)
    shapes = areas.geometry.to_numpy(object)
    instead = inside.reindex(areas["area_id"]).to_numpy(object)
    around = [
        t("ui.dot").join(filter(None, row)) for row in areas[["district", "street"]].to_numpy()
    ]
    return gpd.GeoDataFrame(
        {
            "area_id": areas["area_id"],
            "name": area_names(areas, locale=locale()),
            "street": around,
        },
        geometry=np.where(pd.isna(shapes), instead, shapes),
        crs=areas.crs,
    )


def _together(shapes: gpd.GeoSeries) -> shapely.Geometry | None:
    """Return the outlines of some estates as one shape; points where none has an outline."""
    parts = shapely.get_parts(shapes[shapes.notna()].to_numpy())
    flat = parts[shapely.get_dimensions(parts) == 2]  # noqa: PLR2004 - an outline
    if len(flat):
        return shapely.multipolygons(flat)
    dots = shapely.point_on_surface(parts)
    return shapely.multipoints(dots) if len(dots) else None
