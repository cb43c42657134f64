"""Rules about how much, where and for whom: capacity, floors, targets, shares."""

from dataclasses import dataclass

from phasing.entries import (
    check_amount,
    check_choice,
    check_measure,
    check_share,
    check_year,
    estates,
    years,
)
from phasing.rules.base import Rule

LEVELS = ("district", "street", "community")


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
class Floor(Rule):
    """At least so much of a measure in a district, street or community over the whole plan.

    >>> print(Floor("河东区", "households", 500))
    Floor 河东区: households >= 500
    """

    zone: str
    measure: str
    at_least: float
    level: str = "district"

    def __post_init__(self) -> None:
        """Refuse an unknown measure or level and a limit that is no amount."""
        super().__post_init__()
        check_measure(self.kind, self.measure)
        check_amount(self.zone, self.at_least)
        check_choice(self.kind, "level", self.level, LEVELS)

    @property
    def phrase(self) -> str:
        """Return the code of the sentence for this measure."""
        return f"rule.floor.{self.measure}"

    def __str__(self) -> str:
        return f"Floor {self.zone}: {self.measure} >= {self.at_least:g}"


@dataclass(frozen=True)
class Target(Rule):
    """At least so much of a column of the pool over the whole plan.

    >>> print(Target("residents", 10_000))
    Target residents >= 10000
    """

    measure: str
    at_least: float

    def __post_init__(self) -> None:
        """Refuse a limit that is no amount."""
        super().__post_init__()
        check_amount(self.measure, self.at_least)

    def __str__(self) -> str:
        return f"Target {self.measure} >= {self.at_least:g}"


@dataclass(frozen=True)
class ReachShare(Rule):
    """At least this share of what the whole pool holds of a column: of vulnerable households.

    >>> print(ReachShare("vulnerable_households", 0.6))
    ReachShare vulnerable_households >= 60 %
    """

    measure: str
    at_least_share: float

    def __post_init__(self) -> None:
        """Refuse a share outside 0–1."""
        super().__post_init__()
        check_share(self.kind, "at_least_share", self.at_least_share)

    def __str__(self) -> str:
        return f"ReachShare {self.measure} >= {self.at_least_share * 100:g} %"


@dataclass(frozen=True)
class StockCap(Rule):
    """Estates of a group hold at most this share of what the plan does of a measure.

        Σ measure of the group's estates placed ≤ at_most_share × Σ measure of all placed

    `group` is a yes-or-no column of the pool: the stock of 2001–2005. An estate of which nobody
    knows is not counted into the group.

    >>> print(StockCap("late_stock", "households", 0.15))
    StockCap late_stock: at most 15 % of households
    """

    group: str
    measure: str
    at_most_share: float

    def __post_init__(self) -> None:
        """Refuse an unknown measure and a share outside 0–1."""
        super().__post_init__()
        check_measure(self.kind, self.measure)
        check_share(self.kind, "at_most_share", self.at_most_share)

    def __str__(self) -> str:
        return f"StockCap {self.group}: at most {self.at_most_share * 100:g} % of {self.measure}"


@dataclass(frozen=True)
class DemonstrationFirst(Rule):
    """At least so many of these estates are done by a year: 示范带动.

    >>> print(DemonstrationFirst(("E2", "E1"), 2027))
    DemonstrationFirst 2027: at least 1 of E1, E2
    """

    estates: tuple[str, ...]
    year: int
    at_least: int = 1

    def __post_init__(self) -> None:
        """Refuse estates that are no IDs."""
        super().__post_init__()
        self._set("estates", estates(self.kind, self.estates))
        check_year(self.kind, self.year)
        years(self.kind, "at_least", self.at_least)

    def __str__(self) -> str:
        return f"DemonstrationFirst {self.year}: at least {self.at_least} of " + ", ".join(
            self.estates
        )
