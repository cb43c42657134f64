"""How badly a layer lies on the ground: points far from streets, outlines cut by them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_LINE, _AREA = 1, 2


@dataclass(frozen=True, eq=False)
class Ground:
    """Trusted shapes in metres, and beyond what distance they say nothing about a feature."""

    shapes: NDArray[np.object_]
    reach_m: float
    tree: shapely.STRtree = field(init=False)
    edges: shapely.STRtree = field(init=False)

    def __post_init__(self) -> None:
        """Index the shapes, and their edges: an area is cut where its boundary is crossed."""
        areas = shapely.get_dimensions(self.shapes) == _AREA
        edges = np.where(areas, shapely.boundary(self.shapes), self.shapes)
        object.__setattr__(self, "tree", shapely.STRtree(self.shapes))
        object.__setattr__(self, "edges", shapely.STRtree(edges))

    @property
    def dimension(self) -> int:
        """0 for points, 1 for lines, 2 for areas: that of the highest shape."""
        return int(shapely.get_dimensions(self.shapes).max())


def misfits(layers: Sequence[NDArray[np.object_]], ground: Ground) -> Floats:
    """Return the misfit of each feature, one row for each place the layer is tried at.

    Points (and lines against lines, by a point on them): distance / reach to the nearest trusted
    shape, 0 inside an area. Outlines against streets, buildings against the boundaries of
    estates, streets against outlines: 1 if crossed by a trusted edge, 0 if not. 0 is best. NaN
    where no trusted shape is within reach of a point on the feature: it then cannot tell, and
    where the trusted layer ends must not speak for or against a datum.

    >>> street = np.array([shapely.LineString([(0, 0), (100, 0)])])
    >>> here = np.array([shapely.box(10, 10, 30, 30)])
    >>> astride = shapely.transform(here, lambda xy: xy - [0, 20])
    >>> misfits([here, astride], Ground(street, 50.0)).tolist()
    [[0.0], [1.0]]
    """
    areas = bool(len(layers)) and shapely.get_dimensions(layers[0]).max() == _AREA
    lines = bool(len(layers)) and shapely.get_dimensions(layers[0]).max() == _LINE
    crossing = areas or (lines and ground.dimension == _AREA)
    return np.array([(_crossed if crossing else _distant)(layer, ground) for layer in layers])


def _distant(shapes: NDArray[np.object_], ground: Ground) -> Floats:
    return _distances(shapes, ground) / ground.reach_m


def _distances(shapes: NDArray[np.object_], ground: Ground) -> Floats:
    """Return metres from a point on each shape to the nearest trusted one, NaN beyond reach."""
    points = shapely.point_on_surface(shapes)
    found = np.full(len(points), np.nan)
    (row, _), distance = ground.tree.query_nearest(
        points, max_distance=ground.reach_m, return_distance=True, all_matches=False
    )
    found[row] = distance
    return found


def _crossed(shapes: NDArray[np.object_], ground: Ground) -> Floats:
    rows, _ = ground.edges.query(shapes, predicate="crosses")
    crossed = np.zeros(len(shapes))
    crossed[rows] = 1
    crossed[np.isnan(_distances(shapes, ground))] = np.nan
    return crossed
