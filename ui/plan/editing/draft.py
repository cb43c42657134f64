"""The edits of the plan this session tries, one after the other; each step can be taken back."""

from functools import reduce

import streamlit as st

from study.plan_edits import Edit
from ui.plan.editing.carried import Draft, read, said, whole
from ui.session import address, unwritten

_NOW, _PAST, _NEXT = "plan.draft", "plan.draft.past", "plan.draft.next"
_NAME, _TOPIC, _TAKEN = "edits", "plan_edits", "plan.draft.taken"

_YEARS, _FREE, _SWITCH = {"pin", "out"}, "free", "rule"


def drafted() -> Draft:
    """Return the edits tried now, in the order they are applied."""
    found: Draft = st.session_state.get(_NOW, ())
    return found


def add(edit: Edit) -> None:
    """Try one edit more; what was tried before of the same estate or rule gives way to it."""
    _step(added(drafted(), edit))


def release(estate: str) -> None:
    """Free an estate of what the file says of its year, before all else that is tried."""
    free = Edit(_FREE, {"estate_id": estate})
    there = [one for one in drafted() if one != free]
    switches = [one for one in there if one.kind == _SWITCH]
    _step((*switches, free, *(one for one in there if one.kind != _SWITCH)))


def drop(place: int) -> None:
    """Take the edit at `place` out of the draft; a place there is not changes nothing."""
    now = drafted()
    _step((*now[:place], *now[place + 1 :]) if 0 <= place < len(now) else now)


def put(wanted: Draft) -> None:
    """Try these edits and no others, as one step."""
    _step(tuple(wanted))


def clear() -> None:
    """Try nothing; `undo` brings the draft back."""
    _step(())


def undo() -> None:
    """Take the last step back; of a draft that a link brought, its last edit."""
    if st.session_state.get(_PAST):
        _turn(_PAST, _NEXT)
    elif now := drafted():
        st.session_state[_NEXT] = [*st.session_state.get(_NEXT, []), now]
        st.session_state[_NOW] = now[:-1]


def redo() -> None:
    """Do the step again that was taken back last."""
    _turn(_NEXT, _PAST)


def undoable() -> bool:
    """Return whether there is a step to take back."""
    return bool(st.session_state.get(_PAST) or drafted())


def redoable() -> bool:
    """Return whether there is a step to do again."""
    return bool(st.session_state.get(_NEXT))


def forget() -> None:
    """Start over: the edits are in the file now, and the steps that led to them are done."""
    for name in (_NOW, _PAST, _NEXT):
        st.session_state.pop(name, None)


def hold() -> None:
    """Carry the draft in the address of the page while it is short, else beside the study.

    Either way a reload finds it again; what a link brings goes before what was left here.
    """
    address.hold_read(_NAME, _NOW, read=_read, said=said)
    left = unwritten.held(_TOPIC) or ""
    if not st.session_state.get(_TAKEN):
        st.session_state[_TAKEN] = True
        if not drafted() and (found := _read(str(left))):
            st.session_state[_NOW] = found
    now = "" if said(drafted()) else whole(drafted())
    if now != left:
        unwritten.hold(_TOPIC, now)


def added(draft: Draft, edit: Edit) -> Draft:
    """Return a draft with one edit more, which replaces what was said of the same thing.

    A year replaces a year of the same estate, freed replaces both; a rule that is switched, the
    same switch before; the same edit twice in a row counts once. Switches come first: they name
    rules by where these stand in the file.

    >>> pin = Edit("pin", {"estate_id": "E1", "year": 2028})
    >>> added((pin, Edit("out", {"estate_id": "E2"})), Edit("free", {"estate_id": "E1"}))
    (Edit(kind='out', about={'estate_id': 'E2'}), Edit(kind='free', about={'estate_id': 'E1'}))
    """
    there = [one for one in draft if not _replaced(one, edit)]
    if there and there[-1] == edit:
        return tuple(there)
    switches = [one for one in there if one.kind == _SWITCH]
    others = [one for one in there if one.kind != _SWITCH]
    return (*switches, edit, *others) if edit.kind == _SWITCH else (*switches, *others, edit)


def without(draft: Draft, estate: str) -> Draft:
    """Return a draft in which nothing is said of an estate's year."""
    return tuple(one for one in draft if not _replaced(one, Edit(_FREE, {"estate_id": estate})))


def _read(text: str) -> Draft | None:
    """Return the draft of an address as if its edits were made here, one after the other."""
    found = read(text)
    return None if found is None else reduce(added, found, Draft())


def _replaced(one: Edit, by: Edit) -> bool:
    """Return whether an edit gives way to another one."""
    if by.kind == _SWITCH:
        return one.kind == _SWITCH and bool(one.about.get("place") == by.about.get("place"))
    gives_way = _YEARS if by.kind in _YEARS else {*_YEARS, _FREE} if by.kind == _FREE else set()
    return one.kind in gives_way and bool(one.about.get("estate_id") == by.about.get("estate_id"))


def _step(wanted: Draft) -> None:
    now = drafted()
    if wanted != now:
        st.session_state[_PAST] = [*st.session_state.get(_PAST, []), now]
        st.session_state[_NOW] = wanted
        st.session_state.pop(_NEXT, None)


def _turn(back: str, ahead: str) -> None:
    steps = st.session_state.get(back, [])
    if steps:
        st.session_state[ahead] = [*st.session_state.get(ahead, []), drafted()]
        st.session_state[_NOW], st.session_state[back] = steps[-1], steps[:-1]
