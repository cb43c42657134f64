"""An override kept: written into the rules of study.yaml; what it replaces or sets aside goes."""

from collections.abc import Iterable, Mapping
from typing import Any

from phasing.negotiation.override import Override, Posed
from phasing.negotiation.standing import Standing
from phasing.rules import LockIn, LockOut, NotBefore, Rule
from study.editing import Changes
from study.plain_yaml import values
from tables import InputError

BY_HAND = (LockIn, LockOut, NotBefore)
"""What a person writes of one estate, and may therefore set aside by hand."""

_LOCKS = (LockIn.kind, LockOut.kind)


def keep_changes(text: str, kept: Override) -> Changes:
    r"""Return the change of a study.yaml (`study.editing.edited`) that keeps an override.

    What stood there of the same estates' years (a lock, a lock out) goes, and so do the rules that
    are set aside; the new locks come last.

    >>> keep_changes("rules:\n- lock_out: {estate_id: E1}\n", Override({"E1": 2027}))
    {('rules',): [{'lock_in': {'estate_id': 'E1', 'year': 2027}}]}

    Raises InputError `price.cannot_keep` where a rule that is set aside is none of those written
    there about one estate: it follows from data, and what is to be done is for a person to say.
    """
    there = values(text).get("rules") or []
    gone = [entry for rule in kept.released for entry in _entries(there, rule)]
    named = {*kept.pins, *kept.out}
    stays = [one for one in there if not _replaced(one, named) and one not in gone]
    pins = [LockIn(estate, year) for estate, year in sorted(kept.pins.items())]
    new = [_entry(rule) for rule in (*pins, *map(LockOut, sorted(kept.out)))]
    return {("rules",): [*stays, *new] or None}


def by_hand(plan: Standing | Posed, estates: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules a person wrote of single estates: locks, and years they must wait for."""
    named = set(estates)
    posed = plan.problem
    rules: list[LockIn | LockOut | NotBefore] = [*posed.of(LockIn), *posed.of(LockOut)]
    rules += posed.of(NotBefore)
    return tuple(one for one in rules if one.estate_id in named and not getattr(one, "code", ""))


def _entries(there: list[dict[str, Any]], rule: Rule) -> list[dict[str, Any]]:
    """Return the entries of `rules` that say a rule."""
    said = rule.as_dict()
    found = [one for one in there if isinstance(rule, BY_HAND) and _says(said, one)]
    if not found:
        raise InputError("price.cannot_keep", estate_id=said.get("estate_id", ""), rule=rule)
    return found


def _says(said: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    """Return whether an entry says a rule; what the rule leaves empty need not be written."""
    kind, given = next(iter(one.items()))
    written = {"rule": kind, **given, "estate_id": str(given.get("estate_id"))}
    return all(written.get(key, "") == value for key, value in said.items() if value != "")


def _replaced(one: Mapping[str, Any], named: set[str]) -> bool:
    kind, given = next(iter(one.items()))
    return kind in _LOCKS and str(given.get("estate_id")) in named


def _entry(rule: Rule) -> dict[str, Any]:
    said = dict(rule.as_dict())
    return {str(said.pop("rule")): said}
