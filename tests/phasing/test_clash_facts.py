"""A clash among many facts: what a person chose is eased, what merely stands is counted."""

import pandas as pd
import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.rules import Gate, ReachShare, Together
from reports.refusal import refusal

SETTINGS = Settings(gap=0, node_limit=1000, seed=1)
NEED = Objective("need", "need", (1.0, 0.9))


def many(count=80):
    return pd.DataFrame(
        {
            "estate_id": [f"E{place:03d}" for place in range(count)],
            "district": "河东区",
            "cost_wan": 100.0,
            "households": 100,
            "score": [float(place) for place in range(count)],
            "residents": 300,
        }
    )


def test_a_share_that_many_gates_together_put_out_of_reach_is_eased_and_the_gates_are_counted():
    """80 estates of 100 households, 60 shut out: 25 % can be reached, half are asked for.

    Any 41 of the 60 gates make the clash: no one gate is the cause, and to list 41 helps nobody.
    """
    gates = [Gate(f"E{place:03d}", "consent") for place in range(60)]
    posed = problem(many(), years=[2027, 2028]).subject_to(ReachShare("households", 0.5), *gates)
    with pytest.raises(InfeasibleError) as caught:
        propose(posed, [NEED], settings=SETTINGS)
    error = caught.value
    assert error.code == "phasing.infeasible_given"
    assert error.rules == (ReachShare("households", 0.5),)
    (easing,) = error.easings
    assert (easing.unit, easing.enough) == ("share", True)
    assert easing.by == pytest.approx(-0.25)
    assert 41 <= error.given <= 60


def test_few_gates_are_told_one_by_one():
    posed = problem(many(4), years=[2027, 2028])
    gates = [Gate(f"E{place:03d}", "consent") for place in (1, 2)]
    with pytest.raises(InfeasibleError) as caught:
        propose(posed.subject_to(ReachShare("households", 0.9), *gates), [NEED], settings=SETTINGS)
    error = caught.value
    assert error.code == "phasing.infeasible"
    assert error.given == 0
    assert ReachShare("households", 0.9) in error.rules


def test_of_many_gates_it_is_said_that_to_open_them_all_would_do():
    gates = [Gate(f"E{place:03d}", "consent") for place in range(60)]
    posed = problem(many(), years=[2027, 2028]).subject_to(ReachShare("households", 0.5), *gates)
    with pytest.raises(InfeasibleError) as caught:
        propose(posed, [NEED], settings=SETTINGS)
    assert caught.value.releases == (("gate", 60),)
    assert "60" in refusal(caught.value, locale="zh").splitlines()[-1]


def held(count=60):
    """Return pairs of estates in clusters that one gated member each holds back."""
    pool = many(2 * count).assign(cluster_id=[f"C{place // 2:02d}" for place in range(2 * count)])
    gates = [Gate(f"E{place:03d}", "consent") for place in range(0, 2 * count, 2)]
    clusters = [Together(f"C{place:02d}", gated="hold_back") for place in range(count)]
    return problem(pool, years=[2027, 2028]).subject_to(*gates, *clusters)


def test_clusters_that_hold_members_back_may_let_them_step_out():
    with pytest.raises(InfeasibleError) as caught:
        propose(held().subject_to(ReachShare("households", 0.4)), [NEED], settings=SETTINGS)
    error = caught.value
    (easing,) = error.easings
    # Held back, nobody can start; half of all could once the others step out.
    assert easing.by == pytest.approx(-0.4)
    assert set(error.releases) == {("gate", 60), ("together.step_out", 60)}
    assert "step_out" in refusal(error, locale="en")
