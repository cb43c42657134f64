"""Overrides of a study as questions to its plan: known estates, years of the plan, rules named."""

import difflib
from collections.abc import Collection, Iterable, Mapping

from phasing.negotiation.override import Override, Posed
from phasing.negotiation.standing import Standing, standing_of
from phasing.rules import Rule
from phasing.units import units
from study.choices import Choices
from study.negotiation.keep import by_hand
from study.propose import made_one, phasing_problem
from study.stages import Ranked
from tables import InputError

_NEAREST = 3


def override(
    plan: Standing | Posed,
    pins: Mapping[str, object],
    out: Iterable[str] = (),
    release: Iterable[Rule] = (),
) -> Override:
    """Return what a person wants of a plan, its estates and years checked.

    Raises InputError `price.unknown_estate` with the nearest IDs, `price.year_beyond` for a year
    the plan does not cover, `price.nothing_asked`, `price.twice` for an estate both in and out.
    What a rule forbids is refused when it is priced: `price.gate`, `price.not_before` …
    """
    wanted, left = dict(pins), frozenset(map(str, out))
    rules = frozenset(release)
    if not rules or wanted or left:
        check_estates({*wanted, *left}, set(plan.problem.estates["estate_id"]))
    both = next(iter(sorted(left & set(wanted))), None)
    if both is not None:
        raise InputError("price.twice", estate_id=both)
    years = {estate: _year(estate, year, plan.problem.years) for estate, year in wanted.items()}
    return Override(years, left, rules)


def released(plan: Standing | Posed, estates: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules written by hand of some estates, to be set aside.

    Raises InputError `price.nothing_to_release` for an estate of which none is written.
    """
    rules: list[Rule] = []
    for estate in dict.fromkeys(estates):
        own = by_hand(plan, [estate])
        if not own:
            raise InputError("price.nothing_to_release", estate_id=estate)
        rules += own
    return tuple(rules)


def posed_of(found: Ranked, choices: Choices) -> Posed:
    """Return the problem of a study that is not solved yet: what is refused is told before."""
    problem = phasing_problem(found, choices)
    return Posed(problem, units(problem))


def check_years(pins: Mapping[str, object], years: tuple[int, ...]) -> None:
    """Refuse a year that a plan of these years does not cover."""
    for estate, year in pins.items():
        _year(estate, year, years)


def plan_of(found: Ranked, choices: Choices, name: str) -> Standing:
    """Return the plan of one proposal of a study, as `jiugai run` makes it, ready to be asked.

    `choices` are those of the study: with other proposals, or asked otherwise, a run would make
    another plan (see `study.propose.made`).
    """
    posed = phasing_problem(found, choices)
    return standing_of(posed, made_one(posed, found, choices, name))


def check_estates(asked: Collection[str], known: Collection[str]) -> None:
    """Refuse to ask for nothing, and an estate that is not known, with the nearest IDs."""
    if not asked:
        raise InputError("price.nothing_asked")
    for estate in sorted(set(asked) - set(known)):
        near = difflib.get_close_matches(estate, sorted(known), n=_NEAREST, cutoff=0)
        raise InputError("price.unknown_estate", estate_id=estate, nearest=", ".join(near) or "—")


def _year(estate: str, value: object, years: tuple[int, ...]) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or value not in years:
        raise InputError(
            "price.year_beyond", estate_id=estate, value=value, first=years[0], last=years[-1]
        )
    return int(str(value))
