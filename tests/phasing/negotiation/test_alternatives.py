"""Other plans nearly as good: every promise kept, and none left out where none is said to be."""

import itertools
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem
from phasing.book import Book
from phasing.fill import unmet
from phasing.negotiation.alternatives import alternatives
from phasing.negotiation.distances import years_apart
from phasing.negotiation.standing import Standing, standing
from phasing.rules import Budget, Floor, LockIn, Precede, SameTrench, StartBy, Target, Together
from phasing.solve import Hooks
from tables import InputError
from tests.phasing.test_properties import AIMS as FOUR
from tests.phasing.test_properties import posed as problems

YEARS = (2027, 2028)
EXACT = Settings(gap=0, node_limit=5000, seed=1)
NEED = FOUR[0]
TURNS = Objective("turns", "ready", (1.0, 0.9), after=(NEED,), give_up=0.1)
OUTSIDE = Objective("outside", "outside", (1.0, 0.9))
REACH = Objective("reach", "reach", (1.0, 0.9))
CHEAPEST = Objective("cost", "cost", (1.0, 0.9))
AIMS = (*FOUR, REACH, OUTSIDE, TURNS)


@pytest.fixture
def even(four):
    """Four estates of 400 万元 worth 100, 100, 99 and 98; every year pays for one."""
    pool = four.assign(
        cluster_id=None, cost_wan=400.0, cost_building_body_wan=400.0, cost_other_wan=0.0,
        score=[100.0, 100.0, 99.0, 98.0], residents=1,
    )  # fmt: skip
    return problem(pool, years=YEARS, objective=NEED).subject_to(
        *(Budget("市级", year, 400) for year in YEARS)
    )


def asked(stood, **given):
    return alternatives(
        stood, **{"count": 3, "within": 0.05, "apart": 0.5, "settings": EXACT} | given
    )


def test_four_estates_for_two_places_in_plans_nearly_as_good(even):
    # E1 then E2: 100 + 0.9 × 100 = 190. E3 then E4, wholly different, brings 99 + 88.2 = 187.2.
    stood = standing(even, settings=EXACT)
    found = asked(stood, count=1, apart=1.0)
    assert stood.plan == {"E1": 2027, "E2": 2028}
    assert set(found.plans[1].plan) >= {"E3", "E4"} or members(found) == 0
    assert found.code == "alternatives.as_asked"
    row = found.table.loc[1]
    assert row["below_best_most"] == pytest.approx(1 - row["value"] / 190)
    assert row["years_from_first"] == 1
    assert row["cost_wan"] == 800
    assert row["placed"] == 2


def members(found):
    return found.table["members_from_first"].iloc[-1]


def test_other_estates_come_before_other_years(even):
    """Swapping E1 and E2 is as far by years as E3 and E4 instead; the leader sees the latter."""
    found = asked(standing(even, settings=EXACT), count=1, apart=1.0)
    assert members(found) == 1


def test_it_says_when_there_is_no_other_plan(even):
    stood = standing(even, settings=EXACT)
    # The only other plan as good to the last point swaps E1 and E2.
    found = asked(stood, within=0.0, apart=0.2)
    assert found.code == "alternatives.no_more"
    assert [one.plan for one in found.plans[1:]] == [{"E1": 2028, "E2": 2027}]
    assert found.table["below_best_most"].tolist() == [0, 0]


def test_a_plan_that_is_not_proven_so_closely_has_no_alternatives(even):
    stood = standing(even, settings=EXACT)
    vague = Standing(stood.problem, stood.found, stood.starts, stood.value, stood.bound * 1.1)
    found = asked(vague)
    assert (found.code, len(found.plans)) == ("alternatives.base_not_proven", 1)
    assert found.table["below_best_most"].tolist() == [pytest.approx(1 - 1 / 1.1)]
    assert found.distances.empty


def test_who_stops_the_search_is_told_that_it_ended(even):
    stood = standing(even, settings=EXACT)
    found = asked(stood, hooks=Hooks(should_stop=lambda: True))
    assert found.code in ("alternatives.search_ended", "alternatives.as_asked")
    assert len(found.plans) - 1 <= 3


@pytest.mark.parametrize(
    "wrong", [{"count": 0}, {"within": -0.1}, {"within": 1.0}, {"apart": 0.0}, {"apart": 1.1}]
)
def test_what_asks_for_nothing_is_refused(even, wrong):
    with pytest.raises(InputError) as caught:
        asked(standing(even, settings=EXACT), **wrong)
    assert caught.value.code == "alternatives.asked"


