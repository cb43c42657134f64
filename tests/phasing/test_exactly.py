"""A proof is tried twice: what one search calls the best, another must not beat."""

import pytest

from phasing import Settings, exactly
from phasing.exactly import searched
from phasing.model import Model
from phasing.solve import Solution

EXACT = Settings(gap=0, node_limit=100, seed=1)


def solution(status, value):
    return Solution(status, frozenset({f"x{value}"}), {}, value, value, 1)


@pytest.fixture
def answers(monkeypatch):
    """Let the solver say these in turn; return how it was asked."""

    def say(*told):
        asked, left = [], list(told)

        def solve(_model, *, settings, start):
            asked.append((settings.seed, settings.restarts, start))
            return left.pop(0)

        monkeypatch.setattr(exactly, "solve", solve)
        return asked

    return say


def found(settings=EXACT):
    return searched(Model((), ()), settings=settings, start=frozenset())


def test_a_better_plan_of_a_second_search_is_taken_and_tried_in_its_turn(answers):
    asked = answers(solution("proven", 7), solution("proven", 8), solution("proven", 8))
    assert found().value == 8
    assert [seed for seed, _, _ in asked] == [1, 2, 3]
    assert len({(seed, restarts) for seed, restarts, _ in asked}) == 3
    assert [start for _, _, start in asked] == [frozenset(), {"x7"}, {"x8"}]


def test_a_plan_none_can_beat_stands(answers):
    asked = answers(solution("proven", 8), solution("proven", 8 - 1e-12))
    assert (found().value, len(asked)) == (8, 2)


def test_that_there_is_no_plan_is_tried_too(answers):
    answers(solution("infeasible", 0), solution("proven", 5), solution("proven", 5))
    assert found().value == 5
    answers(solution("infeasible", 0), solution("infeasible", 0))
    assert found().status == "infeasible"


def test_a_limit_or_a_wide_gap_needs_no_second_search(answers):
    answers(solution("limit", 7))
    assert found().value == 7
    answers(solution("proven", 7))
    assert found(Settings(gap=0.01, node_limit=100, seed=1)).value == 7
