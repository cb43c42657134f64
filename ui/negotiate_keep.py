"""What is tried, kept: locks written into study.yaml, and the way back from it."""

from pathlib import Path

import streamlit as st

from phasing.negotiation.price import Price
from study.editing import difference, edited
from study.negotiation.keep import BY_HAND, keep_changes
from study.saving import Written, opened, save
from tables import InputError
from ui import edits
from ui import negotiate_draft as draft
from ui.criteria_changes import marked
from ui.negotiate_pricing import override
from ui.templates import html
from ui.view import View, replanned
from ui.words import plain, sentence, t

_PENDING, _SAVED, _BEFORE = "negotiate.pending", "negotiate.saved", "negotiate.before"
_PROBLEM = "negotiate.problem"


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
        disabled=bool(foreign),
        help=t("negotiate_page.keep_foreign") if foreign else None,
    )


def writing(view: View) -> None:
    """Draw what was written, what waits to be, and the ways out of both."""
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")
    _written(view)
    if not st.session_state.get(_PENDING):
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
    st.html(Path(__file__).parent / "criteria.css")
    with st.container(key="criteria_changes", border=True):
        _ways_out(view, file, text)
        lines = difference(file.text, text, name=file.path.name)
        st.html(html("criteria_diff", lines=[marked(line) for line in lines[2:]]))


def _wait() -> None:
    st.session_state[_PENDING] = True


def _forget() -> None:
    st.session_state.pop(_PENDING, None)


def _ways_out(view: View, file: Written, text: str) -> None:
    told, write, drop = st.columns([2.4, 1.0, 0.8], vertical_alignment="center")
    told.markdown(t("negotiate_page.pending", file=plain(file.path.name)))
    write.button(
        t("what_if.write"), key="negotiate.write", type="primary", on_click=_write,
        args=(view, file, text), width="stretch",
    )  # fmt: skip
    drop.button(t("what_if.not_now"), key="negotiate.not_now", on_click=_forget, width="stretch")


def _write(view: View, file: Written, text: str) -> None:
    """Save the text and plan anew; what was tried is now what the study says."""
    if not _saved(view, file, text):
        return
    st.session_state[_BEFORE] = (file.text, text)
    draft.put(draft.Tried())
    draft.fresh()


def _saved(view: View, file: Written, text: str) -> bool:
    try:
        copy = save(file, text)
    except InputError as error:
        st.session_state[_PROBLEM] = sentence(error)
        return False
    finally:
        _forget()
    if edits.now().base == edits.digest(file):
        edits.rebase(opened(file.path))
    replanned(view)
    st.session_state[_SAVED] = copy.name
    return True


def _written(view: View) -> None:
    """Say that it was saved, and offer to take it back while nobody else changed the file."""
    kept = st.session_state.get(_BEFORE)
    if kept is None:
        return
    before, after = kept
    told, back, close = st.columns([3.0, 0.9, 0.5], vertical_alignment="center")
    copy = plain(st.session_state.get(_SAVED, ""))
    told.success(t("negotiate_page.saved", copy=copy), icon=":material/check_circle:")
    back.button(
        t("negotiate_page.take_back"), key="negotiate.take_back", on_click=_take_back,
        args=(view, before, after), width="stretch", icon=":material/undo:",
    )  # fmt: skip
    close.button(
        t("negotiate_page.close"), key="negotiate.close", type="tertiary",
        on_click=st.session_state.pop, args=(_BEFORE, None),
    )  # fmt: skip


def _take_back(view: View, before: str, after: str) -> None:
    """Write what the file said before, unless somebody changed it since."""
    st.session_state.pop(_BEFORE, None)
    file = opened(view.written.path)
    if file.text != after:
        st.session_state[_PROBLEM] = t("negotiate_page.changed_since")
        return
    _saved(view, file, before)
