"""The proposal that is asked, proven as closely as the questions asked of it."""

from collections.abc import Sequence
from dataclasses import replace

from phasing import Objective, Problem, Programme, Settings
from phasing.draft import SAME
from phasing.fill import fill
from phasing.negotiation.standing import Standing, again, standing_of
from phasing.programme import Stage, programme
from phasing.solve import TOLERANCE, Hooks, relative_gap
from study.choices import Choices
from tables import InputError


def closer(
    posed: Problem,
    programmes: tuple[Programme, ...],
    choices: Choices,
    *,
    judges: Sequence[Objective],
    hooks: Hooks,
) -> tuple[Programme, ...]:
    """Return the proposals, the one that is asked proven to the gap of its questions.

    A price is a difference of two values: of a plan proven to 1 % no price below 1 % can be told.
    It is searched for once more, from the plan it is, only where its search ended because the wider
    gap was reached, or may now take more nodes; see `merged` for what stays. Not once somebody has
    stopped.
    """
    asked, solver = choices.negotiate, choices.solver
    if asked is None or hooks.stopped:
        return programmes
    nodes = max(solver.nodes, asked.nodes)
    return tuple(
        _closer(posed, one, judges, Settings(asked.gap, nodes, solver.seed), hooks)
        if one.name == asked.proposal
        and one.gap > asked.gap
        and _may_help(one, nodes, solver.nodes)
        else one
        for one in programmes
    )


def merged(before: Programme, after: Programme, *, gap: float) -> Programme:
    """Return the better of two programmes of one problem, with what both searches have proven.

    Better is more value; of aims in turn the first that tells them apart decides. No plan of the
    problem is worth more than either bound: the smaller holds. "proven" where it was before, or is
    to `gap` now.
    """
    better, other = (after, before) if _better(after, before) else (before, after)
    stages = _bounded(better.stages, other.stages)
    last = stages[-1].bound if stages else min(before.bound, after.bound)
    bound = max(better.value, last)
    found = relative_gap(bound, better.value)
    proven = before.status == "proven" or (
        max([found, *(stage.gap for stage in stages)]) <= gap + TOLERANCE
    )
    if proven:
        stages = tuple(replace(stage, status="proven") for stage in stages)
    status = "proven" if proven else "limit" if after.status == "proven" else after.status
    nodes = before.nodes + after.nodes
    return replace(better, status=status, bound=bound, gap=found, nodes=nodes, stages=stages)


def _may_help(programme: Programme, nodes: int, before: int) -> bool:
    return programme.status == "proven" or (programme.status == "limit" and nodes > before)


def _closer(
    posed: Problem,
    before: Programme,
    judges: Sequence[Objective],
    settings: Settings,
    hooks: Hooks,
) -> Programme:
    stood = standing_of(posed, before)
    try:
        found = again(stood, stood.problem, settings=settings, hooks=hooks)
    except InputError:  # a search that ends without a plan leaves the one there is
        return before
    after = _programme(found, judges, settings.gap)
    after = replace(after, fill_value=before.fill_value, fill_unmet=before.fill_unmet)
    return merged(before, after, gap=settings.gap)


def _programme(found: Standing, judges: Sequence[Objective], gap: float) -> Programme:
    return programme(
        found.problem,
        found.found,
        found.book(),
        stages=found.stages,
        filled=fill(found.problem, found.found.units),
        judges=judges,
        asked_gap=gap,
    )


def _better(one: Programme, other: Programme) -> bool:
    values = [(a.value, b.value) for a, b in zip(one.stages, other.stages, strict=True)]
    for mine, its in values or [(one.value, other.value)]:
        if abs(mine - its) > SAME * max(abs(mine), abs(its)):
            return mine > its
    return False


def _bounded(better: Sequence[Stage], other: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return the stages of the better plan, each with the smaller bound that holds for it.

    How far a later aim may reach depends on what must be kept of those before it: a bound found
    while more of them was kept says nothing of a plan that keeps less.
    """
    found, holds = list[Stage](), True
    for mine, its in zip(better, other, strict=True):
        bound = min(mine.bound, its.bound) if holds else mine.bound
        found.append(replace(mine, bound=max(mine.value, bound)))
        holds = holds and its.value <= mine.value + SAME * abs(mine.value)
    return tuple(found)
