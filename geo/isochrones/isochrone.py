"""The ground around the streets a person reaches within a walk, as areas clean enough to print."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.isochrones.cut import Polylines, cut
from geo.isochrones.reached_pieces import reached_pieces
from geo.isochrones.ring_areas import Rings, area_of_rings
from geo.walking.ground import Ground

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]

CELL_M = 8.0  # measured: at 8 m an area is 0.99 of the true one over both; at 16 m corners show
CELLS_IN_BUFFER = 3  # at least, or holes and caps lose their form
TOLERANCE_M = 0.5  # below the width of a line on paper up to 1:5000
ROUND_QUARTER = 8


def isochrone(
    ground: Ground,
    origin: int,
    *,
    limits_m: Sequence[float],
    buffer_m: float,
    hole_m2: float,
) -> Shapes:
    """Return one area a limit: the ground within `buffer_m` of the streets reached in that walk.

        area = { p : distance(p, piece) ≤ buffer_m for a piece of street with walk ≤ limit_m }

    Polygons (MultiPolygons where the ground is in parts, empty where nothing is reached) in the
    network's CRS. Each lies within the next, exactly. They are valid and have holes where nobody
    gets within `buffer_m`, save holes smaller than `hole_m2`, which are filled. `limits_m` ascend;
    `origin` is a number of `ground.origin_ids`. A walker to whom steps are longer is given with
    `geo.walking.walker.as_walked(ground, walker)`.

    Distances are measured at the corners of a grid (8 m) and areas drawn between them, which is
    some thirty times faster than joining a buffer a street; they cover the true areas to 0.99
    (intersection over union). Where numba is missing the buffers are joined, true but slow.

    >>> from geo import street_network
    >>> from geo.walking.ground import ground
    >>> import geopandas as gpd
    >>> crs = "EPSG:4547"
    >>> line = [shapely.LineString([(0, 0), (2000, 0)])]
    >>> street = street_network(gpd.GeoDataFrame(geometry=line, crs=crs))
    >>> gate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=gpd.points_from_xy([1000], [0]))
    >>> nothing = gpd.GeoDataFrame({"facility_id": [], "category": []}, geometry=[], crs=crs)
    >>> on = ground(gate.set_crs(crs), nothing, street, cap_m=50)
    >>> near, far = isochrone(on, 0, limits_m=[300, 500], buffer_m=30, hole_m2=400)
    >>> [round(area.area, -2) for area in (near, far)]  # exactly 38827 and 62827
    [38800.0, 62700.0]
    """
    pieces = reached_pieces(ground, origin, limits_m=limits_m)
    lines = cut(ground.network, pieces.edge, pieces.from_m, pieces.to_m)
    return areas_around(
        lines, pieces.tier, levels=len(limits_m), buffer_m=buffer_m, hole_m2=hole_m2
    )


def areas_around(
    lines: Polylines, tier: Ints, *, levels: int, buffer_m: float, hole_m2: float
) -> Shapes:
    """Return one area a level: the ground within `buffer_m` of the lines of this tier or lower."""
    if not len(tier):
        return np.full(levels, shapely.Polygon(), dtype=object)
    try:
        levels_of_rings = _rings(lines, tier, levels, buffer_m)
    except ImportError:
        return joined_buffers(lines, tier, levels=levels, buffer_m=buffer_m, hole_m2=hole_m2)
    return np.array([area_of_rings(rings, hole_m2=hole_m2) for rings in levels_of_rings], object)


def joined_buffers(
    lines: Polylines, tier: Ints, *, levels: int, buffer_m: float, hole_m2: float
) -> Shapes:
    """Return the same areas without a grid: a buffer a line, joined; what the grid is held to."""
    owner = np.repeat(np.arange(len(tier)), np.diff(lines.first))
    around = shapely.buffer(
        shapely.linestrings(lines.xy, indices=owner), buffer_m, quad_segs=ROUND_QUARTER
    )
    areas = [shapely.union_all(around[tier <= level]) for level in range(levels)]
    return np.array([_without_small_holes(area, hole_m2) for area in areas], dtype=object)


def _rings(lines: Polylines, tier: Ints, levels: int, buffer_m: float) -> list[Rings]:
    from geo.isochrones.contour import contour  # noqa: PLC0415 - numba loads slowly: only when drawing
    from geo.isochrones.distance_grid import draw, empty_grid  # noqa: PLC0415
    from geo.isochrones.thin_rings import thinned  # noqa: PLC0415

    cell_m = min(CELL_M, buffer_m / CELLS_IN_BUFFER)
    grid = empty_grid(lines.xy, cell_m=cell_m, reach_m=buffer_m + cell_m)
    found = []
    for level in range(levels):
        draw(grid, lines, np.flatnonzero(tier == level))
        found.append(contour(grid, float(buffer_m)))
    return thinned(found, grid, tolerance_m=min(TOLERANCE_M, cell_m / 4))


def _without_small_holes(area: shapely.Geometry, hole_m2: float) -> shapely.Geometry:
    kept = [
        shapely.Polygon(part.exterior, [h for h in part.interiors if _hole_m2(h) >= hole_m2])
        for part in shapely.get_parts(area)
    ]
    return kept[0] if len(kept) == 1 else shapely.union_all(kept)


def _hole_m2(ring: shapely.LinearRing) -> float:
    return float(shapely.area(shapely.polygons(ring)))
