"""Rules of a phasing problem: small values that print, compare, save and load."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import ClassVar

from phasing.entries import (
    check_amount,
    check_measure,
    check_text,
    check_year,
    check_yes_no,
    purposes,
)
from tables import InputError


@dataclass(frozen=True)
class Rule:
    """What every rule can do: name its kind, become a plain dict, check itself at birth."""

    kind: ClassVar[str] = "rule"

    def __init_subclass__(cls) -> None:
        cls.kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    def __post_init__(self) -> None:
        """Refuse a name or an ID that is no text."""
        for field in fields(self):
            if field.type is str:
                check_text(self.kind, field.name, getattr(self, field.name))

    def as_dict(self) -> dict[str, object]:
        """Return the rule as plain values, ready for YAML or JSON.

        >>> NotBefore("E017", 2028).as_dict()
        {'rule': 'not_before', 'estate_id': 'E017', 'year': 2028}
        """
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"rule": self.kind} | {
            name: sorted(value) if isinstance(value, frozenset) else value
            for name, value in values.items()
        }

    @property
    def phrase(self) -> str:
        """Return the code of the sentence that says this rule; `as_dict` fills it."""
        return f"rule.{self.kind}"


@dataclass(frozen=True)
class Budget(Rule):
    """What `source` can pay in `year`, in 万元; `pays` names cost classes, None means all.

    With `carry_over` what is left moves into the next year, otherwise it lapses.

    >>> print(Budget("中央预算内投资", 2027, 850, pays=frozenset({"other"})))
    Budget 中央预算内投资 2027: 850 wan for other
    """

    source: str
    year: int
    amount_wan: float
    pays: frozenset[str] | None = None
    carry_over: bool = False

    def __post_init__(self) -> None:
        """Refuse an amount that is no number, unknown or negative, and unreadable purposes."""
        super().__post_init__()
        check_year(self.source, self.year)
        check_amount(self.source, self.amount_wan, self.year)
        check_yes_no(self.kind, "carry_over", self.carry_over)
        object.__setattr__(self, "pays", purposes(self.kind, "pays", self.pays))

    @property
    def phrase(self) -> str:
        """Return the code of the sentence: with or without purposes, carried over or not."""
        purpose = "" if self.pays is None else ".pays"
        return f"rule.budget{purpose}{'.carried' if self.carry_over else ''}"

    def __str__(self) -> str:
        pays = "all works" if self.pays is None else ", ".join(sorted(self.pays)) or "nothing"
        carried = ", carried over" if self.carry_over else ""
        return f"Budget {self.source} {self.year}: {self.amount_wan:g} wan for {pays}{carried}"


@dataclass(frozen=True)
class Cap(Rule):
    """At most so much of a measure in one year: what the city's teams can carry out.

    >>> print(Cap("households", 2027, 3000))
    Cap 2027: households <= 3000
    """

    measure: str
    year: int
    at_most: float

    def __post_init__(self) -> None:
        """Refuse an unknown measure and a limit that is no amount."""
        super().__post_init__()
        check_measure(self.kind, self.measure)
        check_year(self.measure, self.year)
        check_amount(self.measure, self.at_most, self.year)

    @property
    def phrase(self) -> str:
        """Return the code of the sentence for this measure."""
        return f"rule.cap.{self.measure}"

    def __str__(self) -> str:
        return f"Cap {self.year}: {self.measure} <= {self.at_most:g}"


@dataclass(frozen=True)
class Together(Rule):
    """The estates of a cluster (片区) share one year, or none is renovated.

    >>> print(Together("C03"))
    Together C03
    """

    cluster_id: str

    def __str__(self) -> str:
        return f"Together {self.cluster_id}"


@dataclass(frozen=True)
class Gate(Rule):
    """An estate that may not enter, and the code of the reason ("age", "consent", …).

    >>> print(Gate("E017", "consent"))
    Gate E017: consent
    """

    estate_id: str
    code: str

    def __str__(self) -> str:
        return f"Gate {self.estate_id}: {self.code}"


@dataclass(frozen=True)
class NotBefore(Rule):
    """An estate that cannot start before a year.

    >>> print(NotBefore("E017", 2028))
    NotBefore E017: 2028
    """

    estate_id: str
    year: int

    def __post_init__(self) -> None:
        """Refuse a year that is no year."""
        super().__post_init__()
        check_year(self.estate_id, self.year)

    def __str__(self) -> str:
        return f"NotBefore {self.estate_id}: {self.year}"


@dataclass(frozen=True)
class LockIn(Rule):
    """An estate whose year is settled: already adopted, or moved there by hand.

    >>> print(LockIn("E017", 2027))
    LockIn E017: 2027
    """

    estate_id: str
    year: int

    def __post_init__(self) -> None:
        """Refuse a year that is no year."""
        super().__post_init__()
        check_year(self.estate_id, self.year)

    def __str__(self) -> str:
        return f"LockIn {self.estate_id}: {self.year}"


@dataclass(frozen=True)
class LockOut(Rule):
    """An estate that a person took out of this plan.

    >>> print(LockOut("E017"))
    LockOut E017
    """

    estate_id: str

    def __str__(self) -> str:
        return f"LockOut {self.estate_id}"


@dataclass(frozen=True)
class Floor(Rule):
    """At least so much of a measure in a district over the whole horizon.

    `district` names a zone of the pool's `district` column: the zones the study balances over
    (its `balance_by`), which are districts in one study and streets in another.

    >>> print(Floor("河东区", "households", 500))
    Floor 河东区: households >= 500
    """

    district: str
    measure: str
    at_least: float

    def __post_init__(self) -> None:
        """Refuse an unknown measure and a limit that is no amount."""
        super().__post_init__()
        check_measure(self.kind, self.measure)
        check_amount(self.district, self.at_least)

    @property
    def phrase(self) -> str:
        """Return the code of the sentence for this measure."""
        return f"rule.floor.{self.measure}"

    def __str__(self) -> str:
        return f"Floor {self.district}: {self.measure} >= {self.at_least:g}"


KINDS: dict[str, type[Rule]] = {
    rule.kind: rule for rule in (Budget, Cap, Floor, Gate, LockIn, LockOut, NotBefore, Together)
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


def in_order(rules: set[Rule]) -> tuple[Rule, ...]:
    """Return the rules sorted by kind and content, so that the order given never matters."""
    return tuple(sorted(rules, key=lambda rule: (rule.kind, str(rule), repr(rule.as_dict()))))


def nearest(word: str, known: Mapping[str, object]) -> str:
    """Return the known word closest to `word`; an empty string only where none is known."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0)), "")
