"""A click on the map made into a change: what stands there, and what is to be done with it."""

import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st

from study.scenario_choices import Add, Change, Close, CloseGate, Footbridge, Gate, LonLat, Move
from ui.circle import what_if_draft as draft
from ui.circle.what_if_choice import FACILITY, STEPS, verb
from ui.circle.what_if_where import where
from ui.session.view import View
from ui.session.words import number, t, word

_NEAR_M = 250.0  # farther than that a click means something else
_DIGITS = 6


def clicked(view: View, lon: float, lat: float) -> None:
    """Take a click on the map for the change that is being made."""
    at = (round(lon, _DIGITS), round(lat, _DIGITS))
    change = _CLICKS[verb()](view, at)
    if change:
        draft.attempt(view, change)


def places(view: View, facility: str) -> gpd.GeoDataFrame:
    """Return the facilities of a kind, a point each (EPSG:4326), index: facility_id."""
    known = view.ranked.measured.circle.facilities
    mine = known[known["category"].eq(facility)].drop_duplicates("facility_id")
    return as_points(mine.set_index("facility_id", drop=False))


def gates(view: View) -> gpd.GeoDataFrame:
    """Return the gates of all estates, a point each (EPSG:4326)."""
    found = view.ranked.measured.circle.entrances
    found = found[found["entrance_id"].notna()].set_index("entrance_id", drop=False)
    return as_points(found)


def as_points(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a table with a point within each shape, in degrees."""
    return table.set_geometry(table.geometry.representative_point()).to_crs(4326)


def _add(view: View, at: LonLat) -> Change | None:
    return Add(str(st.session_state[FACILITY]), at, where(view, at))


def _move(view: View, at: LonLat) -> Change | None:
    moving = draft.first()
    if isinstance(moving, str):
        return Move(moving, at)
    found = _facility(view, at)
    draft.begin(found)
    return None


def _close(view: View, at: LonLat) -> Change | None:
    found = _facility(view, at)
    return Close(found) if found else None


def _gate(view: View, at: LonLat) -> Change | None:
    found = _nearest(view.estates.set_index("estate_id"), at, view)
    if found is None:
        draft.refuse(t("what_if.no_estate_near", metres=number(_NEAR_M)))
        return None
    return Gate(found, at)


def _close_gate(view: View, at: LonLat) -> Change | None:
    known = gates(view)
    found = _nearest(known, at, view)
    if found is None:
        draft.refuse(t("what_if.no_gate_near", metres=number(_NEAR_M)))
        return None
    row = known.loc[found]
    there = row.geometry
    return CloseGate(str(row["estate_id"]), (round(there.x, _DIGITS), round(there.y, _DIGITS)))


def _footbridge(view: View, at: LonLat) -> Change | None:
    start = draft.first()
    if not isinstance(start, tuple):
        draft.begin(at)
        return None
    if start == at:
        return None
    return Footbridge(start, at, where(view, start), steps=bool(st.session_state.get(STEPS)))


def _facility(view: View, at: LonLat) -> str | None:
    """Return the facility of the chosen kind that was clicked; where there is none, say so."""
    facility = str(st.session_state[FACILITY])
    found = _nearest(places(view, facility), at, view)
    if found is None:
        name = word("category", facility)
        draft.refuse(t("what_if.no_facility_near", name=name, metres=number(_NEAR_M)))
    return found


def _nearest(shapes: gpd.GeoDataFrame, at: LonLat, view: View) -> str | None:
    """Return the index of the shape nearest to a place, None where none is near."""
    crs = view.ranked.measured.circle.ground.network.crs
    place = gpd.GeoSeries([shapely.Point(at)], crs=4326).to_crs(crs).iloc[0]
    away_m = pd.Series(shapes.geometry.to_crs(crs).distance(place).to_numpy(), shapes.index)
    away_m = away_m[away_m <= _NEAR_M]
    return None if away_m.empty else str(away_m.idxmin())


_CLICKS = {
    "add": _add,
    "move": _move,
    "close": _close,
    "gate": _gate,
    "close_gate": _close_gate,
    "footbridge": _footbridge,
}
