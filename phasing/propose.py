"""Proposals: one programme for each objective, each compared with filling in score order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from phasing.batches import fitted
from phasing.book import Book
from phasing.clash import locks_apart
from phasing.draft import SAME, Draft
from phasing.fill import fill
from phasing.objective import Objective
from phasing.problem import Problem
from phasing.programme import Programme, programme
from phasing.solve import Hooks, Settings
from phasing.stopped import AtHand, answered, begun
from phasing.units import Units, candidates, units
from phasing.worth import worth
from tables import InputError


def propose(
    problem: Problem,
    objectives: Iterable[Objective],
    *,
    settings: Settings,
    judged_by: Iterable[Objective] | None = None,
    hooks: Hooks | None = None,
    former: Mapping[str, Mapping[str, int]] | None = None,
) -> tuple[Programme, ...]:
    """Return one programme for each objective, in the order given.

    Each is valued under every objective of `judged_by`; without it, under all that were asked for.
    `former`: years by estate, by the name of an aim; a search that somebody stops leaves a plan no
    worse than that, repaired to keep the rules. One that ends by itself never looks at it.

    Errors: `InfeasibleError` when the rules leave no plan; it carries the rules that clash and
    the easing of each that would help.
    """
    aims = tuple(objectives)
    judges = aims if judged_by is None else tuple(judged_by)
    ground = _ground(problem, settings, hooks)
    drafts = _drafts(ground, aims, former or {})
    return tuple(_told(ground, draft, drafts, judges) for draft in drafts)


def propose_one(
    problem: Problem, objectives: Iterable[Objective], name: str, *, settings: Settings
) -> Programme:
    """Return the programme of one objective as `propose` returns it among all, valued by none.

    The others are searched for only where a plan made for them could serve it better: where its own
    search ended at a limit.
    """
    aims = tuple(objectives)
    place = [aim.name for aim in aims].index(name)
    ground = _ground(problem, settings, None)
    try:
        (own,) = _drafts(ground, aims[place : place + 1], {})
    except InputError:
        _drafts(ground, aims[:place], {})  # rules that leave no plan are told for the first aim
        raise
    drafts = [own]
    if not _keeps_own(own, settings.gap):
        before, after = (_drafts(ground, some, {}) for some in (aims[:place], aims[place + 1 :]))
        drafts = [*before, own, *after]
    return _told(ground, own, drafts, ())


class _Ground(NamedTuple):
    """What every aim of a problem is searched for on: its units, filled in score order."""

    problem: Problem
    found: Units
    filled: Book
    settings: Settings
    hooks: Hooks | None


def _ground(problem: Problem, settings: Settings, hooks: Hooks | None) -> _Ground:
    refuse_locks_apart(problem)
    found = fitted(problem, units(problem))
    return _Ground(problem, found, fill(problem, found.units), settings, hooks)


def _drafts(
    ground: _Ground, aims: Sequence[Objective], former: Mapping[str, Mapping[str, int]]
) -> list[Draft]:
    posed, found, filled, settings, hooks = ground
    drafts = list[Draft]()
    for aim in aims:
        at_hand = AtHand(filled, former.get(aim.name, {}), tuple(drafts))
        drafts.append(answered(posed.aiming_at(aim), found, at_hand, settings, hooks))
    return drafts


def _told(
    ground: _Ground, draft: Draft, drafts: Sequence[Draft], judges: Sequence[Objective]
) -> Programme:
    gap = ground.settings.gap
    return programme(
        draft.problem,
        ground.found,
        _best(draft, drafts, ground.found, gap),
        stages=draft.stages,
        filled=ground.filled,
        judges=judges,
        asked_gap=gap,
    )


def _best(draft: Draft, drafts: Sequence[Draft], found: Units, asked_gap: float) -> Book:
    """Return the best plan there is for the aim of a draft: its own when it is proven.

    Where the search ended at a limit, a plan made for another aim may serve this one better; all
    keep the same rules. Aims in turn keep their own: what the first may lose binds them. So does an
    aim whose search was not begun when somebody stopped: it is told as it is.
    """
    aim = draft.problem.objective
    if aim is None or _keeps_own(draft, asked_gap):
        return draft.book
    rows = candidates(draft.problem, found)
    values = [worth(aim, draft.problem, rows, other.book) for other in drafts]
    own = worth(aim, draft.problem, rows, draft.book)
    best = max(values)
    return drafts[values.index(best)].book if best > own + abs(own) * SAME else draft.book


def _keeps_own(draft: Draft, asked_gap: float) -> bool:
    """Return whether no plan made for another aim can take the place of the one of a draft."""
    aim = draft.problem.objective
    in_turn = aim is None or bool(aim.after)
    return in_turn or draft.stages[-1].gap <= asked_gap or not begun(draft)


def refuse_locks_apart(problem: Problem) -> None:
    """Raise the clash of locks that tear a cluster apart, where there is one."""
    error = locks_apart(problem)
    if error is not None:
        raise error
