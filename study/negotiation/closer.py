"""The proposal that is asked, proven as closely as the questions asked of it."""

from collections.abc import Sequence

from phasing import Objective, Problem, Programme, Settings, propose
from phasing.solve import Hooks
from study.choices import Choices


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
    It is solved once more only where its search ended because the wider gap was reached, or may
    now take more nodes; the better of both plans stays, with the smaller bound.
    """
    asked, solver = choices.negotiate, choices.solver
    if asked is None:
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


def _may_help(programme: Programme, nodes: int, before: int) -> bool:
    return programme.status == "proven" or (programme.status == "limit" and nodes > before)


def _closer(
    posed: Problem,
    programme: Programme,
    judges: Sequence[Objective],
    settings: Settings,
    hooks: Hooks,
) -> Programme:
    (again,) = propose(
        posed, [programme.objective], judged_by=judges, settings=settings, hooks=hooks
    )
    return again if again.gap < programme.gap else programme
