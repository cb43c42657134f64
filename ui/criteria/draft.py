"""What stands in the fields of an indicator, taken over into the session's edits when it fits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from study.criteria_lines import Group, Line, standard_or
from study.editing import Changes
from study.saving import opened
from tables import InputError
from ui.criteria.words import refusal
from ui.session import edits, state
from ui.session.uncut import uncut
from ui.session.view import View, by_changes
from ui.session.words import locale, t

_DRAFTS = "criteria.drafts"
_TURN = "criteria.turn"


@dataclass(frozen=True)
class Draft:
    """The fields of one indicator as they are typed, and why they are refused ("" for nothing)."""

    anchors: tuple[tuple[float, float], ...]
    curve: str
    missing: str
    weight: float
    off: bool
    refused: str = ""


def draft(line: Line) -> Draft:
    """Return what stands in the fields: what was refused there last, else what counts."""
    found = _drafts().get(line.indicator.key)
    return found if found and found.refused else _counted(line)


def field_key(line: Line, name: str) -> str:
    """Return the key of a field; it changes when all fields are to be filled anew."""
    turn = st.session_state.get(_TURN, 0)
    return f"criteria.{line.indicator.key}.{name}.{turn}"


def typed(view: View, group: Group, line: Line, **changed: Any) -> None:  # noqa: ANN401 - a field
    """Take over what was typed into the fields, or keep it there with the reason against it."""
    take(view, group, line, replace(draft(line), **changed))


def take(view: View, group: Group, line: Line, new: Draft) -> None:
    """Take over a draft whose change can be ranked; keep it, with the reason, where it cannot."""
    reason = _last_of_its_criterion(view, group, line, new)
    if not reason:
        try:
            accept(view, _changes(view, line, new))
        except InputError as error:
            reason = refusal(line, new.anchors, error)
    st.session_state[_DRAFTS] = {**_drafts(), line.indicator.key: replace(new, refused=reason)}


@uncut
def accept(view: View, changes: Changes) -> None:
    """Keep changes of study.yaml for this session. Raises InputError where nothing ranks so."""
    at = view.opened
    if at is None:
        return
    file = opened(at.written.path)
    laid = edits.put(changes, file)
    _, ranked = by_changes(at, laid)
    untouched = state.chosen_shares(at.shares) == at.shares
    edits.keep(laid, file)
    if untouched:  # the sliders follow what the file would now say
        stated = ranked.weights.shares
        state.reset_weights({key: stated.get(key, 0.0) for key in ranked.tree.keys})


def refill() -> None:
    """Fill all fields anew: what was typed and refused is forgotten."""
    st.session_state.pop(_DRAFTS, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def to_standard(view: View, group: Group, line: Line) -> None:
    """Take the standard's own values back."""
    if line.standard is None:
        return
    refill()
    own = line.standard
    take(view, group, line, Draft(own.anchors, own.curve, own.missing, own.weight, off=False))


def _counted(line: Line) -> Draft:
    own = line.indicator
    return Draft(own.anchors, own.curve, own.missing, own.weight, line.off)


def _changes(view: View, line: Line, new: Draft) -> Changes:
    """Return the fields in which a draft differs from what counts, as changes of study.yaml."""
    sheet = view.ranked.measured.rules["indicators"].value
    counted = _counted(line)
    found: dict[tuple[str, ...], object] = {}
    for name in ("anchors", "curve", "missing", "weight", "off"):
        value = getattr(new, name)
        if value != getattr(counted, name):
            plain = [list(pair) for pair in value] if name == "anchors" else value
            found |= standard_or(line.indicator.key, name, plain, sheet)
    return found


def _last_of_its_criterion(view: View, group: Group, line: Line, new: Draft) -> str:
    others = [other for other in group.lines if other is not line and not other.off]
    if not new.off or others or group.criterion.key not in view.ranked.weights.shares:
        return ""
    names = group.criterion.names
    return t("criteria.last_one", criterion=names.get(locale()) or group.criterion.key)


def _drafts() -> Mapping[str, Draft]:
    found: Mapping[str, Draft] = st.session_state.get(_DRAFTS, {})
    return found
