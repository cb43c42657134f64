"""What to change: the kind of change, the kind of facility, an idle room to put it in."""

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import streamlit as st

from study.scenario_choices import Add, LonLat, Move
from study.siting_choices import SitingChoice
from study.siting_rooms import needs, rooms
from study.whereabouts import table
from ui.circle import measured as circle_measured
from ui.circle import what_if_draft as draft
from ui.session.view import View
from ui.session.words import locale, missing, number, t, word
from ui.session.work import Shelf

VERBS = ("add", "move", "close", "gate", "close_gate", "footbridge")
VERB, FACILITY, STEPS = "what_if.verb", "what_if.facility", "what_if.steps"
WITH_FACILITY, WITH_ROOM = {"add", "move", "close"}, {"add", "move"}
_ROOM = "what_if.room"


def verb() -> str:
    """Return the kind of change chosen."""
    return str(st.session_state.get(VERB) or VERBS[0])


def choice(view: View) -> None:
    """Draw the choice of what to change, and what the next click does."""
    st.segmented_control(
        t("what_if.verb"),
        VERBS,
        default=VERBS[0],
        required=True,
        format_func=lambda name: t(f"what_if.verb.{name}"),
        key=VERB,
        on_change=draft.begin,
        args=(None,),
        label_visibility="collapsed",
        persist_state="session",
    )
    if verb() in WITH_FACILITY:
        kind, room = st.columns([1.15, 1.0], vertical_alignment="center")
        with kind:
            facility_box(view, FACILITY)
        if verb() in WITH_ROOM:
            with room:
                _room_box(view)
    elif verb() == "footbridge":
        st.toggle(t("what_if.steps"), key=STEPS, persist_state="session")
    step = "second" if draft.first() else "first"
    st.markdown(f":material/ads_click: {t(f'what_if.next.{verb()}.{step}')}")


def facility_box(view: View, key: str) -> str:
    """Draw the choice of a kind of facility, those most residents lack first; return it."""
    short = facilities(view)
    field = f"{key}.{locale()}"  # a field keeps the words it was drawn with
    if st.session_state.get(key) not in short:
        st.session_state[key] = usual(view, short)
    st.session_state[field] = st.session_state[key]

    def taken() -> None:
        st.session_state[key] = st.session_state[field]
        draft.begin(None)

    st.selectbox(
        t("what_if.facility"),
        list(short),
        format_func=short.__getitem__,
        key=field,
        on_change=taken,
        label_visibility="collapsed",
    )
    return str(st.session_state[key])


def facilities(view: View) -> Mapping[str, str]:
    """Return the kinds of the catalogue with how many residents lack one, the most first."""
    rows = circle_measured.measures(view).by_line
    rows = rows[rows["level"].eq("all")]
    short = (rows["residents_measured"] - rows["residents_within"]).where(
        rows["estates_measured"] > 0
    )
    most = rows.assign(short=short).groupby("category")["short"].max()
    ordered = sorted(most.items(), key=lambda item: (missing(item[1]), -_or_0(item[1]), item[0]))
    return {str(category): _told(category, lacking) for category, lacking in ordered}


def usual(view: View, names: Iterable[str]) -> str:
    """Return the kind most residents lack of those that go into idle rooms, else the first."""
    rules = view.ranked.measured.circle.rules
    ordered = list(names)
    return next((name for name in ordered if needs(name, rules)["use_words"]), ordered[0])


def candidates(view: View, facility: str) -> gpd.GeoDataFrame:
    """Return the idle rooms, those that fit first, with the reason against the others."""

    def make() -> gpd.GeoDataFrame:
        measured = view.ranked.measured
        circle = measured.circle
        idle = table(measured.inputs, "idle_assets")
        asked = SitingChoice(facility, sites=1)
        found = rooms(idle, asked, circle.rules, circle.ground.network.crs)
        found = found[found["reason"] != "no_place"]
        return found.sort_values(["reason", "asset_id"]).to_crs(4326)

    return _candidates().keep(f"{circle_measured.study_key(view)}-{facility}", make)


@st.cache_resource(show_spinner=False)
def _candidates() -> Shelf[gpd.GeoDataFrame]:
    return Shelf(64)


def room_name(row: Mapping[str, Any]) -> str:
    """Return what a room is called."""
    return str(row["asset_id"] if missing(row["name"]) else row["name"])


def _room_box(view: View) -> None:
    """Draw the list of idle rooms; the one chosen is where the facility goes."""
    found = candidates(view, str(st.session_state[FACILITY])).set_index("asset_id", drop=False)
    rows = found.drop(columns="geometry").to_dict("index")

    def taken() -> None:
        if chosen := st.session_state[_ROOM]:
            place = found.geometry[chosen]
            st.session_state[_ROOM] = None
            _into(view, (round(place.x, 6), round(place.y, 6)), room_name(rows[chosen]))

    st.selectbox(
        t("what_if.room"),
        list(rows),
        index=None,
        format_func=lambda asset_id: _room(rows[asset_id]),
        key=_ROOM,
        on_change=taken,
        placeholder=t("what_if.room" if rows else "what_if.no_room"),
        disabled=not rows or (verb() == "move" and draft.first() is None),
        label_visibility="collapsed",
        filter_mode="contains",
    )


def _into(view: View, at: LonLat, name: str) -> None:
    moving = draft.first()
    if verb() == "move" and isinstance(moving, str):
        draft.attempt(view, Move(moving, at))
    else:
        draft.attempt(view, Add(str(st.session_state[FACILITY]), at, name))


def _room(row: Mapping[str, Any]) -> str:
    area = t("what_if.area", area_m2=number(row["floor_area_m2"]))
    parts = [room_name(row), area, word("siting_reason", row["reason"])]
    return t("ui.dot").join(filter(None, parts))


def _told(category: object, lacking: float) -> str:
    code = "what_if.facility_unknown" if missing(lacking) else "what_if.facility_short"
    return t(code, name=word("category", category), people=number(lacking))


def _or_0(value: float) -> float:
    return 0.0 if missing(value) else value
