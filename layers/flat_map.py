"""Estates by class as one SVG picture for paper: no ground, no script, a path a class."""

import math
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from layers.classes import GROUND, MapClass

_DIGITS, _EDGE, _DOT = 1, 6.0, 3.0  # units of the picture


def flat_map(
    estates: gpd.GeoDataFrame,
    keys: pd.Series,
    classes: Sequence[MapClass],
    *,
    size: tuple[int, int] = (640, 480),
) -> str:
    """Return an SVG of the estates that are drawn, each in the colour of its class.

    `keys`: one class key an estate, in the order of `estates` (EPSG:4326). What has no outline is
    left out; points are dots. Equal tables give equal pictures.
    """
    width, height = size
    frame = f'<rect width="{width}" height="{height}" fill="{GROUND["paper"]}"/>'
    shapes = _on_paper(estates.geometry.to_numpy(), size)
    own = keys.to_numpy(object)
    paths = [_class(shapes[(own == item.key) & ~shapely.is_missing(shapes)], item)
             for item in classes]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"{frame}{''.join(paths)}</svg>"
    )


def _on_paper(shapes: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Return degrees as units from the top left, the whole of it in the middle."""
    if shapely.is_missing(shapes).all():
        return shapes
    west, south, east, north = shapely.total_bounds(shapes)
    narrow = math.cos(math.radians((south + north) / 2))
    room = [length - 2 * _EDGE for length in size]
    spans = (max((east - west) * narrow, 1e-9), max(north - south, 1e-9))
    scale = min(space / span for space, span in zip(room, spans, strict=True))
    left, top = ((length - span * scale) / 2 for length, span in zip(size, spans, strict=True))

    def turned(points: np.ndarray) -> np.ndarray:
        x = (points[:, 0] - west) * narrow * scale + left
        return np.column_stack([x, (north - points[:, 1]) * scale + top])

    placed: np.ndarray = shapely.transform(shapes, turned)
    return placed


def _class(shapes: np.ndarray, item: MapClass) -> str:
    if not len(shapes):
        return ""
    dash = f' stroke-dasharray="{item.dash}"' if item.dash else ""
    data = "".join(_ring(part) for shape in shapes for part in shapely.get_parts(shape))
    return (
        f'<path d="{data}" fill="{item.fill}" stroke="{item.stroke}" stroke-width="0.6"'
        f'{dash} fill-rule="evenodd"/>'
    )


def _ring(part: shapely.Geometry) -> str:
    """Return a polygon with its holes, or a point as a small square."""
    if part.geom_type != "Polygon":
        part = shapely.box(*np.add(part.centroid.bounds, [-_DOT, -_DOT, _DOT, _DOT]))
    rings = (part.exterior, *part.interiors)
    return "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in np.round(ring.coords, _DIGITS)) + "Z"
        for ring in rings
    )
