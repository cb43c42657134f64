"""A slider a criterion, need apart from readiness, and what they come to: always 100 % together.

The sliders answer in the browser while they are dragged (ui/map/tools/weights.js repaints a map);
what a reader lets go of comes here, and the study is ranked by it.
"""

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from scoring import Tree
from ui.session import keeping, seen, state
from ui.session.uncut import memory, uncut
from ui.session.words import locale, t
from ui.styles.dark import themed

_TOP = 100
_SIDES = ("need", "readiness")
_KEY, _TURN, _READER = "weights", "weights.turn", "weights.reader"
_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "jiugai.weight_sliders",
    html='<div class="weight-sliders"></div>',
    css=themed((_HERE / "weight_sliders.css").read_text(encoding="utf-8")),
    js=(_HERE / "weight_sliders.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def weights(tree: Tree, own: Mapping[str, float]) -> None:
    """Draw a slider a criterion from the study's `own` shares, and the shares they come to."""

    @uncut
    def moved() -> None:
        said = memory[_KEY]["moved"]
        if said and said["reader"] == memory.get(_READER) and said["turn"] > turn():
            take(said, list(own))
            if said.get("back") and (last := seen.latest()):
                keeping.weights_back(last.path)

    st.markdown(f"**{t('ui.weights')}**", help=t("ui.weights_help"))
    _component(
        key=_KEY,
        data={
            "sides": [_side(tree, own, side) for side in _SIDES],
            "own": dict(own),
            "back": _other_than_first(own),
            "turn": turn(),
            "reader": st.session_state.setdefault(_READER, secrets.token_hex(8)),
            "words": {"reset": t("ui.weights_back"), "reset_help": t("ui.weights_reset")},
        },
        on_moved_change=moved,
    )


def turn() -> int:
    """Return the number of the latest move that was taken: a browser knows older ones by it."""
    return int(memory.get(_TURN, 0))


def take(said: Mapping[str, Any], criteria: Sequence[str]) -> None:
    """Put the sliders where a browser says they stand; a place off the scale goes to its end."""
    for criterion in criteria:
        at = int(said["at"].get(criterion, 0))
        memory[state.weight_key(criterion)] = min(max(at, 0), _TOP)
    memory[_TURN] = int(said["turn"])


def _other_than_first(own: Mapping[str, float]) -> bool:
    """Return whether the study says other weights than when this session began."""
    last = seen.latest()
    first = seen.began(last.path) if last else None
    stated = first.ranked.weights.shares if first else own
    return any(stated.get(key, 0.0) != share for key, share in own.items())


def _side(tree: Tree, own: Mapping[str, float], side: str) -> dict[str, Any]:
    """Return a side with its sliders: where each stands, and where it stands by the study."""
    start = state.slider_start(own)
    rows = [
        {
            "key": key,
            "name": tree.name(locale(), key),
            "start": start[key],
            "at": int(st.session_state.get(state.weight_key(key), start[key])),
        }
        for key in tree.side(side)
        if key in own
    ]
    return {"side": side, "name": t(f"ui.weights.{side}", share="").strip(), "rows": rows}
