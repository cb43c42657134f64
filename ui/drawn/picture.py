"""A drawing of our own (SVG or a table) in the page: hovering tells, a click opens an estate.

The drawing comes from a template that escaped every name; what hovering tells is set as text.
"""

from pathlib import Path

import streamlit as st

from ui.session.state import select
from ui.styles.dark import themed

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "jiugai.picture",
    html='<div class="picture"></div>',
    css=themed((_HERE / "picture.css").read_text(encoding="utf-8")),
    js=(_HERE / "picture.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def picture(drawn: str, *, key: str) -> None:
    """Show `drawn`; `data-tip` of an element is told, a click on its `data-estate` selects it."""

    def picked() -> None:
        if estate_id := st.session_state[key]["picked"]:
            select(str(estate_id))

    _component(key=key, data={"drawn": drawn}, on_picked_change=picked)
