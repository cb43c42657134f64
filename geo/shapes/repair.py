"""Make broken outlines usable, and say what was done to which."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError

from geo.coordinates.crs import placed, somewhere
from geo.shapes.single_parts import single_parts
from geo.shapes.tangles import tangled

AREA = 2
FEW_CROSSINGS, CROSSINGS_EACH = 1000, 10  # plots that share their corners have 5 a corner
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
    and empty geometries, those with a coordinate that is no number, scribbles that cross
    themselves thousands of times and those of which no area remains become missing; no row is
    dropped. Points and lines only lose their Z and M.

    Report, in the order of the rows: index (of the frame), area_before and area_after (square
    units of the frame's CRS), reason: what was wrong, as a code: `missing`, `empty`, `collapsed`,
    `tangled`, `collection`, `self_intersection`, … or `invalid` for anything else.

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
        knots = np.zeros(len(before), dtype=bool)
        knots[broken] = tangled(before[broken], least=FEW_CROSSINGS, each=CROSSINGS_EACH)
        after = before.copy()
        after[knots] = None
        after[broken & ~knots] = _valid(before[broken & ~knots])
        rows = np.flatnonzero(broken | shapely.is_missing(after))
        known = {"tangled": knots[rows], "collection": mixed[rows]}
        report = pd.DataFrame(
            {
                "index": frame.index[rows],
                "area_before": shapely.area(before[rows]),
                "area_after": shapely.area(after[rows]),
                "reason": pd.Series(_reasons(given[rows], after[rows], known), dtype="str"),
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


def _valid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the valid area of each shape; one GEOS gives up on costs the others nothing."""
    try:
        return _areal(shapely.make_valid(shapes, method="structure"))
    except ShapelyError:
        if len(shapes) == 1:
            return np.full(1, None, dtype=object)
    return np.concatenate([_valid(shapes[at : at + 1]) for at in range(len(shapes))])


def _areal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the areas in each shape as one polygon or multipolygon, None where there are none."""
    parts, owner = single_parts(shapes)
    areal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    areal &= np.isfinite(shapely.area(parts)) & (shapely.area(parts) > 0)
    parts, owner = parts[areal], owner[areal]
    rows, counts = np.unique(owner, return_counts=True)
    whole = np.full(len(shapes), None, dtype=object)
    single = np.isin(owner, rows[counts == 1])
    whole[owner[single]] = parts[single]
    several = np.flatnonzero(np.bincount(owner, minlength=len(shapes)) > 1)
    whole[several] = _together(parts[~single], owner[~single])
    return whole


def _together(parts: NDArray[np.object_], owner: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the parts of each owner as one shape; united where they touch along an edge."""
    _, which = np.unique(owner, return_inverse=True)
    whole = np.asarray(shapely.multipolygons(parts, indices=which), dtype=object)
    for at in np.flatnonzero(~shapely.is_valid(whole)):
        whole[at] = shapely.union_all(shapely.get_parts(whole[at]))
    return whole


def _reasons(
    before: NDArray[np.object_], after: NDArray[np.object_], known: dict[str, NDArray[np.bool_]]
) -> list[str]:
    said = shapely.is_valid_reason(before)
    codes = [REASONS.get(str(text).split("[")[0], "invalid") for text in said]
    lost = shapely.is_missing(after)
    nan = shapely.is_missing(_finite(shapely.force_2d(before)))
    cases = [
        shapely.is_missing(before),
        shapely.is_empty(before),
        nan | (lost & ~placed(before)),
        known["tangled"],
        lost,
        known["collection"] & shapely.is_valid(before),
    ]
    names = ["missing", "empty", "invalid_coordinate", "tangled", "collapsed", "collection"]
    return [str(code) for code in np.select(cases, names, codes)]
