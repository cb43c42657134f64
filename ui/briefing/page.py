"""Briefing: what leaders read, seen as they will see it, and taken away."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from reports.briefing import SLIDES
from texts import LOCALES
from ui.briefing.made import page_bytes
from ui.frame.sections import head
from ui.frame.turning import turn
from ui.outputs.preview import handed, publish_page
from ui.server import address as served
from ui.session import address
from ui.session.chosen import proposal_box
from ui.session.view import View
from ui.session.words import locale, t
from ui.styles import style

_LANGUAGE, _EXTENT, _OWN = "briefing.language", "briefing.extent", "briefing.own"
_EXTENTS = {
    "all": SLIDES,
    "short": ("overview", "where", "when", "paid", "who", "unsure"),
    "own": SLIDES,
}
_HEIGHT = 640


def show(view: View) -> None:
    """Draw the page."""
    style("briefing")
    head("briefing")
    st.caption(t("briefing_page.lead"))
    if not view.proposals:
        st.info(t("briefing_page.no_plan"), icon=":material/info:")
        if st.button(t("overview.to_plan"), type="primary", icon=":material/arrow_forward:"):
            turn("plan")
        return
    _warned(view)
    proposal, slides, language = _choices(view)
    if not slides:
        st.info(t("briefing_page.no_slide"), icon=":material/info:")
        return
    with st.spinner(t("briefing_page.making")):
        content = page_bytes(view, proposal, slides, language)
    url = served(handed(publish_page(content)))
    _ways_out(content, url, proposal, language)
    with st.container(key="briefing_frame"):
        st.iframe(url, height=_HEIGHT)


def _warned(view: View) -> None:
    if view.plan.stopped:
        st.info(t("ui.files_stopped"), icon=":material/front_hand:")
    if view.stale:
        st.warning(t("ui.files_stale"), icon=":material/history:")


def _choices(view: View) -> tuple[str, tuple[str, ...], str]:
    """Draw the choices and return proposal, slides, language."""
    st.session_state.setdefault(_LANGUAGE, locale())
    st.session_state.setdefault(_EXTENT, "all")
    address.hold("proposal", "proposal", [plan.name for plan in view.proposals])
    address.hold("briefing", _LANGUAGE, LOCALES)
    address.hold("pages", _EXTENT, _EXTENTS)
    plan_column, extent_column, language_column = st.columns(
        [1, 1.5, 0.9], vertical_alignment="center"
    )
    with plan_column:
        proposal = proposal_box(view)
    _choice(extent_column, "extent", list(_EXTENTS), _EXTENT)
    _choice(language_column, "language", list(LOCALES), _LANGUAGE)
    extent, language = str(st.session_state[_EXTENT]), str(st.session_state[_LANGUAGE])
    return proposal, _own() if extent == "own" else _EXTENTS[extent], language


def _choice(column: DeltaGenerator, name: str, of: list[str], key: str) -> None:
    named = "ui.language" if name == "language" else f"briefing_page.{name}"
    column.segmented_control(
        t(f"briefing_page.{name}"),
        of,
        required=True,
        format_func=lambda code: t(f"{named}.{code}"),
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )


def _own() -> tuple[str, ...]:
    """Draw a mark a page and return those chosen, in the order of the briefing."""
    st.session_state.setdefault(_OWN, list(_EXTENTS["short"]))
    chosen = st.pills(
        t("briefing_page.own"),
        SLIDES,
        selection_mode="multi",
        format_func=lambda key: t(f"briefing.{key}.question"),
        key=_OWN,
        label_visibility="collapsed",
        persist_state="session",
    )
    return tuple(name for name in SLIDES if name in set(chosen or ()))


def _ways_out(content: bytes, url: str, proposal: str, language: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="briefing_ways"):
        st.download_button(
            t("briefing_page.download"),
            content,
            file_name=f"briefing_{proposal}_{language}.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/download:",
            type="primary",
            key="briefing.file",
        )
        st.link_button(t("briefing_page.open"), url, icon=":material/open_in_new:")
        st.caption(t("briefing_page.print"), width="stretch")
