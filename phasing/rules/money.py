"""Rules about money: what each source has, what it may pay, and which share of a cost is whose."""

from dataclasses import dataclass

from phasing.entries import (
    check_amount,
    check_party,
    check_share,
    check_year,
    check_yes_no,
    purposes,
    weights,
    years,
)
from phasing.rules.base import Rule


@dataclass(frozen=True)
class Budget(Rule):
    """What `source` can pay in `year`, in 万元; `pays` names cost classes, None means all.

    "other" covers every class that is not the building body. With `carry_over` what is left moves
    into the next year, otherwise it lapses. `party` is whose money it is.

    >>> print(Budget("中央预算内投资", 2027, 850, pays=frozenset({"other"})))
    Budget 中央预算内投资 2027: 850 wan for other
    """

    source: str
    year: int
    amount_wan: float
    pays: frozenset[str] | None = None
    carry_over: bool = False
    party: str = "government"

    def __post_init__(self) -> None:
        """Refuse an amount that is no number, unknown or negative, and unreadable purposes."""
        super().__post_init__()
        check_year(self.source, self.year)
        check_amount(self.source, self.amount_wan, self.year)
        check_yes_no(self.kind, "carry_over", self.carry_over)
        check_party(self.kind, self.party)
        self._set("pays", purposes(self.kind, "pays", self.pays))

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
class Split(Rule):
    """Fixed shares of a cost class: `parts` are (payer, weight), weights in proportion.

    A payer is a source or a party. One that has neither a budget nor a contribution pays its part
    of every estate without a yearly limit, as an operator does that renews its own pipes. The part
    of residents leaves out exempt households; what they would owe goes to the government.

    >>> print(Split("gas", (("government", 700), ("燃气企业", 2100), ("residents", 800))))
    Split gas: government 700 : 燃气企业 2100 : residents 800
    """

    cost_class: str
    parts: tuple[tuple[str, float], ...]

    def __post_init__(self) -> None:
        """Refuse parts that are not pairs of a payer and a weight."""
        super().__post_init__()
        self._set("parts", weights(self.kind, self.parts))

    def __str__(self) -> str:
        parts = " : ".join(f"{payer} {weight:g}" for payer, weight in self.parts)
        return f"Split {self.cost_class}: {parts}"


@dataclass(frozen=True)
class Contribution(Rule):
    """Money an estate brings itself, for itself alone: residents' payments, private capital.

        at most   share × cost   and   yuan_per_household × (households − exempt households)

    of the cost classes `pays` (None: all) that no split fixes. It is drawn before any budget.

    >>> print(Contribution("居民出资", share=0.1, yuan_per_household=2000))
    Contribution 居民出资: 10 % of the cost, 2000 yuan a household
    """

    source: str
    party: str = "residents"
    share: float | None = None
    yuan_per_household: float | None = None
    pays: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """Refuse a share outside 0–1 and an amount that is none."""
        super().__post_init__()
        check_party(self.kind, self.party)
        if self.share is not None or self.yuan_per_household is None:
            check_share(self.kind, "share", self.share)
        if self.yuan_per_household is not None:
            check_amount(self.source, self.yuan_per_household)
        self._set("pays", purposes(self.kind, "pays", self.pays))

    @property
    def phrase(self) -> str:
        """Return the code of the sentence for the bounds that are stated."""
        share = ".share" if self.share is not None else ""
        return f"rule.contribution{share}{'.yuan' if self.yuan_per_household is not None else ''}"

    def __str__(self) -> str:
        share = [f"{self.share:.4g}"] if self.share is not None else []
        bounds = [f"{float(text) * 100:g} % of the cost" for text in share]
        if self.yuan_per_household is not None:
            bounds.append(f"{self.yuan_per_household:g} yuan a household")
        return f"Contribution {self.source}: {', '.join(bounds)}"


@dataclass(frozen=True)
class Matching(Rule):
    """A budget source pays for an estate at most `ratio` × its contribution, up to an amount.

        at most   min(ratio × contribution, yuan_per_household × households)

    A contribution that is matched is paid in full: nobody is matched for what was not paid.

    >>> print(Matching("市级奖补", "居民出资", 1, 5000))
    Matching 市级奖补: 1 x 居民出资, at most 5000 yuan a household
    """

    source: str
    contribution: str
    ratio: float
    yuan_per_household: float

    def __post_init__(self) -> None:
        """Refuse amounts that are none."""
        super().__post_init__()
        check_amount(self.source, self.ratio)
        check_amount(self.source, self.yuan_per_household)

    def __str__(self) -> str:
        most = f"at most {self.yuan_per_household:g} yuan a household"
        return f"Matching {self.source}: {self.ratio:g} x {self.contribution}, {most}"


@dataclass(frozen=True)
class ShareCap(Rule):
    """A payer (source or party) bears at most this share of every estate's cost.

    It holds in each cost class that no split fixes, and so for their sum.

    >>> print(ShareCap("government", 0.8))
    ShareCap government: at most 80 %
    """

    payer: str
    at_most: float

    def __post_init__(self) -> None:
        """Refuse a share outside 0–1."""
        super().__post_init__()
        check_share(self.kind, "at_most", self.at_most)

    def __str__(self) -> str:
        return f"ShareCap {self.payer}: at most {self.at_most * 100:g} %"


@dataclass(frozen=True)
class PaidAfter(Rule):
    """Money of `source` that arrives `years` after the works it pays for: awards (以奖代补).

    The budget of a year pays the works of `year − years`.

    >>> print(PaidAfter("市级奖补", 1))
    PaidAfter 市级奖补: 1 years
    """

    source: str
    years: int

    def __post_init__(self) -> None:
        """Refuse what is no whole number of years."""
        super().__post_init__()
        years(self.kind, "years", self.years)

    def __str__(self) -> str:
        return f"PaidAfter {self.source}: {self.years} years"


@dataclass(frozen=True)
class Spread(Rule):
    """Works dearer than `above_wan` are paid over two years: `start_share` first, then the rest.

    >>> print(Spread(0.6, above_wan=500))
    Spread 60 % in the first year, above 500 wan
    """

    start_share: float
    above_wan: float = 0

    def __post_init__(self) -> None:
        """Refuse a share outside 0–1 and an amount that is none."""
        super().__post_init__()
        check_share(self.kind, "start_share", self.start_share)
        check_amount("above_wan", self.above_wan)

    def __str__(self) -> str:
        return (
            f"Spread {self.start_share * 100:g} % in the first year, above {self.above_wan:g} wan"
        )


@dataclass(frozen=True)
class NextPlan(Rule):
    """How much may fall due after the last year; without this rule nothing may.

    >>> print(NextPlan(300))
    NextPlan: at most 300 wan after the last year
    """

    limit_wan: float

    def __post_init__(self) -> None:
        """Refuse a limit that is no amount."""
        super().__post_init__()
        check_amount("next_plan", self.limit_wan)

    def __str__(self) -> str:
        return f"NextPlan: at most {self.limit_wan:g} wan after the last year"
