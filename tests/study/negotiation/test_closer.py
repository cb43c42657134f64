"""The proposal that is asked, proven closer: the larger value and the smaller bound stay."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from phasing import Objective, Settings, problem, propose
from phasing.programme import Stage
from phasing.rules import Budget
from phasing.solve import Hooks
from study.negotiation import closer as room
from study.negotiation.closer import closer, merged
from tables import InputError
from tests.small_negotiated import POOL, YEARS

AIM = Objective("need", "need", (1.0, 0.9, 0.8))
FIRST = Objective("first", "need", (1.0, 1.0, 1.0))
TURN = Objective("turn", "need", (1.0, 0.9, 0.8), after=(FIRST,), give_up=0.05)
ROUGH = Settings(gap=0.9, node_limit=1, seed=1)


@pytest.fixture(scope="module")
def posed():
    money = (Budget("市级", year, 200) for year in YEARS)
    return problem(POOL, years=YEARS).subject_to(*money)


@pytest.fixture(scope="module")
def rough(posed):
    (found,) = propose(posed, [AIM], settings=ROUGH)
    return found


def told(programme, *stages, status="limit"):
    """Return a programme with such stages: (value, bound) each."""
    aims = (FIRST, AIM)[-len(stages) :]
    kept = tuple(Stage(a, *one, "limit", 1) for a, one in zip(aims, stages, strict=True))
    value, bound = stages[-1]
    gap = (bound - value) / bound
    return replace(
        programme, value=value, bound=bound, gap=gap, stages=kept, status=status, nodes=1
    )


def test_the_larger_value_stays_with_the_smaller_bound(rough):
    before, after = told(rough, (100.0, 102.0), status="proven"), told(rough, (99.5, 100.2))
    both = merged(before, after, gap=0.001)
    assert (both.value, both.bound, both.nodes) == (100, 100.2, 2)
    assert both.gap == pytest.approx(0.2 / 100.2)
    assert both.stages[-1].bound == 100.2
    # Proven to the gap of the proposals it was, though not to that of the questions.
    assert both.status == both.stages[-1].status == "proven"
    # And the other way round: a better plan found, a bound no better.
    both = merged(told(rough, (99.5, 100.2)), told(rough, (100.0, 102.0)), gap=0.001)
    assert (both.value, both.bound, both.status) == (100, 100.2, "limit")
    both = merged(told(rough, (99.5, 100.2)), told(rough, (100.15, 102.0)), gap=0.001)
    assert both.status == "proven"


def test_costs_are_better_the_nearer_they_are_to_nothing(rough):
    both = merged(told(rough, (-101.0, -98.0)), told(rough, (-100.0, -97.0)), gap=0.001)
    assert (both.value, both.bound) == (-100, -98)


def test_of_aims_in_turn_the_first_decides_and_only_bounds_that_hold_are_taken(rough):
    lower, higher = told(rough, (50.0, 60.0), (9.0, 9.5)), told(rough, (55.0, 58.0), (7.0, 8.0))
    for both in (merged(lower, higher, gap=0.001), merged(higher, lower, gap=0.001)):
        # 55 is more of the first aim; 9.5 was proven while less of it was kept: 8 holds.
        assert [(s.value, s.bound) for s in both.stages] == [(55, 58), (7, 8)]
    # What was proven of the next aim while less had to be kept bounds it too.
    close = told(rough, (50.0, 60.0), (5.0, 7.5))
    assert merged(higher, close, gap=0.001).stages[-1].bound == 7.5
    # The other plan keeps as much of the first and reaches further in the next.
    further = told(rough, (55.0, 60.0), (7.2, 7.4))
    both = merged(higher, further, gap=0.001)
    assert [(s.value, s.bound) for s in both.stages] == [(55, 58), (7.2, 7.4)]


def choices(**asked):
    told_ = SimpleNamespace(**{"proposal": "need", "gap": 0.0, "nodes": 500} | asked)
    return SimpleNamespace(negotiate=told_, solver=SimpleNamespace(gap=0.9, nodes=1, seed=1))


def proven(posed, programme, **asked):
    (found,) = closer(posed, (programme,), choices(**asked), judges=[AIM], hooks=Hooks())
    return found


@pytest.mark.parametrize("aim", [AIM, TURN], ids=["one", "turn"])
def test_it_is_proven_from_the_plan_it_is(posed, aim):
    (before,) = propose(posed, [aim], settings=ROUGH)
    loose = replace(
        before,
        bound=before.value * 2,
        gap=0.5,
        status="proven",
        stages=tuple(replace(one, bound=one.value * 2) for one in before.stages),
    )
    (exact,) = propose(posed, [aim], settings=Settings(gap=0, node_limit=5000, seed=1))
    found = proven(posed, loose, proposal=aim.name)
    assert found.value == pytest.approx(exact.value)
    assert (found.gap, found.status, found.fill_value) == (0, "proven", before.fill_value)
    assert found.years["year"].notna().sum() == len(found.plan) > 0
    assert sum(found.by_year["estates"]) == len(found.plan)


def test_a_search_that_ends_without_a_plan_leaves_the_one_there_is(posed, rough, monkeypatch):
    def lost(*_, **__):
        raise InputError("phasing.not_proven")

    monkeypatch.setattr(room, "again", lost)
    loose = replace(rough, gap=0.5, status="proven")
    assert proven(posed, loose) is loose


def test_another_proposal_and_one_proven_so_closely_stay(posed, rough):
    assert proven(posed, rough, proposal="other") is rough
    exact = replace(rough, gap=0.0)
    assert proven(posed, exact) is exact
    assert closer(
        posed, (rough,), SimpleNamespace(negotiate=None, solver=None), judges=[], hooks=Hooks()
    ) == (rough,)
