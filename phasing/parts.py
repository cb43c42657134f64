"""Whose share of a cost is whose: each cost class of an estate cut into parts with their payers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from phasing.entries import PARTIES
from phasing.rules import Budget, Contribution, Matching, Rule, Split

YUAN_PER_WAN = 10_000
# Of these two no money pays that is meant for "other".
BODY_CLASSES = ("building_body", "elevator")
RESIDENTS, GOVERNMENT = "residents", "government"


@dataclass(frozen=True)
class Part:
    """A part of a cost class that the same sources may pay; `payers` None: every budget may.

    `barred` are sources that a cap on their share keeps from paying it, `settled` says that its
    payers are found: nobody else may bring or match it.
    """

    cost_class: str
    payers: frozenset[str] | None = None
    barred: frozenset[str] = frozenset()
    settled: bool = False

    @property
    def label(self) -> str:
        """Return the name of the part: its class, and its payers where not every budget may pay."""
        if self.payers is None:
            return self.cost_class
        return f"{self.cost_class}:{'+'.join(sorted(self.payers)) or 'nobody'}"


@dataclass(frozen=True)
class Payers:
    """Every source of a problem and whose it is; `brought` have no yearly amount.

    `fixed` are sources known from splits alone: they pay what a split names them for, and do not
    stand for their party. `matched` pay only beside a contribution.
    """

    party: Mapping[str, str]
    brought: frozenset[str]
    matched: frozenset[str]
    fixed: frozenset[str] = frozenset()

    def named(self, payer: str) -> frozenset[str]:
        """Return the sources a payer stands for: itself, or all sources of a party."""
        members = {s for s, party in self.party.items() if party == payer} - self.fixed
        return frozenset({payer} if payer in self.party else members)

    @property
    def general(self) -> frozenset[str]:
        """Return the sources with budgets that may pay for any estate."""
        return frozenset(self.party) - self.brought - self.matched


def payers(rules: Sequence[Rule]) -> Payers:
    """Return the sources that the rules name."""
    pooled = {rule.source: rule.party for rule in rules if isinstance(rule, Budget)}
    brought = {rule.source: rule.party for rule in rules if isinstance(rule, Contribution)}
    known, fixed = pooled | brought, dict[str, str]()
    for split in (rule for rule in rules if isinstance(rule, Split)):
        for payer, _ in split.parts:
            if payer not in known and payer not in {*known.values(), GOVERNMENT}:
                fixed[payer] = payer if payer in PARTIES else "utility"
    matched = frozenset(rule.source for rule in rules if isinstance(rule, Matching))
    own = frozenset(brought | fixed) - set(pooled)
    return Payers(fixed | pooled | brought, own, matched, frozenset(fixed))


def to_yuan(amount_wan: float) -> int:
    """Return an amount in whole yuan.

    >>> to_yuan(321.0001)
    3210001
    """
    return round(amount_wan * YUAN_PER_WAN)


def covers(pays: frozenset[str] | None, cost_class: str) -> bool:
    """Return whether money for the purposes `pays` may pay for a cost class.

    >>> covers(frozenset({"other"}), "pipeline"), covers(frozenset({"other"}), "elevator")
    (True, False)
    """
    if pays is None or cost_class in pays:
        return True
    return "other" in pays and cost_class not in BODY_CLASSES
