"""Rules about whose turn it is: who may enter, from when, with whom, before or after whom."""

from dataclasses import dataclass

from phasing.entries import check_choice, check_year, check_yes_no, estates, years
from phasing.rules.base import Rule

GATED = ("step_out", "hold_back")


@dataclass(frozen=True)
class Together(Rule):
    """The estates of a cluster (片区) share one year, or none is renovated.

    `gated`: a member that may not enter steps out of the cluster, or holds it back. With
    `batches` a cluster too dear for any single year is done in batches in consecutive years;
    without, it is not done at all.

    >>> print(Together("C03"))
    Together C03
    """

    cluster_id: str
    gated: str = "step_out"
    batches: bool = True

    def __post_init__(self) -> None:
        """Refuse choices that are none."""
        super().__post_init__()
        check_choice(self.kind, "gated", self.gated, GATED)
        check_yes_no(self.kind, "batches", self.batches)

    @property
    def phrase(self) -> str:
        """Return the code of the sentence: what happens to gated members."""
        return f"rule.together{'' if self.gated == 'step_out' else '.hold_back'}"

    def __str__(self) -> str:
        held = "" if self.gated == "step_out" else ", held back by members that may not enter"
        return f"Together {self.cluster_id}{held}{'' if self.batches else ', never in batches'}"


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
class YearOfOne(Rule):
    """What rules about the year of one estate have in common."""

    estate_id: str
    year: int

    def __post_init__(self) -> None:
        """Refuse a year that is no year."""
        super().__post_init__()
        check_year(self.estate_id, self.year)

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.estate_id}: {self.year}"


@dataclass(frozen=True)
class NotBefore(YearOfOne):
    """An estate that cannot start before a year; `code` may say what postpones it.

    >>> print(NotBefore("E017", 2028))
    NotBefore E017: 2028
    """

    code: str = ""

    def __str__(self) -> str:
        return super().__str__() + (f" ({self.code})" if self.code else "")


@dataclass(frozen=True)
class StartBy(YearOfOne):
    """An estate that must start in a year or before it.

    >>> print(StartBy("E017", 2028))
    StartBy E017: 2028
    """


@dataclass(frozen=True)
class LockIn(YearOfOne):
    """An estate whose year is settled: already adopted, or moved there by hand.

    >>> print(LockIn("E017", 2027))
    LockIn E017: 2027
    """


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
class Precede(Rule):
    """`then` is done only after `first`: in its year or later, `years` later at the least.

    >>> print(Precede("E001", "E017", years=1))
    Precede E001 before E017, 1 years between
    """

    first: str
    then: str
    years: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no whole number of years."""
        super().__post_init__()
        years(self.kind, "years", self.years)

    def __str__(self) -> str:
        between = f", {self.years} years between" if self.years else ""
        return f"Precede {self.first} before {self.then}{between}"


@dataclass(frozen=True)
class SameTrench(Rule):
    """Estates on one pipe corridor or road: dug open in one window, or `apart_years` apart.

    Two of them are done less than `window_years` years apart (1: in the same year), or at least
    `apart_years` apart. `year`, where the utility programme has set it, is when the road is opened.

    >>> print(SameTrench("人民路", ("E2", "E1"), apart_years=5))
    SameTrench 人民路: E1, E2 within 1 years, or 5 years apart
    """

    trench: str
    estates: tuple[str, ...]
    apart_years: int
    window_years: int = 1
    year: int | None = None

    def __post_init__(self) -> None:
        """Refuse estates that are no IDs and spans that are no years."""
        super().__post_init__()
        self._set("estates", estates(self.kind, self.estates))
        years(self.kind, "apart_years", self.apart_years)
        years(self.kind, "window_years", self.window_years)
        if self.year is not None:
            check_year(self.trench, self.year)

    def allows(self, one: int, other: int) -> bool:
        """Return whether two openings in these years keep the rule."""
        between = abs(one - other)
        return between < self.window_years or between >= self.apart_years

    @property
    def phrase(self) -> str:
        """Return the code of the sentence: with or without the year of the utility programme."""
        return f"rule.same_trench{'' if self.year is None else '.year'}"

    def __str__(self) -> str:
        when = "" if self.year is None else f", opened in {self.year}"
        spans = f"within {self.window_years} years, or {self.apart_years} years apart"
        return f"SameTrench {self.trench}: {', '.join(self.estates)} {spans}{when}"
