"""Facts that only together leave no plan: which kinds of them, released as a whole, leave one."""

import dataclasses
from collections.abc import Sequence
from typing import NamedTuple

from phasing.lifting import lift, possible
from phasing.problem import Problem
from phasing.rules import Rule, Together, in_order
from phasing.solve import Settings


class Release(NamedTuple):
    """A kind of facts, all of which released leave a plan, and how many there are.

    "together.step_out": members that may not enter step out of clusters they would hold back.
    """

    kind: str
    facts: int

    @property
    def phrase(self) -> str:
        """Return the code of the sentence that says this release, with `facts` as its count."""
        return f"release.{self.kind}"


def releases(problem: Problem, given: Sequence[Rule], *, settings: Settings) -> tuple[Release, ...]:
    """Return the kinds of these facts that could be released as a whole, all else kept.

    Where clusters held back may let members step out, that is told instead of releasing them.
    """
    found = list[Release]()
    for kind in dict.fromkeys(type(rule) for rule in given):
        rules: Sequence[Rule] = problem.of(kind)
        held = [r for r in rules if isinstance(r, Together) and r.gated == "hold_back"]
        if held and possible(_stepping_out(problem, held), settings=settings):
            found.append(Release("together.step_out", len(held)))
        elif possible(lift(problem, rules), settings=settings):
            found.append(Release(rules[0].kind, len(rules)))
    return tuple(found)


def _stepping_out(problem: Problem, held: Sequence[Together]) -> Problem:
    """Return the problem in which members that may not enter hold nobody back."""
    free = {dataclasses.replace(rule, gated="step_out") for rule in held}
    return dataclasses.replace(problem, rules=in_order({*problem.rules} - {*held} | free))
