"""What the share rules of a study may name: its sources of money and whose each is."""

from dataclasses import dataclass

from phasing.rules import Budget, Contribution
from tables import TABLES

GOVERNMENT = "government"

_PARTY_WORDS = dict(TABLES["budgets"].column("party").words)


@dataclass(frozen=True)
class Purse:
    """What the share rules may name: the budgets, and what estates bring themselves."""

    budgets: tuple[Budget, ...]
    contributions: tuple[Contribution, ...]

    @property
    def pooled(self) -> set[str]:
        """Names of the sources with a yearly budget."""
        return {item.source for item in self.budgets}

    @property
    def sources(self) -> set[str]:
        """Names of every source."""
        return self.pooled | {item.source for item in self.contributions}

    @property
    def parties(self) -> set[str]:
        """Parties that have a source."""
        own = {item.party for item in self.contributions}
        return own | {item.party for item in self.budgets}

    def payer(self, name: str) -> str:
        """Return the source or party a person means: a source's own name goes first.

        Where one source is all there is of a party, it is named: a payer without limit that
        another split brings in (a gas company) then never pays in its place.
        """
        if name in self.sources:
            return name
        party = _PARTY_WORDS.get(name.casefold(), name)
        only = {item.source for item in self.budgets if item.party == party}
        only |= {item.source for item in self.contributions if item.party == party}
        return only.pop() if party != GOVERNMENT and len(only) == 1 else party
