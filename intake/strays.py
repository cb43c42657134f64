"""Rows that lie far from all others of their layer: a slip of the pen in a coordinate."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from intake.grids import shown
from intake.layer import Layer
from tables import Issue

_FEWEST = 4  # of two or three, none is the odd one
_FAR_KM = 100.0  # the built-up areas of one city lie nearer
_TIMES = 10  # farther out than most are: a layer of a whole province is wide itself
_MOST = 90  # per cent
_EARTH_KM = 6371.0


def strays(lonlat: gpd.GeoSeries, layer: Layer) -> list[Issue]:
    """Return a warning for each row that lies far off; `lonlat` is in EPSG:4326.

    Far is more than 100 km from the median place, and more than ten times as far as nine tenths
    of the rows are. The place is kept as it came. Row order plays no part.
    """
    box = shapely.bounds(lonlat.to_numpy())
    here = np.isfinite(box).all(axis=1) & (box != 0).any(axis=1)
    if here.sum() < _FEWEST:
        return []
    places = (box[here, :2] + box[here, 2:]) / 2
    gaps = _from_median_km(places)
    limit = max(_FAR_KM, _TIMES * float(np.percentile(gaps, _MOST, method="lower")))
    return [
        layer.issue("intake.place_far", "warning", int(row), where=shown(*place), km=round(gap))
        for row, place, gap in zip(lonlat.index[here], places.tolist(), gaps, strict=True)
        if gap > limit
    ]


def _from_median_km(places: NDArray[np.float64]) -> NDArray[np.float64]:
    middle = np.median(places, axis=0)
    step = np.radians(places - middle)
    return np.asarray(_EARTH_KM * np.hypot(step[:, 0] * np.cos(np.radians(middle[1])), step[:, 1]))
