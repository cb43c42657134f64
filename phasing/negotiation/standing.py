"""A plan that stands: what it is worth and proven against, ready to be asked and solved again."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from phasing.batches import fitted
from phasing.book import Book
from phasing.compile import compile_model
from phasing.draft import Draft, drafted
from phasing.fill import fill
from phasing.negotiation.repair import repaired
from phasing.problem import Problem
from phasing.programme import Programme, Stage
from phasing.propose import refuse_locks_apart
from phasing.rules import Gate, LockIn, LockOut, NotBefore, StartBy
from phasing.solve import Hooks, Settings, relative_gap, relaxed
from phasing.units import Unit, Units, candidates, units
from phasing.worth import worth
from tables import InputError

# Rules that only take years away from an estate.
TIGHTENING = (Gate, LockIn, LockOut, NotBefore, StartBy)


@dataclass(frozen=True, eq=False)
class Standing:
    """A plan that keeps every rule of a problem (which has an objective), and its bound.

    `found` are the units that can be placed, `starts` the year each placed unit starts in. No plan
    of the problem is worth more than `bound`. `stages` tell how each aim in turn was met; empty for
    a first answer, which nobody searched for.
    """

    problem: Problem
    found: Units
    starts: Mapping[Unit, int]
    value: float
    bound: float
    stages: tuple[Stage, ...] = ()

    @property
    def gap(self) -> float:
        """Return how far the value may be from the best one, as a share (0–1)."""
        return relative_gap(self.bound, self.value)

    @cached_property
    def plan(self) -> dict[str, int]:
        """Return the year of each estate that is placed."""
        years = [unit.plan(start) for unit, start in self.starts.items()]
        return dict(sorted(item for one in years for item in one.items()))

    @cached_property
    def unit_of(self) -> dict[str, Unit]:
        """Return the unit of each estate that could be placed."""
        return {estate: unit for unit in self.found.units for estate in unit.members}

    def book(self) -> Book:
        """Return the plan in a new book, to try changes in."""
        book = Book(self.problem)
        for unit, start in self.starts.items():
            book.place(unit, start)
        return book

    def worth(self, plan: Book) -> float:
        """Return what a plan is worth under the objective of this problem, its pool and zones."""
        aim = self.problem.objective
        if aim is None:
            return 0.0
        return worth(aim, self.problem, candidates(self.problem, self.found), plan)


def standing(problem: Problem, *, settings: Settings, hooks: Hooks | None = None) -> Standing:
    """Return a plan of a problem, solved anew. Raises `InfeasibleError` where there is none."""
    refuse_locks_apart(problem)
    found = fitted(problem, units(problem))
    return _stands(drafted(problem, found, fill(problem, found.units), settings, hooks), found)


def standing_of(problem: Problem, programme: Programme) -> Standing:
    """Return a programme of a problem as a plan that stands; nothing is solved again."""
    posed = problem.aiming_at(programme.objective)
    found = fitted(posed, units(posed))
    starts = {u: _start(u, programme.plan) for u in found.units if u.members[0] in programme.plan}
    return Standing(posed, found, starts, programme.value, programme.bound, stages=programme.stages)


def at_once(before: Standing, problem: Problem) -> Standing | None:
    """Return a first answer to a changed problem: the plan that stood, repaired by hand's rules.

    Its bound is the smaller of what the relaxed model allows and, where the change only takes
    years away from estates, what was proven before. None where the repair misses a rule: then only
    a search can tell (`again`). Nothing is searched: within a second at a thousand estates.
    """
    refuse_locks_apart(problem)
    found = fitted(problem, units(problem))
    book = repaired(problem, found, before.starts)
    if book is None:
        return None
    value = _value(problem, found, book)
    bound = relaxed(compile_model(problem, found), confirm=True)
    if bound is None:
        return None
    bound = min(bound, before.bound) if _bound_holds(before, problem, found) else bound
    return Standing(problem, found, dict(book.placed), value, max(bound, value))


def again(
    before: Standing, problem: Problem, *, settings: Settings, hooks: Hooks | None = None
) -> Standing:
    """Return a plan of a changed problem, searched for from the plan that stood.

    Never worth less than the first answer, but for aims in turn: that may serve an aim before the
    last less than it must. Where the search ends without a plan, the first answer stands with its
    bound. Raises `InfeasibleError` where no plan keeps the rules, InputError `phasing.not_proven`
    where there is no first answer either.
    """
    refuse_locks_apart(problem)
    found = fitted(problem, units(problem))
    book = repaired(problem, found, before.starts)
    start = fill(problem, found.units) if book is None else book
    settings = replace(settings, insist=False)
    try:
        drawn = _stands(drafted(problem, found, start, settings, hooks), found)
    except InputError as error:
        if book is None or error.code != "phasing.not_proven":
            raise
        drawn = _unsearched(problem, found, book)
    drawn = drawn if book is None else _at_least(drawn, book)
    if _bound_holds(before, problem, found):
        return _bounded(drawn, before.bound)
    return drawn


def revalued(plan: Standing, problem: Problem) -> Standing:
    """Return a plan as it is worth in another problem, to search from: nothing is proven of it.

    What was proven in its own problem does not hold in one with other scores or rules.
    """
    bare = replace(plan, problem=problem, bound=math.inf, stages=())
    return replace(bare, value=bare.worth(bare.book()))


def _stands(draft: Draft, found: Units) -> Standing:
    value = _value(draft.problem, found, draft.book)
    bound = max(draft.stages[-1].bound, value)
    return Standing(draft.problem, found, dict(draft.book.placed), value, bound, draft.stages)


def _unsearched(problem: Problem, found: Units, book: Book) -> Standing:
    """Return a plan that no search found or bettered: the relaxed model alone bounds its aims."""
    aim, rows = problem.objective, candidates(problem, found)
    stages = list[Stage]()
    for one in (*aim.after, aim) if aim else ():
        posed = problem.aiming_at(one)
        value, free = worth(one, posed, rows, book), relaxed(compile_model(posed, found))
        bound = math.inf if free is None else max(value, free)
        stages.append(Stage(one, value, bound, "limit", 0))
    value, bound = (stages[-1].value, stages[-1].bound) if stages else (0.0, 0.0)
    return Standing(problem, found, dict(book.placed), value, bound, tuple(stages))


def _at_least(drawn: Standing, book: Book) -> Standing:
    """Return the plan drawn, or the first answer where that is worth more (aims in turn: drawn)."""
    aim, value = drawn.problem.objective, drawn.worth(book)
    if aim is None or aim.after or value <= drawn.value:
        return drawn
    bound = max(drawn.bound, value)
    stages = tuple(replace(stage, value=value, bound=bound) for stage in drawn.stages)
    return replace(drawn, starts=dict(book.placed), value=value, bound=bound, stages=stages)


def _bounded(drawn: Standing, bound: float) -> Standing:
    return replace(drawn, bound=max(drawn.value, min(drawn.bound, bound)))


def _value(problem: Problem, found: Units, book: Book) -> float:
    aim = problem.objective
    return 0.0 if aim is None else worth(aim, problem, candidates(problem, found), book)


def _start(unit: Unit, plan: Mapping[str, int]) -> int:
    later = unit.offsets[0] if unit.offsets else 0
    return plan[unit.members[0]] - later


def _bound_holds(before: Standing, problem: Problem, found: Units) -> bool:
    """Return whether no plan of the changed problem is worth more than the bound before.

    Not so for aims in turn: where the first can be met less well, less of it must be kept, and the
    next may reach more than before.
    """
    aim = problem.objective
    return not (aim and aim.after) and only_tighter(before, problem, found)


def only_tighter(before: Standing, problem: Problem, found: Units) -> bool:
    """Return whether every plan of the changed problem was one before, worth the same.

    So it is where only rules came in that take years from estates, the same estates may enter, and
    the units are what they were with no year more. The bound before need not hold (aims in turn).
    """
    old, new = set(before.problem.rules), set(problem.rules)
    if old - new or not all(isinstance(rule, TIGHTENING) for rule in new - old):
        return False
    if (
        before.problem.objective != problem.objective
        or problem.estates is not before.problem.estates
    ):
        return False
    years = {(u.unit_id, u.members, u.offsets): set(u.years) for u in before.found.units}
    return set(found.kept_out) == set(before.found.kept_out) and all(
        set(unit.years) <= years.get((unit.unit_id, unit.members, unit.offsets), set())
        for unit in found.units
    )
