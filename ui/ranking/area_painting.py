"""The map of one level of areas: outlines or the estates inside, by rank, need or money."""

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import streamlit as st

from layers.area_money import (
    MEASURES,
    PLACED_IN,
    area_money,
    area_money_classes,
    area_money_keys,
)
from layers.area_rank import area_rank_classes, area_rank_keys, area_rank_names
from layers.areas import area_names, level_classes, need_keys
from layers.base_map import LAST_ZOOM
from layers.classes import MapClass
from layers.geojson import collection
from layers.ground import extent, ground
from layers.legend import legend
from layers.map import add_areas, add_base, quiet_map, rendered
from ui.map import base_map
from ui.map.geometry import standing
from ui.map.live_map import Painting, codes, page_of
from ui.session.view import View
from ui.session.words import locale, t
from ui.session.work import Shelf

NEED, RANK = "need", "rank"


def area_painting(
    view: View, areas: gpd.GeoDataFrame, level: str, by: str, proposal: str
) -> Painting:
    """Return the class of every area of a level and the legend, in the order of `area_page`.

    `by`: "rank", "need", or a measure of `layers.area_money`.
    """
    drawn = _drawn(areas, level)
    keys, classes = _classed(view, areas, drawn, by=by, proposal=proposal)
    names = area_rank_names(classes, locale=locale()) if by == RANK else {}
    table = legend(keys, classes, locale=locale(), names=names)
    at = {key: place for place, key in enumerate(table["key"])}
    rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    bare = t("ui.areas.no_outline") if drawn.geometry.isna().any() else ""
    painted = codes([at[key] for key in keys])
    return Painting(painted, rows, _title(by), t(f"level_many.{level}"), bare, by=by)


def _classed(
    view: View, areas: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame, *, by: str, proposal: str
) -> tuple[pd.Series, tuple[MapClass, ...]]:
    """Return the class of each area that is drawn, all of one level, and the classes."""
    if by == NEED:
        return need_keys(drawn), level_classes(areas, str(drawn["level"].iloc[0]))
    if by == RANK:
        ranks = area_rank_classes(int(drawn["rank"].notna().sum()))
        return area_rank_keys(drawn, ranks), ranks
    money = next(plan.money for plan in view.proposals if plan.name == proposal)
    values = area_money(drawn, view.estates, money, measure=by, proposal=proposal)
    return area_money_keys(values, by), area_money_classes(by)


def area_colourings(view: View) -> dict[str, str]:
    """Return what areas can be coloured by, in words: rank, need, money, that of a year."""
    years = [f"{PLACED_IN}{year}" for year in view.plan.choices.horizon]
    return {by: _named(by) for by in (RANK, NEED, *MEASURES, *years)}


def _named(by: str) -> str:
    kind, _, year = by.partition(".")
    return t(f"ui.areas.by.{kind}", year=year)


def _title(by: str) -> str:
    if by == NEED:
        return t("ui.areas.column.need")
    if by == RANK:
        return t("ui.areas.by.rank.title")
    kind, _, year = by.partition(".")
    return t(f"ui.areas.by.{kind}.title", year=year)


def area_page(view: View, areas: gpd.GeoDataFrame, level: str) -> str:
    """Return the URL of the map of a level, made once a study and language."""
    key = f"{view.key}-{locale()}-{level}"
    return standing(_pages(), key, partial(_page, view, areas, level))


@st.cache_resource(show_spinner=False)
def _pages() -> Shelf[str]:
    return Shelf(16)


def _page(view: View, areas: gpd.GeoDataFrame, level: str) -> str:
    measured = view.ranked.measured
    outlines = _outlined(_drawn(areas, level), view.estates, level)
    box = extent(view.ranked.estates, measured.areas)
    seen = extent(outlines, view.ranked.estates)  # areas reach beyond the estates
    credit = view.written.choices.attribution
    base = quiet_map(ground(measured.inputs.tables, box), seen, locale=locale(), credit=credit)
    add_base(base, last_zoom=LAST_ZOOM)
    if level != "street":
        add_areas(base, measured.areas[measured.areas["level"].eq("street")])
    beneath = base_map.started(measured.inputs.tables, box)
    return page_of(rendered(base), collection(outlines, key="area_id"), base=beneath)


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
