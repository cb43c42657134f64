"""Layers in the shifted coordinates of web maps: asked about, and moved once a person says so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.datum import DATUMS, Datum, converted
from geo.coordinates.datum_fit import DatumFit, Limits, datum_fit, looks_moved
from intake.places import FILE, in_both
from intake.questions import answered, question
from tables import TABLES, InputError, Issue

ANSWER = "datum"
TRUSTED = ("streets", "buildings")  # the first that is there is the ground for the others
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


class Part(NamedTuple):
    """The rows of a table that came from one file; from all its files when `file` is empty."""

    table: str
    file: str


def settled(
    found: Mapping[str, pd.DataFrame], answers: Mapping[str, object]
) -> tuple[dict[str, pd.DataFrame], list[Issue]]:
    """Return the tables in WGS84 as far as a person said what they are in, and what is to ask.

    `answers: {datum: {facilities: gcj02}}`, or the name of a file, moves the facilities from
    GCJ-02 and says so; `wgs84` keeps them and asks no more. What nobody answered for is looked at
    file by file against the streets, without streets against the buildings
    (`geo.coordinates.datum_fit`), and never moved: a likely datum is a question, two at once a
    warning. Streets that would have to be moved for the others to fit are asked about themselves.
    Raises InputError `datum.unknown`.
    """
    said = taken(found, answers)
    tables = dict(found)
    issues: list[Issue] = []
    for part, datum in said.items():
        if datum != DATUMS[0] and _has_shapes(tables, part.table):
            tables[part.table], count, moved_m = _part_moved(
                _placed(tables, part.table), part, datum
            )
            detail = {**_named(part, found), "count": count, "metres": moved_m}
            code = f"datum.converted_{datum}"
            issues += [Issue(code, "repair", *part, detail=detail)] if count else []
    ground = next((name for name in TRUSTED if _has_shapes(tables, name)), None)
    if ground is None:
        return tables, issues
    return tables, issues + _all_asked(tables, ground, said)


def taken(found: Mapping[str, pd.DataFrame], answers: Mapping[str, object]) -> dict[Part, Datum]:
    """Return the datum a person gave for each file of each table; the file outdoes the table.

    An answer for what is not there moves nothing; `intake.answers` says so.
    """
    given = answers.get(ANSWER)
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise InputError("datum.unknown", datum=given, key=ANSWER, known=", ".join(DATUMS))
    known = {datum: datum for datum in DATUMS}
    parts = [part for name in found for part in _parts(found, name)]
    for name, datum in given.items():
        if datum is not None and (not isinstance(datum, str) or datum not in known):
            raise InputError("datum.unknown", datum=datum, key=name, known=", ".join(DATUMS))
    said = {part: answered(answers, ANSWER, part.file, part.table) for part in sorted(parts)}
    return {part: known[datum] for part, datum in said.items() if datum is not None}


def _parts(tables: Mapping[str, pd.DataFrame], name: str) -> list[Part]:
    """Return the files of a table that may lie on a map."""
    frame = tables[name]
    there = isinstance(frame, gpd.GeoDataFrame) and FILE in frame
    return [Part(name, str(file)) for file in sorted(set(frame[FILE]))] if there else []


def _has_shapes(tables: Mapping[str, pd.DataFrame], name: str) -> bool:
    frame = tables.get(name)
    return isinstance(frame, gpd.GeoDataFrame) and bool(frame.geometry.notna().any())


def _placed(tables: Mapping[str, pd.DataFrame], name: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(tables[name])


def _rows(frame: gpd.GeoDataFrame, part: Part) -> gpd.GeoDataFrame:
    return frame[frame[FILE] == part.file] if part.file else frame


def _part_moved(
    frame: gpd.GeoDataFrame, part: Part, datum: Datum
) -> tuple[gpd.GeoDataFrame, int, int]:
    """Return the frame with the rows of a part in WGS84, how many moved, and how far (median)."""
    here = (frame[FILE] == part.file).to_numpy() & frame.geometry.notna().to_numpy()
    shapes = np.asarray(frame.geometry.to_numpy(), dtype=object).copy()
    if not here.any():
        return frame, 0, 0
    moved = converted(shapes[here], given=datum, wanted="wgs84")
    metres = _metres(shapes[here], moved)
    shapes[here] = moved
    series = gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs)
    return frame.set_geometry(series), int(here.sum()), metres


def _metres(shapes: NDArray[np.object_], moved: NDArray[np.object_]) -> int:
    before, after = (shapely.get_coordinates(shapely.centroid(each)) for each in (shapes, moved))
    east, north = np.median(after - before, axis=0)
    narrow = np.cos(np.radians(np.median(before[:, 1])))
    return round(float(np.hypot(east * narrow, north)) * _METRES)


def _all_asked(
    tables: Mapping[str, pd.DataFrame], ground: str, said: Mapping[Part, Datum]
) -> list[Issue]:
    """Return the questions of the layers, and the one about the ground if it is to be moved."""
    trusted = _placed(tables, ground)
    parts = [part for name in ASKED if name != ground for part in _looked_at(tables, name, said)]
    issues, unclear = [], []
    for part in parts:
        layer = _rows(_placed(tables, part.table), part)
        if not looks_moved(layer, trusted, limits=LIMITS, seed=_SEED):
            continue
        fit = datum_fit(layer, trusted, limits=LIMITS, seed=_SEED)
        if fit.verdict == "unclear" or (fit.verdict == "clear" and fit.datum == DATUMS[0]):
            unclear += [part] if fit.verdict == "unclear" else []
        else:
            issues += _asked(tables, part, ground, fit)
    free = not any(part in said for part in _parts(tables, ground))
    return issues + (_ground_asked(tables, ground, unclear, parts) if free and unclear else [])


def _looked_at(
    tables: Mapping[str, pd.DataFrame], name: str, said: Mapping[Part, Datum]
) -> Iterator[Part]:
    """Return the parts of a table to look at: its files, or the whole if they are too small."""
    if not _has_shapes(tables, name):
        return
    parts = _parts(tables, name)
    sizes = _placed(tables, name).geometry.notna().groupby(tables[name][FILE]).sum()
    if len(parts) > 1 and not any(part in said for part in parts) and sizes.max() < LIMITS.fewest:
        yield Part(name, "")
    else:
        yield from (part for part in parts if part not in said)


def _asked(
    tables: Mapping[str, pd.DataFrame], part: Part, ground: str, fit: DatumFit
) -> list[Issue]:
    """Return the question about one part; none when it lies best as it came, or cannot tell."""
    named = {**_named(part, tables), **_evidence(fit, ground)}
    if fit.verdict == "mixed":
        return [Issue("datum.mixed", "warning", *part, detail=named)]
    if fit.datum is None:
        return []
    return [_likely(part, fit.datum, named, _rows(_placed(tables, part.table), part))]


def _likely(
    part: Part, datum: Datum, named: Mapping[str, object], layer: gpd.GeoDataFrame
) -> Issue:
    shapes = np.asarray(layer.geometry[layer.geometry.notna()].to_numpy(), dtype=object)
    metres = _metres(shapes, converted(shapes, given=datum, wanted="wgs84"))
    return question(
        f"datum.likely_{datum}",
        (ANSWER, str(named["key"])),
        DATUMS,
        proposed=datum,
        table=part.table,
        file=part.file,
        detail={**named, "metres": metres},
    )


def _ground_asked(
    tables: Mapping[str, pd.DataFrame], ground: str, unclear: Sequence[Part], parts: Sequence[Part]
) -> list[Issue]:
    """Return the question whether it is the ground that is shifted, if its layers say so.

    A web map moves a layer to one side only: where the layers fit once the ground is moved back,
    and none fits the ground as it is, the ground is the one in question.
    """
    trusted = _placed(tables, ground)
    for datum in DATUMS[1:]:
        back = converted(np.asarray(trusted.geometry.to_numpy(), dtype=object),
                         given=datum, wanted="wgs84")  # fmt: skip
        moved = trusted.set_geometry(gpd.GeoSeries(back, index=trusted.index, crs=trusted.crs))
        fits = [_fit(tables, part, moved) for part in unclear]
        clear = [fit for fit in fits if fit.verdict == "clear" and fit.datum == DATUMS[0]]
        if not clear or any(
            _lies_well(tables, part, trusted) for part in parts if part not in unclear
        ):
            continue
        files = _parts(tables, ground)
        part = files[0] if len(files) == 1 else Part(ground, "")
        best = max(clear, key=lambda fit: (fit.confidence, -fit.chance, fit.used))
        names = "、".join(dict.fromkeys(in_both(TABLES[one.table]) for one in unclear))
        named = {**_named(part, tables), **_evidence(best, ground), "ground": names}
        return [_likely(part, datum, named, trusted)]
    return []


def _fit(tables: Mapping[str, pd.DataFrame], part: Part, trusted: gpd.GeoDataFrame) -> DatumFit:
    layer = _rows(_placed(tables, part.table), part)
    return datum_fit(layer, trusted, limits=LIMITS, seed=_SEED)


def _lies_well(tables: Mapping[str, pd.DataFrame], part: Part, trusted: gpd.GeoDataFrame) -> bool:
    fit = _fit(tables, part, trusted)
    return fit.verdict == "clear" and fit.datum == DATUMS[0]


def _evidence(fit: DatumFit, ground: str) -> dict[str, object]:
    shown = {"confidence": f"{fit.confidence:.1%}", "chance": f"{fit.chance:.1%}"}
    return {"count": fit.used, "ground": in_both(TABLES[ground]), **shown}


def _named(part: Part, tables: Mapping[str, pd.DataFrame]) -> dict[str, object]:
    """Return what a part is called, and the key of its answer: its file, or the table."""
    owners = [name for name in tables if Part(name, part.file) in _parts(tables, name)]
    key = part.file if part.file and len(owners) == 1 else part.table
    return {"layer": in_both(TABLES[part.table]), "key": key}
