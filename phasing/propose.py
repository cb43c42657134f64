"""Proposals: one programme for each objective, each compared with filling in score order."""

from collections.abc import Iterable, Mapping, Sequence

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
    refuse_locks_apart(problem)
    found = fitted(problem, units(problem))
    baseline = fill(problem, found.units)
    drafts, plans = list[Draft](), former or {}
    for aim in aims:
        at_hand = AtHand(baseline, plans.get(aim.name, {}), tuple(drafts))
        drafts.append(answered(problem.aiming_at(aim), found, at_hand, settings, hooks))
    return tuple(
        programme(
            draft.problem,
            found,
            _best(draft, drafts, found, settings.gap),
            stages=draft.stages,
            filled=baseline,
            judges=judges,
            asked_gap=settings.gap,
        )
        for draft in drafts
    )


def _best(draft: Draft, drafts: Sequence[Draft], found: Units, asked_gap: float) -> Book:
    """Return the best plan there is for the aim of a draft: its own when it is proven.

    Where the search ended at a limit, a plan made for another aim may serve this one better; all
    keep the same rules. Aims in turn keep their own: what the first may lose binds them. So does an
    aim whose search was not begun when somebody stopped: it is told as it is.
    """
    aim, stage = draft.problem.objective, draft.stages[-1]
    if aim is None or aim.after or stage.gap <= asked_gap or not begun(draft):
        return draft.book
    rows = candidates(draft.problem, found)
    values = [worth(aim, draft.problem, rows, other.book) for other in drafts]
    own = worth(aim, draft.problem, rows, draft.book)
    best = max(values)
    return drafts[values.index(best)].book if best > own + abs(own) * SAME else draft.book


def refuse_locks_apart(problem: Problem) -> None:
    """Raise the clash of locks that tear a cluster apart, where there is one."""
    error = locks_apart(problem)
    if error is not None:
        raise error
