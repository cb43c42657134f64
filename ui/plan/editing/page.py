"""The map of a plan as a place to edit it: each edit shows its price before it is kept."""

import streamlit as st

from phasing.negotiation.price import Price
from phasing.negotiation.standing import Standing
from study.plan_edit_ways import freeable
from study.saving import Written, opened
from tables import InputError
from ui.drawn.one_of import one_of
from ui.drawn.search import search
from ui.map.live_map import Overlay, live_map
from ui.map.painting import page
from ui.map.year_slider import year_slider, years_heard
from ui.negotiate.map import side_box, years_painting
from ui.negotiate.moved import moved_tables
from ui.negotiate.standing import stood
from ui.plan.clusters import box as cluster_box
from ui.plan.clusters import drawing
from ui.plan.editing import draft as edit_draft
from ui.plan.editing import ground_box
from ui.plan.editing.card import card
from ui.plan.editing.effects import effects, refused
from ui.plan.editing.handed import to_price
from ui.plan.editing.keep import keep_box, kept_box, solved_anew
from ui.plan.editing.listed import listed
from ui.plan.editing.map import edit_overlay
from ui.plan.editing.price import asked, start
from ui.plan.editing.table import year_table
from ui.session import edits, unwritten
from ui.session.chosen import chosen_estate, proposal_box
from ui.session.view import View
from ui.session.words import t

_LEFT, _RIGHT = 1.45, 1.0
_MAP, _TABLE = "map", "table"
_BASE, _YEARS = "plan.edit_base", "plan.edit_years"


def show(view: View) -> None:
    """Draw the section.

    What comes and goes above the map has a place of its own, and so has the map: it stays mounted
    from the first edit to the plan that is solved for it.
    """
    if not (view.proposals and len(view.estates)):
        st.info(t("plan_edit.no_plan"), icon=":material/info:")
        return
    unwritten.turn_to(view.written.path)
    edit_draft.hold()
    file = opened(view.written.path)
    waits = _waits(view)
    with st.container(key="plan_edit_above"):
        solved_anew(view)
        kept_box(view)
        proposal, shown_as = _head(view)
        if not waits:
            _moved(file)
    with st.container(key="plan_edit_body"):
        left, right = st.columns([_LEFT, _RIGHT])
    plan, found = stood(view, proposal), None
    with right:
        if waits:
            st.info(t(f"plan_edit.{waits}"), icon=":material/hourglass_top:")
        else:
            found = _edited(view, proposal, plan, file)
    with left:
        if shown_as == _TABLE and not waits:
            year_table(view, proposal, plan, freeable(file.text))
        else:
            _map(view, proposal, plan, found, waits=bool(waits))


def _head(view: View) -> tuple[str, str]:
    """Draw which proposal is edited, and whether on the map or in a table."""
    plan, shown, side = st.columns([0.9, 0.7, 1.6], vertical_alignment="center")
    with plan:
        proposal = proposal_box(view)
    with shown:
        shown_as = one_of(
            t("plan_edit.as"), (_MAP, _TABLE), key="plan.edit_as", held="as",
            said=lambda name: t(f"plan_edit.as.{name}"),
        )  # fmt: skip
    if edit_draft.drafted() and shown_as == _MAP:
        with side:
            side_box()
    return proposal, shown_as


def _waits(view: View) -> str:
    """Return why nothing can be edited now: the plan is another one, or being solved; "" if not."""
    if "job" in st.session_state:
        return "solving"
    return "stale" if view.stale else ""


def _moved(file: Written) -> None:
    """Say that somebody changed the file since the first edit of the draft."""
    now = edits.digest(file)
    if not edit_draft.drafted():
        st.session_state[_BASE] = now
    base = st.session_state.setdefault(_BASE, now)
    if base == now:
        return
    told, known = st.columns([5, 1], vertical_alignment="center")
    told.warning(t("plan_edit.file_moved"), icon=":material/sync_problem:")
    known.button(
        t("plan_edit.understood"), key="plan.understood", width="stretch",
        on_click=st.session_state.update, args=({_BASE: now},),
    )  # fmt: skip


def _edited(view: View, proposal: str, plan: Standing, file: Written) -> Price | None:
    """Draw the estate chosen, what is drafted, what it costs, and how it is kept."""
    search(view)
    free = freeable(file.text)
    if estate := chosen_estate(view):
        card(view, plan, estate, freeable=free)
    _drawing(view, proposal)
    drafted = edit_draft.drafted()
    listed(view, plan, drafted)
    if not drafted:
        return None
    try:
        found = asked(view, proposal, plan, file, drafted)
    except InputError as error:
        refused(view, error, free)
        return None
    start(found)
    effects(view, found, free)
    keep_box(view, file, drafted, found, proposal)
    to_price()
    if found.price is not None and found.price.difference is not None:
        moved_tables(view, found.price.difference, place="plan")
    return found.price


def _drawing(view: View, proposal: str) -> None:
    """Draw what becomes of what is drawn on the map: clusters, entrances, facilities."""
    kind = drawing.now().kind
    with st.expander(t("plan_edit.clusters"), expanded=kind in {drawing.POLYGON, drawing.PICK}):
        cluster_box.show(view, proposal)
    with st.expander(t("plan_edit.ground"), expanded=kind in {drawing.ENTRANCE, drawing.FACILITY}):
        ground_box.show(view)


def _map(view: View, proposal: str, plan: Standing, found: Price | None, *, waits: bool) -> None:
    """Draw the years before or after, locks and changes marked; while it `waits`, to look at."""
    after = found.after if found is not None and _after() else None
    slider = year_slider(view, proposal, _YEARS, plan=after.plan if after else None)
    drafted = edit_draft.drafted()
    with st.container(key="plan_edit_map"):
        live_map(
            page(view),
            years_painting(view, proposal, after.plan if after else None),
            selected=chosen_estate(view),
            key="plan_edit",
            overlay=Overlay() if waits else edit_overlay(view, plan, drafted, found),
            tools=slider if waits else {"draw": drawing.draw_tool(view), **slider},
            heard={"draw": drawing.heard(view), **years_heard(_YEARS)},
        )


def _after() -> bool:
    return bool(st.session_state.get("negotiate.side", "after") == "after")
