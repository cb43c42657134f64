"""Where on earth: the CRS of a source, its shapes in longitude/latitude, and what to ask first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError

from geo.coordinates.datum import DATUMS, shifted_here
from intake.headings.headers import Match
from intake.placing import datum_words, grids, points, written
from intake.placing.grids import LAT_LIMIT, LON_LIMIT
from intake.placing.layer import Layer
from intake.placing.points import PLACE_COLUMNS
from intake.placing.shifts import shift_issue
from intake.placing.strays import strays
from intake.questions import question
from intake.raw import Raw
from intake.source import Source
from tables import InputError, Issue, Table

__all__ = ["COMMON", "PLACE_COLUMNS", "Placed", "known_crs", "placed"]

COMMON = "EPSG:4326"  # every table leaves intake in it

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_HALF = 1 / 2
_TEXTS = 20  # cells of each column looked at for words


@dataclass(frozen=True)
class Placed:
    """Geometry in EPSG:4326 (None when the file has none), the CRS it came in, what was said.

    `unplaced` holds the shapes as the file has them, without a CRS, while a question about where
    they lie is open; `geometry` is None then: a place is not guessed. `settled`: a person
    answered for the CRS, which is not doubted any more.
    """

    geometry: gpd.GeoSeries | None
    crs: str = ""
    issues: tuple[Issue, ...] = ()
    unplaced: gpd.GeoSeries | None = None
    settled: bool = False


def placed(
    raw: Raw,
    matches: Sequence[Match],
    source: Source,
    table: Table,
    *,
    crs: str | None = None,
    answers: Mapping[str, Any] = _NOTHING,
) -> Placed:
    """Return the geometry of a source in EPSG:4326, or a question about where it lies.

    The CRS is the one answered (`answers: {crs: {file or table: EPSG:4547}}`), else the one given
    for this source, else the file's own, else the study's, `crs`; plain longitudes and latitudes
    need none. Numbers that cannot be in that CRS (`intake.grids.doubts`) leave the shapes
    `unplaced` with a question and its proposals. Z and M are dropped. Longitude and latitude are
    exchanged only where a latitude over 90° proves them swapped, or `answers: {axes: {file or
    table: swapped}}` says so. A row that its CRS has no place for, unlike the others, has no
    shape and an issue. Raises InputError `intake.bad_crs` for a CRS a person wrote wrongly.
    """
    found = points.found(raw, matches, source, table)
    if found.shapes is None or not points.there(found.shapes).any():
        return Placed(None, "", found.issues)
    layer = Layer(source, table, answers, found)
    numbers, issues = written.as_written(layer)
    middle = written.middle(numbers)
    if middle is None:  # 0, 0 or without end: intake.shapes says so
        return Placed(numbers.set_crs(COMMON), "", (*found.issues, *issues))
    numbers, scaled = written.scaled(numbers, middle, layer)
    numbers, turned = written.in_order(numbers, layer)
    middle = written.middle(numbers) or middle
    taken, settled, said = _taken(layer, numbers, middle, crs)
    issues = [*found.issues, *issues, *scaled, *turned, *said]
    words = _words(raw, source)
    doubts = grids.doubts(*middle, taken, words=words, settled=settled)
    asked = _asked(layer, numbers, taken, doubts)
    if taken is None or asked:
        return Placed(None, "", (*issues, *asked), numbers, settled)
    lonlat, lost = _to_common(numbers, taken, layer)
    issues += [*lost, *shift_issue(taken, source, table), *_datum_said(layer, lonlat)]
    issues += strays(lonlat, layer)
    return Placed(lonlat, taken.to_string(), tuple(issues), None, settled)


def known_crs(text: str, *, file: str) -> CRS:
    """Return the CRS a person wrote, `4547` for `EPSG:4547`; what PROJ does not know is refused."""
    try:
        found = CRS.from_user_input(int(text) if str(text).strip().isdigit() else text)
    except (CRSError, OverflowError) as error:
        raise InputError("intake.bad_crs", crs=text, file=file) from error
    if not _on_earth(found):
        raise InputError("intake.bad_crs", crs=text, file=file)
    return found


def _taken(
    layer: Layer, numbers: gpd.GeoSeries, middle: tuple[float, float], study: str | None
) -> tuple[CRS | None, bool, list[Issue]]:
    """Return the CRS to take, whether a person settled it by an answer, and what to say of it."""
    source, own = layer.source, _own(layer)
    answer = layer.answer("crs")
    given = answer or source.crs
    if given:
        taken = known_crs(given, file=source.label)
        return taken, answer is not None, _overridden(layer, taken, own)
    if own is not None:
        return own, False, []
    degrees = grids.are_degrees(*middle)
    wanted = known_crs(study, file=source.label) if study else None
    if wanted is not None and wanted.is_geographic == degrees:
        return wanted, False, []
    centres = written.centres(numbers)
    span = np.ptp(centres[written.degrees(centres)], axis=0) if degrees else (0, 0)
    if not degrees or not grids.plainly_degrees(*middle, (float(span[0]), float(span[1]))):
        return None, False, []
    said = layer.issue("intake.crs_assumed", "info", where=grids.shown(*middle))
    return CRS.from_user_input(COMMON), False, [said]


def _own(layer: Layer) -> CRS | None:
    """Return the CRS of the layer; a drawing's own plane, which lies nowhere, counts as none."""
    given = layer.found.shapes.crs if layer.found.shapes is not None else None
    found = None if given is None else CRS.from_user_input(given)
    return found if found is not None and _on_earth(found) else None


