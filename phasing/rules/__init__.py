"""Rules of a phasing problem: small values that print, compare, save and load."""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from phasing.rules.amounts import Cap, DemonstrationFirst, Floor, ReachShare, StockCap, Target
from phasing.rules.base import Rule, in_order, nearest
from phasing.rules.money import (
    Budget,
    Contribution,
    Matching,
    NextPlan,
    PaidAfter,
    ShareCap,
    Split,
    Spread,
)
from phasing.rules.stability import KeepPublished
from phasing.rules.turns import (
    Gate,
    LockIn,
    LockOut,
    NotBefore,
    Precede,
    SameTrench,
    StartBy,
    Together,
)
from tables import InputError

__all__ = [
    "KINDS",
    "Budget",
    "Cap",
    "Contribution",
    "DemonstrationFirst",
    "Floor",
    "Gate",
    "KeepPublished",
    "LockIn",
    "LockOut",
    "Matching",
    "NextPlan",
    "NotBefore",
    "PaidAfter",
    "Precede",
    "ReachShare",
    "Rule",
    "SameTrench",
    "ShareCap",
    "Split",
    "Spread",
    "StartBy",
    "StockCap",
    "Target",
    "Together",
    "in_order",
    "nearest",
    "rule_from_dict",
]

KINDS: dict[str, type[Rule]] = {
    rule.kind: rule
    for rule in (
        *(Budget, Split, Contribution, Matching, ShareCap, PaidAfter, Spread, NextPlan),
        *(Cap, Floor, Target, ReachShare, StockCap, DemonstrationFirst),
        *(Together, Gate, NotBefore, StartBy, LockIn, LockOut, Precede, SameTrench),
        KeepPublished,
    )
}


def rule_from_dict(values: Mapping[str, object]) -> Rule:
    """Return the rule that `as_dict` wrote.

    Errors: `phasing.unknown_rule`, `phasing.rule_keys`, `phasing.rule_empty` and those of each
    entry, naming what was given.

    >>> rule_from_dict({"rule": "lock_out", "estate_id": "E017"})
    LockOut(estate_id='E017')
    """
    kind = str(values.get("rule"))
    if kind not in KINDS:
        raise InputError("phasing.unknown_rule", rule=kind, nearest=nearest(kind, KINDS))
    given = {str(key): value for key, value in values.items() if key != "rule"}
    _check_keys(kind, given)
    return KINDS[kind](**given)


def _check_keys(kind: str, given: Mapping[str, object]) -> None:
    known = fields(KINDS[kind])
    allowed = ", ".join(field.name for field in known)
    if not given:
        raise InputError("phasing.rule_empty", rule=kind, allowed=allowed)
    needed = {field.name for field in known if field.default is MISSING}
    if needed - set(given) or set(given) - {field.name for field in known}:
        raise InputError("phasing.rule_keys", rule=kind, given=", ".join(given), allowed=allowed)
