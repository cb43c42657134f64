"""The layers a city's GIS gets, each with the styles it opens in."""

from collections.abc import Iterator

import geopandas as gpd

from layers import qml
from layers.areas import areas_layer, level_classes
from layers.circle_places import facilities_layer, gates_layer, uncounted_table
from layers.classes import GROUND, MapClass, coverage_classes, score_classes, year_classes
from layers.clusters import clusters_table
from layers.exports import (
    estates_layer,
    indicators_table,
    input_layer,
    plan_table,
    rounded,
    walks_table,
    works_table,
)
from layers.geopackage import Layer
from layers.isochrones import isochrones_layer
from layers.legend import label
from layers.proposal_name import THEN, payer_name, proposal_name
from study.areas.places import LEVELS
from study.isochrones import isochrones
from study.results import Results
from tables import ESTATES, TABLES
from texts import said, say

# Columns of areas headed otherwise than those of estates, and those there are one a proposal of.
_OF_AREAS = {"name": "area_name"}
_OF_PLANS = (("planned_", ""), ("households_placed_", ""), ("placed_", "_wan"))

MOST_ISOCHRONES = 400  # estates: beyond, their areas would be most of the file (30 kB an estate)

_CONTEXT = {
    "facilities": ("marker", "#5f7f95", 1.6),
    "entrances": ("marker", "#3d4450", 1.2),
    "streets": ("line", GROUND["major"], 0.3),
    "rail": ("line", GROUND["rail"], 0.5),
    "water": ("fill", GROUND["water"], 0.0),
    "green": ("fill", GROUND["green"], 0.0),
    "plans": ("outline", "#8a4f7d", 0.5),
}


def gis_layers(results: Results, *, locale: str) -> tuple[Layer, ...]:
    """Return estates and areas, the inputs that lie on the map, and the tables behind them.

    Estates open coloured by score; the styles by year and by coverage are in the file too, in
    the classes and colours of the map in the browser. Facilities and gates are those the walks rest
    on, as they were judged and found. What is in reach of each estate in 5, 10, 15 minutes is there
    for up to `MOST_ISOCHRONES` estates. Headings and legends are in `locale`.
    """
    estates, areas = estates_layer(results), areas_layer(results)
    return (
        Layer("estates", estates, _estate_styles(results, estates, locale)),
        Layer("areas", areas, _area_styles(results, areas, locale)),
        *_context(results, locale),
        *_isochrones(results, locale),
        Layer("walks", walks_table(results)),
        Layer("indicators", indicators_table(results)),
        Layer("works", works_table(results)),
        Layer("clusters", clusters_table(results)),
        *_conflicts(results),
        *_circle(results),
        Layer("money", plan_table(results)),
    )


def heading(name: str, *, locale: str) -> str:
    """Return what a person reads above a column: the ledger's header, a text, or the name.

    >>> [heading(name, locale="zh") for name in ("households", "money_市级_wan", "year_ready")]
    ['户数', '市级（万元）', '改造年份（成熟优先）']
    """
    if name.startswith("money_"):
        source = name.removeprefix("money_").removesuffix("_wan")
        return say(locale, "column.money", source=payer_name(source, locale=locale))
    if name in ESTATES.names:
        return ESTATES.column(name).header(locale)
    named = (code for code in (f"column.{name}", f"criterion.{name}") if said(locale, code))
    return next((say(locale, code) for code in named), _made(name, locale))


def _made(name: str, locale: str) -> str:
    """Head a column that another one or a proposal gives its name: grade_zh, year_need."""
    first, _, rest = name.partition("_")
    if first in {"year", "reason"} and said(locale, f"proposal.{rest.split(THEN)[0]}"):
        return say(locale, f"column.{first}_", proposal=proposal_name(rest, locale=locale))
    criterion, _, rest = name.partition("_")
    if said(locale, f"criterion.{criterion}") and said(locale, f"column.of_criterion_{rest}"):
        named = say(locale, f"criterion.{criterion}")
        return say(locale, f"column.of_criterion_{rest}", criterion=named)
    base, _, language = name.rpartition("_")
    if base and said(locale, f"column.in_{language}"):
        return say(locale, f"column.in_{language}", column=heading(base, locale=locale))
    return name


def table_name(name: str, *, locale: str) -> str:
    """Return what a table is called by people; a name of no table stays as it is.

    >>> table_name("facilities", locale="zh")
    '配套设施'
    """
    if name not in TABLES:
        return name
    return TABLES[name].en if locale == "en" else TABLES[name].zh


