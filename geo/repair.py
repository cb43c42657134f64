"""Make broken outlines usable, and say what was done to which."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import placed, somewhere

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
    never counted twice) and keep their areal parts. Missing and empty geometries, those with an
    infinite coordinate and those of which no area remains become missing; no row is dropped.
    Points and lines pass untouched.

    Report, in the order of the rows: index (of the frame), area_before and area_after (square
    units of the frame's CRS; a bow tie has no area before), reason: what was wrong, as a code:
    `missing`, `empty`, `collapsed`, `self_intersection`, … or `invalid` for anything else.

    >>> bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    >>> _, report = repair(gpd.GeoDataFrame(geometry=[bow], crs="EPSG:4547"))
    >>> report
       index  area_before  area_after             reason
    0      0          0.0         2.0  self_intersection
    """
    given = np.asarray(frame.geometry.to_numpy(), dtype=object)
    before = somewhere(given)
    broken = (shapely.get_dimensions(before) == AREA) & ~shapely.is_valid(before)
    after = before.copy()
    after[broken] = _areal(shapely.make_valid(before[broken], method="structure"))
    rows = np.flatnonzero(broken | shapely.is_missing(after))
    reasons = _reasons(given[rows], after[rows])
    report = pd.DataFrame(
        {
            "index": frame.index[rows],
            "area_before": shapely.area(before[rows]),
            "area_after": shapely.area(after[rows]),
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
    lost = shapely.is_missing(after)
    cases = [shapely.is_missing(before), shapely.is_empty(before), lost & placed(before), lost]
    names = ["missing", "empty", "collapsed", "invalid_coordinate"]
    return [str(code) for code in np.select(cases, names, codes)]
