"""Files: what the run found, to take away."""

from functools import partial

import streamlit as st

from ui.files import FILES, content
from ui.view import View
from ui.words import locale, t


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.files"))
    st.caption(t("ui.files_lead"))
    if view.plan.stopped:
        st.info(t("ui.files_stopped"), icon=":material/front_hand:")
    if view.stale:
        st.warning(t("ui.files_stale"), icon=":material/history:")
    for name in FILES:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{name}**  \n{t(f'ui.file.{name}')}", width="stretch")
            st.download_button(
                t("ui.download"),
                partial(content, view, name, locale()),
                file_name=name,
                on_click="ignore",
                icon=":material/download:",
                key=f"file.{name}",
            )