def area_heading(name: str, *, locale: str) -> str:
    """Return what a person reads above a column of the areas.

    >>> [area_heading(name, locale="zh") for name in ("name", "placed_ready_wan", "grade1_share")]
    ['名称', '已排资金（成熟优先，万元）', '一级小区占比']
    """
    if name in _OF_AREAS:
        return say(locale, f"column.{_OF_AREAS[name]}")
    for start, end in _OF_PLANS:
        plan = name.removeprefix(start).removesuffix(end)
        if name == f"{start}{plan}{end}" and not said(locale, f"column.{name}"):
            return say(locale, f"column.{start}", proposal=proposal_name(plan, locale=locale))
    return heading(name, locale=locale)


def _area_styles(results: Results, areas: gpd.GeoDataFrame, locale: str) -> dict[str, str]:
    """Return the areas coloured by need, each level in its own classes, then their bare borders."""
    names = [str(name) for name in areas.columns if name != areas.geometry.name]
    aliases = [(name, area_heading(name, locale=locale)) for name in names]
    seen = set(areas["need_class"])
    classes: dict[str, tuple[MapClass, str]] = {}
    for level in LEVELS:
        for item in level_classes(results.areas, level):
            own = f"{say(locale, f'level.{level}')} " if item.low is not None else ""
            if item.key in seen:
                classes[item.key] = (item, own + label(item, locale=locale))
    return {
        say(locale, "style.need"): qml.categorized(
            "need_class", list(classes.values()), aliases=aliases
        ),
        table_name("areas", locale=locale): qml.single("outline", GROUND["area"]),
    }


def _context(results: Results, locale: str) -> Iterator[Layer]:
    for name, (kind, colour, width) in _CONTEXT.items():
        table = _walked(results, name)
        table = input_layer(results, name) if table is None else table
        if table is not None:
            style = {table_name(name, locale=locale): qml.single(kind, colour, width=width)}
            yield Layer(name, _marked(table) if kind == "marker" else table, style)


def _walked(results: Results, name: str) -> gpd.GeoDataFrame | None:
    """Return facilities or gates as the walks took them; None for other layers, or where none."""
    makers = {"facilities": facilities_layer, "entrances": gates_layer}
    if results.measured is None or name not in makers:
        return None
    made = makers[name](results.measured.circle)
    return made if len(made) else None


def _isochrones(results: Results, locale: str) -> Iterator[Layer]:
    """Yield what is in reach of every estate, where there are streets, and not too many estates."""
    if results.measured is None or len(results.estates) > MOST_ISOCHRONES:
        return
    circle = results.measured.circle
    if circle.method == "streets" and circle.entrances["entrance_id"].notna().any():
        yield isochrones_layer(isochrones(circle, None, circle.metres), locale=locale)


def _circle(results: Results) -> Iterator[Layer]:
    """Yield the tables behind the walks: what does not count and why, and the detours."""
    if results.measured is None:
        return
    circle = results.measured.circle
    for name, table in (
        ("facilities_uncounted", uncounted_table(circle)),
        ("detours", rounded(circle.detours)),
    ):
        if len(table):
            yield Layer(name, table)


def _marked(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a point for each row: a layer of marks holds no areas (a school may be drawn)."""
    drawn = table.geom_type.isin(["Polygon", "MultiPolygon"])
    return table.set_geometry(table.geometry.mask(drawn, table.representative_point()))


def _conflicts(results: Results) -> Iterator[Layer]:
    """Yield which estates lie in which plans, where the study has any."""
    if len(results.conflicts):
        yield Layer("plan_conflicts", rounded(results.conflicts))


def _estate_styles(results: Results, estates: gpd.GeoDataFrame, locale: str) -> dict[str, str]:
    names = [str(name) for name in estates.columns if name != estates.geometry.name]
    aliases = [(name, heading(name, locale=locale)) for name in names]
    styles = {}
    if "score" in names:
        scores = _labelled(score_classes(), locale)
        styles[say(locale, "style.score")] = qml.graduated("score", scores, aliases=aliases)
    years = _labelled(year_classes(results.choices.horizon), locale)
    styles[say(locale, "style.year")] = qml.categorized("year_class", years, aliases=aliases)
    if "coverage_15" in names:
        shares = _labelled(coverage_classes(), locale)
        styles[say(locale, "style.coverage")] = qml.graduated(
            "coverage_15", shares, aliases=aliases
        )
    return styles


def _labelled(classes: tuple[MapClass, ...], locale: str) -> list[tuple[MapClass, str]]:
    return [(item, label(item, locale=locale)) for item in classes]
