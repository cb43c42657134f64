"""An override kept: written into the rules of study.yaml, its estates' older locks taken out."""

from collections.abc import Mapping
from typing import Any

from phasing.negotiation.override import Override
from phasing.rules import LockIn, LockOut, Rule
from study.editing import Changes
from study.plain_yaml import values
from tables import InputError

_LOCKS = (LockIn.kind, LockOut.kind)


def keep_changes(text: str, kept: Override) -> Changes:
    r"""Return the change of a study.yaml (`study.editing.edited`) that keeps an override.

    What stood there of the same estates' years (a lock, a lock out) goes; the new locks come last.

    >>> keep_changes("rules:\n- lock_out: {estate_id: E1}\n", Override({"E1": 2027}))
    {('rules',): [{'lock_in': {'estate_id': 'E1', 'year': 2027}}]}

    Raises InputError `price.cannot_keep` where the override sets rules aside: some of them follow
    from data, and which are to be given up is for a person to write.
    """
    if kept.released:
        raise InputError("price.cannot_keep")
    named = {*kept.pins, *kept.out}
    there = [one for one in values(text).get("rules") or [] if not _replaced(one, named)]
    pins = [LockIn(estate, year) for estate, year in sorted(kept.pins.items())]
    new = [_entry(rule) for rule in (*pins, *map(LockOut, sorted(kept.out)))]
    return {("rules",): [*there, *new]}


def _replaced(one: Mapping[str, Any], named: set[str]) -> bool:
    kind, given = next(iter(one.items()))
    return kind in _LOCKS and str(given.get("estate_id")) in named


def _entry(rule: Rule) -> dict[str, Any]:
    said = dict(rule.as_dict())
    return {str(said.pop("rule")): said}
