"""An entrance or a facility set on the map of the plan: where, for whom, and what it changes."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st

from study.plan_edits import Edit
from study.scenario_choices import Add, Change, CloseGate, Gate, LonLat
from tables import InputError
from ui.circle.tried import comparison
from ui.circle.what_if_choice import facilities
from ui.circle.what_if_places import gates
from ui.circle.what_if_where import where
from ui.plan.clusters import drawing
from ui.plan.editing import draft as edit_draft
from ui.session import state
from ui.session.view import View
from ui.session.words import missing, number, percent, plain, sentence, t, word

_ESTATE, _KIND, _NAME = "ground.estate", "ground.kind", "ground.name"
_LON, _LAT, _WHAT, _AT = "ground.lon", "ground.lat", "ground.what", "ground.at"
_NEAREST = 6
_DIGITS = 6
_TENTH = 1
_NEAR_DEGREES, _NOWHERE = 0.005, float("inf")  # some 500 m


def show(view: View) -> None:
    """Draw the place set on the map, what it would change, and the points set before."""
    drawing_now = drawing.now()
    with st.container(border=True, key="ground_box"):
        st.markdown(f"**{t('ground_box.title')}**", help=t("ground_box.help"))
        if drawing_now.at is None:
            st.markdown(t("ground_box.start"))
        elif drawing_now.kind == drawing.ENTRANCE:
            _entrance(view, drawing_now.at)
        else:
            _facility(view, drawing_now.at)
        _set_before(view)
        with st.expander(t("ground_box.by_numbers")):
            _numbers(view)


def _entrance(view: View, at: LonLat) -> None:
    near = _near(view, at)
    names = _names(view)
    mine = state.selected()
    ids = list(dict.fromkeys([*([mine] if mine in near else []), *near.index]))
    if st.session_state.get(_AT) != at or st.session_state.get(_ESTATE) not in ids:
        st.session_state[_AT], st.session_state[_ESTATE] = at, near.index[0] if len(near) else None
    estate = st.selectbox(
        t("ground_box.estate"),
        ids,
        format_func=lambda one: t(
            "ground_box.estate_away", name=names[one], metres=number(near[one])
        ),
        key=_ESTATE,
        placeholder=t("ground_box.no_estate"),
    )
    reached = _street(view, at)
    if not estate:
        return
    derived = _derived(view, str(estate))
    st.caption(t("ground_box.derived" if derived else "ground_box.given", count=len(derived)))
    if reached:
        _effect(view, [Gate(str(estate), at), *derived])
    _keep("entrance", {"estate_id": str(estate), "at": list(at)}, able=reached)


def _facility(view: View, at: LonLat) -> None:
    kinds = facilities(view)
    if st.session_state.get(_KIND) not in kinds:
        st.session_state[_KIND] = next(iter(kinds), None)
    kind = st.selectbox(
        t("ground_box.kind"),
        list(kinds),
        format_func=kinds.__getitem__,
        key=_KIND,
        help=t("ground_box.kind_help"),
    )
    name = st.text_input(
        t("ground_box.name"), key=_NAME, max_chars=40, placeholder=word("category", kind)
    ).strip()
    reached = _street(view, at)
    if not kind:
        return
    if reached:
        _effect(view, [Add(str(kind), at, name)])
    about = {"category": str(kind), "at": list(at), "name": name or word("category", kind)}
    _keep("facility", about, able=reached)


def _keep(kind: str, about: Mapping[str, Any], *, able: bool) -> None:
    take, away = st.columns(2)
    take.button(
        t(f"ground_box.set_{kind}"),
        key=f"ground.set_{kind}",
        on_click=_draft,
        args=(Edit(kind, about),),
        disabled=not able,
        type="primary",
        help=t("ground_box.set_help"),
        width="stretch",
    )
    away.button(t("draw.cancel"), key="ground.cancel", on_click=drawing.clear, width="stretch")


def _draft(edit: Edit) -> None:
    edit_draft.add(edit)
    drawing.clear()
    st.session_state.pop(_NAME, None)


def _effect(view: View, changes: list[Change]) -> None:
    """Say who walks otherwise, before anything is ranked or planned anew."""
    try:
        totals = comparison(view, changes).totals
    except InputError as error:
        st.warning(sentence(error), icon=":material/error:")
        return
    was, now = (percent(totals[f"coverage_residents_{at}"], _TENTH) for at in ("before", "after"))
    told = {
        "gaining": number(totals["residents_gaining"]),
        "losing": number(totals["residents_losing"]),
        "before": was,
        "after": now,
    }
    st.markdown(t("ground_box.effect", **told))


def _set_before(view: View) -> None:
    """Draw the points the file holds, each with a way to take it out."""
    added, names = view.choices.added, _names(view)
    rows = [
        (
            "entrance_away",
            {"estate_id": one.estate_id, "at": list(one.at)},
            t("ground_box.filed_entrance", name=names.get(one.estate_id, one.estate_id)),
        )
        for one in added.entrances
    ]
    rows += [
        (
            "facility_away",
            {"category": one.category, "at": list(one.at), "name": one.name},
            one.name or word("category", one.category),
        )
        for one in added.facilities
    ]
    if rows:
        st.markdown(t("ground_box.filed", count=len(rows)))
    for place, (kind, about, told) in enumerate(rows):
        words, away = st.columns([9, 1], vertical_alignment="center")
        words.markdown(plain(told))
        away.button(
            ":material/close:",
            key=f"ground.away.{place}",
            help=t("ground_box.away"),
            on_click=edit_draft.add,
            args=(Edit(kind, about),),
            disabled=Edit(kind, about) in edit_draft.drafted(),
            type="tertiary",
        )


def _numbers(view: View) -> None:
    """Draw the same without a map: what, longitude and latitude."""
    west, south, east, north = view.estates.total_bounds
    st.session_state.setdefault(_LON, round((west + east) / 2, _DIGITS))
    st.session_state.setdefault(_LAT, round((south + north) / 2, _DIGITS))
    what = st.segmented_control(
        t("ground_box.what"),
        (drawing.ENTRANCE, drawing.FACILITY),
        default=drawing.ENTRANCE,
        required=True,
        format_func=lambda one: t(f"draw.spot.{one}"),
        key=_WHAT,
    )
    lon, lat = st.columns(2)
    lon.number_input(t("ground_box.lon"), -180.0, 180.0, key=_LON, format="%.6f", step=0.0001)
    lat.number_input(t("ground_box.lat"), -90.0, 90.0, key=_LAT, format="%.6f", step=0.0001)
    at = (float(st.session_state[_LON]), float(st.session_state[_LAT]))
    st.button(t("ground_box.use"), key="ground.use", on_click=drawing.place, args=(str(what), at))


def _near(view: View, at: LonLat) -> pd.Series:
    """Return the metres to the nearest estates, the nearest first, by estate_id."""
    crs = view.ranked.measured.crs
    rows = view.estates[view.estates.geometry.notna()]
    spot = shapely.Point(at)
    # some hundred candidates in degrees first: a town of 20,000 is not put into metres for a click
    rough = pd.Series(shapely.distance(rows.geometry.to_numpy(), spot), rows["estate_id"])
    close = rows[rows["estate_id"].isin(rough.nsmallest(_NEAREST * 4).index)].to_crs(crs)
    place = gpd.GeoSeries([spot], crs=4326).to_crs(crs).iloc[0]
    away = pd.Series(close.distance(place).to_numpy(), close["estate_id"].to_numpy(object))
    return away.sort_values(kind="stable").head(_NEAREST)


def _street(view: View, at: LonLat) -> bool:
    """Say the nearest street and how far it is; return whether people get from there onto one."""
    cap_m = view.ranked.measured.circle.snap_m
    streets = view.ranked.measured.inputs.tables.get("streets")
    if streets is None or streets.empty:
        st.caption(t("ground_box.no_streets"))
        return True
    away_m = _street_m(view, streets, at)
    told = {"where": plain(where(view, at)), "metres": number(away_m), "cap": number(cap_m)}
    if away_m > cap_m:
        code = "ground_box.far_street" if away_m == _NOWHERE else "ground_box.street_off"
        st.warning(t(code, **told), icon=":material/wrong_location:")
        return False
    st.caption(t("ground_box.street", **told))
    return True


def _street_m(view: View, streets: gpd.GeoDataFrame, at: LonLat) -> float:
    """Return the metres to the nearest street, infinity where none is anywhere near."""
    near = streets.iloc[sorted(streets.sindex.query(shapely.Point(at).buffer(_NEAR_DEGREES)))]
    if near.empty:
        return _NOWHERE
    crs = view.ranked.measured.crs
    place = gpd.GeoSeries([shapely.Point(at)], crs=4326).to_crs(crs).iloc[0]
    return float(near.geometry.to_crs(crs).distance(place).min())


def _derived(view: View, estate: str) -> list[CloseGate]:
    """Return the derived gates of an estate as closing: a gate that is set replaces them."""
    known = gates(view)
    mine = known[known["estate_id"].eq(estate) & known["derived"].astype(bool)]
    return [
        CloseGate(estate, (round(one.x, _DIGITS), round(one.y, _DIGITS))) for one in mine.geometry
    ]


def _names(view: View) -> dict[str, str]:
    pairs = zip(view.estates["estate_id"], view.estates["name"], strict=True)
    return {str(one): str(one) if missing(name) else str(name) for one, name in pairs}
