"""Layers in the shifted coordinates of web maps: asked about, and moved once a person says so."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.datum import DATUMS, Datum, converted
from geo.datum_fit import DatumFit, Limits, datum_fit, looks_moved
from intake.places import FILE, in_both
from tables import TABLES, InputError, Issue
from tables.issue import Severity

ANSWER = "datum"
TRUSTED = "streets"
ASKED = ("estates", "outlines", "buildings", "entrances", "facilities")

# Chosen on the demo town and on Singapore laid into Guangzhou: docs/decisions/013-datum-guard.md.
LIMITS = Limits(
    fewest=10,
    most=300,
    reach_m=150.0,
    shifts=199,
    nearest_m=200.0,
    farthest_m=1500.0,
    resamples=1000,
    confidence=0.95,
    chance=0.01,
    mixed=1 / 3,
)
_SEED = 0
_METRES = 111_000  # to a degree of latitude, near enough to say how far a layer moves


def settled(
    found: Mapping[str, pd.DataFrame], answers: Mapping[str, object]
) -> tuple[dict[str, pd.DataFrame], list[Issue]]:
    """Return the tables in WGS84 as far as a person said what they are in, and what is to ask.

    `answers: {datum: {facilities: gcj02}}` moves the facilities from GCJ-02 and says so; `wgs84`
    keeps them and asks no more. A table nobody answered for is looked at against the streets
    (`geo.datum_fit`) and never moved: a likely datum is a question, two at once a warning. Raises
    InputError `datum.unknown_table`, `datum.unknown`.
    """
    said = _answers(answers.get(ANSWER), found)
    tables = dict(found)
    issues: list[Issue] = []
    for name, datum in said.items():
        if datum != DATUMS[0]:
            tables[name], moved_m = _moved(_placed(found, name), datum)
            detail = {"count": int(_placed(tables, name).geometry.notna().sum()), "metres": moved_m}
            issues.append(_issue(f"datum.converted_{datum}", "repair", found, name, detail))
    for name in ASKED:
        if name not in said and _has_shapes(tables, name) and _has_shapes(tables, TRUSTED):
            issues += _asked(tables, name)
    return tables, issues


def _answers(given: object, found: Mapping[str, pd.DataFrame]) -> dict[str, Datum]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise InputError("datum.unknown", datum=given, key=ANSWER, known=", ".join(DATUMS))
    known = {datum: datum for datum in DATUMS}
    for name, datum in given.items():
        if not _has_shapes(found, str(name)):
            there = ", ".join(key for key in found if _has_shapes(found, key))
            raise InputError("datum.unknown_table", table=name, known=there)
        if datum not in DATUMS:
            raise InputError("datum.unknown", datum=datum, key=name, known=", ".join(DATUMS))
    return {str(name): known[datum] for name, datum in sorted(given.items())}


def _has_shapes(tables: Mapping[str, pd.DataFrame], name: str) -> bool:
    frame = tables.get(name)
    return isinstance(frame, gpd.GeoDataFrame) and bool(frame.geometry.notna().any())


def _placed(tables: Mapping[str, pd.DataFrame], name: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(tables[name])


def _moved(frame: gpd.GeoDataFrame, datum: Datum) -> tuple[gpd.GeoDataFrame, int]:
    """Return the frame with its shapes in WGS84, and by how many metres they moved (median)."""
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object)
    moved = converted(shapes, given=datum, wanted="wgs84")
    series = gpd.GeoSeries(moved, index=frame.index, crs=frame.crs)
    return frame.set_geometry(series), _metres(shapes, moved)


def _metres(shapes: NDArray[np.object_], moved: NDArray[np.object_]) -> int:
    before, after = (shapely.get_coordinates(shapely.centroid(each)) for each in (shapes, moved))
    east, north = np.median(after - before, axis=0)
    narrow = np.cos(np.radians(np.median(before[:, 1])))
    return round(float(np.hypot(east * narrow, north)) * _METRES)


def _asked(tables: Mapping[str, pd.DataFrame], name: str) -> list[Issue]:
    """Return the question about one table; none when it lies best as it came, or cannot tell."""
    frame, streets = _placed(tables, name), _placed(tables, TRUSTED)
    if not looks_moved(frame, streets, limits=LIMITS, seed=_SEED):
        return []
    fit = datum_fit(frame, streets, limits=LIMITS, seed=_SEED)
    if fit.verdict == "mixed":
        return [_issue("datum.mixed", "warning", tables, name, _evidence(fit))]
    if fit.datum in (None, DATUMS[0]):
        return []
    detail = {**_evidence(fit), "metres": _moved(frame, fit.datum)[1]}
    return [_issue(f"datum.likely_{fit.datum}", "question", tables, name, detail)]


def _evidence(fit: DatumFit) -> dict[str, object]:
    shown = {"confidence": f"{fit.confidence:.1%}", "chance": f"{fit.chance:.1%}"}
    return {"count": fit.used, **shown}


def _issue(
    code: str,
    severity: Severity,
    tables: Mapping[str, pd.DataFrame],
    name: str,
    detail: Mapping[str, object],
) -> Issue:
    """Return an issue about a whole table, with the file when the table is of one file."""
    files = sorted(set(tables[name][FILE]))
    meant = {"layer": in_both(TABLES[name]), "key": name, **detail}
    return Issue(code, severity, name, files[0] if len(files) == 1 else "", detail=meant)
