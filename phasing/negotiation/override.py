"""What a person would rather have: estates pinned to years or left out, rules set aside for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from phasing.negotiation.standing import Standing
from phasing.problem import Problem
from phasing.rules import Gate, LockIn, LockOut, NotBefore, Rule, SameTrench, StartBy
from phasing.units import Units
from tables import InputError


@dataclass(frozen=True)
class Override:
    """Estates pinned to a year, estates left out, and rules set aside to make that possible.

    >>> Override({"E1": 2027}).releasing(Gate("E1", "consent")).released
    frozenset({Gate(estate_id='E1', code='consent')})
    """

    pins: Mapping[str, int] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    released: frozenset[Rule] = frozenset()

    def releasing(self, *rules: Rule) -> "Override":
        """Return the override with these rules set aside too."""
        return replace(self, released=self.released | set(rules))


class Refusal(NamedTuple):
    """Why an estate cannot be pinned or left out as asked, and the rule to release for it.

    Codes: outside_horizon, twice (pinned and left out at once), gate, lock_out, locked, not_before,
    start_by, trench, needs_survey. `rule` None: no rule stands in the way that could be set aside.
    """

    estate_id: str
    year: int | None
    code: str
    rule: Rule | None

    @property
    def phrase(self) -> str:
        """Return the code of the sentence that says it; `told` fills it."""
        return f"price.{self.code}"

    @property
    def told(self) -> dict[str, object]:
        """Return the values of the sentence: estate_id, year, and the rule to release."""
        return {"estate_id": self.estate_id, "year": self.year or "", "rule": self.rule}


class Posed(NamedTuple):
    """A problem and its units, not solved yet: what is refused can be told of it as of a plan."""

    problem: Problem
    found: Units


def refusals(plan: Standing | Posed, override: Override) -> tuple[Refusal, ...]:
    """Return all that keeps an override from being tried, by estate; none where it can be.

    An unknown estate is refused when the rules are posed (`phasing.unknown_estate`).
    """
    posed = plan.problem.without(*override.released)
    found = [
        refusal
        for estate, year in sorted(override.pins.items())
        for refusal in _against_pin(plan, posed, override, estate, year)
    ]
    return (*found, *(r for estate in sorted(override.out) for r in _against_out(posed, estate)))


def overridden(plan: Standing | Posed, override: Override) -> Problem:
    """Return the problem of a plan with an override in force.

    Raises InputError `price.<code>` for the first refusal: estate_id, year, the rule to release.
    """
    for refusal in refusals(plan, override):
        raise InputError(refusal.phrase, **refusal.told)
    return plan.problem.without(*override.released).subject_to(
        *(LockIn(estate, year) for estate, year in override.pins.items()),
        *(LockOut(estate) for estate in override.out),
    )


def _against_pin(
    plan: Standing | Posed, posed: Problem, override: Override, estate: str, year: int
) -> Iterator[Refusal]:
    if estate in override.out:
        yield Refusal(estate, year, "twice", None)
    if year not in posed.years:
        yield Refusal(estate, year, "outside_horizon", None)
    if plan.found.kept_out.get(estate) == "needs_survey":
        yield Refusal(estate, year, "needs_survey", None)
    for rule in posed.rules:
        code = _against_year(rule, estate, year)
        if code:
            yield Refusal(estate, year, code, rule)


def _against_year(rule: Rule, estate: str, year: int) -> str | None:
    """Return how a rule keeps an estate from starting in a year, None where it does not."""
    if isinstance(rule, SameTrench) and estate in rule.estates:
        return None if rule.year is None or rule.allows(rule.year, year) else "trench"
    if getattr(rule, "estate_id", None) != estate:
        return None
    if isinstance(rule, Gate | LockOut):
        return "gate" if isinstance(rule, Gate) else "lock_out"
    if isinstance(rule, NotBefore | StartBy):
        late = isinstance(rule, StartBy)
        apart = year > rule.year if late else year < rule.year
        return None if not apart else "start_by" if late else "not_before"
    return "locked" if isinstance(rule, LockIn) and rule.year != year else None


def _against_out(posed: Problem, estate: str) -> Iterator[Refusal]:
    for rule in posed.rules:
        if isinstance(rule, LockIn | StartBy) and rule.estate_id == estate:
            code = "locked" if isinstance(rule, LockIn) else "start_by"
            yield Refusal(estate, None, code, rule)
