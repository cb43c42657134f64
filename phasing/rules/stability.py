"""The rule of a plan that is public: at most so many of its estates change."""

from collections.abc import Mapping
from dataclasses import dataclass

from phasing.entries import pairs, years
from phasing.rules.base import Rule


@dataclass(frozen=True)
class KeepPublished(Rule):
    """At most so many estates of a published plan change year or leave.

        Σ over (estate, year) of the plan: 1 if the estate does not start in that year ≤ at_most

    An estate counts once, whether it moves, leaves, or may not enter any more; a cluster that moves
    counts as many as its published members. Estates that are not in the published plan are free.

    >>> rule = KeepPublished((("E2", 2028), ("E1", 2027)), at_most=1)
    >>> print(rule)
    KeepPublished: at most 1 of 2 estates change
    >>> rule.plan
    (('E1', 2027), ('E2', 2028))
    """

    plan: tuple[tuple[str, int], ...]
    at_most: int

    def __post_init__(self) -> None:
        """Refuse a plan that is not one year an estate, and a limit that is no whole number."""
        super().__post_init__()
        self._set("plan", pairs(self.kind, self.plan))
        years(self.kind, "at_most", self.at_most)

    @property
    def estates(self) -> tuple[str, ...]:
        """Return the estates of the published plan."""
        return tuple(estate for estate, _ in self.plan)

    @property
    def at_least(self) -> int:
        """Return how many estates must keep their year; 0 or less where all may change."""
        return len(self.plan) - self.at_most

    def kept(self, plan: Mapping[str, int]) -> int:
        """Return how many published estates start in their year in a plan.

        >>> KeepPublished((("E1", 2027), ("E2", 2028)), 1).kept({"E1": 2027, "E2": 2027})
        1
        """
        return sum(plan.get(estate) == year for estate, year in self.plan)

    def __str__(self) -> str:
        return f"KeepPublished: at most {self.at_most} of {len(self.plan)} estates change"
