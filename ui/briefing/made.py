"""The briefing of a proposal with the pages wanted, made once."""

import dataclasses
from collections.abc import Sequence

import streamlit as st

from study.results import Results
from ui.session.view import View
from ui.session.work import Shelf


def results_of(view: View, proposal: str) -> Results:
    """Return the results with `proposal` as the first one, of which the briefing tells.

    Every other proposal keeps its place behind it.
    """
    results = view.results
    first = [plan for plan in results.proposals if plan.name == proposal]
    others = [plan for plan in results.proposals if plan.name != proposal]
    columns = {name: results.estates[f"{name}_{proposal}"] for name in ("year", "reason")}
    return dataclasses.replace(
        results, proposals=(*first, *others), estates=results.estates.assign(**columns)
    )


def page_bytes(view: View, proposal: str, slides: Sequence[str], language: str) -> bytes:
    """Return the briefing as one HTML file; made once for the same plan, pages and language.

    Raises InputError `briefing.no_leaflet` when the browser files are not there (`make setup`).
    """
    from reports.briefing import briefing  # noqa: PLC0415 - heavy: only when it is wanted

    def make() -> bytes:
        found = results_of(view, proposal)
        return briefing(found, locale=language, slides=slides).encode()

    asked = f"{proposal} {sorted(slides)} {language}"
    return _pages().keep(f"{view.plan.named} {asked}", make)


@st.cache_resource(show_spinner=False)
def _pages() -> Shelf[bytes]:
    return Shelf(8)
