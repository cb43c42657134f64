"""What this session would change in study.yaml: effect on the ranks, lines, save, take, drop."""

import streamlit as st

from study.editing import Changes, difference, edited
from study.plain_yaml import values
from study.rank_moves import Move, Moves, rank_moves
from study.saving import Written, opened
from tables import InputError
from ui import edits, state
from ui.criteria_draft import refill
from ui.templates import html
from ui.view import Opened, View, replanned
from ui.words import number, plain, sentence, t

_TOP = 20
_NAMED = 3
_DIGITS = 4
_SAVED = "criteria.saved"
_PROBLEM = "criteria.problem"
_KINDS = {"+": "add", "-": "drop", "@": "hunk"}


def changes_bar(view: View, at: Opened, *, nothing: str | None = None) -> None:
    """Draw what would change, and the ways out; one line (`nothing`) where nothing would."""
    file = opened(at.written.path)
    if at.refused:
        st.error(sentence(at.refused), title=t("criteria.refused"), icon=":material/error:")
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")
    if saved := st.session_state.pop(_SAVED, None):
        st.success(t("criteria.saved", copy=plain(saved)), icon=":material/check_circle:")
    changes = {} if at.refused else pending(view, at, file)
    if changes:
        with st.container(key="criteria_changes", border=True):
            _pending(view, at, file, changes)
    elif not at.refused:
        st.caption(t(nothing or "criteria.nothing"))
    else:
        _drop(at)


def pending(view: View, at: Opened, file: Written) -> Changes:
    """Return the edits of this session and the weights of its sliders, as changes of study.yaml."""
    found = dict(edits.now().changes)
    if _moved(at) and _direct(file.text):
        found.pop(("weights",), None)  # sliders moved after a method was taken: they are what holds
        found |= {("ranking", "need_share"): None, **_weights(view)}
    return {path: value for path, value in found.items() if not _said(file.text, path, value)}


def _pending(view: View, at: Opened, file: Written, changes: Changes) -> None:
    text, buttons = st.columns([1.7, 1], vertical_alignment="top")
    with text:
        _effect(rank_moves(at.filed.estates, view.estates, top=_TOP))
    with buttons:
        _buttons(view, at, file, changes)
    if edits.moved(file):
        st.warning(t("criteria.moved"), icon=":material/group:")
        st.button(t("criteria.rebase"), on_click=edits.rebase, args=(file,), key="criteria.rebase")
    if _moved(at) and not _direct(file.text):
        st.caption(t("criteria.weights_stay"))
    lines = difference(file.text, edited(file.text, changes), name=file.path.name)
    st.html(html("criteria_diff", lines=[marked(line) for line in lines[2:]]))


def _effect(moves: Moves) -> None:
    code = "criteria.effect" if moves.moved else "criteria.effect_none"
    counts = {"moved": number(moves.moved), "whole": number(moves.whole)}
    lines = [t(code, **counts, farthest=number(moves.farthest), top=number(_TOP))]
    for kind, listed in (("entered", moves.entered), ("left", moves.left)):
        if listed:
            named = t("ui.comma").join(_named(move) for move in listed[:_NAMED])
            code = "more" if len(listed) > _NAMED else "all"
            told = {"count": number(len(listed)), "names": named, "top": number(_TOP)}
            lines.append(t(f"criteria.{kind}.{code}", **told))
    st.markdown("  \n".join(lines))


def _named(move: Move) -> str:
    name = plain(move.name or move.estate_id)
    return t("criteria.move", name=name, before=move.before, after=move.after)


def _buttons(view: View, at: Opened, file: Written, changes: Changes) -> None:
    save, take, drop = st.columns([1.5, 1, 1.1])
    with save:
        st.button(
            t("criteria.save"),
            key="criteria.save",
            type="primary",
            on_click=_save,
            args=(view, file, changes),
            disabled=edits.moved(file),
            width="stretch",
        )
    with take:
        st.download_button(
            t("criteria.take"),
            file.encoded(edited(file.text, changes)),
            file.path.name,
            mime="application/yaml",
            key="criteria.take",
            on_click="ignore",
            width="stretch",
        )
    with drop:
        _drop(at)


def _drop(at: Opened) -> None:
    st.button(
        t("criteria.drop"), key="criteria.drop", on_click=_discard, args=(at,), width="stretch"
    )


def _save(view: View, file: Written, changes: Changes) -> None:
    try:
        st.session_state[_SAVED] = edits.write(file, changes)
        replanned(view)
    except InputError as error:
        st.session_state[_PROBLEM] = sentence(error)
        return
    refill()


def _discard(at: Opened) -> None:
    edits.discard()
    refill()
    stated = at.filed.weights.shares
    state.reset_weights({key: stated.get(key, 0.0) for key in at.filed.tree.keys})


def _moved(at: Opened) -> bool:
    return state.chosen_shares(at.shares) != at.shares


def _direct(text: str) -> bool:
    """Return whether the weights of a study are plain shares, not judgements to be kept."""
    weights = values(text).get("weights")
    return isinstance(weights, dict) and all(
        isinstance(share, int | float) for share in weights.values()
    )


def _weights(view: View) -> Changes:
    """Return the weights of the sliders, rounded, the largest taking up what rounding leaves."""
    shares = {key: round(share, _DIGITS) for key, share in view.ranked.weights.shares.items()}
    largest = max(shares, key=lambda key: shares[key])
    rest = sum(share for key, share in shares.items() if key != largest)
    shares[largest] = round(1 - rest, _DIGITS)
    return {("weights", key): share for key, share in shares.items()}


def _said(text: str, path: tuple[str, ...], value: object) -> bool:
    """Return whether a study says so already; what weighs nothing need not be named."""
    if path[0] == "weights" and not value and path[1] not in values(text)["weights"]:
        return True
    return edited(text, {path: value}) == text


def marked(line: str) -> dict[str, str]:
    """Return a line of a diff with what it is: added, dropped, the same, or the head of a part."""
    if line.startswith("@"):
        return {"kind": "hunk", "mark": "", "text": line.strip("@ ")}
    return {"kind": _KINDS.get(line[:1], "same"), "mark": line[:1].strip(), "text": line[1:]}
