"""Drafted edits kept: written into study.yaml with the reason and the price; the way back."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from phasing.negotiation.price import Price
from study.decisions import Decision
from study.plan_edits import Edit
from study.propose import Former
from study.saving import Written
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.carried import Draft
from ui.plan.editing.price import Asked
from ui.session import keeping
from ui.session.view import View, solve
from ui.session.words import plain, t

_REASON, _HURRY = "plan.reason", "plan.hurry"
_KEPT, _ANEW = "plan.kept", "plan.anew"


def keep_box(view: View, file: Written, edits: Sequence[Edit], found: Asked, proposal: str) -> None:
    """Draw the reason, and the button that keeps the edits once their price is known."""
    known = found.known
    possible = known is None or (known.refused is None and not _clashes(found.price))
    st.text_input(
        t("plan_edit.reason"),
        key=_REASON,
        placeholder=t("plan_edit.reason_example"),
        help=t("plan_edit.reason_help"),
    )
    hurry = possible and not found.proven and st.checkbox(t("plan_edit.hurry"), key=_HURRY)
    able = possible and (found.proven or hurry)
    st.button(
        t("plan_edit.keep"),
        key="plan.keep",
        type="primary",
        icon=":material/save:",
        disabled=not able,
        on_click=_keep,
        args=(view, file, edits, found, proposal),
        help=None if able else t("plan_edit.keep_waits" if possible else "plan_edit.keep_cannot"),
        width="stretch",
    )


def solved_anew(view: View) -> None:
    """Start solving what was just kept or taken back; what was solved before is at hand."""
    anew: Former | None = st.session_state.pop(_ANEW, None)
    if anew is not None and view.stale and "job" not in st.session_state:
        solve(view, anew)
        st.rerun()


def kept_box(view: View) -> None:
    """Say what was kept last, and offer to take it back while it is the last step there was."""
    kept: tuple[str, Draft] | None = st.session_state.get(_KEPT)
    if kept is None:
        return
    path, (after, edits) = view.written.path, kept
    if not _last(path, after):
        st.session_state.pop(_KEPT)
        return
    told, back, close = st.columns([3.4, 1.0, 0.6], vertical_alignment="center")
    said = t("plan_edit.kept", count=len(edits), file=plain(path.name))
    told.success(said, icon=":material/check_circle:")
    back.button(
        t("plan_edit.take_back"), key="plan.take_back", on_click=_take_back, args=(path, *kept),
        icon=":material/undo:", width="stretch",
    )  # fmt: skip
    close.button(
        t("negotiate_page.close"), key="plan.close", type="tertiary",
        on_click=st.session_state.pop, args=(_KEPT, None),
    )  # fmt: skip


def price_of(found: Price | None, *, proven: bool) -> dict[str, Any]:
    """Return the numbers of a price as a decision records them; unknown is None."""
    if found is None:
        return {"code": "unknown", "proven": False}
    numbers = {
        name: _known(getattr(found, name))
        for name in ("lost", "lost_least", "lost_most", "lost_share")
    }
    told: dict[str, Any] = {"code": found.code, "proven": proven and found.searched, **numbers}
    if found.difference is not None:
        delayed = found.difference.people.set_index("change")["residents"]["later"]
        told |= {"displaced": found.difference.displaced}
        told |= {"moved_wan": _known(found.difference.moved_wan)}
        told |= {"residents_delayed": _known(float(delayed))}
    return told


def about(edits: Sequence[Edit], proposal: str) -> dict[str, Any]:
    """Return what a decision about edits is about."""
    listed = [{"kind": edit.kind, **dict(edit.about)} for edit in edits]
    return {"proposal": proposal, "edits": listed}


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _clashes(found: Price | None) -> bool:
    return found is not None and found.clash is not None


def _keep(view: View, file: Written, edits: Sequence[Edit], found: Asked, proposal: str) -> None:
    """Write the text and plan anew; what was drafted is now what the study says."""
    reason = str(st.session_state.get(_REASON) or "").strip()
    price = price_of(found.price, proven=found.proven)
    decision = Decision("edits", about(edits, proposal), reason, price)
    if keeping.keep(view, file, found.text, decision):
        st.session_state[_KEPT] = (found.text, tuple(edits))
        st.session_state[_ANEW] = _tried(found.price, proposal)
        edit_draft.forget()
        st.session_state.pop(_REASON, None)
        st.session_state.pop(_HURRY, None)


def _tried(found: Price | None, proposal: str) -> dict[str, dict[str, int]]:
    """Return the plan a price was told of, for the solve that follows to fall back on."""
    return {proposal: found.after.plan} if found is not None and found.after is not None else {}


def _last(path: Path, after: str) -> bool:
    """Return whether the last step that can be taken back left the file as `after`."""
    step = keeping.what_can_be_undone(path).back
    return step is not None and step.after == after


def _take_back(path: Path, after: str, edits: Draft) -> None:
    """Undo what was kept, unless something came after it; the draft comes back."""
    st.session_state.pop(_KEPT, None)
    if _last(path, after):
        if job := st.session_state.pop("job", None):
            job.stop.set()  # what is being solved is the plan that is given up
        keeping.undo(path)
        edit_draft.put(edits)
        st.session_state[_ANEW] = {}
