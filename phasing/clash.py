"""Which rules cannot all be kept: a smallest set of them, each with the easing that would help."""

import dataclasses
from collections.abc import Sequence
from typing import NamedTuple

from phasing.asking import Asking, go_on
from phasing.eased_plan import with_plans
from phasing.eased_rule import DROP, Easing
from phasing.easing import LARGE, eased, easings
from phasing.easing_pairs import Pair, pairs
from phasing.lifting import bare_model, lift, monotone, planned, possible
from phasing.locks import apart
from phasing.problem import Problem
from phasing.released import Release, releases
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
from phasing.smallest_clash import smallest
from phasing.solve import Hooks, Settings
from tables import InputError

__all__ = ["Clash", "Easing", "InfeasibleError", "Pair", "clash", "clashing", "locks_apart"]

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
FIRST_QUESTIONS = 12
# So many rules are read at a glance: beside a larger clash another one is looked for, the money
# tried first for removal, and the smaller of both is told. Not where every clash holds its rules.
AT_A_GLANCE = 3
# So many questions may be asked to prove that no clash has fewer rules.
SMALLEST_QUESTIONS = 60
# Whether locks that are apart can be moved is a question of any plan at all.
FEW = Settings(gap=1, node_limit=EXPLAINING_NODES, seed=0)


class InfeasibleError(InputError):
    """No plan keeps every rule: `rules` clash, and leaving out any one of them removes the clash.

    `smallest`: no clash has fewer rules; proven. `easings` says for each rule the smallest change
    that helps, what is enough first, the least money first. `pairs` are two changes at once where
    no single one is enough. `given` counts the facts (gates, first years, clusters …) in force
    beside the rules that were not told apart; 0 where all were. `releases` are kinds of such facts
    that leave a plan once released as a whole.
    """

    def __init__(  # noqa: PLR0913  all that a clash is told with
        self,
        code: str,
        *,
        clash: Sequence[Rule] = (),
        easings: Sequence[Easing] = (),
        given: int = 0,
        smallest: bool = False,
        pairs: Sequence[Pair] = (),
        releases: Sequence[Release] = (),
        **_: object,
    ) -> None:
        """Keep the rules and easings beside the values of the sentence."""
        self.rules, self.easings, self.given = tuple(clash), tuple(easings), given
        self.smallest, self.pairs, self.releases = smallest, tuple(pairs), tuple(releases)
        super().__init__(
            code,
            clash=self.rules,
            easings=self.easings,
            count=len(self.rules),
            given=given,
            smallest=smallest,
            pairs=self.pairs,
            releases=self.releases,
        )


class Clash(NamedTuple):
    """Rules that clash, the facts beside them not told apart, whether no clash has fewer rules."""

    rules: tuple[Rule, ...]
    given: tuple[Rule, ...]
    smallest: bool


def clash(problem: Problem, *, settings: Settings, hooks: Hooks | None = None) -> InfeasibleError:
    """Return the error that names a smallest set of clashing rules and the easing of each.

    Others may remain beside it; then no single easing is enough, and pairs are tried. That
    nothing may fall due after the last year is a rule as well: where works are paid over two
    years and nobody wrote one, it is `NextPlan(0)`. Between questions `hooks` are asked whether to
    stop: then InputError `phasing.not_proven`.
    """
    problem = _with_next_plan(problem)
    nodes = min(settings.node_limit, EXPLAINING_NODES)
    settings = dataclasses.replace(settings, node_limit=nodes)
    found = clashing(problem, settings=settings, hooks=hooks)
    go_on(hooks)
    single = with_plans(problem, _easings(problem, found, settings), settings=settings)
    go_on(hooks)
    two = pairs(problem, single, lambda left: _of_another(left, settings, hooks), settings=settings)
    go_on(hooks)
    return InfeasibleError(
        "phasing.infeasible_given" if found.given else "phasing.infeasible",
        clash=found.rules,
        easings=single,
        given=len(found.given),
        smallest=found.smallest,
        pairs=two,
        releases=releases(problem, found.given, settings=settings),
    )


def locks_apart(problem: Problem) -> InfeasibleError | None:
    """Return the clash of a cluster kept together with locks of its members in several years.

    Where several clusters clash the first by name is told. None when there is no such clash.
    """
    torn = apart(problem)
    if torn is None:
        return None
    first, last, together = torn
    years = last.year - first.year
    single = [
        Easing(together, 0, DROP, enough=planned(lift(problem, {together}), settings=FEW)),
        *(
            Easing(lock, by, "years", enough=eased(problem, lock, by, settings=FEW))
            for lock, by in ((first, years), (last, -years))
        ),
    ]
    single = with_plans(problem, single, settings=FEW)
    # No rule clashes alone, and no two of these three do.
    return InfeasibleError("phasing.infeasible", clash=torn, easings=single, smallest=False)


