"""The smallest set of clashing rules: every way out of the clash must touch one of its rules."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from phasing.asking import Asking
from phasing.lifting import monotone
from phasing.model import Column, Model, Row
from phasing.rules import Rule
from phasing.solve import Settings, solve

# The sets to be hit are few and small: the search for a smallest one ends by itself.
HITTING = Settings(gap=0, node_limit=1000, seed=0)


def smallest(
    asking: Asking, clash: AbstractSet[Rule], tried: Sequence[Rule], *, questions: int
) -> tuple[frozenset[Rule], bool]:
    """Return a smallest set of clashing rules among those tried, and whether that is proven.

    Implicit hitting sets: a correction is a set of rules without which a plan is possible, so any
    clash holds one of its rules. The smallest set that hits every correction found so far is no
    larger than the smallest clash; if it clashes itself it is one, else it leaves a correction yet
    unseen. Without a proof within so many questions the clash that was given is returned. Of sets
    as small the one with the latest in `tried` is taken.

    Source: Ignatiev, Previti, Liffiton, Marques-Silva: Smallest MUS Extraction with Minimal
    Hitting Set Dualization (CP 2015).
    """
    last, everything = asking.asked + questions, frozenset(tried)
    found, corrections = frozenset(clash), list[frozenset[Rule]]()
    for rule in (rule for rule in tried if rule in found):
        if asking.asked < last and asking.possible(frozenset({rule})):
            corrections.append(frozenset({rule}))
    while asking.asked < last:
        hit = _hitting(corrections, tried)
        if len(hit) >= len(found):
            return found, _certain(asking)
        if not asking.possible(everything - hit):
            return (hit, _certain(asking)) if _needed(asking, hit, everything) else (found, False)
        corrections.append(_correction(asking, everything - hit, tried, last))
    return found, len(_hitting(corrections, tried)) >= len(found) and _certain(asking)


def _certain(asking: Asking) -> bool:
    """Return whether the corrections prove anything: every answer known, a rule less no trap."""
    return not asking.left_open and monotone(asking.problem)


def _needed(asking: Asking, clash: AbstractSet[Rule], everything: frozenset[Rule]) -> bool:
    return all(asking.possible((everything - clash) | {rule}) for rule in clash)


def _correction(
    asking: Asking, lifted: frozenset[Rule], tried: Sequence[Rule], last: int
) -> frozenset[Rule]:
    """Put rules back into force as long as a plan stays possible; return what stays lifted."""
    groups = [[rule for rule in tried if rule in lifted]]
    while groups and asking.asked < last:
        group = groups.pop(0)
        if asking.possible(lifted - set(group)):
            lifted -= set(group)
        elif len(group) > 1:
            half = len(group) // 2
            groups = [group[:half], group[half:], *groups]
    return lifted


def _hitting(corrections: Sequence[frozenset[Rule]], tried: Sequence[Rule]) -> frozenset[Rule]:
    """Return a smallest set of rules with one of every correction; of ties the latest tried."""
    label = {rule: f"rule[{place}]" for place, rule in enumerate(tried)}
    met = [rule for rule in tried if any(rule in one for one in corrections)]
    # Places together weigh less than one rule, so that they only break ties.
    worth = {rule: -1 - (len(met) - place) / (len(met) + 1) ** 2 for place, rule in enumerate(met)}
    columns = tuple(Column(label[rule], worth[rule], high=1, whole=True) for rule in met)
    rows = tuple(
        Row(f"hit[{place}]", {label[rule]: 1.0 for rule in met if rule in one}, low=1)
        for place, one in enumerate(corrections)
    )
    chosen = solve(Model(columns, rows), settings=HITTING).chosen
    return frozenset(rule for rule in met if label[rule] in chosen)
