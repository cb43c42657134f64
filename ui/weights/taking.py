"""Weights of a session: a way of weighing tried on the open study, and taken as a change to it."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from study import weighing
from study.editing import written
from study.saving import opened
from study.weight_trial import Trial, trial
from ui.session import edits, state
from ui.session.uncut import uncut
from ui.session.view import View
from ui.session.work import Shelf

FIRST = 20  # the places whose estates are compared


@st.cache_resource(show_spinner=False)
def _trials() -> Shelf[Trial]:
    return Shelf(64)


def tried(view: View, given: Any) -> Trial:  # noqa: ANN401 - what stands under `weights:`
    """Return what `given` under `weights:` would come to here. Raises InputError as loading."""
    choices = view.choices
    key = f"{view.key}{choices!r}{json.dumps(given, sort_keys=True, ensure_ascii=False)}"

    def make() -> Trial:
        folder = view.written.path.parent
        how = weighing.parse(given, choices.day_of_law, choices.city, folder)
        return trial(view.ranked, choices, how, first=FIRST)

    return _trials().keep(key, make)


@uncut
def take(view: View, given: Any, shares: Mapping[str, float]) -> None:  # noqa: ANN401 - as above
    """Write `given` into this session's changes of the study; the sliders move to `shares`."""
    file = opened(view.written.path)
    changes = {("weights",): given, ("ranking", "need_share"): None}
    edits.keep(edits.put(changes, file), file)
    state.reset_weights({key: shares.get(key, 0.0) for key in view.ranked.tree.keys})


def yaml_lines(given: Any) -> str:  # noqa: ANN401 - as above
    """Return the lines of study.yaml that say `given`."""
    if not isinstance(given, Mapping) or not any(isinstance(v, Mapping) for v in given.values()):
        return f"weights: {written(given)}"
    form, inner = next(iter(given.items()))
    lines = [f"    {key}: {written(value)}" for key, value in inner.items()]
    return "\n".join(["weights:", f"  {form}:", *lines])
