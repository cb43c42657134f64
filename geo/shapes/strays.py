"""Places far from all the others, and whether exchanged axes would explain it."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

EARTH_KM = 6371.0088  # mean radius


def strays(lonlat: NDArray[np.float64], *, limit_km: float, times: float) -> pd.DataFrame:
    """Return the places that lie apart from the rest.

    `lonlat`: one row a place, degrees, NaN where unknown. The middle is the median longitude and
    the median latitude. A place is a stray when it is more than `limit_km` from the middle and
    more than `times` as far as the median place is: a layer of a whole province has none.
    Columns: position, distance_km (great circle), swapped (with longitude and latitude exchanged
    it would lie with the others, within `limit_km`).

    >>> town = np.array([[87.60, 43.80], [87.61, 43.81], [43.82, 87.62], [87.62, 43.82]])
    >>> strays(town, limit_km=50, times=10).round({"distance_km": -3}).to_dict("records")
    [{'position': 2, 'distance_km': 5000.0, 'swapped': True}]
    """
    known = np.flatnonzero(np.isfinite(lonlat).all(axis=1))
    if not len(known):
        return _table(known, np.zeros(0), np.zeros(0, dtype=bool))
    middle = np.median(lonlat[known], axis=0)
    distance_km = _apart_km(lonlat[known], middle)
    far = distance_km > max(limit_km, times * float(np.median(distance_km)))
    turned_km = _apart_km(lonlat[known][:, ::-1], middle)
    return _table(known[far], distance_km[far], turned_km[far] <= limit_km)


def _apart_km(lonlat: NDArray[np.float64], middle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great-circle distances (haversine); a latitude beyond 90° is far from any place."""
    lon, lat = np.radians(lonlat.T)
    own_lon, own_lat = np.radians(middle)
    half = np.sin((lat - own_lat) / 2) ** 2
    half += np.cos(lat) * np.cos(own_lat) * np.sin((lon - own_lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def _table(
    position: NDArray[np.int64], distance_km: NDArray[np.float64], swapped: NDArray[np.bool_]
) -> pd.DataFrame:
    return pd.DataFrame({"position": position, "distance_km": distance_km, "swapped": swapped})
