"""The head of the sidebar: whose language, which study."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
import yaml

from texts import LOCALES
from ui import state
from ui.words import locale, plain, t


def head(studies: Sequence[Path]) -> Path | None:
    """Draw language and study and return the study to show, None when there is none."""
    st.segmented_control(
        t("ui.language"),
        LOCALES,
        default=locale(),
        required=True,
        format_func=lambda code: t(f"ui.language.{code}"),
        key="locale",
        label_visibility="collapsed",
        width="stretch",
        persist_state="session",
    )
    if not studies:
        return None
    if len(studies) == 1:
        st.markdown(f"**{plain(name_of(studies[0]))}**")
        return studies[0]
    return st.selectbox(
        t("ui.study"),
        list(studies),
        format_func=lambda path: t("ui.dot").join((name_of(path), path.parent.name)),
        key="study",
        on_change=state.forget,
        filter_mode=None,
        label_visibility="collapsed",
        persist_state="session",
    )


def name_of(path: Path) -> str:
    """Return the name in a study file; one that cannot be read goes by its folder."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        return str(found["name"])
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return path.parent.name
