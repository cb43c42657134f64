"""The weight that moves an estate: four estates by hand, solved at it and one step below."""

import dataclasses

import pytest

import study
from phasing import Settings
from study.negotiation import weight_change as module
from study.negotiation.price import plan_of
from study.negotiation.questions import Questions, StoppedError
from study.negotiation.weight_change import FARTHEST, STEP, moved, weight_change
from study.rank import reranked, reweighted
from tests.study import four_estates

EXACT = Settings(gap=0, node_limit=500, seed=1)
# One estate a year: all cost the same, so that the score alone says which goes first. E1 is the
# older, E2 leaks more; by both weights as they are E1 is ahead by little.
ROWS = [
    ("E1", "纺织厂家属院", 1982, 100, 7000, 0, ""),
    ("E2", "建设新村", 1990, 100, 7000, 3, ""),
    ("E3", "和平里", 1998, 100, 7000, 0, ""),
    ("E4", "供销社宿舍", 1999, 100, 7000, 0, ""),
]
CHANGE = {"weights": {"age": 0.75, "condition": 0.25}}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights") / "study"
    four_estates.write(folder, estates=ROWS, change=CHANGE)
    choices = study.load(folder).choices
    measured = study.measure(study.read_inputs(study.load(folder)), choices)
    ranked = study.ranked(measured, choices)
    return ranked, choices, plan_of(ranked, choices, "need")


def asked(town, estate, **how):
    return weight_change(*town, estate, questions=Questions(EXACT, **how))


def year_at(town, estate, criterion, steps):
    """Return the year of an estate in the plan made anew with one weight so many steps away."""
    ranked, choices, _ = town
    shares = moved(ranked.weights.shares, criterion, steps)
    other = reweighted(choices, shares)
    return plan_of(reranked(ranked, other), other, "need").plan.get(estate)


def test_one_weight_moves_it_and_a_step_less_does_not(town):
    _, second = sorted(town[2].plan, key=town[2].plan.get)
    found = asked(town, second)
    assert (found.code, found.year_now, found.year_then) == ("moves", 2028, 2027)
    steps = round((found.weight_then - found.weight_now) / STEP)
    assert 0 < abs(steps) * STEP <= FARTHEST
    assert year_at(town, second, found.criterion, steps) == 2027
    one_less = steps - (1 if steps > 0 else -1)
    assert year_at(town, second, found.criterion, one_less) == 2028
    assert found.rank_then < found.rank_now


def test_the_first_has_nowhere_to_go(town):
    first = min(town[2].plan, key=town[2].plan.get)
    found = asked(town, first)
    assert (found.code, found.solved) == ("earliest", 0)


def test_one_that_no_single_weight_brings_in(town):
    # E4 is the newest and leaks least: whatever counts more, others come first.
    found = asked(town, "E4")
    assert (found.code, found.weight_then != found.weight_then) == ("none_found", True)


def test_one_that_may_not_enter_is_shut(town):
    ranked, choices, plan = town
    units = tuple(u for u in plan.found.units if "E3" not in u.members)
    without = dataclasses.replace(plan, found=dataclasses.replace(plan.found, units=units))
    found = weight_change(ranked, choices, without, "E3", questions=Questions(EXACT))
    assert (found.code, found.solved) == ("shut", 0)


def test_an_aim_without_scores_is_moved_by_no_weight(town):
    ranked, choices, plan = town
    reach = dataclasses.replace(plan.problem.objective, kind="reach")
    other = dataclasses.replace(plan, problem=plan.problem.aiming_at(reach))
    assert (
        weight_change(ranked, choices, other, "E4", questions=Questions(EXACT)).code == "no_score"
    )


def test_the_plan_with_the_weights_as_they_are_is_posed_as_it_was(town):
    ranked, _, plan = town
    same = module._scored(plan.problem, ranked)
    columns = ["score", "need", "readiness", "rank"]
    assert same.estates[columns].equals(plan.problem.estates[columns])


def test_other_weights_bring_their_own_ranks(town):
    ranked, choices, plan = town
    other = reranked(ranked, reweighted(choices, {"age": 0.0, "condition": 1.0}))
    posed = module._scored(plan.problem, other).estates.set_index("estate_id")
    assert posed["rank"].to_dict() == other.estates.set_index("estate_id")["rank"].to_dict()
    assert posed["rank"].idxmin() == "E2"


def test_who_asks_to_stop_is_told_nothing_in_part(town):
    second = max(town[2].plan, key=town[2].plan.get)
    with pytest.raises(StoppedError):
        asked(town, second, should_stop=lambda: True)
