"""What this session tries on a plan: estates pinned to a year, left out, rules let go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from phasing.rules import Rule
from ui.session.address import joined, parted

_TRIED, _PAST, _FRESH = "negotiate.tried", "negotiate.past", "negotiate.fresh"
_BETWEEN = ","  # estates of an address


@dataclass(frozen=True)
class Tried:
    """Overrides in the order they were made: (estate_id, year) pinned, left out, rules let go."""

    pins: tuple[tuple[str, int], ...] = ()
    out: tuple[str, ...] = ()
    released: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is tried."""
        return bool(self.pins or self.out or self.released)

    @property
    def estates(self) -> tuple[str, ...]:
        """Return the estates that are pinned or left out."""
        return (*(estate for estate, _ in self.pins), *self.out)

    def pinned(self, estate: str, year: int) -> "Tried":
        """Return this with an estate set to a year.

        >>> Tried(out=("E1",)).pinned("E1", 2028)
        Tried(pins=(('E1', 2028),), out=(), released=())
        """
        there = self.without(estate)
        return replace(there, pins=(*there.pins, (estate, year)))

    def left_out(self, estate: str) -> "Tried":
        """Return this with an estate in no year."""
        there = self.without(estate)
        return replace(there, out=(*there.out, estate))

    def without(self, estate: str) -> "Tried":
        """Return this with nothing tried of an estate."""
        pins = tuple(pin for pin in self.pins if pin[0] != estate)
        return replace(self, pins=pins, out=tuple(one for one in self.out if one != estate))

    def letting_go(self, rule: Rule) -> "Tried":
        """Return this with a rule let go; one let go already is kept again."""
        left = tuple(one for one in self.released if one != rule)
        return replace(self, released=left if rule in self.released else (*left, rule))


def tried() -> Tried:
    """Return what is tried now."""
    found: Tried = st.session_state.get(_TRIED) or Tried()
    return found


def put(wanted: Tried) -> None:
    """Try this; what was tried before can be had back."""
    if wanted != tried():
        st.session_state[_PAST] = [*past(), tried()]
        st.session_state[_TRIED] = wanted
        st.session_state[_FRESH] = True


def carry(wanted: Tried) -> None:
    """Take what a link asks for; nothing is worked out before a person says so."""
    st.session_state[_TRIED] = wanted


def fresh() -> bool:
    """Return, once, whether a person changed what is tried."""
    return bool(st.session_state.pop(_FRESH, False))


def past() -> list[Tried]:
    """Return what was tried before each step."""
    found: list[Tried] = st.session_state.get(_PAST, [])
    return found


def undo() -> None:
    """Take the last step back."""
    if steps := past():
        st.session_state[_TRIED], st.session_state[_PAST] = steps[-1], steps[:-1]
        st.session_state[_FRESH] = True


def as_text(found: Tried) -> dict[str, str]:
    """Return pins and estates left out as an address carries them.

    >>> as_text(Tried((("E1", 2027), ("E2", 2028)), ("E3",)))
    {'pin': 'E1:2027,E2:2028', 'out': 'E3'}
    """
    pins = (f"{estate}:{year}" for estate, year in found.pins)
    return {"pin": joined(pins, _BETWEEN), "out": joined(found.out, _BETWEEN)}


def from_text(given: Mapping[str, str], known: Iterable[str], years: Iterable[int]) -> Tried:
    """Return what an address carries; estates and years that the study does not have are left.

    >>> from_text({"pin": "E1:2027,E9:2027,E2:x"}, ["E1", "E2"], [2027])
    Tried(pins=(('E1', 2027),), out=(), released=())
    """
    estates, found = set(known), Tried()
    allowed = {str(year): year for year in years}
    for one in parted(given.get("pin", ""), _BETWEEN):
        estate, _, year = one.rpartition(":")
        if estate in estates and year in allowed:
            found = found.pinned(estate, allowed[year])
    for estate in parted(given.get("out", ""), _BETWEEN):
        found = found.left_out(estate) if estate in estates else found
    return found