def clashing(problem: Problem, *, settings: Settings, hooks: Hooks | None = None) -> Clash:
    """Return rules that clash, the facts beside them that were not told apart, and the proof.

    None of the rules could be left out without removing the clash. That there is no plan is
    believed of the clash only when the solver says so without presolve too; else all is asked
    again with as much care.
    """
    found = _clashing(problem, dataclasses.replace(settings, confirm=False), hooks)
    named = {*found.rules, *found.given}
    beside = [rule for rule in problem.rules if isinstance(rule, TRIED) and rule not in named]
    sure = dataclasses.replace(settings, confirm=True)
    if possible(lift(problem, beside), settings=sure) is False:
        return found
    return _clashing(problem, sure, hooks)


def _clashing(problem: Problem, settings: Settings, hooks: Hooks | None) -> Clash:
    """Look for a small clash by removal, in two orders where it is large, then for a smallest."""
    asking = Asking(problem, settings, hooks)
    rules, given = _by_removal(asking, CHOSEN)
    in_every = all(asking.possible(frozenset({rule})) for rule in rules)
    if not given and not in_every and len(rules) > AT_A_GLANCE:
        asking.begin_anew()
        others, beside = _by_removal(asking, CHOSEN[::-1])
        rules = others if not beside and len(others) < len(rules) else rules
    # Of facts not told apart nobody knows how few would do, and a large problem asks for too many
    # questions: there only a clash whose rules are in every clash is proven the smallest.
    if given or len(bare_model(problem).columns) > LARGE:
        proven = in_every and not asking.left_open and monotone(problem)
    else:
        tried = [rule for kind in TRIED for rule in problem.of(kind)]
        least, proven = smallest(asking, set(rules), tried, questions=SMALLEST_QUESTIONS)
        rules = in_order(set(least))
    everything = frozenset(rule for rule in problem.rules if isinstance(rule, TRIED))
    asking.lifted = everything - {*rules, *given}
    helping = {r for kind in DEFINING for r in problem.of(kind) if asking.possible_with(r)}
    return Clash(in_order({*rules, *helping}), given, proven)


def _by_removal(
    asking: Asking, kinds: Sequence[type[Rule]]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return rules none of which the clash can do without, and facts not told apart.

    A deletion filter. Whole kinds of facts go first, then what a person chose, kind by kind, by
    pieces and one by one until none can be left out: with one rule fewer another may have become
    needless, as where a cluster is cut into batches in another way. Facts still needed are told
    apart at last, within `FACT_QUESTIONS`; beyond that they are given as they stand. Where nothing
    a person chose is left, the facts are the clash and all are told.
    """
    problem = asking.problem
    for kind in FACTS:
        asking.lift_whole(problem.of(kind))
    asking.reduce([problem.of(kind) for kind in kinds])
    facts = [problem.of(kind) for kind in FACTS]
    told = _told_apart(asking, facts) if asking.left(kinds) else asking.reduce(facts)
    if not told:
        return asking.left(kinds), asking.left(FACTS)
    asking.reduce([(rule,) for rule in asking.left((*FACTS, *kinds))])
    return asking.left((*FACTS, *kinds)), ()


def _told_apart(asking: Asking, facts: Sequence[Sequence[Rule]]) -> bool:
    """Lift the facts a clash does not need; False where too many of them matter together.

    Where few matter, half of them are gone after the first questions.
    """
    before = len(asking.left(FACTS))
    if asking.reduce(facts, questions=FIRST_QUESTIONS):
        return True
    if len(asking.left(FACTS)) > before / 2:
        return False
    return asking.reduce(facts, questions=FACT_QUESTIONS)


def _easings(problem: Problem, found: Clash, settings: Settings) -> list[Easing]:
    named = {*found.rules, *found.given}
    outside = [rule for rule in problem.rules if isinstance(rule, TRIED) and rule not in named]
    return easings(problem, found.rules, outside=outside, settings=settings)


def _of_another(problem: Problem, settings: Settings, hooks: Hooks | None) -> list[Easing]:
    """Return the easings of the clash that remains once another one is resolved."""
    return _easings(problem, clashing(problem, settings=settings, hooks=hooks), settings)


def _with_next_plan(problem: Problem) -> Problem:
    if problem.spread is None or problem.of(NextPlan):
        return problem
    return dataclasses.replace(problem, rules=in_order({*problem.rules, NextPlan(0)}))
