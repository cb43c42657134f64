"""Put points on the streets: at a place along an edge, never moved to a crossing."""

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import somewhere
from geo.streets.nearest import Nearest
from geo.streets.network import Network

Shapes = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Positions:
    """Where each point meets the network, in the order of the points.

    `edge` (-1 when there is nothing to snap), `offset_m` along the edge from its node u,
    `snap_m` from the point to the street (NaN when nothing), `ok` when snap_m ≤ the cap.
    """

    edge: NDArray[np.int64]
    offset_m: NDArray[np.float64]
    snap_m: NDArray[np.float64]
    ok: NDArray[np.bool_]


def snap(points: Shapes | gpd.GeoSeries, network: Network, *, cap_m: float) -> Positions:
    """Return the nearest place on the network for each point, all points kept.

    Equally near edges: the lowest edge number. Shapes other than points count as their
    representative point. Beyond `cap_m` the place is still told, with `ok` False.
    """
    places = as_points(np.asarray(points, dtype=object))
    edge, offset_m, snap_m = _engine()(places, network)
    return Positions(edge, offset_m, snap_m, snap_m <= cap_m)


def _engine() -> Callable[[Shapes, Network], Nearest]:
    try:
        # here: numba loads slowly, so only when something is to be put on the streets
        from geo.streets.snap_grid import nearest_place  # noqa: PLC0415
    except ImportError:
        return by_tree
    return lambda points, network: nearest_place(_coordinates(points), network)


def _coordinates(points: Shapes) -> NDArray[np.float64]:
    """Return x and y of points, NaN for missing and empty ones."""
    return np.stack([shapely.get_x(points), shapely.get_y(points)], axis=1)


def by_tree(points: Shapes, network: Network) -> Nearest:
    """Return the place on the streets nearest to each point as shapely finds it: the slow way."""
    edge = nearest_edge(points, network)
    found = np.flatnonzero(edge >= 0)
    offset_m = np.full(len(points), np.nan)
    snap_m = np.full(len(points), np.nan)
    lines = network.lines[edge[found]]
    offset_m[found] = shapely.line_locate_point(lines, points[found])
    snap_m[found] = shapely.distance(lines, points[found])
    return Nearest(edge, offset_m, snap_m)


def as_points(shapes: Shapes) -> Shapes:
    """Return points for shapes: themselves, or a point inside; None for missing and empty ones."""
    points = somewhere(shapes)
    other = ~np.isin(shapely.get_type_id(points), [-1, shapely.GeometryType.POINT])
    points[other] = shapely.point_on_surface(points[other])
    return points


def nearest_edge(shapes: Shapes, network: Network) -> NDArray[np.int64]:
    """Return the number of the edge nearest to each shape, the lowest of equals, -1 for none."""
    edge = np.full(len(shapes), -1, dtype=np.int64)
    if len(network.lines) and len(shapes):
        shape, line = network.tree.query_nearest(shapes, all_matches=True)
        order = np.lexsort((line, shape))[::-1]
        edge[shape[order]] = line[order]  # the last to be written is the lowest
    return edge
