"""A solve that is stopped: what was not begun is told at once, by a former plan or its own aim."""

import math

import pandas as pd
import pytest

from phasing import Objective, Settings, problem, propose
from phasing import draft as room
from phasing.rules import Budget, Floor, LockIn
from phasing.solve import Hooks

YEARS = (2027, 2028)
EXACT = Settings(gap=0, node_limit=5000, seed=1)
NEED = Objective("need", "need", (1.0, 0.9), per="estate")
REACH = Objective("reach", "reach", (1.0, 0.9))
READY = Objective("ready", "ready", (1.0, 0.9), per="estate")
TURN = Objective("turn", "ready", (1.0, 0.9), per="estate", after=(NEED,), give_up=0.05)
AIMS = (NEED, REACH, READY)
NOW = Hooks(should_stop=lambda: True)


@pytest.fixture
def posed():
    """Return six estates of 100 万元 and one place a year: need wants E1, E2, reach E5, E6."""
    pool = pd.DataFrame({
        "estate_id": [f"E{n}" for n in range(1, 7)], "district": "河东", "cost_wan": 100.0,
        "score": [60.0, 55, 50, 45, 40, 35], "readiness": [0.5, 0.5, 1, 1, 0.5, 0.5],
        "residents": [10, 10, 20, 20, 900, 950], "households": 5,
    })  # fmt: skip
    money = (Budget("市级", year, 100) for year in YEARS)
    return problem(pool, years=YEARS).subject_to(*money)


@pytest.fixture
def unsolved(monkeypatch):
    """Fail a test that searches."""
    monkeypatch.setattr(room, "solve", lambda *_args, **_options: pytest.fail("searched"))


def stopped_at(name):
    """Return hooks that stop as soon as the aim of that name is begun."""
    begun = []
    return Hooks(should_stop=lambda: name in begun, on_aim=begun.append)


def after_one(monkeypatch):
    """Return hooks that stop as soon as one search has ended."""
    done, search = [], room.solve

    def solve(*given, **options):
        found = search(*given, **options)
        done.append(found)
        return found

    monkeypatch.setattr(room, "solve", solve)
    return Hooks(should_stop=lambda: bool(done))


@pytest.mark.usefixtures("unsolved")
def test_what_was_not_begun_is_filled_by_its_own_aim_and_not_searched_for(posed):
    found = propose(posed, AIMS, settings=EXACT, hooks=NOW)
    plans = {one.name: one.plan for one in found}
    assert plans["need"] == {"E1": 2027, "E2": 2028}
    assert plans["reach"] == {"E5": 2028, "E6": 2027}
    assert {(one.status, one.bound, one.gap, one.nodes) for one in found} == {
        ("stopped", math.inf, 1.0, 0)
    }


@pytest.mark.usefixtures("unsolved")
def test_a_former_plan_of_the_same_proposal_is_what_a_stop_leaves(posed):
    former = {"need": {"E1": 2027, "E3": 2028}, "reach": {"E6": 2027, "E1": 2028}}
    found = propose(posed, AIMS[:2], settings=EXACT, hooks=NOW, former=former)
    assert [one.plan for one in found] == [former["need"], former["reach"]]


@pytest.mark.usefixtures("unsolved")
def test_a_former_plan_gives_way_only_where_a_rule_asks_for_it(posed):
    locked = posed.subject_to(LockIn("E4", 2028))
    (found,) = propose(
        locked, [NEED], settings=EXACT, hooks=NOW, former={"need": {"E1": 2027, "E3": 2028}}
    )
    assert found.plan == {"E1": 2027, "E4": 2028}


def test_a_search_that_ends_by_itself_never_looks_at_the_former_plan(posed):
    former = {one.name: {"E3": 2027, "E4": 2028} for one in AIMS}
    bare = propose(posed, AIMS, settings=EXACT)
    told = propose(posed, AIMS, settings=EXACT, former=former)
    assert [(a.plan, a.bound, a.nodes) for a in told] == [(b.plan, b.bound, b.nodes) for b in bare]


def test_what_was_proven_before_the_stop_stays_proven_and_the_rest_is_at_once(posed, monkeypatch):
    need, reach, ready = propose(posed, AIMS, settings=EXACT, hooks=after_one(monkeypatch))
    assert (need.status, need.gap) == ("proven", 0)
    assert reach.plan == {"E5": 2028, "E6": 2027}
    assert (ready.status, ready.bound) == ("stopped", math.inf)


def test_a_search_cut_short_is_no_worse_than_the_former_plan(posed, monkeypatch):
    def cut(_model, *, start, **_options):
        return room.Solution("stopped", start, {}, 0.0, 1e6, 7)

    monkeypatch.setattr(room, "solve", cut)
    best = {"E1": 2027, "E2": 2028}
    worse = {"E6": 2027, "E5": 2028}
    for former in (best, worse):
        (found,) = propose(
            posed, [NEED], settings=EXACT, hooks=stopped_at("need"), former={"need": former}
        )
        assert found.plan == best
        assert (found.status, found.bound) == ("stopped", 1e6)


def test_of_aims_in_turn_the_former_plan_counts_only_where_the_first_is_kept(posed, monkeypatch):
    # Stopped before the second aim: E1, E2 serve need best; E3 instead of E2 gives up under 5 %.
    near, far = {"E1": 2027, "E3": 2028}, {"E3": 2027, "E4": 2028}
    for former, left in ((near, near), (far, {"E1": 2027, "E2": 2028})):
        hooks = after_one(monkeypatch)
        (found,) = propose(posed, [TURN], settings=EXACT, hooks=hooks, former={"turn": former})
        assert found.plan == left
        assert [stage.status for stage in found.stages][-1] == "stopped"


def test_where_filling_misses_a_floor_another_proposal_found_so_far_stands_in(posed, monkeypatch):
    floor = posed.subject_to(Floor("河东", "residents", 1850))
    need, reach = propose(floor, AIMS[:2], settings=EXACT, hooks=after_one(monkeypatch))
    assert need.plan == reach.plan == {"E5": 2027, "E6": 2028}
