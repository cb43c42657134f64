"""A whole layer looked at: shapes that lie, measure or overlap as no estate does."""

from dataclasses import replace
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import metric_crs, placed, to_metric
from geo.shapes.far_parts import far_parts
from geo.shapes.strays import strays
from intake.doubts.figures import three_figures
from intake.drawn import lying_over
from intake.places import FILE, ROW, issues_at
from tables import Issue, Table


class Size(NamedTuple):
    """What is too small, too narrow and too large to be one estate, or one building."""

    least_m2: float
    least_width_m: float
    most_km2: float


# No standard says these: they are what no estate or building is, far beyond what some are.
# A flat of 50 m² is no estate and 4 m² no house; a strip under 3 m (a building: 1 m) holds no
# dwelling; the largest estates of the country (回龙观, 天通苑) are towns of many and near 5 km²,
# the largest buildings (terminals, halls) near 1 km².
SIZES = {
    "estates": Size(50.0, 3.0, 5.0),
    "outlines": Size(50.0, 3.0, 5.0),
    "buildings": Size(4.0, 1.0, 1.0),
}
FAR_PART_M = 3000.0  # as the issue of the importer asks: one part 3 km away
STRAY_KM, STRAY_TIMES = 50.0, 10.0  # a city is rarely wider; a province has no stray
STRIP_CORNERS = 100
M2_PER_KM2, M_PER_KM = 1_000_000, 1000


def doubts(frame: gpd.GeoDataFrame, table: Table) -> list[Issue]:
    """Return what a person must look at in a layer of estates, outlines or buildings.

    Shapes far from all the others, and those whose axes were probably exchanged; shapes too
    small, too narrow or too large; a part far from its shape; shapes that are the same, that lie
    inside or over one another (`intake.lying_over`). Nothing is changed. `frame` is in EPSG:4326
    with the places of its rows (`intake.places`); other tables and missing shapes make no issue.
    """
    if table.name not in SIZES or frame.geometry.isna().all():
        return []
    known = frame[placed(frame.geometry.to_numpy())]
    known = known.sort_values([FILE, ROW], kind="stable", ignore_index=True)
    lost, issues = _strays(known, table)
    here = known.drop(index=lost).reset_index(drop=True)
    if here.empty:
        return issues
    flat = to_metric(here, metric_crs(here))
    return [
        *issues,
        *_sizes(flat, table),
        *_far_parts(flat, table),
        *lying_over.doubts(flat, table),
    ]


def _strays(frame: gpd.GeoDataFrame, table: Table) -> tuple[NDArray[np.int64], list[Issue]]:
    """Return the positions of rows far from the others, and what is said of them."""
    box = shapely.bounds(frame.geometry.to_numpy())
    middle = np.column_stack([box[:, [0, 2]].mean(axis=1), box[:, [1, 3]].mean(axis=1)])
    found = strays(middle, limit_km=STRAY_KM, times=STRAY_TIMES)
    far, turned = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    far[found["position"]] = True
    turned[found["position"][found["swapped"]]] = True
    km = np.zeros(len(frame))
    km[found["position"]] = found["distance_km"]
    place = {"km": km, "lon": middle[:, 0], "lat": middle[:, 1]}
    return np.flatnonzero(far), [
        *_each(frame, turned, "shapes.row_swapped", table, **place),
        *_each(frame, far & ~turned, "shapes.far_away", table, **place),
    ]


def _sizes(flat: gpd.GeoDataFrame, table: Table) -> list[Issue]:
    """Return the areas too small, too narrow or too large to be what the table lists."""
    size, area_m2 = SIZES[table.name], flat.geometry.area.to_numpy()
    width_m = _mean_width_m(flat)
    tiny = (area_m2 > 0) & (area_m2 < size.least_m2)
    thin = ~tiny & (width_m < size.least_width_m)
    thin[thin] = _nowhere_wider(flat.geometry.to_numpy()[thin], size.least_width_m)
    vast = area_m2 > size.most_km2 * M2_PER_KM2
    return [
        *_each(flat, tiny, "shapes.tiny", table, area_m2=area_m2),
        *_each(flat, thin, "shapes.thin", table, width_m=width_m, area_m2=area_m2),
        *_each(flat, vast, "shapes.city", table, area_km2=area_m2 / M2_PER_KM2),
    ]


def _mean_width_m(flat: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Return 2·area/outline: the width of a strip; unknown for what is no area."""
    area_m2, outline_m = flat.geometry.area.to_numpy(), flat.geometry.length.to_numpy()
    unknown = np.full(len(flat), np.nan)
    width_m = np.divide(2 * area_m2, outline_m, out=unknown, where=area_m2 > 0)
    return np.asarray(width_m)


def _nowhere_wider(shapes: NDArray[np.object_], width_m: float) -> NDArray[np.bool_]:
    """Return which shapes vanish when a strip is taken off all round.

    A strip has few corners; one with many is long for being ragged, and is not tried.
    """
    strip = shapely.get_num_coordinates(shapes) <= STRIP_CORNERS
    strip[strip] = shapely.is_empty(shapely.buffer(shapes[strip], -width_m / 2))
    return np.asarray(strip)


def _far_parts(flat: gpd.GeoDataFrame, table: Table) -> list[Issue]:
    found = far_parts(flat.geometry.to_numpy(), limit_m=FAR_PART_M)
    far = np.zeros(len(flat), dtype=bool)
    far[found["position"]] = True
    km, parts = np.zeros(len(flat)), np.zeros(len(flat))
    km[found["position"]] = found["distance_m"] / M_PER_KM
    parts[found["position"]] = found["parts"]
    return _each(flat, far, "shapes.far_part", table, km=km, parts=parts)


def _each(
    frame: gpd.GeoDataFrame,
    which: NDArray[np.bool_],
    code: str,
    table: Table,
    **numbers: NDArray[np.float64],
) -> list[Issue]:
    """Return a warning for each row of `which`, with its own numbers to three figures."""
    rows = issues_at(frame[which], code, "warning", table=table.name)
    return [
        replace(issue, detail={name: three_figures(of[at]) for name, of in numbers.items()})
        for issue, at in zip(rows, np.flatnonzero(which), strict=True)
    ]
