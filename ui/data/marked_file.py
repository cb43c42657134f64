"""A copy of a person's own file with its findings at their cells, made when somebody asks."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from tables import Issue
from ui.session.words import locale, t


def marked_file(path: Path, issues: Sequence[Issue], *, key: str) -> None:
    """Draw the download of the copy; the file itself is not touched."""
    st.download_button(
        t("data.marked"),
        partial(content, path, tuple(issues), locale()),
        t("data.marked_name", name=path.stem),
        on_click="ignore",
        icon=":material/format_color_fill:",
        help=t("data.marked_help"),
        key=key,
        width="stretch",
    )


def content(path: Path, issues: Sequence[Issue], language: str) -> bytes:
    """Return the bytes of the copy, a workbook. Raises InputError where the file is unread."""
    from reports.marked_copy import marked_copy  # noqa: PLC0415 - heavy: only when it is wanted

    return marked_copy(path, issues, locale=language)
