"""Sliders over weights that were judged or computed: a trial in this window, or made to hold."""

from typing import Any

import streamlit as st

from study.decisions import Decision
from study.editing import edited
from study.plain_yaml import values
from study.weighing import Weighing
from tables import InputError
from ui.session import keeping, seen, state
from ui.session.keeper import keeper
from ui.session.uncut import memory, uncut
from ui.session.view import Opened, View
from ui.session.words import sentence, t

_REASON, _WANTING = "trial.reason", "trial.wanting"
_LONGEST = 300  # characters


def weight_trial(view: View) -> bool:
    """Say that the sliders only try weights out here, where it is so; return whether they do now.

    Judgements of a meeting are not wiped out by a hand on a slider: whoever wants the weights tried
    here for those of the study says so, and why.
    """
    at = view.opened
    if at is None or _plain(at.choices.weighing):
        return False
    if state.chosen_shares(at.shares) == at.shares:
        st.caption(t("saving.trial"))
        return False
    st.caption(t("saving.trial_moved"))
    with st.popover(t("saving.trial_take"), icon=":material/how_to_vote:", width="stretch"):
        _asked(view, at)
    return True


def _plain(how: Weighing) -> bool:
    """Return whether weights are shares that somebody wrote, which a slider may write too."""
    stated = how.stated is not None and how.stated.method == "direct"
    return stated and how.kind == "stated" and how.base is None and how.panel is None


def _asked(view: View, at: Opened) -> None:
    with st.form("trial", border=False):
        st.markdown(t("saving.trial_lead"))
        st.text_area(t("saving.trial_reason"), key=_REASON, max_chars=_LONGEST)
        if st.session_state.pop(_WANTING, False):
            st.error(t("saving.trial_wanting"))
        st.form_submit_button(
            t("saving.trial_keep"), type="primary", on_click=_taken, args=(view, at)
        )


@uncut
def _taken(view: View, at: Opened) -> None:
    """Write the weights of the sliders in the place of the judgements, which the record keeps."""
    reason = str(memory.get(_REASON) or "").strip()
    if not reason:
        memory[_WANTING] = True
        return
    file = keeper().open(view.written.path)
    last = seen.seen(file.path)
    if last is None or last.text != file.text:  # changed elsewhere: the run that follows tells
        return
    shares = {key: share for key, share in state.chosen_shares(at.shares).items() if share}
    try:
        text = edited(file.text, {("weights",): shares, ("ranking", "need_share"): None})
    except InputError as error:
        memory[keeping.PROBLEM] = sentence(error)
        return
    keeping.keep(view, file, text, Decision("weights", _about(file.text), reason))


def _about(text: str) -> dict[str, Any]:
    """Return what the decision is about: the judgements it puts aside stay in the record."""
    return {"places": ["weights"], "instead_of": values(text)["weights"]}
