"""Style sheets of the pages: a page draws those it needs."""

from functools import cache
from pathlib import Path

import streamlit as st

from ui.styles.dark import drawings, older, themed

_HERE = Path(__file__).parent


def style(*names: str) -> None:
    """Put the style sheets of these names into the page, in the colours of its theme."""
    for name in names:
        st.html(f"<style>{_sheet(name)}</style>")


@cache
def _sheet(name: str) -> str:
    written = themed((_HERE / f"{name}.css").read_text(encoding="utf-8"))
    if name != "app":
        return written
    drawn = drawings()
    return written + drawn + older(drawn)
