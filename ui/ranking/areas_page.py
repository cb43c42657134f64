"""Districts and streets: how much each needs, what is asked and placed; its estates on a click."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from study.areas.places import LEVELS, Places
from study.areas.results import areas_of, placed
from ui.drawn.finding import table
from ui.drawn.one_of import one_of
from ui.map.live_map import live_map
from ui.ranking.area_painting import RANK, area_colourings, area_page, area_painting
from ui.ranking.area_table import area_headings, area_table
from ui.ranking.ranked_table import headings, ranking
from ui.session import address
from ui.session.chosen import proposal_box
from ui.session.view import View
from ui.session.words import plain, t
from ui.session.work import Shelf

_MAP, _TABLE = 1.3, 2.7
_CHOSEN, _BY, _LEVEL = "area", "area_by", "area_level"
_OF_ESTATES = {"rank", "name", "score", "range", "grade", "year", "cost_wan"}
_ROW_PX, _LIST_PX = 32, 236
_MOST_ROWS = {True: 9, False: 17}  # with the estates of a chosen area below, and without


def show(view: View) -> None:
    """Draw the page."""
    st.caption(t("ui.areas.lead"))
    level_column, by_column, plan_column = st.columns(
        [2.3, 0.75, 0.75], vertical_alignment="center"
    )
    areas = _areas(view)
    with level_column:
        level = _level_box(areas)
    with plan_column:
        proposal = proposal_box(view)
    with by_column:
        by = _by_box(view)
    if not level:
        st.info(t("ui.areas.nothing"))
        return
    shown = area_table(areas, level, proposal)
    left, right = st.columns([_MAP, _TABLE])
    with left, st.container(key="area_map"):
        live_map(
            area_page(view, areas, level),
            area_painting(view, areas, level, by, proposal),
            selected=_chosen(shown),
            key=f"area_map_{level}",
            pick=_choose,
            tools={"sync": {"group": level, "legend": True}},
        )
    with right:
        _tables(view, shown, level, proposal)


def _tables(view: View, shown: pd.DataFrame, level: str, proposal: str) -> None:
    """Draw the ranked areas, the rule of small numbers, and the estates of the chosen area."""
    heads = area_headings(shown)
    chosen = _chosen(shown)
    rows = min(len(shown), _MOST_ROWS[bool(chosen)]) + 1
    table(shown[list(heads)], heads, key=f"areas_{level}", height=rows * _ROW_PX + 4, pick=_choose)
    least = view.ranked.measured.rules["small_number"].value[level]
    st.caption(t("ui.areas.note", least=least))
    if not chosen:
        st.caption(t("ui.areas.choose"))
        return
    inside = view.estates.loc[view.estates[f"{level}_area_id"].eq(chosen), "estate_id"]
    ranked = ranking(view, proposal)
    own = ranked[ranked.index.isin(inside)]
    name = plain(shown.loc[chosen, "name"])
    st.markdown(f"**{t('ui.areas.estates_of', name=name, count=len(own))}**")
    heads = {key: column for key, column in headings(view, own).items() if key in _OF_ESTATES}
    table(own[list(heads)], heads, key=f"estates_of_{level}", height=_LIST_PX)


def _level_box(areas: gpd.GeoDataFrame) -> str | None:
    """Draw the choice among the levels in which an estate has an area."""
    named = areas[areas["name"].ne("") & areas["estates"].gt(0)]
    levels = [level for level in LEVELS if named["level"].eq(level).any()]
    if not levels:
        return None
    return one_of(
        t("ui.areas.level"), levels, key=_LEVEL, held="level",
        start="street" if "street" in levels else None, said=lambda level: t(f"level.{level}"),
    )  # fmt: skip


def _by_box(view: View) -> str:
    """Draw the choice of what colours the areas and return it; the address carries it."""
    known = area_colourings(view)
    address.hold("area_by", _BY, known)
    if st.session_state.get(_BY) not in known:
        st.session_state[_BY] = RANK
    return st.selectbox(
        t("ui.colour_by"),
        list(known),
        format_func=known.__getitem__,
        key=_BY,
        filter_mode=None,
        label_visibility="collapsed",
        persist_state="session",
    )


def _chosen(shown: pd.DataFrame) -> str:
    chosen = st.session_state.get(_CHOSEN) or ""
    return chosen if chosen in shown.index else ""


def _choose(area_id: str | None) -> None:
    st.session_state[_CHOSEN] = area_id


def _areas(view: View) -> gpd.GeoDataFrame:
    """Return the areas by the weights chosen now, with what the plan solved last places."""
    if not view.stale:
        return view.plan.proposed.areas
    where = _places().keep(view.key, lambda: placed(view.ranked.measured)[0])
    return areas_of(where, view.ranked, view.choices, view.proposals)


@st.cache_resource(show_spinner=False)
def _places() -> Shelf[Places]:
    return Shelf(4)
