"""Files: what the run found, to take away, sorted by who wants them."""

from functools import partial

import streamlit as st

from ui.frame.sections import head
from ui.outputs.everything import everything
from ui.outputs.files import GROUPS, content, size
from ui.outputs.layer_section import one_layer
from ui.session.view import View
from ui.session.words import locale, number, plain, t

_MB, _KB = 2**20, 2**10


def show(view: View) -> None:
    """Draw the page."""
    head("export")
    st.caption(t("ui.files_lead"))
    if view.plan.stopped:
        st.info(t("ui.files_stopped"), icon=":material/front_hand:")
    if view.stale:
        st.warning(t("ui.files_stale"), icon=":material/history:")
    everything(view)
    left, right = st.columns(2, gap="large")
    for place, (group, names) in enumerate(GROUPS.items()):
        with right if place % 2 else left:
            _group(view, group, names)
    one_layer(view)


def told_size(count: int) -> str:
    """Return a number of bytes as people say it.

    >>> told_size(1536), told_size(3 * 2**20)
    ('2 KB', '3.0 MB')
    """
    return f"{number(count / _MB, 1)} MB" if count >= _MB else f"{number(-(-count // _KB))} KB"


def _group(view: View, group: str, names: tuple[str, ...]) -> None:
    st.markdown(f"##### {t(f'export.group.{group}')}")
    for name in names:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{name}**  \n{t(f'ui.file.{name}')}  \n:small[{plain(_facts(view, name))}]",
                width="stretch",
            )
            st.download_button(
                t("ui.download"),
                partial(content, view, name, locale()),
                file_name=name,
                on_click="ignore",
                icon=":material/download:",
                key=f"file.{name}",
            )


def _facts(view: View, name: str) -> str:
    """Return format and coordinates of a file, and its size once somebody asked for it."""
    crs = view.ranked.measured.crs.to_string()
    told = t(f"export.facts.{name}", crs=crs)
    known = size(view, name, locale())
    return told if known is None else t("ui.dot").join([told, told_size(known)])
