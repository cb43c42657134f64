"""Which rules cannot all be kept: a smallest set of them, each with the easing that would help."""

import dataclasses
from collections.abc import Sequence

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
    KeepPublished,
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

# What stands of single estates and clusters: often hundreds, of which many matter together.
FACTS: tuple[type[Rule], ...] = (Gate, LockOut, NotBefore, Together, SameTrench, Precede)
# What a person asked for or limited, in the order it is tried for removal, so that what can be
# eased most easily, money and caps, stays in the explanation longest.
CHOSEN: tuple[type[Rule], ...] = (
    *(StockCap, Matching, ShareCap, DemonstrationFirst, ReachShare, Target, Floor, StartBy, LockIn),
    KeepPublished,
    *(Cap, NextPlan, Budget),
)
TRIED = (*FACTS, *CHOSEN)
# These say who owes what and when. Without one of them other rules might clash that do not clash
# with it, so they all stay while the others are tried, and are named where leaving them out helps.
DEFINING: tuple[type[Rule], ...] = (Split, Contribution, PaidAfter, Spread)
# Each question on the way to an explanation is asked within so many nodes, however long a proof
# may take; an easing may then not be the very smallest.
EXPLAINING_NODES = 200
# After so many questions the facts that are left are counted instead of told apart: a hundred
# gates that only together leave too little would take a hundred questions.
FACT_QUESTIONS = 40
# Whether locks that are apart can be moved is a question of any plan at all.
FEW = Settings(gap=1, node_limit=EXPLAINING_NODES, seed=0)


class InfeasibleError(InputError):
    """No plan keeps every rule: `rules` clash, and leaving out any one of them removes the clash.

    `easings` says for each of them the smallest change that helps. `given` counts the facts (gates,
    first years, clusters …) in force beside them that were not told apart; 0 where all were.
    """

    def __init__(
        self,
        code: str,
        *,
        clash: Sequence[Rule] = (),
        easings: Sequence[Easing] = (),
        given: int = 0,
        **_: object,
    ) -> None:
        """Keep the rules and easings beside the values of the sentence."""
        self.rules, self.easings, self.given = tuple(clash), tuple(easings), given
        count = len(self.rules)
        super().__init__(code, clash=self.rules, easings=self.easings, count=count, given=given)


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
    rules, facts = clashing(problem, settings=settings)
    named = {*rules, *facts}
    outside = [rule for rule in problem.rules if isinstance(rule, TRIED) and rule not in named]
    easings = [easing(problem, rule, outside=outside, settings=settings) for rule in rules]
    code = "phasing.infeasible_given" if facts else "phasing.infeasible"
    return InfeasibleError(code, clash=rules, easings=easings, given=len(facts))


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


def clashing(problem: Problem, *, settings: Settings) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return rules that clash, and the facts beside them that were not told apart.

    None of the rules could be left out without removing the clash. Whole kinds of facts go first,
    then what a person chose, by halving and one by one until none can be left out: with one rule
    fewer another may have become needless, as where a cluster is cut into batches in another way.
    Facts still needed are told apart at last, within `FACT_QUESTIONS`; beyond that they are given
    as they stand. Where nothing a person chose is left, the facts are the clash and all are told.
    """
    asking = _Asking(problem, settings)
    for kind in FACTS:
        asking.lift_whole(problem.of(kind))
    asking.reduce([problem.of(kind) for kind in CHOSEN])
    facts = [problem.of(kind) for kind in FACTS]
    chosen = asking.left(CHOSEN)
    told = asking.reduce(facts, questions=FACT_QUESTIONS if chosen else None)
    if told:
        asking.reduce([(rule,) for rule in asking.left(TRIED)])
    helping = {r for kind in DEFINING for r in problem.of(kind) if asking.possible_with(r)}
    facts_left = () if told else asking.left(FACTS)
    return in_order({*asking.left(TRIED if told else CHOSEN), *helping}), facts_left


class _Asking:
    """Which rules of a problem are lifted so far, and whether a plan is possible without more.

    Each question is asked of the solver once; `lifted` only grows, and the clash always stands.
    """

    def __init__(self, problem: Problem, settings: Settings) -> None:
        self.problem, self.lifted, self.asked = problem, frozenset[Rule](), 0
        self._settings = settings
        self._known: dict[frozenset[Rule], bool] = {}

    def possible(self, lifted: frozenset[Rule]) -> bool:
        """Return whether a plan is possible without these rules."""
        if lifted not in self._known:
            self.asked += 1
            without = lift(self.problem, lifted)
            self._known[lifted] = feasible(without, settings=self._settings)
        return self._known[lifted]

    def possible_with(self, rule: Rule) -> bool:
        """Return whether a plan becomes possible once this rule is lifted too."""
        return self.possible(self.lifted | {rule})

    def left(self, kinds: Sequence[type[Rule]]) -> tuple[Rule, ...]:
        """Return the rules of these kinds that are not lifted, kind by kind."""
        return tuple(r for kind in kinds for r in self.problem.of(kind) if r not in self.lifted)

    def lift_whole(self, group: Sequence[Rule]) -> None:
        """Lift a whole group where the clash stands without it."""
        if group and not self.possible(self.lifted | set(group)):
            self.lifted |= set(group)

    def reduce(self, groups: Sequence[Sequence[Rule]], *, questions: int | None = None) -> bool:
        """Lift what the clash does not need, until nothing more can go; False if out of questions.

        Groups are halved once, then what is left is tried rule by rule until a round lifts nothing.
        """
        last = None if questions is None else self.asked + questions
        kinds = tuple(dict.fromkeys(type(rule) for group in groups for rule in group))
        while groups:
            before = self.lifted
            for group in groups:
                left = [rule for rule in group if rule not in self.lifted]
                if not self._halve(left, last):
                    return False
            groups = [(rule,) for rule in self.left(kinds)] if self.lifted != before else []
        return True

    def _halve(self, group: Sequence[Rule], last: int | None) -> bool:
        """Lift the rules of a group that the clash does not need; False if out of questions."""
        if not group:
            return True
        if last is not None and self.asked >= last:
            return False
        if not self.possible(self.lifted | set(group)):
            self.lifted |= set(group)
            return True
        if len(group) == 1:
            return True
        half = len(group) // 2
        return self._halve(group[:half], last) and self._halve(group[half:], last)


def _with_next_plan(problem: Problem) -> Problem:
    if problem.spread is None or problem.of(NextPlan):
        return problem
    return dataclasses.replace(problem, rules=in_order({*problem.rules, NextPlan(0)}))
