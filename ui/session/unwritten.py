"""What this session chose and nobody wrote yet: kept beside the study, so that a reload has it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from study import drafts
from ui.session.browser_mark import browser_mark

_HELD = "unwritten"


def turn_to(path: Path) -> None:
    """Look at the study at `path`: what this browser drafted on it is taken up once."""
    if _held()[0] != path:
        st.session_state[_HELD] = (path, drafts.drafted(path, browser_mark()))


def held(topic: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what is drafted on a topic; None for nothing, and where no study is looked at."""
    return _held()[1].get(topic)


def hold(topic: str, said: object) -> None:
    """Draft this on a topic, as JSON; what is empty takes the draft away.

    Where the folder cannot be written the draft lasts as long as the session, as the study
    itself could not be written there either.
    """
    path, topics = _held()
    now = {**topics, topic: said}
    st.session_state[_HELD] = (path, now)
    if path is None or topics.get(topic) == said:
        return
    try:
        drafts.draft(path, browser_mark(), now)
    except OSError:
        return


def _held() -> tuple[Path | None, Mapping[str, Any]]:
    found: tuple[Path | None, Mapping[str, Any]] = st.session_state.get(_HELD, (None, {}))
    return found
