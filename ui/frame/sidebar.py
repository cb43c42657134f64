"""The head of the sidebar: whose language, which study."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import streamlit as st
import yaml

from study import saving
from study.plain_yaml import values
from tables import InputError
from texts import LOCALES
from ui.session import address, keeping, seen, state
from ui.session.words import locale, plain, t

_LETTERS = 6


def language() -> None:
    """Draw the choice of the reader's language."""
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


def head(studies: Sequence[Path]) -> Path:
    """Draw language and study and return the study to show, one of `studies`."""
    language()
    if len(studies) == 1:
        st.markdown(f"**{plain(name_of(studies[0]))}**")
        return studies[0]
    named = marks(studies)
    if st.session_state.get(state.STUDY) not in named:
        st.session_state[state.STUDY] = studies[0]
    address.hold_read(
        "study",
        state.STUDY,
        read={mark: path for path, mark in named.items()}.get,
        said=lambda path: named.get(path, ""),
    )
    # a box whose value came from the address would forget it on the next page
    st.session_state[state.STUDY] = st.session_state[state.STUDY]
    return st.selectbox(
        t("ui.study"),
        list(studies),
        format_func=lambda path: t("ui.dot").join((name_of(path), path.parent.name)),
        key=state.STUDY,
        on_change=_turned,
        filter_mode=None,
        label_visibility="collapsed",
        persist_state="session",
    )


def _turned() -> None:
    """Leave one study for another: what waits is written first, what was chosen there forgotten."""
    left = seen.latest()
    aside = keeping.leave()
    state.forget()
    if left and aside:
        seen.tell("left", study=name_of(left.path), name=aside)


def marks(studies: Sequence[Path]) -> Mapping[Path, str]:
    """Return how an address calls each study: by its folder, never by the way to it.

    Of folders that are called alike each has a few letters more, whatever the others are.

    >>> list(marks([Path("a/north/study.yaml"), Path("a/south/study.yaml")]).values())
    ['north', 'south']
    """
    often = Counter(path.parent.name for path in studies)
    return {
        path: path.parent.name if often[path.parent.name] == 1 else _longer(path)
        for path in studies
    }


def _longer(path: Path) -> str:
    return f"{path.parent.name}-{sha256(str(path).encode()).hexdigest()[:_LETTERS]}"


def name_of(path: Path) -> str:
    """Return the name in a study file; one that cannot be read goes by its folder."""
    try:
        return str(values(saving.opened(path).text)["name"])
    except (InputError, yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError):
        return path.parent.name
