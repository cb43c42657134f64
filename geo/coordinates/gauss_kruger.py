"""Two numbers without a CRS → the grids used in China they can be read in, and where that is."""

import functools
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pyproj
import shapely

from geo.coordinates.crs import FIRST_MERIDIAN, LAST_MERIDIAN, MAINLAND, UTM_ZONE_DEG, ZONE_DEG

Form = Literal["degrees", "zone", "meridian", "web_mercator", "hong_kong"]


class Codes(NamedTuple):
    """EPSG codes of the first grid (CM 75°E) of each kind; one more for each zone eastwards."""

    zone_3: int
    meridian_3: int
    zone_6: int
    meridian_6: int


class Reading(NamedTuple):
    """One way to read the numbers: a CRS, the axes as written or not, and the place in WGS84."""

    crs: str
    form: Form
    swapped: bool
    lon: float
    lat: float


FAMILIES = {  # the national grids, the one in force first
    "cgcs2000": Codes(4513, 4534, 4491, 4502),
    "xian80": Codes(2349, 2370, 2327, 2338),
    "beijing54": Codes(2401, 2422, 21413, 21453),
}
DEGREES = "EPSG:4490"
WEB_MERCATOR = "EPSG:3857"
HONG_KONG = "EPSG:2326"

WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0  # the box of China, its waters included
_FALSE_EASTING_M, _ZONE_M = 500_000, 1_000_000
_NEAR_M = {ZONE_DEG: 250_000, UTM_ZONE_DEG: 340_000}  # from the meridian: a zone and its neighbours
_NORTHINGS_M = 1_900_000, 6_000_000  # 17° to 54° N
_HONG_KONG_M = (795_000, 870_000), (795_000, 850_000)
_FIRST_ZONE = {ZONE_DEG: FIRST_MERIDIAN // ZONE_DEG, UTM_ZONE_DEG: 13}
_ZONES = {ZONE_DEG: 21, UTM_ZONE_DEG: 11}


def readings(x: float, y: float, *, families: Sequence[str] = tuple(FAMILIES)) -> list[Reading]:
    """Return every way to read two numbers that leads to the Chinese mainland, Hong Kong or Macau.

    Degrees; 3° (zones 25-45) and 6° (zones 13-23) Gauss-Krüger with the zone before the easting,
    in each of `families`; the same without a zone, for every meridian and in the first family
    only, since the numbers do not tell the meridian; Web Mercator; the Hong Kong grid. If none
    fits as written, all are tried with the axes exchanged: x = northing is the surveyors' way.
    Eastings lie within 250 km of the meridian (6°: 340 km), northings between 17° and 54° N.

    >>> readings(38432750, 2455410)[0]
    Reading(crs='EPSG:4526', form='zone', swapped=False, lon=113.34..., lat=22.19...)
    >>> [r.crs for r in readings(22.19, 112.3)], readings(22.19, 112.3)[0].swapped
    (['EPSG:4490'], True)
    """
    if not np.isfinite([x, y]).all():
        return []
    for east, north, turned in ((x, y, False), (y, x, True)):
        found = [r for r in _upright(east, north, families) if in_china(r.lon, r.lat)]
        if found:
            return [reading._replace(swapped=turned) for reading in found]
    return []


def in_china(lon: float, lat: float) -> bool:
    """Return whether a place lies within `geo.coordinates.crs.MAINLAND`, a generous outline."""
    return bool(np.isfinite([lon, lat]).all()) and bool(MAINLAND.covers(shapely.Point(lon, lat)))


def grid(meridian: int, *, family: str = "cgcs2000", zone: bool = False) -> str:
    """Return the 3° Gauss-Krüger grid of a meridian, with or without the zone in the easting.

    >>> grid(114), grid(114, zone=True), grid(111, family="xian80")
    ('EPSG:4547', 'EPSG:4526', 'EPSG:2382')
    """
    codes = FAMILIES[family]
    first = codes.zone_3 if zone else codes.meridian_3
    return f"EPSG:{first + (meridian - FIRST_MERIDIAN) // ZONE_DEG}"


def _upright(east: float, north: float, families: Sequence[str]) -> Iterator[Reading]:
    if WEST <= east <= EAST and SOUTH <= north <= NORTH:
        yield Reading(DEGREES, "degrees", swapped=False, lon=east, lat=north)
    if _within(north, _NORTHINGS_M):
        yield from _zoned(east, north, families)
        yield from _meridians(east, north, families[0])
    if _within(east, _HONG_KONG_M[0]) and _within(north, _HONG_KONG_M[1]):
        yield _reading(HONG_KONG, "hong_kong", _back(east, north, _parameters(HONG_KONG)))
    place = _back(east, north, _parameters(WEB_MERCATOR))
    if _within(place[0], (WEST, EAST)) and _within(place[1], (SOUTH, NORTH)):
        yield _reading(WEB_MERCATOR, "web_mercator", place)


def _zoned(east: float, north: float, families: Sequence[str]) -> Iterator[Reading]:
    zone, easting = divmod(east, _ZONE_M)
    for width, first in _FIRST_ZONE.items():
        step = int(zone) - first
        if not 0 <= step < _ZONES[width] or not _near(easting, width):
            continue
        place = _back(easting, north, _gauss(FIRST_MERIDIAN + step * width))
        for family in families:
            codes = FAMILIES[family]
            code = (codes.zone_3 if width == ZONE_DEG else codes.zone_6) + step
            yield _reading(f"EPSG:{code}", "zone", place)


def _meridians(east: float, north: float, family: str) -> Iterator[Reading]:
    """Return the grids without a zone: those of 6° are the same as every other one of 3°."""
    if not _near(east, UTM_ZONE_DEG):
        return
    for meridian in range(FIRST_MERIDIAN, LAST_MERIDIAN + 1, ZONE_DEG):
        place = _back(east, north, _gauss(meridian))
        yield _reading(grid(meridian, family=family), "meridian", place)


def _reading(crs: str, form: Form, place: tuple[float, float]) -> Reading:
    return Reading(crs, form, swapped=False, lon=place[0], lat=place[1])


def _near(easting: float, width: int) -> bool:
    return abs(easting - _FALSE_EASTING_M) <= _NEAR_M[width]


def _within(number: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= number <= bounds[1]


def _gauss(meridian: int) -> str:
    return f"+proj=tmerc +lon_0={meridian} +x_0={_FALSE_EASTING_M} +ellps=GRS80"


@functools.cache
def _parameters(code: str) -> str:
    if code == WEB_MERCATOR:
        return "+proj=webmerc +datum=WGS84"
    return (  # the ellipsoid is left as WGS 84: the place is told to a hundredth of a degree
        "+proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556"
        " +x_0=836694.05 +y_0=819069.8 +ellps=intl"
    )


@functools.cache
def _projection(parameters: str) -> pyproj.Proj:
    return pyproj.Proj(parameters)


def _back(east: float, north: float, parameters: str) -> tuple[float, float]:
    lon, lat = _projection(parameters)(east, north, inverse=True)
    return float(lon), float(lat)
