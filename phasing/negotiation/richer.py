"""A plan before and after its money changes: which of two is a plan of the other."""

import dataclasses

from phasing.negotiation.standing import Standing
from phasing.objective import Objective
from phasing.problem import Problem
from phasing.units import Units
from tables import InputError


def nested(less: Units, more: Units) -> bool:
    """Return whether every plan of some units is one of the others, as far as years decide.

    So it is with more money, unless clusters are cut into batches another way.
    """
    years = {(u.unit_id, u.members, u.offsets): set(u.years) for u in more.units}
    return all(
        set(unit.years) <= years.get((unit.unit_id, unit.members, unit.offsets), set())
        for unit in less.units
    ) and set(more.kept_out) <= set(less.kept_out)


def at_least_before(before: Standing, after: Standing) -> Standing:
    """Return a plan of more money, or the plan that stood where nothing better was found."""
    if after.value >= before.value or not nested(before.found, after.found):
        return after
    same = {(u.unit_id, u.members, u.offsets): u for u in after.found.units}
    starts = {same[u.unit_id, u.members, u.offsets]: year for u, year in before.starts.items()}
    bound = max(after.bound, before.value)
    return dataclasses.replace(after, starts=starts, value=before.value, bound=bound)


def aims_in_turn_refused(problem: Problem) -> Objective:
    """Return the objective of a problem; it must be one, not several in turn.

    More money may serve the first aim better and leave the next one less: its value is no measure.

    Errors: `phasing.no_objective`, `phasing.aims_in_turn`.
    """
    aim = problem.objective
    if aim is None:
        raise InputError("phasing.no_objective")
    if aim.after:
        raise InputError("phasing.aims_in_turn", objective=aim.name)
    return aim
