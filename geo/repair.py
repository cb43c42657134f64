"""Make broken outlines usable, and say what was done to which."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError

from geo.crs import placed, somewhere
from geo.single_parts import single_parts

AREA = 2
REASONS = {
    "Self-intersection": "self_intersection",
    "Ring Self-intersection": "ring_self_intersection",
    "Hole lies outside shell": "hole_outside",
    "Holes are nested": "nested_holes",
    "Nested shells": "nested_shells",
    "Interior is disconnected": "disconnected_interior",
    "Too few points in geometry component": "too_few_points",
    "Invalid Coordinate": "invalid_coordinate",
}


def repair(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return the frame with valid areas, and a report of the rows that were not.

    Invalid areas go through GEOS's make-valid (structure method: overlapping parts are merged,
    never counted twice) and keep their areal parts; of a collection the areas are taken. Missing
    and empty geometries, those with a coordinate that is no number and those of which no area
    remains become missing; no row is dropped. Points and lines only lose their Z and M.

    Report, in the order of the rows: index (of the frame), area_before and area_after (square
    units of the frame's CRS), reason: what was wrong, as a code: `missing`, `empty`, `collapsed`,
    `collection`, `self_intersection`, … or `invalid` for anything else.

    The area before is the one a GIS calculates for the shape as it was drawn (shoelace formula,
    per ring): a loop drawn the other way round is subtracted, so a bow tie of two equal wings
    has none. After repair every enclosed loop counts once. The change is therefore twice the area
    of such loops: next to nothing where a line crosses itself at a corner, all of it where
    corners were joined in the wrong order and the shape that was meant is anybody's guess.

    >>> bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    >>> _, report = repair(gpd.GeoDataFrame(geometry=[bow], crs="EPSG:4547"))
    >>> report
       index  area_before  area_after             reason
    0      0          0.0         2.0  self_intersection
    """
    given = np.asarray(frame.geometry.to_numpy(), dtype=object)
    with np.errstate(all="ignore"):  # GEOS sets the flags of the processor on coordinates like NaN
        before = _finite(somewhere(shapely.force_2d(given)))
        mixed = _mixed(before)
        broken = mixed | ((shapely.get_dimensions(before) == AREA) & ~shapely.is_valid(before))
        after = before.copy()
        after[broken] = _mended(before[broken])
        rows = np.flatnonzero(broken | shapely.is_missing(after))
        report = pd.DataFrame(
            {
                "index": frame.index[rows],
                "area_before": shapely.area(before[rows]),
                "area_after": shapely.area(after[rows]),
                "reason": pd.Series(_reasons(given[rows], after[rows], mixed[rows]), dtype="str"),
            }
        )
    return frame.set_geometry(gpd.GeoSeries(after, index=frame.index, crs=frame.crs)), report


def _finite(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes with None where a coordinate is no number: bounds skip NaN."""
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    kept = shapes.copy()
    kept[np.unique(owner[~np.isfinite(xy).all(axis=1)])] = None
    return kept


def _mixed(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which shapes are collections with an area among them."""
    collected = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    return np.asarray(collected & (shapely.get_dimensions(shapes) == AREA))


def _mended(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the valid area of each shape; one GEOS gives up on costs the others nothing."""
    try:
        return _areal(shapely.make_valid(shapes, method="structure"))
    except ShapelyError:
        if len(shapes) == 1:
            return np.full(1, None, dtype=object)
    return np.concatenate([_mended(shapes[at : at + 1]) for at in range(len(shapes))])


def _areal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the areas in each shape as one polygon or multipolygon, None where there are none."""
    parts, owner = single_parts(shapes)
    areal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    areal &= np.isfinite(shapely.area(parts)) & (shapely.area(parts) > 0)
    parts, owner = parts[areal], owner[areal]
    rows, first = np.unique(owner, return_index=True)
    whole = np.full(len(shapes), None, dtype=object)
    for row, mine in zip(rows, np.split(parts, first)[1:], strict=True):
        whole[row] = shapely.union_all(mine)  # a union: GEOS leaves parts touching along an edge
    return whole


def _reasons(
    before: NDArray[np.object_], after: NDArray[np.object_], mixed: NDArray[np.bool_]
) -> list[str]:
    said = shapely.is_valid_reason(before)
    codes = [REASONS.get(str(text).split("[")[0], "invalid") for text in said]
    lost = shapely.is_missing(after)
    nan = shapely.is_missing(_finite(shapely.force_2d(before)))
    cases = [
        shapely.is_missing(before),
        shapely.is_empty(before),
        nan | (lost & ~placed(before)),
        lost,
        mixed & shapely.is_valid(before),
    ]
    names = ["missing", "empty", "invalid_coordinate", "collapsed", "collection"]
    return [str(code) for code in np.select(cases, names, codes)]
