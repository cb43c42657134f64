"""The sheet of one estate on paper: HTML and PDF, made when somebody asks for them."""

from functools import partial

import streamlit as st

from ui.session.view import View
from ui.session.words import locale, t

KINDS = ("html", "pdf")


def print_row(view: View, estate_id: str) -> None:
    """Draw the row of buttons that take the sheet of an estate away."""
    with st.container(horizontal=True, vertical_alignment="center", key="print_row"):
        st.markdown(f"**{t('ui.sheet.print')}**", width="stretch")
        for kind in KINDS:
            st.download_button(
                kind.upper(),
                partial(content, view, estate_id, kind, locale()),
                file_name=f"{estate_id}.{kind}",
                on_click="ignore",
                icon=":material/print:",
                key=f"print.{kind}",
            )
    if view.stale:
        st.caption(t("ui.files_stale"))


def content(view: View, estate_id: str, kind: str, language: str) -> bytes:
    """Return the bytes of the sheet, the same as `jiugai sheet` writes for the plan's choices."""
    # heavy: only when a sheet is wanted
    if kind == "pdf":
        from reports.estate_pdf import sheet_pdf  # noqa: PLC0415

        return sheet_pdf(view.results, estate_id, locale=language)
    from reports.estate_sheet import sheet_html  # noqa: PLC0415

    return sheet_html(view.results, estate_id, locale=language).encode("utf-8")
