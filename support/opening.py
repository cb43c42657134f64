"""The order in which to open the chosen sites, what each adds then, and what is lost without it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from support.aim import Aim, gains
from support.allocation import worth
from support.site_problem import Bools, Problem
from support.solver import Settings

_DIGITS = 6  # a millionth of a person, or of a metre: below it two sites add the same
_DOUBT = 1e-6  # of the gain: what a solved sum may be off by, so that bounds are on the safe side


class Opening(NamedTuple):
    """New sites in the order to open them, what each adds to those before, what goes without it."""

    order: list[int]
    added: list[float]
    lost: list[float]


def opening(problem: Problem, aim: Aim, opened: Bools, settings: Settings) -> Opening:
    """Return the order in which each site is the one that adds most to those open before it.

        added_k = V(S_k) − V(S_k−1)      lost_j = V(S) − V(S without j)      V: gain of open sites

    Of sites that add the same the first by id. Where people may be divided among sites no site
    adds more once others are open (V is submodular: Shapley 1962, Naval Research Logistics
    Quarterly 9, 45-48). So V is worked out again only of sites whose last answer could still be the
    most (Minoux 1978, in Optimization Techniques, 234-243). Places sent whole may rule that out:
    with them all sites are worked out at each step.
    """
    given = gains(problem, aim)
    place_of = np.arange(len(opened))

    def value(these: Bools) -> float:
        return worth(problem, given, these, aim, settings)

    chosen = [int(place) for place in np.flatnonzero(opened & ~problem.existing)]
    most, open_now = dict.fromkeys(chosen, np.inf), problem.existing
    order, sums = [], [value(open_now)]
    while most:
        reached = _reached(value, open_now, sums[-1], most)
        first = max(reached, key=lambda place: (round(reached[place], _DIGITS), -place))
        order.append(first)
        if not problem.whole:
            most |= {place: sum_ - sums[-1] for place, sum_ in reached.items()}
        sums.append(reached[first])
        open_now = open_now | (place_of == first)
        del most[first]
    # Without the last one stands what stood before it was opened: that is known already.
    without = [value(opened & (place_of != place)) for place in order[:-1]] + sums[-2:-1]
    lost = [max(0.0, sums[-1] - less) for less in without] if order else []
    return Opening(order, [max(0.0, step) for step in np.diff(sums)], lost)


def _reached(
    value: Callable[[Bools], float], open_now: Bools, last: float, most: Mapping[int, float]
) -> dict[int, float]:
    """Return the gain with each site beside those open, of all sites that could reach most.

    `most` bounds what each can add to `last`, the gain so far.
    """
    found: dict[int, float] = {}
    best = -np.inf
    place_of = np.arange(len(open_now))
    for place in sorted(most, key=lambda place: (-most[place], place)):
        if last + most[place] < best - _DOUBT * max(1.0, abs(best)):
            break
        found[place] = value(open_now | (place_of == place))
        best = max(best, found[place])
    return found
