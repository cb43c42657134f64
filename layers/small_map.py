"""A small map of one estate, drawn from the study's own layers: shapes in millimetres, as SVG."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from layers.classes import GROUND, MapClass
from layers.ground import PER_DEGREE, ground

_METRES = 111_320.0  # a degree of latitude
_SCALES = (5_000, 10_000, 20_000, 40_000, 80_000)
_FILLS_MOST = 0.45  # of the frame an estate may fill, or the next scale is taken
_SMALLEST_MM = 0.12  # finer than this nobody sees on paper
_WIDTHS = {"rail": 0.35, "major": 1.5, "middle": 1.1, "minor": 0.7, "path": 0.35}
_DOT, _MARK = 0.55, 1.75  # radius of a facility, of a numbered one
_HERE = "#16324f"


@dataclass(frozen=True)
class Shape:
    """A line or an area: `rings` of (x, y) in mm from the top left; "" for no fill or stroke."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    closed: bool = True


@dataclass(frozen=True)
class Mark:
    """A dot with a text in it or, where `radius` is 0, a text alone."""

    x: float
    y: float
    text: str = ""
    radius: float = 0.0
    fill: str = ""
    colour: str = "#ffffff"
    size: float = 2.0


@dataclass(frozen=True)
class SmallMap:
    """What to draw, from back to front, in a frame of `width` by `height` mm, at 1:`scale`."""

    width: float
    height: float
    scale: int
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class _Frame:
    lon: float
    lat: float
    width: float
    height: float
    scale: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north in degrees."""
        x, y = self.width / 2 / self._mm_lon, self.height / 2 / self._mm_lat
        return self.lon - x, self.lat - y, self.lon + x, self.lat + y

    @property
    def _mm_lat(self) -> float:
        return _METRES * 1000 / self.scale

    @property
    def _mm_lon(self) -> float:
        return self._mm_lat * math.cos(math.radians(self.lat))

    def on_paper(self, points: np.ndarray) -> np.ndarray:
        """Return degrees as mm from the top left, to a hundredth."""
        x = (points[:, 0] - self.lon) * self._mm_lon + self.width / 2
        y = self.height / 2 - (points[:, 1] - self.lat) * self._mm_lat
        return np.round(np.column_stack([x, y]), 2)


def small_map(
    estates: gpd.GeoDataFrame,
    inputs: Mapping[str, pd.DataFrame],
    estate_id: str,
    *,
    classes: Sequence[MapClass],
    numbered: Mapping[str, tuple[int, str]],
    size: tuple[float, float],
) -> SmallMap | None:
    """Return the map of an estate with streets, water, green, neighbours and facilities.

    `estates` carry the columns estate_id, class (a key of `classes`) and rank; `numbered` gives
    facilities (facility_id) the number they are listed by and a colour; `size` is width and height
    in mm. None where the estate has no outline. Equal tables give equal maps.
    """
    shapes = estates.set_index("estate_id").geometry.to_crs(4326)
    own = shapes.get(estate_id)
    if own is None or own.is_empty:
        return None
    frame = _frame(own, size)
    drawn = [*_ground(inputs, frame), *_estates(estates, shapes, estate_id, classes, frame)]
    marks = [*_facilities(inputs.get("facilities"), numbered, frame)]
    marks += _ranks(estates, shapes, estate_id, frame)
    return SmallMap(*size, frame.scale, tuple(drawn), tuple(marks))


def svg(drawn: SmallMap, *, label: str) -> str:
    """Return the map as one SVG element; every text in it is escaped."""
    parts = [_path(shape) for shape in drawn.shapes] + [_mark(mark) for mark in drawn.marks]
    box = f"0 0 {drawn.width:g} {drawn.height:g}"
    return (
        f'<svg class="map" viewBox="{box}" role="img" aria-label="{escape(label)}" '
        f'xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" '
        f'fill="{GROUND["paper"]}"/>{"".join(parts)}</svg>'
    )


def _frame(own: shapely.Geometry, size: tuple[float, float]) -> _Frame:
    west, south, east, north = own.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    for scale in _SCALES[1:]:
        frame = _Frame(lon, lat, *size, scale)
        box = frame.box
        share = max((east - west) / (box[2] - box[0]), (north - south) / (box[3] - box[1]))
        if share <= _FILLS_MOST:
            break
    return frame


def _ground(inputs: Mapping[str, pd.DataFrame], frame: _Frame) -> Iterator[Shape]:
    for name in ("water", "green"):
        table = inputs.get(name)
        if isinstance(table, gpd.GeoDataFrame):
            yield from _areas(table.geometry.to_numpy(), frame, fill=GROUND[name])
    lines = ground({k: v for k, v in inputs.items() if k in {"streets", "rail"}}, frame.box)
    for kind in ("path", "minor", "middle", "major", "rail"):
        colour = GROUND["rail"] if kind == "rail" else "#ffffff"
        found = [_degrees(line) for line in lines[kind]]
        rings = tuple(ring for line in found for ring in _clipped(line, frame))
        if rings and kind != "rail":
            yield Shape(rings, stroke="#d8d0c0", width=_WIDTHS[kind] + 0.3, closed=False)
        if rings:
            yield Shape(rings, stroke=colour, width=_WIDTHS[kind], closed=False)


def _degrees(line: Sequence[int]) -> shapely.Geometry:
    points = np.cumsum(np.array(line).reshape(-1, 2), axis=0) / PER_DEGREE
    return shapely.LineString(points)


def _clipped(shape: shapely.Geometry, frame: _Frame) -> Iterator[tuple[tuple[float, float], ...]]:
    """Give the pieces of a line that lie in the frame, on paper."""
    for part in shapely.get_parts(shapely.clip_by_rect(shape, *frame.box)):
        points = _thin(frame.on_paper(shapely.get_coordinates(part)))
        if len(points) > 1:
            yield tuple(map(tuple, points.tolist()))


def _areas(
    shapes: np.ndarray, frame: _Frame, *, fill: str, stroke: str = "", width: float = 0.0
) -> Iterator[Shape]:
    """Give the areas in the frame, on paper, holes left open."""
    near = shapes[~shapely.is_missing(shapes)]
    near = near[shapely.intersects(near, shapely.box(*frame.box))]
    for part in shapely.get_parts(shapely.clip_by_rect(near, *frame.box)):
        for piece in shapely.get_parts(part):
            if piece.geom_type == "Polygon" and not piece.is_empty:
                rings = (piece.exterior, *piece.interiors)
                points = [_thin(frame.on_paper(shapely.get_coordinates(ring))) for ring in rings]
                on_paper = tuple(tuple(map(tuple, ring.tolist())) for ring in points)
                yield Shape(on_paper, fill, stroke, width)


def _thin(points: np.ndarray) -> np.ndarray:
    if len(points) < 3:  # noqa: PLR2004 - both ends
        return points
    simple = shapely.simplify(shapely.LineString(points), _SMALLEST_MM)
    kept: np.ndarray = np.round(shapely.get_coordinates(simple), 2)
    return kept


def _estates(
    estates: gpd.GeoDataFrame,
    shapes: gpd.GeoSeries,
    estate_id: str,
    classes: Sequence[MapClass],
    frame: _Frame,
) -> Iterator[Shape]:
    fills = {item.key: item.fill for item in classes}
    keys = dict(zip(estates["estate_id"], estates["class"], strict=True))
    near = shapes[shapes.notna() & shapes.intersects(shapely.box(*frame.box))]
    for key in [*near.index[near.index != estate_id], estate_id]:
        stroke, width = (_HERE, 0.9) if key == estate_id else ("#8a7d70", 0.2)
        own = np.array([near[key]])
        yield from _areas(own, frame, fill=fills[keys[key]], stroke=stroke, width=width)


def _ranks(
    estates: gpd.GeoDataFrame, shapes: gpd.GeoSeries, estate_id: str, frame: _Frame
) -> Iterator[Mark]:
    """Give the rank of each neighbour whose middle lies in the frame, and of the estate itself."""
    ranks = dict(zip(estates["estate_id"], estates["rank"], strict=True))
    known = shapes[shapes.notna() & ~shapes.is_empty]
    at = frame.on_paper(shapely.get_coordinates(known.representative_point().to_numpy()))
    for key, (x, y) in zip(known.index, at.tolist(), strict=True):
        if 2 < x < frame.width - 2 and 2 < y < frame.height - 2:  # noqa: PLR2004 - mm off the edge
            here = key == estate_id
            size, colour = (3.2, _HERE) if here else (1.9, "#5a4f46")
            yield Mark(x, y, str(int(ranks[key])), colour=colour, size=size)


def _facilities(
    table: pd.DataFrame | None, numbered: Mapping[str, tuple[int, str]], frame: _Frame
) -> Iterator[Mark]:
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        return
    places = table[["facility_id", table.geometry.name]].dropna().sort_values("facility_id")
    marked = shapely.point_on_surface(places.geometry.to_numpy())
    at = frame.on_paper(shapely.get_coordinates(marked))
    inside = (at > 1).all(axis=1) & (at < [frame.width - 1, frame.height - 1]).all(axis=1)
    spots = list(zip(places["facility_id"][inside], at[inside].tolist(), strict=True))
    yield from (
        Mark(x, y, radius=_DOT, fill="#7d99ad") for key, (x, y) in spots if key not in numbered
    )
    for key, (x, y) in spots:
        if key in numbered:
            number, fill = numbered[key]
            yield Mark(x, y, str(number), radius=_MARK, fill=fill)


def _path(shape: Shape) -> str:
    end = "Z" if shape.closed else ""
    data = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + end for ring in shape.rings)
    style = f'fill="{shape.fill or "none"}"'
    if shape.stroke:
        style += f' stroke="{shape.stroke}" stroke-width="{shape.width:g}" stroke-linejoin="round"'
        style += "" if shape.closed else ' stroke-linecap="round"'
    return f'<path d="{data}" {style} fill-rule="evenodd"/>'


def _mark(mark: Mark) -> str:
    dot = ""
    if mark.radius:
        dot = f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="{mark.radius:g}" fill="{mark.fill}"/>'
    if not mark.text:
        return dot
    halo = "" if mark.radius else ' stroke="#fff" stroke-width=".5" paint-order="stroke"'
    return (
        f'{dot}<text x="{mark.x:g}" y="{mark.y + mark.size * 0.36:.2f}" text-anchor="middle" '
        f'font-size="{mark.size:g}" fill="{mark.colour}"{halo}>{escape(mark.text)}</text>'
    )
