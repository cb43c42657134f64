"""The numbers of a layer as its file writes them: flat, in order, and where their middle is."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from intake.placing import grids
from intake.placing.grids import AS_WRITTEN, LAT_LIMIT, LON_LIMIT, SWAPPED
from intake.placing.layer import Layer
from tables import InputError, Issue

_MICRO = 1_000_000
_MICRO_LON, _MICRO_LAT = (73e6, 136e6), (3e6, 54e6)  # millionths of a degree, in China
_HALF = 1 / 2


def as_written(layer: Layer) -> tuple[gpd.GeoSeries, list[Issue]]:
    """Return the shapes of a layer flat and without a CRS, the axes as a person answered.

    Raises InputError `intake.bad_axes`.
    """
    came = layer.found.shapes
    shapes = np.asarray(shapely.force_2d(np.asarray(came, dtype=object)), dtype=object)
    index = None if came is None else came.index
    answer = layer.answer("axes")
    if answer not in (None, SWAPPED, AS_WRITTEN):
        known = f"{SWAPPED}, {AS_WRITTEN}"
        raise InputError("intake.bad_axes", axes=answer, file=layer.source.label, known=known)
    if answer != SWAPPED:
        return gpd.GeoSeries(shapes, index=index), []
    turned = shapely.transform(shapes, lambda xy: xy[:, ::-1])
    return gpd.GeoSeries(turned, index=index), [layer.issue("intake.axes_answered", "repair")]


def centres(numbers: gpd.GeoSeries) -> NDArray[np.float64]:
    """Return the middle of each shape that has one."""
    box = shapely.bounds(numbers.to_numpy())
    box = box[np.isfinite(box).all(axis=1)]
    return np.asarray(box[:, :2] / 2 + box[:, 2:] / 2)


def degrees(places: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which places, shape (n, 2), can be longitudes and latitudes, in either order."""
    size = np.sort(np.abs(places), axis=1)
    return np.asarray((size[:, 0] <= LAT_LIMIT) & (size[:, 1] <= LON_LIMIT))


def middle(numbers: gpd.GeoSeries) -> tuple[float, float] | None:
    """Return the median place of the shapes, of those in degrees or the others: the more."""
    places = centres(numbers)
    places = places[(places != 0).any(axis=1)]  # 0, 0 is how programmes write nothing
    if not len(places):
        return None
    angles = degrees(places)
    x, y = np.median(places[angles == (angles.mean() >= _HALF)], axis=0)
    return float(x), float(y)


def scaled(
    numbers: gpd.GeoSeries, place: tuple[float, float], layer: Layer
) -> tuple[gpd.GeoSeries, list[Issue]]:
    """Return millionths of a degree as degrees: no grid of the country has such numbers."""
    lon, lat = place
    inside = _MICRO_LON[0] <= lon <= _MICRO_LON[1] and _MICRO_LAT[0] <= lat <= _MICRO_LAT[1]
    if not inside:
        return numbers, []
    shapes = shapely.transform(numbers.to_numpy(), lambda xy: xy / _MICRO)
    detail: dict[str, Any] = {
        "count": len(centres(numbers)),
        "where": grids.shown(lon / _MICRO, lat / _MICRO),
    }
    said = layer.issue("intake.degrees_scaled", "repair", **detail)
    return gpd.GeoSeries(shapes, index=numbers.index), [said]


def in_order(numbers: gpd.GeoSeries, layer: Layer) -> tuple[gpd.GeoSeries, list[Issue]]:
    """Exchange the axes of shapes in degrees whose latitude cannot be one."""
    box = np.abs(shapely.bounds(numbers.to_numpy()))
    with np.errstate(invalid="ignore"):
        high = (box[:, [1, 3]] > LAT_LIMIT).any(axis=1) & (box[:, [1, 3]] <= LON_LIMIT).all(axis=1)
        swapped = high & (box[:, [0, 2]] <= LAT_LIMIT).all(axis=1)
    place = middle(numbers)
    if not swapped.any() or place is None or not grids.are_degrees(*place):
        return numbers, []
    shapes = numbers.to_numpy().copy()
    shown = example(numbers[swapped])
    shapes[swapped] = shapely.transform(shapes[swapped], lambda xy: xy[:, ::-1])
    detail: dict[str, Any] = {"count": int(swapped.sum()), "example": shown}
    issue = layer.issue("intake.coordinates_swapped", "warning", **detail)
    return gpd.GeoSeries(shapes, index=numbers.index), [issue]


def examples(numbers: gpd.GeoSeries) -> list[str]:
    """Return the first numbers of each shape, as a sentence shows them."""
    return [
        ", ".join(f"{value:.10g}" for value in shapely.get_coordinates(shape)[0])
        for shape in numbers.to_numpy()
    ]


def example(numbers: gpd.GeoSeries) -> str:
    """Return the least numbers of all shapes, whatever their order."""
    found = shapely.get_coordinates(numbers.to_numpy())
    if not len(found):
        return ""
    least = found[np.lexsort(found.T[::-1])[0]]
    return ", ".join(f"{value:.10g}" for value in least)
