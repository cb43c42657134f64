"""The shifted coordinates of Chinese web maps: GCJ-02 (AMap, Tencent) and BD-09 (Baidu)."""

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import MAINLAND
from tables import InputError

Datum = Literal["wgs84", "gcj02", "bd09"]
Degrees = NDArray[np.float64]
Waves = NDArray[np.complex128]
_Pair = tuple[Degrees, Degrees]
_Step = Callable[[Degrees, Degrees], _Pair]

DATUMS: tuple[Datum, ...] = get_args(Datum)  # each is a step further from the ground

# The published form of the shift: Krasovsky's ellipsoid, and waves about 105° E, 35° N.
_AXIS_M = 6378245.0
_FLATTENED = 0.00669342162296594323
_MIDDLE = 105.0, 35.0
_WAVE_M = 20.0 * 2 / 3

_BAIDU_STEP = 0.0065, 0.006
_BAIDU_WAVE = np.pi * 3000 / 180
_BAIDU_FAR, _BAIDU_TURN = 2e-5, 3e-6

_GCJ_ROUNDS = 4  # each leaves 1/200 of the error of the last: 0.01° → under 1e-11°
_BAIDU_ROUNDS = 5  # each leaves 1/50: 0.007° → under 1e-10°
_AT_ONCE = 1 << 14  # points whose numbers stay in the processor's cache


def convert(places: Degrees, *, given: Datum, wanted: Datum) -> Degrees:
    """Return longitudes and latitudes, shape (n, 2), of one datum in another.

    `wgs84` stands for CGCS2000 too (they differ by less than a metre). GCJ-02 = WGS84 + shift,
    BD-09 = GCJ-02 + shift, both by the published formulas; the way back solves them by rounds,
    x ← given − shift(x), to under 1e-9°. Places outside `geo.coordinates.crs.MAINLAND` (the
    mainland, Hong Kong and Macau, by a generous outline) are not shifted; NaN stays NaN.

    Raises InputError `geo.unknown_datum`.

    >>> convert(np.array([[120.0, 40.0]]), given="wgs84", wanted="gcj02").round(9).tolist()
    [[120.005675684, 40.00130479]]
    """
    start, end = _place(given), _place(wanted)
    found = np.array(places, dtype=np.float64).reshape(-1, 2)
    steps = _OUT[start:end] if end > start else _BACK[end:start][::-1]
    for step in steps:
        found = _where_shifted(found, step, back=end < start)
    return found


def converted(shapes: NDArray[np.object_], *, given: Datum, wanted: Datum) -> NDArray[np.object_]:
    """Return shapes in longitude and latitude moved from one datum to another, missing ones too."""
    moved = shapely.transform(shapes, lambda xy: convert(xy, given=given, wanted=wanted))
    return np.asarray(moved, dtype=object)


def shifted_here(places: Degrees) -> NDArray[np.bool_]:
    """Return for each lon/lat, shape (n, 2), whether Chinese web maps shift there.

    AMap, Tencent and Baidu shift on the mainland, in Hong Kong and in Macau, not in Taiwan and
    not abroad (Tencent: lbs.qq.com/FAQ/latlng_faq.html, question 4).

    >>> shifted_here(np.array([[114.17, 22.30], [103.85, 1.29], [121.5, 25.0]])).tolist()
    [True, False, False]
    """
    lon, lat = places[:, 0], places[:, 1]
    box = [np.min(lon), np.min(lat), np.max(lon), np.max(lat)] if len(places) else [np.nan]
    if np.isfinite(box).all() and MAINLAND.contains(shapely.box(*box)):
        return np.ones(len(places), dtype=bool)
    shapely.prepare(MAINLAND)
    return np.asarray(shapely.contains_xy(MAINLAND, lon, lat), dtype=bool)


def _place(datum: str) -> int:
    if datum not in DATUMS:
        raise InputError("geo.unknown_datum", datum=datum, known=", ".join(DATUMS))
    return DATUMS.index(datum)