def _on_earth(crs: CRS) -> bool:
    return bool(crs.is_geographic or crs.is_projected)


def _overridden(layer: Layer, taken: CRS, own: CRS | None) -> list[Issue]:
    """Say when a person's CRS replaces another one that the file declares."""
    if own is None or taken.equals(own, ignore_axis_order=True):
        return []
    detail: dict[str, Any] = {"given": taken.to_string(), "own": own.to_string()}
    return [layer.issue("intake.crs_overridden", "warning", **detail)]


def _asked(
    layer: Layer, numbers: gpd.GeoSeries, taken: CRS | None, doubts: Sequence[grids.Doubt]
) -> list[Issue]:
    """Return the doubts as questions, but for those a person answered."""
    if not doubts:
        return []
    crs = "—" if taken is None else taken.to_string()
    common = {"crs": crs, "example": written.example(numbers), "layer": layer.source.layer or ""}
    return [
        question(
            doubt.code,
            (doubt.topic, layer.key),
            doubt.options,
            proposed=doubt.proposed,
            table=layer.table.name,
            file=layer.source.label,
            detail={**common, **doubt.detail},
        )
        for doubt in doubts
        if doubt.topic != "axes" or layer.answer("axes") is None
    ]


def _to_common(
    numbers: gpd.GeoSeries, taken: CRS, layer: Layer
) -> tuple[gpd.GeoSeries, list[Issue]]:
    """Return the shapes in EPSG:4326; one that its CRS has no place for is left out, and said."""
    shapes = numbers.to_numpy().copy()
    here = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    middles = written.centres(numbers)
    lost = np.zeros(len(shapes), dtype=bool)
    if taken.area_of_use is not None:  # a grid of a town's own may begin in the town
        lost[here] = written.degrees(middles) != taken.is_geographic
    if taken.is_projected:
        lost[here] |= np.isnan(grids.places(middles, taken)).any(axis=1)
    shapes[lost] = None
    try:
        lonlat = gpd.GeoSeries(shapes, index=numbers.index, crs=taken).to_crs(COMMON)
    except ProjError as error:
        raise InputError("intake.bad_crs", crs=taken.name, file=layer.source.label) from error
    box = np.abs(shapely.bounds(lonlat.to_numpy()))
    gone = lost | (here & ~(box <= [LON_LIMIT, LAT_LIMIT, LON_LIMIT, LAT_LIMIT]).all(axis=1))
    lonlat[gone] = None
    name = taken.to_string()
    return lonlat, [
        layer.issue("intake.place_outside", "warning", int(row), crs=name, example=example)
        for row, example in zip(numbers.index[gone], written.examples(numbers[gone]), strict=True)
    ]


def _datum_said(layer: Layer, lonlat: gpd.GeoSeries) -> list[Issue]:
    """Ask about coordinates whose headers, or whose file, say that a web map shifted them."""
    by_header = datum_words.said(layer.found.headers)
    datum = by_header or datum_words.said([layer.source.label])
    if datum in (None, DATUMS[0]) or layer.answer("datum") is not None:
        return []
    centres = written.centres(lonlat)
    if not len(centres) or shifted_here(centres).mean() < _HALF:
        return []
    told = layer.found.headers if by_header else (layer.source.label,)
    detail = {"headers": "、".join(told)}
    code, path = f"datum.said_{datum}", ("datum", layer.key)
    return [question(code, path, DATUMS, proposed=datum, table=layer.table.name,
                     file=layer.source.label, detail=detail)]  # fmt: skip


def _words(raw: Raw, source: Source) -> list[str]:
    """Return the headers and a few texts of a file: they may name a grid, or a country."""
    few = raw.cells.head(_TEXTS).to_numpy().ravel().tolist()
    return [*raw.headers, source.label, raw.layer, *(v for v in few if isinstance(v, str))]
