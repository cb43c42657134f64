"""The blank workbook to fill in, made when somebody asks for it."""

import tempfile
from pathlib import Path

import streamlit as st

from ui.session.words import t


def blank_form(*, key: str) -> None:
    """Draw the download of the template."""
    st.download_button(
        t("data.blank"),
        content,
        t("data.blank_name"),
        on_click="ignore",
        icon=":material/table:",
        help=t("data.blank_help"),
        key=key,
        width="stretch",
    )


def content() -> bytes:
    """Return the bytes of the template: a sheet for each table, with lists and notes."""
    from intake.template import write_template  # noqa: PLC0415 - only when it is wanted

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        return path.read_bytes()
