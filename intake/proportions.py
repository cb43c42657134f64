"""Areas, households and buildings of one estate that do not go together: kept, and said."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from intake.places import FILE, issues_at
from tables import Issue, Table

_AREA_A_HOUSEHOLD = (20, 300)  # m², from a single room to a house
_HOUSEHOLDS_A_BUILDING = (6, 300)
_USUAL_A_HOUSEHOLD = 80  # m²
_USUAL_RATIO = 1.5  # floor area to site of walk-up estates
_TEN_THOUSAND = 10_000
_NEAR = 10  # as far as a right unit leaves a usual value
_DEGREE_M = 111_320  # metres of a degree of latitude
_MANY = 5  # one row in five is odd: a town of another kind, said once
_OF = {"intake.area_household": "floor_area_m2", "intake.households_building": "households"}
_MANY_CODES = {
    "intake.area_household": "intake.area_household_many",
    "intake.households_building": "intake.households_building_many",
}
_SEVERAL = 2
_FEWEST = 5  # rows from which a column has a usual value


def odd_proportions(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Return the rows whose area, households and buildings cannot all be right.

    An area is held against the households, else the polygon, else the median of the column. One
    that would fit ten thousand times larger or smaller is in another unit than its column: ㎡
    among 万㎡, or the reverse. Nothing is changed, and of a single row nothing is said.
    """
    if len(frame) < _SEVERAL:
        return []
    area, households = _floats(frame, "floor_area_m2"), _floats(frame, "households")
    times = _times(area, _expected(frame, area, households))
    column = table.column("floor_area_m2")
    issues = [
        replace(issue, column=column.zh, value=f"{area[row]:.10g}",
                detail={"read": f"{area[row] * times[row]:.10g}", "field": column.name})
        for row, issue in _at(frame, times != 1, "intake.area_unit", table)
    ]  # fmt: skip
    by_household = area.where(times == 1) / households.where(households > 0)
    buildings = _floats(frame, "buildings")
    by_building = households / buildings.where(buildings > 0)
    return [
        *issues,
        *_outside(frame, by_household, _AREA_A_HOUSEHOLD, table, code="intake.area_household"),
        *_outside(
            frame, by_building, _HOUSEHOLDS_A_BUILDING, table, code="intake.households_building"
        ),
    ]


def _floats(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name].astype("Float64").astype("float64")


def _expected(frame: pd.DataFrame, area: pd.Series, households: pd.Series) -> pd.Series:
    known = area.dropna()
    usual = float(known.median()) if len(known) >= _FEWEST else np.nan
    by_households = (households * _USUAL_A_HOUSEHOLD).where(households > 0)
    return by_households.fillna(_site(frame) * _USUAL_RATIO).fillna(usual)


def _site(frame: pd.DataFrame) -> pd.Series:
    """Return the area of each polygon in m², near enough to tell units apart."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return pd.Series(np.nan, index=frame.index)
    shapes = gpd.GeoSeries(frame.geometry.to_numpy(), index=frame.index)
    square: pd.Series = shapes.area * _DEGREE_M**2 * np.cos(np.radians(shapes.bounds["miny"]))
    return square.where(square > 0)


def _times(area: pd.Series, expected: pd.Series) -> pd.Series:
    """Return by what an area is off: 10,000, 1/10,000, or 1 where its unit may be right."""
    times = pd.Series(1.0, index=area.index)
    for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
        ratio = area * factor / expected
        times = times.where(~((ratio > 1 / _NEAR) & (ratio < _NEAR)), factor)
    return times


def _outside(
    frame: pd.DataFrame, share: pd.Series, limits: tuple[int, int], table: Table, *, code: str
) -> list[Issue]:
    column = table.column(_OF[code])
    low, high = limits
    odd = (share < low) | (share > high)
    if odd.sum() >= _FEWEST and odd.sum() * _MANY > share.notna().sum():
        counts = {"count": int(odd.sum()), "total": int(share.notna().sum())}
        detail = {**counts, "low": low, "high": high, "field": column.name}
        files = "、".join(sorted(set(frame.loc[odd, FILE])))
        return [
            Issue(_MANY_CODES[code], "info", table.name, files, column=column.zh, detail=detail)
        ]
    return [
        replace(issue, column=column.zh, value=f"{float(frame[column.name].iloc[row]):.10g}",
                detail={"share": f"{share[row]:.3g}", "low": low, "high": high,
                        "field": column.name})
        for row, issue in _at(frame, odd, code, table)
    ]  # fmt: skip


def _at(frame: pd.DataFrame, odd: pd.Series, code: str, table: Table) -> list[tuple[int, Issue]]:
    rows = frame[odd.to_numpy()]
    return list(
        zip(map(int, rows.index), issues_at(rows, code, "warning", table=table.name), strict=True)
    )
