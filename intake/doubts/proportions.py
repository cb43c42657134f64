"""Areas, households and buildings of one estate that do not go together: kept, and said."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from intake.cells.column_units import ask, said
from intake.doubts.area_units import MU, WAN, Expected, column_off, times_off
from intake.doubts.far_off import far_off
from intake.doubts.figures import three_figures
from intake.headings.headers import Match
from intake.places import FILE, issues_at
from tables import Issue, Table

_AREA_A_HOUSEHOLD = (20, 300)  # m², from a single room to a house
_HOUSEHOLDS_A_BUILDING = (6, 300)
_FLOOR_RATIO = (0.1, 10)  # floor area to the area drawn on the map
_SITE_RATIO = (1 / 3, 3)  # site area as told to the area drawn
_USUAL_A_HOUSEHOLD = 80  # m²
_USUAL_RATIO = 1.5  # floor area to site of walk-up estates
_DEGREE_M = 111_320  # metres of a degree of latitude
_MANY = 5  # one row in five is odd: a town of another kind, said once
_OF = {
    "intake.area_household": "floor_area_m2",
    "intake.households_building": "households",
    "intake.floor_ratio": "floor_area_m2",
    "intake.site_ratio": "site_area_m2",
}
_MANY_CODES = {
    "intake.area_household": "intake.area_household_many",
    "intake.households_building": "intake.households_building_many",
    "intake.floor_ratio": "intake.floor_ratio_many",
    "intake.site_ratio": "intake.site_ratio_many",
}
_AREAS = ("floor_area_m2", "site_area_m2")
_SEVERAL = 2
_FEWEST = 5  # rows from which a column has a usual value

Heads = Mapping[tuple[str, str, str], Match]


def odd_proportions(
    frame: pd.DataFrame,
    table: Table,
    heads: Heads | None = None,
    answers: Mapping[str, Any] | None = None,
) -> list[Issue]:
    """Return the rows whose area, households and buildings cannot all be right.

    An area is held against the households, else the polygon, else the median of the column; a site
    against the polygon first. One that would fit ten thousand times larger or smaller is in another
    unit than its column: ㎡ among 万㎡, or the reverse (of a site also 亩). Where most of a file's
    column is off alike its unit is asked once, under the header `heads` ((table, file, column) →
    match) gives it; what was answered is not asked again. Nothing is changed, and of a single row
    only a wrong unit is said.
    """
    issues: list[Issue] = []
    right = {}
    for name, expected in _expected(frame).items():
        found, times = _units(frame, table, name, expected, (heads or {}, answers or {}))
        issues += found
        right[name] = _floats(frame, name).where(times == 1)
    if len(frame) >= _SEVERAL:
        issues += _shares(frame, table, right)
    return far_off((_headed(issue, heads or {}) for issue in issues), frame, answers)


def _headed(issue: Issue, heads: Heads) -> Issue:
    """Return an issue with the header of its column as its file writes it."""
    match = heads.get((issue.table, issue.file, str(issue.detail.get("field"))))
    return replace(issue, column=match.header) if match else issue


def _shares(frame: pd.DataFrame, table: Table, right: Mapping[str, pd.Series]) -> list[Issue]:
    households, buildings = _floats(frame, "households"), _floats(frame, "buildings")
    floor, site, drawn = right["floor_area_m2"], right["site_area_m2"], _drawn(frame)
    shares = {
        "intake.area_household": (floor / households.where(households > 0), _AREA_A_HOUSEHOLD),
        "intake.households_building": (
            households / buildings.where(buildings > 0), _HOUSEHOLDS_A_BUILDING,
        ),
        "intake.floor_ratio": (floor.where(floor > 0) / drawn, _FLOOR_RATIO),
        "intake.site_ratio": (site.where(site > 0) / drawn, _SITE_RATIO),
    }  # fmt: skip
    return [
        issue
        for code, (share, limits) in shares.items()
        for issue in _outside(frame, share, limits, table, code=code)
    ]


def _floats(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame:
        return pd.Series(np.nan, index=frame.index)
    return frame[name].astype("Float64").astype("float64")


def _expected(frame: pd.DataFrame) -> dict[str, Expected]:
    """Return what the areas ought to be, about; a site as told is nearly the site as drawn."""
    households, drawn = _floats(frame, "households"), _drawn(frame)
    floor = (households * _USUAL_A_HOUSEHOLD).where(households > 0)
    floor = floor.fillna(drawn * _USUAL_RATIO)
    wan = (WAN, 1 / WAN)
    site = Expected(floor / _USUAL_RATIO)
    if drawn.notna().any():
        site = Expected(drawn, 3.0, (*wan, MU, 1 / MU))
    return {
        "floor_area_m2": Expected(floor.fillna(_usual(frame, "floor_area_m2"))),
        "site_area_m2": site._replace(area=site.area.fillna(_usual(frame, "site_area_m2"))),
    }


def _usual(frame: pd.DataFrame, name: str) -> float:
    known = _floats(frame, name).dropna()
    return float(known.median()) if len(known) >= _FEWEST else np.nan


def _drawn(frame: pd.DataFrame) -> pd.Series:
    """Return the area of each polygon in m², near enough to tell units apart."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return pd.Series(np.nan, index=frame.index)
    shapes = gpd.GeoSeries(frame.geometry.to_numpy(), index=frame.index)
    square: pd.Series = shapes.area * _DEGREE_M**2 * np.cos(np.radians(shapes.bounds["miny"]))
    return square.where(square > 0)