def _where_shifted(places: Degrees, step: _Step, *, back: bool) -> Degrees:
    """Return the places moved by one step; whether one moves is told by its truer place."""
    moved = np.empty_like(places)
    for at in range(0, len(places), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        lon, lat = np.ascontiguousarray(places[part].T)
        with np.errstate(invalid="ignore", divide="ignore"):  # what is nowhere stays where it is
            moved[part, 0], moved[part, 1] = step(lon, lat)
    here = shifted_here(moved if back else places)
    return moved if here.all() else np.where(here[:, None], moved, places)


def _gcj(lon: Degrees, lat: Degrees) -> _Pair:
    east, north = _gcj_shift(lon, lat)
    return lon + east, lat + north


def _gcj_back(lon: Degrees, lat: Degrees) -> _Pair:
    return _solved(lon, lat, _gcj_shift, _GCJ_ROUNDS)


def _bd(lon: Degrees, lat: Degrees) -> _Pair:
    east, north = _bd_shift(lon, lat)
    return lon + east, lat + north


def _bd_back(lon: Degrees, lat: Degrees) -> _Pair:
    return _solved(lon, lat, _bd_shift, _BAIDU_ROUNDS)


_OUT: tuple[_Step, ...] = (_gcj, _bd)
_BACK: tuple[_Step, ...] = (_gcj_back, _bd_back)


def _solved(lon: Degrees, lat: Degrees, shift: _Step, rounds: int) -> _Pair:
    """Return x with x + shift(x) = given: the shift varies slowly, so rounds close in fast."""
    x, y = lon, lat
    for _ in range(rounds):
        east, north = shift(x, y)
        x, y = lon - east, lat - north
    return x, y


def _gcj_shift(lon: Degrees, lat: Degrees) -> _Pair:
    """Return the shift in degrees: metres by polynomial and waves, over metres per degree."""
    x, y = lon - _MIDDLE[0], lat - _MIDDLE[1]
    x60, x20, x5, x2 = _waves(x)
    y60, y20, y5, y2 = (wave.imag for wave in _waves(y))
    x120 = x60 * x60
    common = 0.1 * x * y + ((x120 * x120 * x120).imag + x120.imag) * _WAVE_M
    root = np.sqrt(np.abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * root + common
    east += (x60.imag + 2 * x20.imag + 7.5 * x5.imag + 15 * x2.imag) * _WAVE_M
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.2 * root + common
    north += (y60 + 2 * y20 + 8 * y5 + 16 * y2) * _WAVE_M
    east_m, north_m = _metres_a_degree(lat)
    return east / east_m, north / north_m


def _waves(offset: Degrees) -> tuple[Waves, ...]:
    """Return e^iπo, e^iπo/3, e^iπo/12, e^iπo/30, whose imaginary parts are the sines.

    All are powers of one number on the unit circle: a fraction of what the sines cost.
    """
    angle = offset * (np.pi / 60)
    one = np.empty(len(angle), dtype=np.complex128)
    one.real, one.imag = np.cos(angle), np.sin(angle)
    two = one * one
    five = two * two * one
    ten = five * five
    twenty = ten * ten
    return twenty * twenty * twenty, twenty, five, two


def _metres_a_degree(latitude: Degrees) -> _Pair:
    angle = np.radians(latitude)
    sine, cosine = np.sin(angle), np.cos(angle)
    inside = 1 - _FLATTENED * sine * sine
    east = (_AXIS_M * np.pi / 180) * cosine / np.sqrt(inside)
    north = (_AXIS_M * np.pi / 180 * (1 - _FLATTENED)) / (inside * np.sqrt(inside))
    return east, north


def _bd_shift(lon: Degrees, lat: Degrees) -> _Pair:
    """Return BD-09 less GCJ-02: a little farther from 0°, 0°, turned a little, and moved."""
    turn = _BAIDU_TURN * np.cos(lon * _BAIDU_WAVE)
    farther = _BAIDU_FAR * np.sin(lat * _BAIDU_WAVE) / np.sqrt(lon * lon + lat * lat)
    along = farther - turn * turn / 2  # cos t - 1, sin t of an angle under 3e-6: exact to 1e-17
    across = turn * (1 + farther)
    return lon * along - lat * across + _BAIDU_STEP[0], lat * along + lon * across + _BAIDU_STEP[1]
