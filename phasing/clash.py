"""Which rules cannot all be kept: a smallest set of them, each with the easing that would help."""

import dataclasses
from collections.abc import Callable, Sequence
from functools import cache

from phasing.easing import DROP, Easing, eased, easing
from phasing.lifting import feasible, lift, planned
from phasing.locks import apart
from phasing.problem import Problem
from phasing.rules import (
    Budget,
    Cap,
    Contribution,
    DemonstrationFirst,
    Floor,
    Gate,
    LockIn,
    LockOut,
    Matching,
    NextPlan,
    NotBefore,
    PaidAfter,
    Precede,
    ReachShare,
    Rule,
    SameTrench,
    ShareCap,
    Split,
    Spread,
    StartBy,
    StockCap,
    Target,
    Together,
    in_order,
)
from phasing.solve import Settings
from tables import InputError

__all__ = ["Easing", "InfeasibleError", "clash", "clashing", "locks_apart"]

# Rules are tried for removal in this order, so that what a person can ease most easily, money
# and caps, stays in the explanation longest.
TRIED: tuple[type[Rule], ...] = (
    *(Gate, LockOut, NotBefore, Together, SameTrench, Precede),
    *(StockCap, Matching, ShareCap, DemonstrationFirst, ReachShare, Target, Floor, StartBy, LockIn),
    *(Cap, NextPlan, Budget),
)
# These say who owes what and when. Without one of them other rules might clash that do not clash
# with it, so they all stay while the others are tried, and are named where leaving them out helps.
DEFINING: tuple[type[Rule], ...] = (Split, Contribution, PaidAfter, Spread)
# Each question on the way to an explanation is asked within so many nodes, however long a proof
# may take; an easing may then not be the very smallest.
EXPLAINING_NODES = 200
# Whether locks that are apart can be moved is a question of any plan at all.
FEW = Settings(gap=1, node_limit=EXPLAINING_NODES, seed=0)


class InfeasibleError(InputError):
    """No plan keeps every rule: `rules` clash, and leaving out any one of them removes the clash.

    `easings` says for each of them the smallest change that helps.
    """

    def __init__(
        self, code: str, *, clash: Sequence[Rule] = (), easings: Sequence[Easing] = (), **_: object
    ) -> None:
        """Keep the rules and easings beside the values of the sentence."""
        self.rules, self.easings = tuple(clash), tuple(easings)
        super().__init__(code, clash=self.rules, easings=self.easings, count=len(self.rules))


def clash(problem: Problem, *, settings: Settings) -> InfeasibleError:
    """Return the error that names a smallest set of clashing rules and the easing of each.

    A deletion filter: groups of rules are lifted as long as no plan becomes possible; what cannot
    be lifted is the clash. Others may remain beside it; then no single easing is enough. That
    nothing may fall due after the last year is a rule as well: where works are paid over two
    years and nobody wrote one, it is `NextPlan(0)`.
    """
    problem = _with_next_plan(problem)
    nodes = min(settings.node_limit, EXPLAINING_NODES)
    settings = dataclasses.replace(settings, node_limit=nodes)
    rules = clashing(problem, settings=settings)
    outside = [rule for rule in problem.rules if isinstance(rule, TRIED) and rule not in rules]
    easings = [easing(problem, rule, outside=outside, settings=settings) for rule in rules]
    return InfeasibleError("phasing.infeasible", clash=rules, easings=easings)


def locks_apart(problem: Problem) -> InfeasibleError | None:
    """Return the clash of a cluster kept together with locks of its members in several years.

    Where several clusters clash the first by name is told. None when there is no such clash.
    """
    torn = apart(problem)
    if torn is None:
        return None
    first, last, together = torn
    years = last.year - first.year
    easings = [
        Easing(together, 0, DROP, enough=planned(lift(problem, {together}), settings=FEW)),
        *(
            Easing(lock, by, "years", enough=eased(problem, lock, by, settings=FEW))
            for lock, by in ((first, years), (last, -years))
        ),
    ]
    return InfeasibleError("phasing.infeasible", clash=torn, easings=easings)


def clashing(problem: Problem, *, settings: Settings) -> tuple[Rule, ...]:
    """Return rules that clash, none of which could be left out without removing the clash.

    All are tried once by halving, then one by one until none can be left out: with one rule fewer
    another may have become needless, as where a cluster is cut into batches in another way.
    """
    possible = cache(lambda lifted: feasible(lift(problem, lifted), settings=settings))
    lifted = frozenset[Rule]()
    groups = [problem.of(kind) for kind in TRIED]
    while groups:
        before = lifted
        for group in groups:
            lifted |= _needless(group, lifted, possible)
        left = [rule for kind in TRIED for rule in problem.of(kind) if rule not in lifted]
        groups = [(rule,) for rule in left] if lifted != before else []
    helping = {r for kind in DEFINING for r in problem.of(kind) if possible(lifted | {r})}
    tried = {rule for rule in problem.rules if isinstance(rule, TRIED)}
    return in_order(tried - lifted | helping)


def _with_next_plan(problem: Problem) -> Problem:
    if problem.spread is None or problem.of(NextPlan):
        return problem
    return dataclasses.replace(problem, rules=in_order({*problem.rules, NextPlan(0)}))


def _needless(
    group: Sequence[Rule], lifted: frozenset[Rule], possible: Callable[[frozenset[Rule]], bool]
) -> frozenset[Rule]:
    """Return the rules of a group that the clash does not need beside those lifted, by halving."""
    if not group:
        return frozenset()
    if not possible(lifted | set(group)):
        return frozenset(group)
    if len(group) == 1:
        return frozenset()
    half = len(group) // 2
    first = _needless(group[:half], lifted, possible)
    return first | _needless(group[half:], lifted | first, possible)
