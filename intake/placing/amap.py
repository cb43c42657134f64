"""Places of AMap whose coordinates nobody stated and no data can judge: said, never moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import shapely

from geo.coordinates.datum import DATUMS, shifted_here
from geo.coordinates.datum_fit import datum_fit, looks_moved
from intake.places import FILE
from intake.placing.datums import ANSWER, LIMITS, TRUSTED, Part, taken
from intake.questions import answered
from tables import Issue

_TABLE = "facilities"
_HALF = 1 / 2
_ANYHOW = replace(LIMITS, confidence=2.0)  # never sure: tells whether there is anything to look at
_SEED = 0
_CODES = r"\s*\d{6}(\s*\|\s*\d{6})*\s*"  # six digits each, several joined by a stroke


def unstated(
    found: Mapping[str, pd.DataFrame], answers: Mapping[str, object], issues: Sequence[Issue]
) -> list[Issue]:
    """Return one warning a file of facilities with AMap's type codes that may well be shifted.

    None where a person said the datum or the coordinate system, where something else was asked or
    told of the datum, where the streets (without them the buildings) settle it, or where web maps
    do not shift. `issues` are those of the reading.
    """
    rows = found.get(_TABLE)
    if not isinstance(rows, gpd.GeoDataFrame) or not {"typecode", FILE} <= {*rows}:
        return []
    told = {(one.table, one.file or "") for one in issues if one.code.startswith(f"{ANSWER}.")}
    if any(table in TRUSTED for table, _ in told):
        return []
    said = taken(found, answers)
    return [
        Issue("study.facilities_datum", "warning", _TABLE, file, detail={"count": len(mine)})
        for file, mine in _of_amap(rows)
        if Part(_TABLE, file) not in said
        and answered(answers, "crs", file, _TABLE) is None
        and not {(_TABLE, file), (_TABLE, "")} & told
        and not _settled(mine, found)
    ]


def _of_amap(rows: gpd.GeoDataFrame) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Return the places with type codes, file by file, where most lie where web maps shift."""
    codes = rows["typecode"].astype("str").str.fullmatch(_CODES, na=False)
    coded = rows[codes & rows.geometry.notna()]
    for file, mine in coded.groupby(FILE, sort=True):
        points = shapely.get_coordinates(shapely.centroid(mine.geometry.to_numpy()))
        if shifted_here(points).mean() > _HALF:
            yield str(file), gpd.GeoDataFrame(mine)


def _settled(mine: gpd.GeoDataFrame, found: Mapping[str, pd.DataFrame]) -> bool:
    """Return whether the ground surely tells that the places lie right as they came."""
    for name in TRUSTED:
        ground = found.get(name)
        if isinstance(ground, gpd.GeoDataFrame) and ground.geometry.notna().any():
            if not looks_moved(mine, ground, limits=_ANYHOW, seed=_SEED):
                return False  # too few of them lie near any of it
            if not looks_moved(mine, ground, limits=LIMITS, seed=_SEED):
                return True
            return datum_fit(mine, ground, limits=LIMITS, seed=_SEED).datum == DATUMS[0]
    return False
