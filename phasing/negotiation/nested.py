"""Plans that are not nested: why more money dropped an estate, or put it off."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from phasing.clash import InfeasibleError
from phasing.draft import SAME
from phasing.negotiation.fewest import fewest
from phasing.negotiation.money_curve import scaled
from phasing.negotiation.standing import Standing, again
from phasing.rules import LockIn, StartBy
from phasing.solve import Hooks, Settings
from phasing.units import Unit
from tables import InputError

COLUMNS = [
    *("estate_id", "year_smaller", "year_richer", "code", "reason"),
    *("lost", "lost_least", "lost_most", "together", "unit_changed"),
]
# What keeping estates may be worth without costing anything that can be told.
FREE = ("nested.tie", "nested.better", "nested.not_told_apart")
INSTEAD_COLUMNS = ["estate_id", "other", "year_smaller", "year_richer", "year_kept"]
YEARS = ("year_smaller", "year_richer", "year_kept")


@dataclass(frozen=True, eq=False)
class Dropped:
    """Why a richer plan does without estates, or does them later, that a smaller one has.

    `table`: estate_id, year_smaller, year_richer (<NA>: dropped), code, reason, and what keeping
    its year would cost the richer plan: lost points, in truth between lost_least and lost_most;
    together: that is the price of keeping all of them at once; unit_changed: it is placed with
    others than before (its cluster now fits into one year, say).
    Codes: nested.dearer (keeping it costs points), nested.not_told_apart (perhaps, within what is
    proven), nested.tie (a plan worth as much keeps it), nested.better (one worth more does),
    nested.not_asked (it costs no more than all at once), nested.shut (it may not start so early in
    the richer plan: `reason`), nested.none (no plan keeps it), nested.not_found (the search ended
    without one), nested.in_turn (aims met in turn: no price). Unknown is NaN.
    `instead`: estate_id, other, year_smaller, year_richer, year_kept: who would come later or leave
    if the estate were kept; where no plan keeps it, who is new in its year.
    """

    table: pd.DataFrame
    instead: pd.DataFrame


@dataclass(frozen=True, eq=False)
class _Kept:
    """The richer plan with estates kept in their year, or the code of why there is none."""

    code: str
    reason: str = ""
    plan: Standing | None = None
    together: bool = False


def dropped(
    smaller: Standing,
    richer: Standing,
    *,
    most: int,
    settings: Settings,
    hooks: Hooks | None = None,
) -> Dropped:
    """Return why a richer plan drops estates of a smaller one, or starts them later.

    The richer problem is asked with the condition that they start by their year in the smaller
    plan: first all at once. Where that costs nothing that can be told, it is the answer for each of
    them. Else one by one, the members of one unit together, the first `most`; of the rest it is
    told that they cost no more than all at once. By year, then id.
    """
    left = list(_left(smaller.plan, richer.plan))
    answers = _answers(smaller, richer, left, most, _Search(settings, hooks))
    rows = [_row(smaller, richer, estate, answers[estate]) for estate, _ in left]
    instead = [
        row
        for estate, _ in left
        for row in _instead(smaller.plan, richer.plan, estate, answers[estate])
    ]
    return Dropped(_table(rows), _instead_table(instead))


@dataclass(frozen=True, eq=False)
class Richer:
    """A plan with every budget times `factor`, and what it drops, or puts off, of the smaller."""

    factor: float
    plan: Standing
    dropped: Dropped


def with_more(
    smaller: Standing, *, factor: float, most: int, settings: Settings, hooks: Hooks | None = None
) -> Richer:
    """Return the plan with every budget times a factor above 1, and what it drops of this one.

    Of the richer plans as good within the gap asked for, one that displaces few of this one.

    Errors: `phasing.factor_not_more`.
    """
    if not factor > 1:
        raise InputError("phasing.factor_not_more", factor=factor)
    problem = scaled(smaller.problem, factor)
    solved = again(smaller, problem, settings=settings, hooks=hooks)
    plan = fewest(smaller, solved, settings=settings, hooks=hooks)
    return Richer(factor, plan, dropped(smaller, plan, most=most, settings=settings, hooks=hooks))


@dataclass(frozen=True)
class _Search:
    settings: Settings
    hooks: Hooks | None


def _left(smaller: Mapping[str, int], richer: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the estates that the richer plan does not have, or later; by year, then id."""
    for estate, year in sorted(smaller.items(), key=lambda item: (item[1], item[0])):
        if richer.get(estate, math.inf) > year:
            yield estate, year


