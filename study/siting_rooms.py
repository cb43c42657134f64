"""The rooms a facility could go into: idle ones and proposed places, and why not the others."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj

from geo import to_metric
from standards import Standards
from study.siting_choices import SitingChoice
from support import eligible
from tables import InputError

_COLUMNS = ("asset_id", "name", "kind", "floor_area_m2", "use_possible", "cost_wan")
_YUAN_PER_WAN = 10_000


def needs(facility: str, rules: Standards) -> Mapping[str, Any]:
    """Return what a category asks of a room (`facility_needs`); nothing where no row says."""
    blank = {"least_m2": None, "capacity": None, "fit_out_yuan_per_m2": None, "use_words": ()}
    rows = (row for row in rules["facility_needs"] if row["category"] == facility)
    return next(rows, {"category": facility, **blank})


def rooms(
    idle: gpd.GeoDataFrame, chosen: SitingChoice, rules: Standards, crs: pyproj.CRS
) -> gpd.GeoDataFrame:
    """Return the candidates of one siting, a row each, sorted by id, as points in `crs`.

    Columns: asset_id, name, kind, floor_area_m2, use_possible, cost_wan, cost_estimated (worked
    out from the floor area needed: `facility_needs`), reason ("" where it may be chosen; else as in
    `support.eligible`, or `no_place` without a place on the map, `other_use` where its possible use
    names only other things) and use_unread. Errors: `siting.no_such_room` for an id that is not
    in the table of idle rooms.
    """
    known = _chosen(idle, chosen)
    ask = needs(chosen.facility, rules)
    found = pd.concat([to_metric(known, crs), _points(chosen, crs)], ignore_index=True)
    found = found.sort_values("asset_id", ignore_index=True)
    estimated = _estimated(found, ask)
    own = pd.to_numeric(found["cost_wan"]).astype("float64")
    found = found.assign(
        cost_wan=own.fillna(estimated), cost_estimated=own.isna() & estimated.notna()
    )
    use = _uses(found["use_possible"], ask["use_words"], rules)
    asked = found.assign(use_possible=use.map({"no": False, "other": False}).astype("boolean"))
    priced = chosen.budget_wan is not None
    reason = eligible(asked, need_m2=ask["least_m2"], priced=priced)
    reason = reason.mask(use.eq("other") & reason.eq("not_usable"), "other_use")
    placed = found.geometry.notna() & ~found.geometry.is_empty
    points = found.geometry.representative_point()
    return found.assign(
        reason=reason.where(placed, "no_place"), use_unread=use.eq("unread"), geometry=points
    )


def _chosen(idle: gpd.GeoDataFrame, chosen: SitingChoice) -> gpd.GeoDataFrame:
    """Return the idle rooms a person meant."""
    given = idle.reindex(columns=[*_COLUMNS, "geometry"])
    known = gpd.GeoDataFrame(given, geometry="geometry", crs=idle.crs)
    if chosen.kinds:
        known = known[known["kind"].isin(chosen.kinds)]
    if chosen.rooms is None:
        return known
    missing = sorted({*chosen.rooms} - set(idle["asset_id"]))
    if missing:
        raise InputError("siting.no_such_room", ids="、".join(missing))
    return known[known["asset_id"].isin(chosen.rooms)]


def _points(chosen: SitingChoice, crs: pyproj.CRS) -> gpd.GeoDataFrame:
    rows = [
        (one.id, one.name or one.id, None, one.floor_area_m2, None, one.cost_wan)
        for one in chosen.points
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    lon_lat = [(one.lon, one.lat) for one in chosen.points]
    at = gpd.GeoSeries.from_xy(*zip(*lon_lat, strict=True)) if lon_lat else gpd.GeoSeries([])
    return to_metric(gpd.GeoDataFrame(table, geometry=at.set_crs("EPSG:4326")), crs)


def _estimated(found: pd.DataFrame, ask: Mapping[str, Any]) -> pd.Series:
    """Return the fit-out cost in 万元 of the floor area the facility needs, else of the whole."""
    a_m2 = ask["fit_out_yuan_per_m2"]
    if a_m2 is None:
        return pd.Series(np.nan, index=found.index)
    area_m2 = pd.to_numeric(found["floor_area_m2"]).astype("float64")
    needed = area_m2.where(area_m2.isna(), ask["least_m2"] or area_m2)
    cost_wan: pd.Series = needed * a_m2 / _YUAN_PER_WAN
    return cost_wan


def _uses(said: pd.Series, use_words: tuple[str, ...], rules: Standards) -> pd.Series:
    """Return what each cell of possible uses means: yes, no, other (than this), unread, or ""."""
    answers = rules["use_answers"]
    others = [word for row in rules["facility_needs"] for word in row["use_words"]]

    def meaning(cell: object) -> str:
        text = "" if pd.isna(cell) else str(cell).strip().casefold()  # type: ignore[call-overload]
        if not text or text in answers["any"]:
            return "yes" if text else ""
        if text in answers["none"]:
            return "no"
        if any(word in text for word in use_words):
            return "yes"
        return "other" if any(word in text for word in others) else "unread"

    return said.map(meaning).astype(object)
