"""What can be counted and measured of shapes on the earth: middle, area, length, parts, holes."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from geo.shapes.single_parts import single_parts

EARTH = pyproj.Geod(ellps="WGS84")
EQUAL_AREA = "EPSG:6933"  # a cylinder: meridians and parallels stay straight, areas stay true
DEGREES = "EPSG:4326"
POINT, LINE, AREA = 0, 1, 2


def numbers(shapes: Iterable[object]) -> pd.DataFrame:
    """Return geom_type, lon, lat, area_m2, length_m, parts and holes of shapes in EPSG:4326.

    One row a shape, in order. `lon`, `lat`: the centroid, which may lie outside a bent shape.
    `area_m2`: on the WGS 84 ellipsoid (an equal-area projection, edges straight in degrees as
    RFC 7946 wants them), holes taken off; missing for points and lines. `length_m`: geodesic, of a
    line its length, of an area its outline with the edges of its holes; missing for points. Near a
    central meridian both agree with a CGCS2000 3-degree projection to 0.1 %. `parts`: single shapes
    in it, `holes`: inner rings of all its parts. A missing or empty shape has geom_type None, no
    number, 0 parts and 0 holes.

    >>> numbers([shapely.box(113.6, 34.7, 113.61, 34.71)]).round(1).to_dict("records")
    [{'geom_type': 'Polygon', 'lon': 113.6, 'lat': 34.7, 'area_m2': 1016328.1, 'length_m': 4051.0,
    'parts': 1, 'holes': 0}]
    """
    given = _there(np.asarray([*shapes], dtype=object))
    flat = shapely.force_2d(given)
    dimension = shapely.get_dimensions(flat)
    middle = shapely.centroid(flat)
    kinds = [None if shape is None else shape.geom_type for shape in given]
    return pd.DataFrame(
        {
            "geom_type": pd.Series(kinds, dtype="object"),
            "lon": shapely.get_x(middle),
            "lat": shapely.get_y(middle),
            "area_m2": np.where(dimension == AREA, _area_m2(flat), np.nan),
            "length_m": np.where(dimension >= LINE, _length_m(flat), np.nan),
            "parts": np.maximum(shapely.get_num_geometries(flat), 0),
            "holes": _holes(flat),
        }
    )


def _there(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes with None for those without a position that is a number."""
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    odd = np.unique(owner[~np.isfinite(xy).all(axis=1)])
    kept = shapes.copy()
    kept[shapely.is_empty(shapes)] = None
    kept[odd] = None
    return kept


def _area_m2(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    onto = pyproj.Transformer.from_crs(DEGREES, EQUAL_AREA, always_xy=True).transform
    flat = shapely.transform(shapes, lambda xy: np.column_stack(onto(xy[:, 0], xy[:, 1])))
    with np.errstate(invalid="ignore"):  # numbers that are no degrees lie nowhere on the cylinder
        area_m2 = shapely.area(flat)
    return np.where(np.isfinite(area_m2), area_m2, np.nan)


def _length_m(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the sum of the geodesics between neighbouring positions of every line and ring."""
    lines, owner = _lines(shapes)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    joined = line[1:] == line[:-1]
    start, end = xy[:-1][joined], xy[1:][joined]
    _, _, steps_m = EARTH.inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    whose = owner[line[1:][joined]]
    return np.bincount(whose, np.asarray(steps_m), len(shapes)).astype(np.float64)


def _lines(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the lines and the rings of all shapes, and whose they are."""
    parts, owner = single_parts(shapes)
    areal = shapely.get_dimensions(parts) == AREA
    lineal = shapely.get_dimensions(parts) == LINE
    rings, ring_of = shapely.get_rings(parts[areal], return_index=True)
    lines = np.concatenate([parts[lineal], rings])
    return lines, np.concatenate([owner[lineal], owner[areal][ring_of]]).astype(np.int64)


def _holes(shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    parts, owner = single_parts(shapes)
    holes = np.maximum(shapely.get_num_interior_rings(parts), 0)
    found = np.bincount(owner, weights=holes, minlength=len(shapes))
    return np.asarray(found.astype(np.int64))
