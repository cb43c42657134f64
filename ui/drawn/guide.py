"""What can be done where nothing is to be seen yet: a line a way, what and how."""

from collections.abc import Iterable

import streamlit as st

from ui.session.words import t
from ui.templates import html


def guide(of: str, ways: Iterable[str]) -> None:
    """Draw `guide.<of>` and below it each of `ways`: `guide.<of>.<way>`, then `…_how`."""
    rows = [{"what": t(f"guide.{of}.{way}"), "how": t(f"guide.{of}.{way}_how")} for way in ways]
    st.html(html("guide", title=t(f"guide.{of}"), rows=rows))
