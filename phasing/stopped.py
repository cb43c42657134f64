"""What a proposal is when somebody stops before its search has ended: the best there is at hand."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from phasing.book import Book
from phasing.compile import unit_gains
from phasing.draft import SAME, Draft, drafted, unsearched
from phasing.fill import begin, fill_up, unmet
from phasing.negotiation.repair import repaired
from phasing.polish import polish
from phasing.problem import Problem
from phasing.solve import Hooks, Settings
from phasing.units import Unit, Units, candidates
from phasing.worth import worth
from tables import InputError


class AtHand(NamedTuple):
    """What a search that is stopped may fall back on.

    `filled`: filling in score order. `former`: the years of a former plan of the same proposal by
    estate, empty where there is none. `others`: what was found for other aims of the problem.
    """

    filled: Book
    former: Mapping[str, int]
    others: Sequence[Draft] = ()


def answered(
    problem: Problem, found: Units, at_hand: AtHand, settings: Settings, hooks: Hooks | None
) -> Draft:
    """Return a problem solved for its aims; where somebody stops, what is at hand at once.

    A search that was not begun then is not begun: the plan is a rough one, with no bound. One that
    was under way leaves the better of its plan and the rough one. A search that ends by itself
    never looks at what is at hand but the filling: whoever solves a problem gets one answer.
    """
    draft = _answer(problem, found, at_hand, settings, hooks)
    if hooks is not None and hooks.on_plan and problem.objective is not None:
        hooks.on_plan(problem.objective.name, draft.book.plan())
    return draft


def begun(draft: Draft) -> bool:
    """Return whether a search for a plan had told anything when it ended."""
    return math.isfinite(draft.stages[-1].bound)


def _answer(
    problem: Problem, found: Units, at_hand: AtHand, settings: Settings, hooks: Hooks | None
) -> Draft:
    stopped = hooks is not None and hooks.stopped
    rough = _rough(problem, found, at_hand) if stopped else None
    if rough is not None:
        return rough
    try:
        draft = drafted(problem, found, at_hand.filled, settings, hooks)
    except InputError as error:
        rough = _rough(problem, found, at_hand) if hooks is not None and hooks.stopped else None
        if rough is None or error.code != "phasing.not_proven":
            raise
        return rough
    if draft.stages[-1].status != "stopped":
        return draft
    rough = _rough(problem, found, at_hand)
    return draft if rough is None else _better(draft, rough, found)


def _rough(problem: Problem, found: Units, at_hand: AtHand) -> Draft | None:
    """Return a plan nobody searched for: the former one where it can be kept, repaired.

    Else the better of filling by what the aim itself gains for the money, and in score order; else
    a plan for another aim that serves this one best. None where none of them keeps every rule.
    """
    starts = _starts(found, at_hand.former)
    book = repaired(problem, found, starts) if starts else None
    if book is None:
        own = (_by_own_aim(problem, found), at_hand.filled)
        book = _best(problem, found, (one for one in own if _keeps(problem, one)))
    if book is None:
        book = _best(problem, found, (draft.book for draft in at_hand.others))
    return None if book is None else Draft(problem, book, unsearched(problem, found, book))


def _starts(found: Units, former: Mapping[str, int]) -> dict[Unit, int]:
    """Return the start of each unit that a former plan has, its members as they would be now."""
    starts = dict[Unit, int]()
    for unit in found.units:
        first = former.get(unit.members[0])
        if first is None:
            continue
        start = first - (unit.offsets[0] if unit.offsets else 0)
        if all(former.get(estate) == year for estate, year in unit.plan(start).items()):
            starts[unit] = start
    return starts


def _by_own_aim(problem: Problem, found: Units) -> Book:
    """Return what the rules ask for, then what the aim gains most by for its money, polished."""
    gains = unit_gains(problem, found)

    def for_its_money(unit: Unit) -> tuple[float, str]:
        yuan = sum(sum(problem.part_costs[estate].values()) for estate in unit.members)
        most = max((gains.get((unit.unit_id, year), 0.0) for year in unit.years), default=0.0)
        return -most / max(1, yuan), unit.unit_id

    book = begin(problem, found.units)
    if problem.objective is None or problem.objective.kind != "cost":
        fill_up(book, tuple(sorted(found.units, key=for_its_money)))
    polish(problem, found, book)
    return book


def _keeps(problem: Problem, book: Book) -> bool:
    return book.sound() and not unmet(problem, book)


def _best(problem: Problem, found: Units, books: Iterable[Book]) -> Book | None:
    """Return the book worth most under the aim, the first of equals; None of none."""
    rows, aim, listed = candidates(problem, found), problem.objective, list(books)
    if aim is None or not listed:
        return next(iter(listed), None)
    values = [worth(aim, problem, rows, book) for book in listed]
    return listed[values.index(max(values))]


def _better(draft: Draft, rough: Draft, found: Units) -> Draft:
    """Return the draft, or the rough plan where it serves the last aim better.

    Of aims in turn a plan counts only where it serves those before as well as must be: by no more
    less than may be given up. What was proven of the first aim holds for any plan; of the others it
    was proven while so much of the first was kept.
    """
    drawn, aim = unsearched(draft.problem, found, draft.book), draft.problem.objective
    may = (aim.give_up if aim else 0.0) + SAME
    if any(
        other.value < mine.value - may * abs(mine.value)
        for mine, other in zip(drawn[:-1], rough.stages[:-1], strict=True)
    ):
        return draft
    mine, other = drawn[-1], rough.stages[-1]
    if other.value <= mine.value + SAME * abs(mine.value):
        return draft
    first, *rest = rough.stages
    told = draft.stages[0]
    bound = replace(first, bound=max(told.bound, first.value), nodes=told.nodes)
    return Draft(draft.problem, rough.book, (bound, *rest))
