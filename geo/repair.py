"""Make broken outlines usable, and say what was done to which."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

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
    never counted twice) and keep their areal parts. Missing and empty geometries, and those of
    which no area remains, become missing; no row is dropped. Points and lines pass untouched.

    Report, in the order of the rows: index (of the frame), area_before and area_after (square
    units of the frame's CRS; a bow tie has no area before), reason: what was wrong, as a code:
    `missing`, `empty`, `collapsed`, `self_intersection`, … or `invalid` for anything else.

    >>> bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    >>> _, report = repair(gpd.GeoDataFrame(geometry=[bow], crs="EPSG:4547"))
    >>> report
       index  area_before  area_after             reason
    0      0          0.0         2.0  self_intersection
    """
    before = np.asarray(frame.geometry.to_numpy(), dtype=object)
    broken = (shapely.get_dimensions(before) == 2) & ~shapely.is_valid(before)  # noqa: PLR2004
    after = before.copy()
    after[broken] = _areal(shapely.make_valid(before[broken], method="structure"))
    after[shapely.is_empty(after)] = None
    rows = np.flatnonzero(broken | shapely.is_missing(after))
    reasons = _reasons(before[rows], after[rows])
    areas = shapely.area(np.stack([before[rows], after[rows]]))
    report = pd.DataFrame(
        {
            "index": frame.index[rows],
            "area_before": areas[0],
            "area_after": areas[1],
            "reason": pd.Series(reasons, dtype="str"),
        }
    )
    return frame.set_geometry(gpd.GeoSeries(after, index=frame.index, crs=frame.crs)), report


def _areal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the areas in each shape as one polygon or multipolygon, None where there are none."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)  # a collection may hold collections
    owner = owner[inner]
    areal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, owner = parts[areal], owner[areal]
    rows, first = np.unique(owner, return_index=True)
    whole = np.full(len(shapes), None, dtype=object)
    for row, mine in zip(rows, np.split(parts, first)[1:], strict=True):
        whole[row] = shapely.union_all(mine)  # a union: GEOS leaves parts touching along an edge
    return whole


def _reasons(before: NDArray[np.object_], after: NDArray[np.object_]) -> list[str]:
    said = shapely.is_valid_reason(before)
    codes = [REASONS.get(str(text).split("[")[0], "invalid") for text in said]
    cases = [shapely.is_missing(before), shapely.is_empty(before), shapely.is_missing(after)]
    return [str(code) for code in np.select(cases, ["missing", "empty", "collapsed"], codes)]
