"""The head of a page, at one place on all of them: its name, its sections, what one answers."""

from collections.abc import Callable, Mapping

import streamlit as st

from texts import said
from ui.drawn.one_of import one_of
from ui.frame.turning import section_key
from ui.session import address
from ui.session.view import View
from ui.session.words import locale, t

Drawn = Mapping[str, Callable[[View], None]]
_BESIDE_PX = 232


def sections(page: str, drawn: Drawn, view: View) -> None:
    """Draw the head of a page and the section chosen; the address carries which one it is.

    Words: `ui.page.<page>`, `ui.section.<page>.<section>` and, where the section does not say
    itself what it answers, `ui.lead.<page>.<section>`.
    """
    address.hold("section", section_key(page), drawn)
    chosen = head(page, {name: t(f"ui.section.{page}.{name}") for name in drawn})
    if said(locale(), lead := f"ui.lead.{page}.{chosen}"):
        st.caption(t(lead))
    drawn[chosen](view)


def head(
    page: str,
    names: Mapping[str, str] | None = None,
    *,
    beside: Callable[[], object] | None = None,
) -> str:
    """Draw the name of a page and the choice of its sections, and return the section chosen.

    `names` says what each section is called; a page without sections returns "". `beside` draws
    what stands at the right end of the same row.
    """
    with st.container(key="page_head", horizontal=True, vertical_alignment="center"):
        st.subheader(t(f"ui.page.{page}"), width="content")
        chosen = _chosen(page, names) if names else ""
        if beside:
            st.space("stretch")
            with st.container(width=_BESIDE_PX):
                beside()
    return chosen


def _chosen(page: str, names: Mapping[str, str]) -> str:
    return one_of(t(f"ui.page.{page}"), list(names), key=section_key(page), said=names.__getitem__)
