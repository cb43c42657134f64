"""Above every page: that all is saved, what another person changed, and who shall hold."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from study.decisions import Decision
from study.merging import Changed, changed
from tables import InputError
from ui.frame.weight_trial import weight_trial
from ui.session import keeping, seen
from ui.session.keeper import keeper
from ui.session.place_words import kind_name, part_names, place_lines
from ui.session.view import Opened, View
from ui.session.words import plain, sentence, t

_MOST = 6


def saved(view: View) -> None:
    """Say how the choices of this session are saved; ask where another one changed the study."""
    if view.opened is None:
        return
    path = view.written.path
    problem = st.session_state.pop(keeping.PROBLEM, None)
    if problem and keeping.conflict() is None:  # a conflict is asked about, in more words
        st.error(problem, icon=":material/error:")
    if told := seen.told():
        _word(*told)
    if keeping.conflict() is not None:
        _asked(view, path)
    with st.sidebar:
        if not weight_trial(view):
            _standing()
    if keeping.waits():
        _later(view.opened)


def clock(at: float) -> str:
    """Return the time of the day of a moment (seconds since 1970), as 14:02."""
    return dt.datetime.fromtimestamp(at).astimezone().strftime("%H:%M")


def turning(path: Path, *, key: str) -> None:
    """Draw the buttons that take the last step back and take it again."""
    found = keeping.what_can_be_undone(path)
    calls: tuple[tuple[str, Decision | None, Callable[[Path], None]], ...] = (
        ("undo", found.back, keeping.undo),
        ("redo", found.again, keeping.redo),
    )
    for place, (name, step, call) in zip(st.columns(len(calls)), calls, strict=True):
        place.button(
            t(f"saving.{name}"),
            key=f"{key}.{name}",
            icon=f":material/{name}:",
            on_click=call,
            args=(path,),
            disabled=step is None,
            help=_step(name, step),
            width="stretch",
        )


def _step(name: str, step: Decision | None) -> str:
    if step is None:
        return t(f"saving.{name}_none")
    return t(f"saving.{name}_help", what=plain(kind_name(step.kind)), time=_clock_of(step.at))


def _clock_of(at: str) -> str:
    """Return the time of the day a decision was made at; what is no time as it is written."""
    try:
        return clock(dt.datetime.fromisoformat(at).timestamp())
    except (ValueError, OverflowError, OSError):
        return plain(at)


def _standing() -> None:
    if keeping.conflict() is not None:
        st.caption(t("saving.unsettled"))
    elif keeping.waits():
        st.caption(t("saving.waiting"))
    elif (at := keeping.saved_at()) is not None:
        st.caption(t("saving.saved", time=clock(at)))
    else:
        st.caption(t("saving.auto"))


@st.fragment(run_every=keeping.QUIET_S / 2)
def _later(at: Opened) -> None:
    """Write what waits, once it rests; a file that is gone meanwhile the whole page tells of."""
    try:
        done = keeping.waits() and not keeping.settle(at)
    except InputError:
        done = True
    if done:
        st.rerun()


def _word(code: str, about: dict[str, object]) -> None:
    if code == "elsewhere":
        places = about["places"]
        names = part_names(places) if isinstance(places, tuple) else ""
        st.info(t("saving.elsewhere", places=plain(names)), icon=":material/sync:")
    else:
        told = {name: plain(value) for name, value in about.items()}
        st.info(t(f"saving.{code}", **told), icon=":material/file_copy:")


def _asked(view: View, path: Path) -> None:
    """Draw what both changed, and the three ways on."""
    found = keeping.conflict()
    if found is None:
        return
    try:
        theirs = keeper().open(path).text
    except InputError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    with st.container(key="saving_conflict", border=True):
        st.warning(t("saving.conflict"), icon=":material/group:")
        sides = (("theirs", changed(found.base, theirs)), ("mine", changed(found.base, found.mine)))
        for place, (name, places) in zip(st.columns(2), sides, strict=True):
            place.markdown(t(f"saving.{name}"))
            place.markdown(_listed(view, places))
        _ways(path)


def _listed(view: View, places: Sequence[Changed]) -> str:
    lines = place_lines(places, view.ranked.tree)
    shown = [f"- {plain(line)}" for line in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(f"- {t('saving.more', count=len(lines) - _MOST)}")
    return "\n".join(shown)


def _ways(path: Path) -> None:
    ways: tuple[tuple[str, Callable[[Path], None]], ...] = (
        ("put_on_top", keeping.put_on_top),
        ("take_theirs", keeping.take_theirs),
        ("keep_aside", keeping.keep_aside),
    )
    for place, (name, call) in zip(st.columns(len(ways)), ways, strict=True):
        place.button(
            t(f"saving.{name}"),
            key=f"saving.{name}",
            on_click=call,
            args=(path,),
            type="primary" if call is keeping.put_on_top else "secondary",
            help=t(f"saving.{name}_help"),
            width="stretch",
        )
