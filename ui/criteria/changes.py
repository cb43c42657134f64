"""What this session changed in study.yaml: saved or not, effect on the ranks, lines, ways back."""

import streamlit as st

from study.editing import difference
from study.merging import changed
from study.rank_moves import Move, Moves, rank_moves
from study.saving import Written
from tables import InputError
from ui.criteria.draft import refill
from ui.drawn.take_file import take_file
from ui.frame.saved import clock, turning
from ui.session import edits, keeping, pending, seen, state
from ui.session.keeper import keeper
from ui.session.view import Opened, View
from ui.session.words import number, plain, sentence, t
from ui.templates import html

_TOP = 20
_NAMED = 3
_NARROW = 260  # px: two buttons
_KINDS = {"+": "add", "-": "drop", "@": "hunk"}


def changes_bar(view: View, at: Opened, *, nothing: str | None = None) -> None:
    """Draw what changed since this session opened the study, and the ways back.

    One line (`nothing`) where nothing did.
    """
    file = keeper().open(at.written.path)
    if at.refused:
        st.error(sentence(at.refused), title=t("criteria.refused"), icon=":material/error:")
        _drop(at)
        return
    text = _meant(file, at)
    first = seen.began(file.path)
    if first is None or not changed(first.text, text):
        st.caption(t(nothing or "criteria.nothing"))
        if any(keeping.what_can_be_undone(file.path)):
            with st.container(width=_NARROW):
                turning(file.path, key="criteria")
    else:
        with st.container(key="criteria_changes", border=True):
            _changed(view, at, file, (first, text))


def _changed(view: View, at: Opened, file: Written, between: tuple[seen.Began, str]) -> None:
    first, text = between
    told, buttons = st.columns([1.7, 1], vertical_alignment="top")
    with told:
        st.markdown(_standing(file, first.text, text))
        _effect(rank_moves(first.ranked.estates, view.estates, top=_TOP))
    with buttons:
        turning(file.path, key="criteria")
        _buttons(file, text)
    if _moved(at) and not pending.direct(file.text):
        st.caption(t("criteria.weights_stay"))
    lines = difference(first.text, text, name=file.path.name)
    st.html(html("criteria_diff", lines=[marked(line) for line in lines[2:]]))


def _meant(file: Written, at: Opened) -> str:
    """Return what the file will say once what waits is written."""
    try:
        return pending.written(file.text, at.shares)
    except InputError:
        return file.text


def _standing(file: Written, first: str, text: str) -> str:
    count = number(len(changed(first, text)))
    at = keeping.saved_at()
    if text != file.text:
        return t("saving.not_saved", count=count)
    if at is None:
        return t("saving.count", count=count)
    return t("saving.saved_count", count=count, time=clock(at))


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


def _buttons(file: Written, text: str) -> None:
    back, take = st.columns(2)
    back.button(
        t("saving.restore"),
        key="criteria.restore",
        on_click=_restored,
        args=(file,),
        help=t("saving.restore_help"),
        width="stretch",
    )
    take_file(take, file, text, key="criteria.take")


def _restored(file: Written) -> None:
    keeping.restore(file.path)
    refill()


def _drop(at: Opened) -> None:
    st.button(
        t("criteria.drop"), key="criteria.drop", on_click=_discard, args=(at,), width="stretch"
    )


def _discard(at: Opened) -> None:
    edits.discard()
    refill()
    stated = at.filed.weights.shares
    state.reset_weights({key: stated.get(key, 0.0) for key in at.filed.tree.keys})


def _moved(at: Opened) -> bool:
    return state.chosen_shares(at.shares) != at.shares


def marked(line: str) -> dict[str, str]:
    """Return a line of a diff with what it is: added, dropped, the same, or the head of a part."""
    if line.startswith("@"):
        return {"kind": "hunk", "mark": "", "text": line.strip("@ ")}
    return {"kind": _KINDS.get(line[:1], "same"), "mark": line[:1].strip(), "text": line[1:]}
