"""Overrides of a study as questions to its plan: known estates, years of the plan, rules named."""

import difflib
from collections.abc import Collection, Iterable, Mapping

from phasing import Settings, propose
from phasing.negotiation.override import Override
from phasing.negotiation.price import Price, price
from phasing.negotiation.standing import Standing, standing_of
from phasing.rules import Rule
from study.choices import Choices
from study.negotiation.attempts import Attempt
from study.negotiation.questions import Questions
from study.objectives import objectives
from study.propose import phasing_problem
from study.stages import Ranked
from tables import InputError

_NEAREST = 3


def override(
    plan: Standing,
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
    check_estates({*wanted, *left}, set(plan.problem.estates["estate_id"]))
    both = next(iter(sorted(left & set(wanted))), None)
    if both is not None:
        raise InputError("price.twice", estate_id=both)
    years = {estate: _year(estate, year, plan.problem.years) for estate, year in wanted.items()}
    return Override(years, left, frozenset(release))


def prices(plan: Standing, attempts: Iterable[Attempt], asked: Questions) -> tuple[Price, ...]:
    """Return the price of each attempt of `negotiate: try:`, in their order.

    Raises InputError where one of them is refused, StoppedError once somebody asked to stop.
    """
    found = []
    for one in attempts:
        asked.go_on()
        wanted = override(plan, one.pins, one.out, one.release)
        found.append(price(plan, wanted, settings=asked.settings, hooks=asked.hooks))
    asked.go_on()
    return tuple(found)


def plan_of(found: Ranked, choices: Choices, name: str) -> Standing:
    """Return the plan of one proposal of a study, as `jiugai run` makes it, ready to be asked.

    All proposals are made: where a search ends at its limit one may serve another's aim better.
    """
    solver, posed = choices.solver, phasing_problem(found, choices)
    rules = found.measured.rules
    aims = objectives(choices.proposals, len(choices.horizon), rules, choices.value)
    settings = Settings(gap=solver.gap, node_limit=solver.nodes, seed=solver.seed)
    made = propose(posed, aims, judged_by=(), settings=settings)
    return standing_of(posed, made[choices.proposals.index(name)])


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
