"""What the numbers of a layer say against the CRS it came with, and which other one they fit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from geo.coordinates.crs import FIRST_MERIDIAN, LAST_MERIDIAN, ZONE_DEG
from geo.coordinates.gauss_kruger import DEGREES, FAMILIES, Reading, grid, readings

LON_LIMIT, LAT_LIMIT = 180, 90
SWAPPED, AS_WRITTEN = "swapped", "as_written"

_HAN = re.compile("[\u4e00-\u9fff]")
_EAST_ASIA = 60, -15, 150, 60  # Singapore and the diaspora's neighbours are in it
_CHINA = 73, 16, 136, 54
_REGION_DEG = 65
_WIDE_DEG = 3.5  # an area of use wider than a 3° zone
_MARGIN_DEG, _WIDE_MARGIN_DEG, _LAT_MARGIN_DEG = 1.0, 3.0, 5.0
_ELLIPSOIDS_M = {6378140: "xian80", 6378245: "beijing54"}
_FAMILY_WORDS = {
    "xian80": ("西安80", "西安1980", "xian80", "xian1980", "80坐标", "80西安"),
    "beijing54": ("北京54", "北京1954", "beijing54", "beijing1954", "54坐标", "54北京"),
}
_UNKNOWN = {
    "": "intake.crs_unknown",
    "zone": "intake.crs_unknown_zone",
    "meridian": "intake.crs_unknown_meridian",
}
_AT_LEAST, _LOCAL_M = 5, 2.0
_OFF = 1e-4  # of a number: what there and back may lose where a CRS holds


class Doubt(NamedTuple):
    """Why the CRS cannot be right: a code, the topic of the answer, its options, what to say."""

    code: str
    topic: str
    options: tuple[str, ...]
    proposed: str | None
    detail: Mapping[str, object]


def doubts(
    x: float, y: float, crs: CRS | None, *, words: Iterable[str], settled: bool
) -> list[Doubt]:
    """Return what is to be asked of a layer whose middle is written x, y; none: all is well.

    `crs` is the one it came with (None: none), `words` are its headers and some of its texts,
    `settled` says that a person chose the CRS: then only what is impossible is asked again.

    >>> doubts(38432750, 2455410, None, words=(), settled=False)[0].proposed
    'EPSG:4526'
    >>> [d.code for d in doubts(2455410, 432750, CRS(4547), words=(), settled=False)]
    ['intake.axes_swapped']
    """
    texts = list(words)
    ways = readings(x, y, families=_families(crs, texts))
    if crs is None:
        return _unknown(ways)
    if crs.is_geographic:
        return _of_degrees(x, y, ways)
    degrees = [way for way in ways if way.form == "degrees"]
    own_plane = crs.area_of_use is None and (settled or not degrees)  # it may begin in the town
    if are_degrees(x, y) and not own_plane:
        return [_crs_doubt("intake.crs_not_metres", degrees or _abroad(x, y))]
    if settled:
        return [] if _place(x, y, crs) else [_crs_doubt("intake.crs_outside", ways)]
    return _of_metres(x, y, crs, ways, chinese=any(_HAN.search(text) for text in texts))


def _abroad(x: float, y: float) -> list[Reading]:
    """Return degrees outside China as a reading, if they are ones as written."""
    upright = abs(x) <= LON_LIMIT and abs(y) <= LAT_LIMIT
    return [Reading("EPSG:4326", "degrees", swapped=False, lon=x, lat=y)] if upright else []


def are_degrees(x: float, y: float) -> bool:
    """Return whether two numbers can be a longitude and a latitude, in either order."""
    low, high = sorted((abs(x), abs(y)))
    return bool(low <= LAT_LIMIT and high <= LON_LIMIT)


def plainly_degrees(x: float, y: float, span: tuple[float, float]) -> bool:
    """Return whether numbers without a CRS are longitude and latitude beyond doubt.

    A place in China, or anywhere but near 0°, 0° when the layer spans no more than a city: a
    drawing in metres from a corner of its own lies there, and is wider than two.

    >>> plainly_degrees(113.25, 23.13, (40, 20)), plainly_degrees(103.85, 1.3, (0.4, 0.2))
    (True, True)
    >>> plainly_degrees(40.0, 35.0, (60, 50)), plainly_degrees(0.5, 0.5, (1, 1))
    (False, False)
    """
    if any(r.form == "degrees" and not r.swapped for r in readings(x, y)):
        return True
    upright = abs(x) <= LON_LIMIT and abs(y) <= LAT_LIMIT
    return upright and max(span) <= _LOCAL_M and abs(x) + abs(y) > _AT_LEAST


def shown(lon: float, lat: float) -> str:
    """Return a place in words.

    >>> shown(112.3049, 22.186), shown(-43.2, -22.9)
    ('112.30°E 22.19°N', '43.20°W 22.90°S')
    """
    east, north = "E" if lon >= 0 else "W", "N" if lat >= 0 else "S"
    return f"{abs(lon):.2f}°{east} {abs(lat):.2f}°{north}"


def landings(ways: Iterable[Reading]) -> str:
    """Return the CRS of each reading with the place it leads to, as a list for a sentence."""
    by_place: dict[str, list[str]] = {}
    for way in ways:
        by_place.setdefault(shown(way.lon, way.lat), []).append(way.crs)
    return "；".join(f"{'、'.join(codes)} → {place}" for place, codes in by_place.items())


def sole(ways: Sequence[Reading]) -> str | None:
    """Return the CRS to propose: the first, if all lead to one place; the national grid leads."""
    places = {shown(way.lon, way.lat) for way in ways}
    return ways[0].crs if len(places) == 1 else None


def family(crs: CRS) -> str:
    """Return the national datum a CRS is of, by its ellipsoid; CGCS2000 for all others."""
    size = crs.ellipsoid.semi_major_metre if crs.ellipsoid else 0
    return _ELLIPSOIDS_M.get(round(size), "cgcs2000")


def _families(crs: CRS | None, texts: Iterable[str]) -> list[str]:
    """Return the national datums, first the one that the CRS or a header names."""
    said = "".join(texts).casefold().replace(" ", "").replace("_", "")
    named = [name for name, words in _FAMILY_WORDS.items() if any(word in said for word in words)]
    first = family(crs) if crs is not None and crs.is_projected else (named or ["cgcs2000"])[0]
    return sorted(FAMILIES, key=lambda name: name != first)


def _unknown(ways: Sequence[Reading]) -> list[Doubt]:
    form = ways[0].form if ways else ""
    return _with_axes(_crs_doubt(_UNKNOWN.get(form, "intake.crs_unknown_likely"), ways), ways)


def _of_degrees(x: float, y: float, ways: Sequence[Reading]) -> list[Doubt]:
    if not are_degrees(x, y):
        return _with_axes(_crs_doubt("intake.crs_not_degrees", ways), ways)
    if any(way.swapped and way.form == "degrees" for way in ways) and abs(y) <= LAT_LIMIT:
        return [_axes_doubt("intake.degrees_swapped", ways)]
    return []


def _of_metres(
    x: float, y: float, crs: CRS, ways: Sequence[Reading], *, chinese: bool
) -> list[Doubt]:
    place = _place(x, y, crs)
    if place and _suits(place, crs) and (not chinese or _in(place, _EAST_ASIA) or not ways):
        return []
    turned = _place(y, x, crs)
    if turned and _regional(crs) and _suits(turned, crs):
        there = Reading(crs.to_string(), "meridian", swapped=True, lon=turned[0], lat=turned[1])
        return [_axes_doubt("intake.axes_swapped", [there])]
    if not ways and place and not _of_china(crs):
        return []
    doubt = _crs_doubt(*_other_form(crs, ways))
    now = shown(*place) if place else "—"
    return _with_axes(doubt._replace(detail={**doubt.detail, "now": now}), ways)


def _other_form(crs: CRS, ways: Sequence[Reading]) -> tuple[str, Sequence[Reading]]:
    """Return what is wrong with a grid, and the readings that would put it right."""
    form = ways[0].form if ways else ""
    if form == "meridian" and _of_china(crs):
        same = grid_of(crs)
        return "intake.crs_meridian_form", [w for w in ways if w.crs == same] or ways
    codes = {
        "zone": "intake.crs_zone_form",
        "web_mercator": "intake.crs_web_mercator",
    }
    return codes.get(form, "intake.crs_outside"), ways


def grid_of(crs: CRS) -> str:
    """Return the grid without a zone that has the meridian of `crs`; empty when it has none."""
    operation = crs.coordinate_operation
    named = {p.name: p.value for p in operation.params} if operation else {}
    meridian = float(named.get("Longitude of natural origin", 0.0))
    if meridian % ZONE_DEG or not FIRST_MERIDIAN <= meridian <= LAST_MERIDIAN:
        return ""
    return grid(int(meridian), family=family(crs))


def _with_axes(doubt: Doubt, ways: Sequence[Reading]) -> list[Doubt]:
    if not ways or not ways[0].swapped:
        return [doubt]
    return [doubt, _axes_doubt("intake.axes_swapped", ways)]


def _crs_doubt(code: str, ways: Sequence[Reading]) -> Doubt:
    best = sole(ways)
    where = shown(ways[0].lon, ways[0].lat) if best else "—"
    detail = {"where": where, "places": landings(ways) or "—", "best": best or "—", "now": "—"}
    return Doubt(code, "crs", tuple(dict.fromkeys(w.crs for w in ways)), best, detail)


def _axes_doubt(code: str, ways: Sequence[Reading]) -> Doubt:
    detail = {"where": "、".join(dict.fromkeys(shown(way.lon, way.lat) for way in ways))}
    return Doubt(code, "axes", (SWAPPED, AS_WRITTEN), SWAPPED, detail)


def _place(x: float, y: float, crs: CRS) -> tuple[float, float] | None:
    """Return longitude and latitude of a point of `crs`; None when there is no such place."""
    place = places(np.array([[x, y]]), crs)[0]
    return (float(place[0]), float(place[1])) if np.isfinite(place).all() else None


def places(numbers: NDArray[np.float64], crs: CRS) -> NDArray[np.float64]:
    """Return points of `crs`, shape (n, 2), in degrees; NaN where the way back leads elsewhere."""
    try:
        way = Transformer.from_crs(crs, DEGREES, always_xy=True)
        found = np.column_stack(way.transform(numbers[:, 0], numbers[:, 1]))
        with np.errstate(invalid="ignore", over="ignore"):
            again = way.transform(found[:, 0], found[:, 1], direction="INVERSE")
            off = np.column_stack(again) - numbers
            real = (np.abs(off) <= _OFF * np.maximum(1, np.abs(numbers))).all(axis=1)
    except ProjError:
        return np.full(numbers.shape, np.nan)
    real &= (np.abs(found) <= (LON_LIMIT, LAT_LIMIT)).all(axis=1)
    return np.where(real[:, None], found, np.nan)


def numbers(lonlat: NDArray[np.float64], crs: CRS) -> NDArray[np.float64]:
    """Return places in degrees, shape (n, 2), as `crs` writes them, x = east."""
    way = Transformer.from_crs(DEGREES, crs, always_xy=True)
    return np.column_stack(way.transform(lonlat[:, 0], lonlat[:, 1]))


def _suits(place: tuple[float, float], crs: CRS) -> bool:
    """Return whether a place is where `crs` is used, or not far from it; unknown counts as yes."""
    area = crs.area_of_use
    if area is None:
        return True
    wide = area.east - area.west > _WIDE_DEG
    side = _WIDE_MARGIN_DEG if wide else _MARGIN_DEG
    if area.east < area.west:
        return True
    box = (area.west - side, area.south - _LAT_MARGIN_DEG,
           area.east + side, area.north + _LAT_MARGIN_DEG)  # fmt: skip
    return _in(place, box)


def _in(place: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def _regional(crs: CRS) -> bool:
    """Return whether a CRS is made for a part of the world, so that a place can speak for it."""
    area = crs.area_of_use
    return area is not None and 0 <= area.east - area.west <= _REGION_DEG


def _of_china(crs: CRS) -> bool:
    area = crs.area_of_use
    return area is not None and _in((area.west, area.south), _CHINA)
