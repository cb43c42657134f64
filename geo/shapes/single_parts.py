"""Shapes of several parts → their single parts, however deep collections hold collections."""

import numpy as np
import shapely
from numpy.typing import NDArray


def single_parts(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the points, lines and polygons in `shapes`, and for each the position of its owner.

    Missing and empty shapes have none.

    >>> inner = shapely.GeometryCollection([shapely.Point(1, 1)])
    >>> parts, owner = single_parts(np.array([None, shapely.GeometryCollection([inner])]))
    >>> parts.tolist(), owner.tolist()
    ([<POINT (1 1)>], [1])
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    return parts, owner
