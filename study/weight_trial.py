"""What another way of weighing would change: its weights, and who leaves the first places."""

from dataclasses import dataclass

from scoring import Weights
from scoring.people import people_factor
from scoring.rerank import rerank, tie_order
from study.choices import Choices
from study.stages import Ranked
from study.weighing import Weighing, weigh
from study.weight_issues import judgement_issues
from tables import Issue


@dataclass(frozen=True)
class Trial:
    """Weights as another way of weighing finds them, with its issues.

    `leaving` are the estates that stand among the first places now and would not any more.
    """

    how: Weighing
    weights: Weights
    issues: tuple[Issue, ...]
    leaving: tuple[str, ...]


def trial(found: Ranked, choices: Choices, how: Weighing, *, first: int) -> Trial:
    """Return what `how` would come to: weights, issues, and who leaves the `first` places.

    The weights are taken as they are, without a share of need on top of them.
    """
    weights, said = weigh(how, found.card)
    told = judgement_issues(how, found.measured.rules)
    now = first_places(found, choices, found.weights, first=first)
    then = first_places(found, choices, weights, first=first)
    leaving = tuple(estate for estate in now if estate not in set(then))
    return Trial(how, weights, (*told, *said), leaving)


def first_places(
    found: Ranked, choices: Choices, weights: Weights, *, first: int
) -> tuple[str, ...]:
    """Return the ids of the `first` estates under `weights`, best first."""
    estates = found.measured.estates
    heads = None
    if choices.ranking.by_population:
        heads = people_factor(estates["residents"])["counted"].to_numpy()
    ties = tie_order(found.card, estates["households"])
    places = rerank(found.card, weights, ties, heads).rank
    order = places.argsort(kind="stable")[:first]
    return tuple(found.card.estate_ids[place] for place in order)
