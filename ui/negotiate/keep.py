"""What is tried, kept: locks written into study.yaml with reason and price, and the way back."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from phasing.negotiation.price import Price
from study.decisions import Decision
from study.editing import difference, edited
from study.negotiation.keep import BY_HAND, keep_changes
from study.saving import Written, opened
from tables import InputError
from ui.criteria.changes import marked
from ui.negotiate import draft
from ui.negotiate.pricing import override
from ui.plan.editing.keep import price_of
from ui.session import keeping as session
from ui.session import plans
from ui.session.view import View
from ui.session.words import plain, sentence, t
from ui.styles import style
from ui.templates import html

KIND = "pin"

_PENDING, _KEPT = "negotiate.pending", "negotiate.kept"
_PROBLEM, _REASON = "negotiate.problem", "negotiate.reason"


def keeping(found: Price | None) -> None:
    """Draw the button that keeps what is tried; what cannot be written by hand is said."""
    if found is None:
        return
    foreign = [rule for rule in draft.tried().released if not isinstance(rule, BY_HAND)]
    st.button(
        t("negotiate_page.keep"),
        key="negotiate.keep",
        type="primary",
        icon=":material/save:",
        on_click=_wait,
        args=(price_of(found, proven=True),),
        disabled=bool(foreign),
        help=t("negotiate_page.keep_foreign") if foreign else None,
    )


def writing(view: View) -> None:
    """Draw what was written, what waits to be, and the ways out of both."""
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")
    _written(view)
    tried, _ = st.session_state.get(_PENDING, (None, {}))
    if tried != draft.tried():  # nothing waits, or what waits was priced for something else
        _forget()
        return
    try:
        file = opened(view.written.path)
        text = edited(file.text, keep_changes(file.text, override()))
    except InputError as error:
        st.error(sentence(error), icon=":material/error:")
        st.button(t("what_if.not_now"), on_click=_forget, key="negotiate.not_now")
        return
    if text == file.text:
        st.info(t("negotiate_page.kept_already"), icon=":material/info:")
        _forget()
        return
    style("criteria")
    with st.container(key="criteria_changes", border=True):
        _ways_out(view, file, text)
        lines = difference(file.text, text, name=file.path.name)
        st.html(html("criteria_diff", lines=[marked(line) for line in lines[2:]]))


def about(tried: draft.Tried) -> dict[str, Any]:
    """Return what a decision to keep this is about.

    >>> about(draft.Tried((("E1", 2027),), ("E2",)))
    {'pins': {'E1': 2027}, 'out': ['E2'], 'set_aside': []}
    """
    gone = [dict(rule.as_dict()) for rule in tried.released]
    return {"pins": dict(tried.pins), "out": list(tried.out), "set_aside": gone}


def _wait(price: Mapping[str, Any]) -> None:
    st.session_state[_PENDING] = (draft.tried(), price)


def _forget() -> None:
    for name in (_PENDING, _REASON):
        st.session_state.pop(name, None)


def _ways_out(view: View, file: Written, text: str) -> None:
    told, why, write, drop = st.columns([1.6, 1.6, 0.9, 0.8], vertical_alignment="center")
    told.markdown(t("negotiate_page.pending", file=plain(file.path.name)))
    why.text_input(
        t("plan_edit.reason"), key=_REASON, placeholder=t("plan_edit.reason_example"),
        label_visibility="collapsed",
    )  # fmt: skip
    write.button(
        t("what_if.write"), key="negotiate.write", type="primary", on_click=_write,
        args=(view, file, text), width="stretch",
    )  # fmt: skip
    drop.button(t("what_if.not_now"), key="negotiate.not_now", on_click=_forget, width="stretch")


def _write(view: View, file: Written, text: str) -> None:
    """Save the text and plan anew; what was tried is now what the study says."""
    reason = str(st.session_state.get(_REASON) or "").strip()
    tried, price = st.session_state[_PENDING]
    kept = session.keep(view, file, text, Decision(KIND, about(tried), reason, price))
    _forget()
    if kept:
        plans.drop()
        st.session_state[_KEPT] = text
        draft.put(draft.Tried())
        draft.fresh()


def _written(view: View) -> None:
    """Say that it was saved, and offer to take it back while nobody else changed the file."""
    if _KEPT not in st.session_state:
        return
    told, back, close = st.columns([3.0, 0.9, 0.5], vertical_alignment="center")
    told.success(
        t("negotiate_page.saved", file=plain(view.written.path.name)),
        icon=":material/check_circle:",
    )
    back.button(
        t("negotiate_page.take_back"), key="negotiate.take_back", on_click=_take_back,
        args=(view,), width="stretch", icon=":material/undo:",
    )  # fmt: skip
    close.button(
        t("negotiate_page.close"), key="negotiate.close", type="tertiary",
        on_click=st.session_state.pop, args=(_KEPT, None),
    )  # fmt: skip


def _take_back(view: View) -> None:
    """Take the step back, unless the file says something else since."""
    path, kept = view.written.path, st.session_state.pop(_KEPT, None)
    step = session.what_can_be_undone(path).back
    if step is None or step.after != kept:
        st.session_state[_PROBLEM] = t("negotiate_page.changed_since")
        return
    session.undo(path)
    plans.drop()
