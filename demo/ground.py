"""What was there before the town: the river and its islet, the railway, the edge, the centre."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon

Shapes: TypeAlias = Any  # a numpy array of shapely geometries, which carry no types
CRS = "EPSG:4547"  # CGCS2000, 3-degree zone, central meridian 114°E; the town itself is made up
ORIGIN = (505_000.0, 3_395_000.0)
ESTATES = 306  # the district of Xiangtan that asked for such a tool in 2020 had 306
SEED = 20261121  # the town everybody sees; another number makes another town
HALF_WIDTH_M, HALF_HEIGHT_M = 4_000.0, 3_000.0
RIVER_HALF_M, RAIL_HALF_M, BANK_M = 62.0, 14.0, 24.0
ISLET_AT = -0.52  # along the half width of the town
FAR_ROAD_M = 1_500.0


@dataclass(frozen=True)
class Ground:
    """The bare site in metres; `scale` is 1 for 306 estates and grows with their root."""

    scale: float
    edge: Polygon
    district: Polygon
    middle_of_river: LineString
    river: Polygon
    islet: Polygon
    railway: LineString
    far_road: LineString

    @property
    def half(self) -> tuple[float, float]:
        """Half width and half height of the town."""
        return HALF_WIDTH_M * self.scale, HALF_HEIGHT_M * self.scale

    @property
    def middle(self) -> Point:
        """The middle of the old centre."""
        half_width, half_height = self.half
        return Point(ORIGIN[0] - 0.06 * half_width, ORIGIN[1] + 0.16 * half_height)

    @property
    def river_zone(self) -> Polygon:
        """The river between its bank roads."""
        return self.river.union(self.islet).buffer(BANK_M)

    @property
    def rail_zone(self) -> Polygon:
        """The railway between the roads along it."""
        return self.railway.buffer(RAIL_HALF_M + BANK_M, cap_style="flat")

    def remoteness(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return 0 in the middle of the old centre and about 1 on the ring road."""
        half_width, half_height = self.half
        middle = self.middle
        return np.asarray(np.hypot((x - middle.x) / half_width, (y - middle.y) / half_height))


def ground(estates: int, rng: np.random.Generator) -> Ground:
    """Return a site large enough for a town of `estates` estates."""
    scale = float(np.sqrt(estates / ESTATES))
    half_width, half_height = HALF_WIDTH_M * scale, HALF_HEIGHT_M * scale
    phase = rng.uniform(-0.12, 0.12, 3)
    edge = _edge(half_width, half_height, phase)
    river_line = _river(half_width, half_height, phase)
    islet, river = _water(river_line, half_width)
    far_road = _far_road(half_width, half_height)
    outskirts = edge.buffer(330).union(far_road.buffer(620)).buffer(700).buffer(-700)
    district = shapely.simplify(outskirts, 5)
    return Ground(
        scale=scale,
        edge=edge,
        district=district,
        middle_of_river=river_line,
        river=river.intersection(district),
        islet=islet,
        railway=_railway(half_width, half_height, phase).intersection(district),
        far_road=far_road,
    )


def _place(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.column_stack([x + ORIGIN[0], y + ORIGIN[1]])


def _edge(half_width: float, half_height: float, phase: np.ndarray) -> Polygon:
    angle = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    power = 2.7  # between an ellipse and a rectangle
    round_off = (np.abs(np.cos(angle)) ** power + np.abs(np.sin(angle)) ** power) ** (-1 / power)
    wave = 1 + 0.035 * np.sin(3 * angle + 1 + phase[0]) + 0.025 * np.sin(5 * angle + phase[1])
    reach = 0.96 * round_off * wave
    return Polygon(_place(half_width * reach * np.cos(angle), half_height * reach * np.sin(angle)))


def _river(half_width: float, half_height: float, phase: np.ndarray) -> LineString:
    along = np.linspace(-1.3, 1.3, max(120, int(half_width / 60)))
    across = (
        -0.17
        + 0.25 * np.sin(np.pi * (0.95 * along + phase[1]) + 0.6)
        + 0.05 * np.sin(3.3 * np.pi * along + phase[2])
        - 0.06 * along
    )
    return LineString(_place(along * half_width, across * half_height))


def _water(line: LineString, half_width: float) -> tuple[Polygon, Polygon]:
    """Return the islet and the river that widens around it."""
    at = ORIGIN[0] + ISLET_AT * half_width
    xy = shapely.get_coordinates(line)
    nearest = int(np.abs(xy[:, 0] - at).argmin())
    turn = np.arctan2(*(xy[nearest + 1] - xy[nearest - 1])[::-1])
    islet = _ellipse(xy[nearest], 215, 66, turn)
    wide = _ellipse(xy[nearest], 420, 150, turn)
    river = line.buffer(RIVER_HALF_M).union(wide).buffer(60).buffer(-60)
    return islet, river.difference(islet)


def _ellipse(at: np.ndarray, length: float, width: float, turn: float) -> Polygon:
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    x, y = length * np.cos(angle), width * np.sin(angle)
    return Polygon(
        np.column_stack(
            [
                at[0] + x * np.cos(turn) - y * np.sin(turn),
                at[1] + x * np.sin(turn) + y * np.cos(turn),
            ]
        )
    )


def _railway(half_width: float, half_height: float, phase: np.ndarray) -> LineString:
    along = np.linspace(-1.3, 1.3, 60)
    across = 0.45 + 0.12 * along + 0.03 * np.sin(2.2 * along + phase[2])
    return LineString(_place(across * half_width, along * half_height))


def _far_road(half_width: float, half_height: float) -> LineString:
    along = np.linspace(0, 1, 24)
    x = -0.80 * half_width - along * (0.2 * half_width + FAR_ROAD_M)
    y = 0.42 * half_height + 160 * along + 110 * np.sin(np.pi * along * 1.4)
    return LineString(_place(x, y))
