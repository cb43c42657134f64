"""Parts of one shape that lie far from its main part."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.shapes.single_parts import single_parts


def far_parts(shapes: NDArray[np.object_], *, limit_m: float) -> pd.DataFrame:
    """Return the shapes with a part more than `limit_m` from the largest one.

    One row a shape: position (in `shapes`), parts (how many are so far away) and distance_m
    (of the farthest of them to the largest part, edge to edge). The main part is the largest by
    area, of equal ones the one farthest south-west. Shapes in a metric CRS.

    >>> village = shapely.MultiPolygon([shapely.box(0, 0, 9, 9), shapely.box(4000, 0, 4001, 1)])
    >>> far_parts(np.array([village]), limit_m=3000).to_dict("records")
    [{'position': 0, 'parts': 1, 'distance_m': 3991.0}]
    """
    box = shapely.bounds(shapes)
    span_m = np.hypot(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    wide = np.flatnonzero((span_m > limit_m) & (shapely.get_num_geometries(shapes) > 1))
    parts, owner = single_parts(shapes[wide])
    main = _main(parts, owner, len(wide))
    shapely.prepare(main)
    apart_m = shapely.distance(main[owner], parts)
    far = apart_m > limit_m
    found = pd.DataFrame({"position": wide[owner[far]], "distance_m": apart_m[far]})
    by_shape = found.groupby("position", sort=True)["distance_m"].agg(["size", "max"])
    table = by_shape.rename(columns={"size": "parts", "max": "distance_m"}).reset_index()
    return table.astype({"position": "int64", "parts": "int64", "distance_m": "float64"})


def _main(parts: NDArray[np.object_], owner: NDArray[np.int64], count: int) -> NDArray[np.object_]:
    """Return the largest part of each shape."""
    box = shapely.bounds(parts).reshape(-1, 4)
    order = np.lexsort((box[:, 1], box[:, 0], -shapely.area(parts), owner))
    _, first = np.unique(owner[order], return_index=True)
    main = np.full(count, None, dtype=object)
    main[owner[order][first]] = parts[order][first]
    return main
