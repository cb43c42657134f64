"""The head of the sidebar: whose language, which study."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
import yaml

from texts import LOCALES
from ui import state
from ui.words import locale, t


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
        return studies[0]
    kept = st.session_state.get("study")
    return st.selectbox(
        t("ui.study"),
        list(studies),
        index=studies.index(kept) if kept in studies else 0,
        format_func=_name,
        key="picked",
        on_change=lambda: state.open_study(st.session_state["picked"]),
        filter_mode=None,
    )


def _name(path: Path) -> str:
    """Return the name in a study file; one that cannot be read goes by its folder."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        return str(found["name"])
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return path.parent.name
