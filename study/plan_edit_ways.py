"""How each kind of edit of a plan is written into the text of study.yaml."""

from collections.abc import Mapping, Sequence
from typing import Any

from phasing.rules import LockIn, LockOut
from study.cluster_edits import CLUSTER_WAYS
from study.editing import edited
from study.ground_edits import GROUND_WAYS
from study.negotiation.keep import BY_HAND
from study.plain_yaml import values
from study.plan_edits import Write
from study.rule_switches import switched
from tables import InputError

_RULES = ("rules",)
_LOCKS = (LockIn.kind, LockOut.kind)
_OWN = tuple(rule.kind for rule in BY_HAND)

About = Mapping[str, Any]
Entry = Mapping[str, Any]


def pinned(text: str, about: About) -> str:
    r"""Return the text with an estate locked in a year: `about` has estate_id and year.

    Another lock of the estate gives its place, and its comment goes with it.

    >>> print(pinned("rules:\n  - lock_out: {estate_id: E1}   # closed\n",
    ...              {"estate_id": "E1", "year": 2027}), end="")
    rules:
      - lock_in: {estate_id: E1, year: 2027}
    """
    estate, year = str(about["estate_id"]), int(about["year"])
    return _locked(text, estate, {LockIn.kind: {"estate_id": estate, "year": year}})


def left_out(text: str, about: About) -> str:
    """Return the text with an estate in no year of the plan: `about` has estate_id."""
    estate = str(about["estate_id"])
    return _locked(text, estate, {LockOut.kind: {"estate_id": estate}})


def freed(text: str, about: About) -> str:
    """Return the text without what people wrote of one estate's year: locks, first years.

    Raises InputError `price.nothing_to_release` where nobody wrote anything of it.
    """
    estate = str(about["estate_id"])
    own = [place for place, one in enumerate(_there(text)) if _of(one, estate, _OWN)]
    if not own:
        raise InputError("price.nothing_to_release", estate_id=estate)
    return _without(text, own)


def switch(text: str, about: About) -> str:
    """Return the text with the rule number `place` (from 0) switched `on`, or off."""
    return switched(text, int(about["place"]), on=bool(about["on"]))


WAYS: Mapping[str, Write] = {
    "pin": pinned,
    "out": left_out,
    "free": freed,
    "rule": switch,
    **CLUSTER_WAYS,
    **GROUND_WAYS,
}
"""Text before and what the edit is about → text after, by the kind of the edit."""


def freeable(text: str) -> frozenset[str]:
    """Return the estates of whose year people wrote something, which `freed` takes away."""
    named = {str(next(iter(one.values())).get("estate_id")) for one in _there(text)}
    return frozenset(e for e in named if any(_of(one, e, _OWN) for one in _there(text)))


def _locked(text: str, estate: str, lock: Entry) -> str:
    there = _there(text)
    first, *others = [n for n, one in enumerate(there) if _of(one, estate, _LOCKS)] or [len(there)]
    return _without(_with(text, [*there[:first], lock, *there[first + 1 :]]), others)


def _without(text: str, places: Sequence[int]) -> str:
    """Return the text without some entries of `rules`, one after the other.

    So the entries between them stay as they are written, with their comments.
    """
    for place in reversed(places):
        there = _there(text)
        text = _with(text, [*there[:place], *there[place + 1 :]])
    return text


def _with(text: str, rules: Sequence[Entry]) -> str:
    return edited(text, {_RULES: list(rules) or None})


def _there(text: str) -> list[Entry]:
    return list(values(text).get("rules") or [])


def _of(one: Entry, estate: str, kinds: Sequence[str]) -> bool:
    """Return whether an entry is of one of these kinds, of the estate, and counts."""
    kind, given = next(iter(one.items()))
    if given.get("off") is True:
        return False
    return kind in kinds and str(given.get("estate_id")) == estate
