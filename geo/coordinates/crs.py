"""Choose the coordinates in which metres are metres."""

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from tables import InputError

DEGREES = "EPSG:4326"
ZONE_DEG = 3
FIRST_MERIDIAN = 75
LAST_MERIDIAN = 135
FIRST_CM_EPSG = 4534  # CGCS2000 / 3-degree Gauss-Kruger CM 75E; one code more per zone eastwards
UTM_ZONE_DEG = 6
UTM_NORTH_EPSG = 32600
UTM_SOUTH_EPSG = 32700

# Coarse outline of the mainland and Hainan, lon/lat, generous by some 50 km at land borders and
# at sea: it only decides which projection family a city's data gets.
MAINLAND = shapely.Polygon(
    [
        (73.3, 39.5), (75.0, 36.8), (78.0, 34.5), (78.5, 31.0), (81.5, 29.8), (86.0, 27.7),
        (89.0, 27.2), (92.0, 27.5), (95.0, 28.5), (97.5, 27.8), (97.3, 24.8), (97.4, 23.7),
        (99.0, 21.9), (101.2, 21.0), (102.5, 22.3), (105.0, 22.9), (106.5, 21.7), (108.0, 21.3),
        (107.8, 18.8), (109.0, 17.6), (111.5, 18.3), (111.6, 20.8), (114.0, 21.3), (117.2, 22.6),
        (118.6, 24.0), (120.2, 25.4), (122.6, 28.4), (123.0, 31.5), (120.5, 34.5), (123.2, 36.6),
        (122.8, 38.2), (124.6, 39.9), (127.0, 41.4), (129.0, 41.8), (130.7, 42.2), (131.6, 44.8),
        (133.5, 45.2), (135.4, 48.5), (131.0, 48.4), (127.8, 50.4), (125.5, 53.6), (120.8, 53.6),
        (119.3, 50.4), (116.5, 50.1), (115.2, 48.0), (118.8, 46.9), (112.0, 45.2), (111.5, 43.3),
        (105.0, 41.9), (96.0, 43.2), (91.2, 45.4), (90.5, 47.6), (87.5, 49.4), (85.2, 47.5),
        (82.2, 45.6), (80.0, 44.8), (80.0, 42.3), (76.5, 40.7), (73.3, 39.5),
    ]
)  # fmt: skip
ELSEWHERE = shapely.MultiPolygon(
    [
        shapely.Polygon(  # Hong Kong: its own grid, and no CGCS2000 ledger
            [
                (113.82, 22.10), (113.82, 22.42), (113.95, 22.43), (114.03, 22.50),
                (114.23, 22.55), (114.45, 22.55), (114.45, 22.10),
            ]
        ),
        shapely.Polygon(  # Macau
            [(113.53, 22.21), (113.55, 22.215), (113.60, 22.19), (113.60, 22.10), (113.55, 22.11)]
        ),
    ]
)  # fmt: skip


def metric_crs(frame: gpd.GeoDataFrame, *, table: str = "") -> pyproj.CRS:
    """Return the metric CRS that suits the place the data is in.

    On the Chinese mainland: CGCS2000 3-degree Gauss-Krüger, central-meridian form (six-digit
    eastings), EPSG = 4534 + (CM - 75) / 3 with CM the nearest multiple of 3°. Elsewhere: the UTM
    zone on WGS 84. The place is the median centre of the features, so one stray feature moves
    nothing and row order does not matter.

    Raises InputError `geo.no_crs` when the frame does not say its CRS, `geo.nothing_to_place`
    when it holds no geometry. `table` only names the culprit.

    >>> point = gpd.GeoDataFrame(geometry=[shapely.Point(113.6, 34.7)], crs="EPSG:4490")
    >>> metric_crs(point).to_epsg()
    4547
    """
    longitude, latitude = _centre(frame, table)
    if _on_mainland(longitude, latitude):
        meridian = ZONE_DEG * np.floor(longitude / ZONE_DEG + 1 / 2)
        meridian = np.clip(meridian, FIRST_MERIDIAN, LAST_MERIDIAN)
        return pyproj.CRS(FIRST_CM_EPSG + int(meridian - FIRST_MERIDIAN) // ZONE_DEG)
    zones = 360 // UTM_ZONE_DEG
    zone = int((longitude + 180) // UTM_ZONE_DEG) % zones + 1
    return pyproj.CRS((UTM_NORTH_EPSG if latitude >= 0 else UTM_SOUTH_EPSG) + zone)


def to_metric(frame: gpd.GeoDataFrame, crs: pyproj.CRS, *, table: str = "") -> gpd.GeoDataFrame:
    """Return the frame in `crs`, every row kept; InputError `geo.no_crs` when it has none.

    Empty shapes, and such as do not exist in `crs` (a longitude of 500°), become missing.
    """
    _need_crs(frame, table)
    metric = frame.to_crs(crs)
    shapes = gpd.GeoSeries(somewhere(metric.geometry.to_numpy()), index=metric.index, crs=crs)
    return metric.set_geometry(shapes)


def placed(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which shapes are somewhere: not missing, not empty, no coordinate infinite."""
    return np.asarray(np.isfinite(shapely.bounds(shapes)).all(axis=-1))


def somewhere(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes with None for every one that is nowhere."""
    kept = np.asarray(shapes, dtype=object).copy()
    kept[~placed(kept)] = None
    return kept


def need_same_crs(frame: gpd.GeoDataFrame, crs: pyproj.CRS, *, table: str) -> None:
    """Raise InputError `geo.crs_mismatch` unless the frame is in `crs` (an empty one passes)."""
    if not len(frame):
        return
    _need_crs(frame, table)
    if frame.crs != crs:
        raise InputError(
            "geo.crs_mismatch", table=table, given=frame.crs.to_string(), expected=crs.to_string()
        )


def need_metric(frame: gpd.GeoDataFrame, *, table: str) -> None:
    """Raise InputError `geo.not_metric` unless the frame is in a CRS on a plane."""
    if frame.crs is None or not frame.crs.is_projected:
        crs = frame.crs.to_string() if frame.crs else "—"
        raise InputError("geo.not_metric", table=table, crs=crs)


def _need_crs(frame: gpd.GeoDataFrame, table: str) -> None:
    if frame.crs is None:
        raise InputError("geo.no_crs", table=table)


def _centre(frame: gpd.GeoDataFrame, table: str) -> tuple[float, float]:
    _need_crs(frame, table)
    shapes = frame.geometry.to_numpy()
    boxes = shapely.bounds(shapes[placed(shapes)])
    if not len(boxes):
        raise InputError("geo.nothing_to_place", table=table)
    west, south, east, north = np.median(boxes, axis=0)
    transform = pyproj.Transformer.from_crs(frame.crs, DEGREES, always_xy=True).transform
    longitude, latitude = transform((west + east) / 2, (south + north) / 2)
    return float(longitude), float(latitude)


def _on_mainland(longitude: float, latitude: float) -> bool:
    place = shapely.Point(longitude, latitude)
    return bool(MAINLAND.covers(place) and not ELSEWHERE.covers(place))
