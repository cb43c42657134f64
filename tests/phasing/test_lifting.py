"""Whether a plan keeps the rules: that there is none is believed only when found twice."""

from dataclasses import replace

import pytest

from phasing import Settings, problem, solve
from phasing.lifting import possible
from phasing.rules import Budget, Cap, StartBy

ASKED = Settings(gap=1, node_limit=200, seed=1)


@pytest.fixture
def kept_late(four):
    """A plan that filling in score order misses: E4 must start, E1 and E2 fill the cap first."""
    money = [Budget("市级", year, 600) for year in (2027, 2028)]
    posed = problem(four.assign(cluster_id=None), years=[2027, 2028])
    return posed.subject_to(
        *money, StartBy("E4", 2027), StartBy("E3", 2027), Cap("estates", 2027, 2)
    )


def without_presolve(real, asked):
    """Return a relaxed solver that takes every model for infeasible as long as it presolves."""

    def relaxation(model, *, presolve=True):
        asked.append(presolve)
        found = real(model, presolve=presolve)
        return replace(found, bound=None) if presolve else found

    return relaxation


@pytest.mark.parametrize(("confirm", "told"), [(True, True), (False, False)])
def test_presolve_alone_is_not_believed_where_it_matters(kept_late, monkeypatch, confirm, told):
    asked = []
    monkeypatch.setattr("phasing.lifting.fill", lambda *_: _Unsound())
    fake = without_presolve(solve.relaxation, asked)
    monkeypatch.setattr(solve, "relaxation", fake)
    assert possible(kept_late, settings=replace(ASKED, confirm=confirm)) is told
    assert asked == ([True, False] if confirm else [True])


class _Unsound:
    """A filling that fits into nothing, so that the models are asked."""

    def sound(self):
        """Return False."""
        return False


def test_what_has_no_plan_is_infeasible_both_ways(four):
    posed = problem(four, years=[2027]).subject_to(Budget("市级", 2027, 1), StartBy("E4", 2027))
    for confirm in (True, False):
        assert possible(posed, settings=replace(ASKED, confirm=confirm)) is False