def _units(
    frame: pd.DataFrame,
    table: Table,
    name: str,
    expected: Expected,
    asked: tuple[Heads, Mapping[str, Any]],
) -> tuple[list[Issue], pd.Series]:
    """Return what is in another unit than its column, file by file, and by what each row is off."""
    heads, answers = asked
    area, column = _floats(frame, name), table.column(name)
    times = times_off(area, expected)
    single = times.copy()
    issues = []
    for file, rows in frame.groupby(FILE, sort=True).groups.items():
        usual = expected._replace(area=expected.area[rows])
        off, count, total = column_off(area[rows], usual)
        if off == 1:
            continue
        single[rows] = 1.0
        match = heads.get((table.name, str(file), name)) or Match(column.zh, 0, name, "exact")
        place = Issue("", "question", table.name, str(file))
        if not said(match, table.name, str(file), answers):
            issues.append(ask(place, match, column, times=off, count=count, total=total))
    return [*issues, *_apart(frame, area, single, table, name)], times


def _apart(
    frame: pd.DataFrame, area: pd.Series, times: pd.Series, table: Table, name: str
) -> list[Issue]:
    column = table.column(name)
    return [
        replace(issue, column=column.zh, value=f"{area[row]:.10g}",
                detail={"read": f"{area[row] * times[row]:.10g}", "field": column.name})
        for row, issue in _at(frame, times != 1, "intake.area_unit", table)
    ]  # fmt: skip


def _outside(
    frame: pd.DataFrame, share: pd.Series, limits: tuple[float, float], table: Table, *, code: str
) -> list[Issue]:
    column = table.column(_OF[code])
    low, high = limits
    odd = (share < low) | (share > high)
    if odd.sum() >= _FEWEST and odd.sum() * _MANY > share.notna().sum():
        counts = {"count": int(odd.sum()), "total": int(share.notna().sum())}
        detail = {**counts, "low": f"{low:.2g}", "high": f"{high:g}", "field": column.name}
        files = "、".join(sorted(set(frame.loc[odd, FILE])))
        return [
            Issue(_MANY_CODES[code], "info", table.name, files, column=column.zh, detail=detail)
        ]
    values, shares = _floats(frame, column.name).to_numpy(), share.to_numpy()
    return [
        replace(issue, column=column.zh, value=f"{values[row]:.10g}",
                detail={"share": three_figures(shares[row]), "low": f"{low:.2g}",
                        "high": f"{high:g}", "field": column.name})
        for row, issue in _at(frame, odd, code, table)
    ]  # fmt: skip


def _at(frame: pd.DataFrame, odd: pd.Series, code: str, table: Table) -> list[tuple[int, Issue]]:
    rows = frame[odd.to_numpy()]
    return list(
        zip(map(int, rows.index), issues_at(rows, code, "warning", table=table.name), strict=True)
    )
