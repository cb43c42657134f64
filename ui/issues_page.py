"""Issues: what was found in the inputs, what was repaired, what a person must answer."""

import streamlit as st

from ui.issue_list import OPEN, counts, headings, listed
from ui.view import View
from ui.words import t, word

_ROW_HEIGHT = 34


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.issues"))
    st.caption(t("ui.issues_lead"))
    found = counts(view.issues)
    if not found:
        st.success(t("ui.no_issues"))
        return
    wanted = st.segmented_control(
        t("ui.severity"),
        list(found),
        selection_mode="multi",
        default=[severity for severity in found if severity in OPEN] or list(found),
        format_func=lambda severity: f"{word('severity', severity)} {found[severity]}",
        key="severities",
        label_visibility="collapsed",
    )
    table = listed(view.issues, wanted)
    (whole,) = st.columns(1)
    with whole, st.container(key="tall"):
        st.dataframe(
            table,
            hide_index=True,
            column_config=headings(),
            height="stretch",
            row_height=_ROW_HEIGHT,
        )