def _answers(
    smaller: Standing,
    richer: Standing,
    left: Sequence[tuple[str, int]],
    most: int,
    search: _Search,
) -> dict[str, _Kept]:
    """Return the answer for each estate: what shuts it out, of all at once, or its own."""
    found = {
        estate: _Kept("nested.shut", reason)
        for estate, year in left
        if (reason := _shut(richer, estate, year))
    }
    asked = [(estate, year) for estate, year in left if estate not in found]
    if not asked:
        return found
    whole = _kept(smaller, richer, asked, search)
    if whole.code in FREE or len(asked) == 1:
        return found | {e: replace(whole, together=len(asked) > 1) for e, _ in asked}
    told: dict[tuple[str, int], _Kept] = {}
    for estate, year in asked:
        about = (richer.unit_of[estate].unit_id, year)
        if about not in told and len(told) < most:
            told[about] = _kept(richer, richer, [(estate, year)], search)
        rest = replace(whole, code="nested.not_asked" if whole.plan else whole.code, together=True)
        found[estate] = told.get(about, rest)
    return found


def _kept(
    start: Standing, richer: Standing, asked: Sequence[tuple[str, int]], search: _Search
) -> _Kept:
    """Return the richer plan with estates kept in their year, searched for from a plan."""
    posed = richer.problem.subject_to(*(StartBy(estate, year) for estate, year in asked))
    try:
        plan = again(start, posed, settings=search.settings, hooks=search.hooks)
    except InfeasibleError:
        return _Kept("nested.none")
    except InputError as error:
        if error.code != "phasing.not_proven":
            raise
        return _Kept("nested.not_found")
    return _Kept(_code(richer, plan), plan=plan)


def _shut(richer: Standing, estate: str, year: int) -> str:
    """Return what keeps an estate from a year in the richer problem whatever the plan."""
    unit = richer.unit_of.get(estate)
    if unit is None:
        return richer.found.kept_out.get(estate, "not_in_pool")
    locked = [rule.year for rule in richer.problem.of(LockIn) if rule.estate_id == estate]
    if locked:
        return "locked" if locked[0] > year else ""
    return "" if any(unit.plan(start)[estate] <= year for start in unit.years) else "no_year"


def _code(richer: Standing, kept: Standing) -> str:
    aim = richer.problem.objective
    if aim is not None and aim.after:
        return "nested.in_turn"
    hair = SAME * max(1.0, abs(richer.value))
    lost = richer.value - kept.value
    if lost <= hair:
        return "nested.better" if lost < -hair else "nested.tie"
    return "nested.dearer" if richer.value > kept.bound + hair else "nested.not_told_apart"


def _row(smaller: Standing, richer: Standing, estate: str, kept: _Kept) -> dict[str, object]:
    row: dict[str, object] = {
        "estate_id": estate,
        "year_smaller": smaller.plan[estate],
        "year_richer": richer.plan.get(estate),
        "code": kept.code,
        "reason": kept.reason,
        "together": kept.together,
        "unit_changed": _as_one(smaller, estate) != _as_one(richer, estate),
    }
    if kept.plan is None or kept.code == "nested.in_turn":
        return row
    if kept.code == "nested.not_asked":
        return row | {"lost_most": max(0.0, richer.bound - kept.plan.value)}
    lost = richer.value - kept.plan.value
    least = max(0.0, richer.value - max(kept.plan.bound, kept.plan.value))
    most = max(0.0, richer.bound - kept.plan.value)
    return row | {"lost": lost, "lost_least": least, "lost_most": most}


def _as_one(standing: Standing, estate: str) -> tuple[object, ...]:
    """Return with whom, and how many years after the others, an estate is placed."""
    unit: Unit | None = standing.unit_of.get(estate)
    return (unit.members, unit.offsets) if unit else ()


def _instead(
    smaller: Mapping[str, int], richer: Mapping[str, int], estate: str, kept: _Kept
) -> list[tuple[object, ...]]:
    if kept.code == "nested.not_asked":
        return []
    if kept.plan is None:
        year = smaller[estate]
        new = (e for e, y in richer.items() if y == year and smaller.get(e) != year)
        return [(estate, e, smaller.get(e), richer[e], None) for e in new]
    plan = kept.plan.plan
    later = (e for e, year in richer.items() if plan.get(e, math.inf) > year)
    return [(estate, e, smaller.get(e), richer[e], plan.get(e)) for e in later]


def _table(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = dict.fromkeys(("lost", "lost_least", "lost_most"), "float64")
    years = {"year_smaller": "Int64", "year_richer": "Int64"}
    return table.astype(numbers | years | {"together": "bool", "unit_changed": "bool"})


def _instead_table(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=INSTEAD_COLUMNS)
    return table.astype(dict.fromkeys(YEARS, "Int64"))
