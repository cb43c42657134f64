"""Rows of facilities, entrances and streets that lie far from all others: a slip of the pen."""

import geopandas as gpd
import numpy as np
import shapely

from geo.shapes.strays import strays as far_from_the_others
from intake.drawn.layout import SIZES
from intake.placing.grids import shown
from intake.placing.layer import Layer
from tables import Issue

_FAR_KM = 100.0  # the built-up areas of one city lie nearer
_TIMES = 10.0  # farther out than the others are: a layer of a whole province is wide itself


def strays(lonlat: gpd.GeoSeries, layer: Layer) -> list[Issue]:
    """Return a warning for each row that lies far off (`geo.shapes.strays`).

    `lonlat` is in EPSG:4326. The place is kept as it came. Row order plays no part. Estates,
    outlines and buildings are looked at as a whole in `intake.layout`, which also tells axes
    exchanged in one row.
    """
    if layer.table.name in SIZES:
        return []
    box = shapely.bounds(lonlat.to_numpy())
    here = np.flatnonzero(np.isfinite(box).all(axis=1) & (box != 0).any(axis=1))
    if not len(here):
        return []
    places = (box[here, :2] + box[here, 2:]) / 2
    found = far_from_the_others(places, limit_km=_FAR_KM, times=_TIMES)
    rows, km = found["position"].to_numpy(), found["distance_km"].to_numpy()
    return [
        layer.issue(
            "intake.place_far",
            "warning",
            int(lonlat.index[here[at]]),
            where=shown(*places[at].tolist()),
            km=round(float(gap)),
        )
        for at, gap in zip(rows, km, strict=True)
    ]