def test_without_an_aim_there_is_no_nearly_as_good(even):
    bare = replace(standing(even, settings=EXACT), problem=problem(even.estates, years=YEARS))
    with pytest.raises(InputError) as caught:
        asked(bare)
    assert caught.value.code == "alternatives.no_aim"


def test_the_cheapest_plan_has_dearer_ones_beside_it(even):
    # Two estates are asked for, 800 万元 any way; all pairs and years cost the same.
    cheap = even.aiming_at(CHEAPEST).subject_to(Target("estates", 2))
    found = asked(standing(cheap, settings=EXACT), count=2, apart=1.0)
    assert found.code == "alternatives.as_asked"
    assert found.table["cost_wan"].tolist() == [800, 800, 800]


def test_an_empty_pool_has_one_plan(even):
    empty = problem(even.estates[:0], years=YEARS, objective=NEED)
    found = asked(standing(empty, settings=EXACT))
    assert (found.code, found.table["placed"].tolist()) == ("alternatives.no_more", [0])


TIES = st.sampled_from(
    [
        LockIn("E0", 2028),
        Precede("E1", "E2"),
        SameTrench("人民路", ("E0", "E1"), apart_years=2),
        StartBy("E1", 2028),
        Floor("河东区", "households", 10),
        Target("estates", 2),
    ]
)


@settings(max_examples=40)
@given(
    posed=problems(most=5),
    tie=st.none() | TIES,
    aim=st.sampled_from(AIMS),
    within=st.sampled_from([0.0, 0.05, 0.3]),
    apart=st.sampled_from([0.2, 0.5, 1.0]),
)
def test_every_promise_is_kept_and_no_plan_is_left_out(posed, tie, aim, within, apart):
    try:
        posed = posed.subject_to(*([tie] if tie else []))
        stood = standing(posed.aiming_at(aim), settings=EXACT)
    except (InfeasibleError, InputError):
        reject()
    found = asked(stood, within=within, apart=apart)
    assert found.plans[0] is stood
    for one, other in itertools.combinations(found.plans, 2):
        assert years_apart(one.plan, other.plan) >= apart - 1e-9
    for one in found.plans:
        assert one.book().sound()
        assert unmet(one.problem, one.book()) == ()
        assert one.value == pytest.approx(one.worth(one.book()))
        assert one.value >= one.bound - (within + 2e-9) * abs(one.bound)
    assert (found.table["below_best_most"] <= within + 2e-9).all()
    assert found.code in ("alternatives.as_asked", "alternatives.no_more")
    assert (found.code == "alternatives.as_asked") == (len(found.plans) == 4)
    if found.code == "alternatives.no_more" and not aim.after:
        assert not any(fits(found, plan, within + 1e-12, apart) for plan in every_plan(stood))


def every_plan(stood):
    """Yield the book of every plan that keeps the rules."""
    choices = [
        unit.years if unit.locked is not None else (None, *unit.years) for unit in stood.found.units
    ]
    for years in itertools.product(*choices):
        book = Book(stood.problem)
        for unit, year in zip(stood.found.units, years, strict=True):
            if year is not None:
                book.place(unit, year)
        if book.sound() and not unmet(stood.problem, book):
            yield book


def fits(found, book, within, apart):
    """Say whether a plan was one to be found beside those found: with room, it would be."""
    stood = found.plans[0]
    enough = stood.worth(book) > stood.bound - within * abs(stood.bound) + 1e-6 * abs(stood.bound)
    far = all(years_apart(book.plan(), one.plan) >= apart + 1e-6 for one in found.plans)
    return enough and far


@settings(max_examples=10)
@given(posed=problems(most=6), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(posed, order):
    rows = list(range(len(posed.estates)))
    order.shuffle(rows)
    shuffled = problem(posed.estates.iloc[rows], years=posed.years).subject_to(*posed.rules)
    plans = [
        [one.plan for one in asked(standing(p.aiming_at(NEED), settings=EXACT), within=0.2).plans]
        for p in (posed, shuffled)
    ]
    assert plans[0] == plans[1]


def test_whole_clusters_move_as_one(four):
    posed = problem(four, years=YEARS, objective=NEED).subject_to(
        Together("西门片区"), *(Budget("市级", year, 900) for year in YEARS)
    )
    found = asked(standing(posed, settings=EXACT), within=0.3, apart=0.5)
    assert len(found.plans) > 1
    for one in found.plans:
        assert one.plan.get("E1") == one.plan.get("E2")


def test_the_table_is_of_numbers(even):
    table = asked(standing(even, settings=EXACT)).table
    assert table.select_dtypes("number").shape == table.shape
    assert isinstance(table, pd.DataFrame)
