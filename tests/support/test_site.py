"""Sites a planner can check by hand, and every choice tried on small problems."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from support import Aim, Allowed, Settings, curve, problem, site
from tables import InputError
from tests.support.published import stated

EXACT = Settings(gap=0, node_limit=100_000, seed=1)
NEAR = Aim("coverage", 300)
WALK = Aim("mean_walk", 1000)
NONE = np.nan

# Three estates, three rooms: S000 reaches E000 and E001, S001 E001 and E002, S002 only E002.
LADDER = [[100, NONE, NONE], [200, 250, NONE], [NONE, 100, 300]]
PEOPLE = [1000, 400, 700]


def ids(done):
    return done.sites["site_id"].tolist()


def test_one_site_reaches_the_most_people():
    done = site(stated(LADDER, PEOPLE), NEAR, Allowed(1), settings=EXACT)
    assert (ids(done), done.value, done.gap, done.status) == (["S000"], 1400, 0, "proven")
    assert done.totals["served"].tolist() == [0, 1400]


def test_two_sites_and_what_each_adds():
    done = site(stated(LADDER, PEOPLE), NEAR, Allowed(2), settings=EXACT)
    assert ids(done) == ["S000", "S001"]
    assert done.sites["people_gained"].tolist() == [1400, 700]  # E001 has S000 already
    assert done.sites["people_lost"].tolist() == [1000, 700]  # without S000, E001 still has S001
    sent = done.assignments.set_index("demand_id")["site_id"]
    assert sent.to_dict() == {"E000": "S000", "E001": "S000", "E002": "S001"}


def test_an_existing_facility_serves_before_and_is_no_gain():
    done = site(stated(LADDER, PEOPLE, existing=[0]), NEAR, Allowed(1), settings=EXACT)
    assert ids(done) == ["S001"]
    assert done.totals["served"].tolist() == [1400, 2100]
    assert done.sites["people_gained"].tolist() == [700]


def test_a_full_site_serves_no_more_than_it_holds():
    given_ = stated(LADDER, PEOPLE, capacity=[500, 1000, 1000])
    done = site(given_, NEAR, Allowed(2), settings=EXACT)
    assert ids(done) == ["S001", "S000"]
    assert done.sites["places_taken"].tolist() == [1000, 500]
    assert done.value == 1500
    left = done.assignments[done.assignments["site_id"].isna()]
    assert left["people"].sum() == 600


def test_a_budget_is_kept_and_a_site_of_unknown_cost_is_not_bought():
    costs = [90, 60, NONE]
    done = site(stated(LADDER, PEOPLE, cost_wan=costs), NEAR, Allowed(None, 80), settings=EXACT)
    assert (ids(done), done.value) == (["S001"], 1100)
    none = site(stated(LADDER, PEOPLE, cost_wan=costs), NEAR, Allowed(None, 50), settings=EXACT)
    assert (ids(none), none.value, none.status) == ([], 0, "proven")


def test_of_equal_sites_the_cheaper_then_the_smaller_id():
    twins = [[100, 100, 100]]
    assert ids(site(stated(twins, [10]), NEAR, Allowed(1), settings=EXACT)) == ["S000"]
    dear = stated(twins, [10], cost_wan=[9, 7, 7])
    assert ids(site(dear, NEAR, Allowed(1), settings=EXACT)) == ["S001"]
    full = stated(twins, [10], cost_wan=[9, 7, 7], capacity=5)
    assert ids(site(full, NEAR, Allowed(1), settings=EXACT)) == ["S001"]


def test_no_site_is_opened_that_adds_nothing():
    done = site(stated([[100, 100]], [10]), NEAR, Allowed(2), settings=EXACT)
    assert ids(done) == ["S000"]
    assert len(site(stated([[400]], [10]), NEAR, Allowed(1), settings=EXACT).sites) == 0


def test_the_mean_walk_counts_who_is_out_of_reach():
    walk_m = [[100, NONE], [NONE, NONE], [300, 50]]
    done = site(stated(walk_m, [10, 10, 20]), WALK, Allowed(2), settings=EXACT)
    assert done.beyond == ("E001",)
    assert done.value == pytest.approx((10 * 100 + 10 * 1000 + 20 * 50) / 40)
    after = done.totals.loc["after"]
    assert after["walk_served_m"] == pytest.approx((10 * 100 + 20 * 50) / 30)
    assert after["walk_counted_m"] == pytest.approx(done.value)
    assert done.totals.loc["before", "walk_counted_m"] == 1000


def test_the_curve_rises_and_ends_where_nothing_is_left_to_gain():
    found = curve(stated(LADDER, PEOPLE), NEAR, upto=9, settings=EXACT)
    assert found["value"].tolist() == [0, 1400, 2100]
    assert found["chosen"].tolist() == [(), ("S000",), ("S000", "S001")]


@pytest.mark.parametrize("aim", [NEAR, WALK])
def test_nobody_or_nowhere(aim):
    empty = problem(
        pd.DataFrame({"demand_id": [], "people": []}),
        pd.DataFrame({"site_id": [], "existing": []}),
        pd.DataFrame({"demand_id": [], "site_id": [], "walk_m": []}),
    )
    for given_ in (empty, stated(np.full((2, 2), NONE), [5, 0]), stated(np.zeros((2, 0)), [5, 5])):
        done = site(given_, aim, Allowed(2), settings=EXACT)
        assert (len(done.sites), done.status, done.gap) == (0, "proven", 0)


@pytest.mark.parametrize(
    ("rows", "code"),
    [([("E1", 5), ("E1", 6)], "siting.id_twice"), ([("E1", None)], "siting.bad_people")],
)
def test_what_cannot_be_meant_is_refused(rows, code):
    demand = pd.DataFrame(rows, columns=["demand_id", "people"])
    sites = pd.DataFrame({"site_id": ["S1"], "existing": [False]})
    with pytest.raises(InputError) as caught:
        problem(demand, sites, pd.DataFrame({"demand_id": [], "site_id": [], "walk_m": []}))
    assert caught.value.code == code


def test_something_must_be_allowed():
    with pytest.raises(InputError, match=r"siting\.nothing_allowed"):
        site(stated(LADDER, PEOPLE), NEAR, Allowed(), settings=EXACT)


WALKS = st.sampled_from([NONE, 50.0, 120.0, 300.0, 310.0, 500.0, 1000.0, 1200.0])


@st.composite
def small(draw):
    """Up to six estates and five rooms, some there already, some with a limit, some priced."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    walk_m = np.array(draw(st.lists(WALKS, min_size=rows * columns, max_size=rows * columns)))
    number = st.integers(0, 9)
    people = draw(st.lists(number, min_size=rows, max_size=rows))
    limited = draw(st.booleans())
    capacity = st.sampled_from([NONE, 0.0, 3.0, 8.0, 20.0]) if limited else st.just(NONE)
    return {
        "walk_m": walk_m.reshape(rows, columns),
        "people": people,
        "capacity": draw(st.lists(capacity, min_size=columns, max_size=columns)),
        "cost_wan": draw(st.lists(st.integers(1, 9), min_size=columns, max_size=columns)),
        "existing": draw(st.sets(st.integers(0, columns - 1), max_size=2)),
        "whole": draw(st.booleans()) and limited,
    }


def gain_of(case, opened, aim):
    """The best gain with these sites open: by trying (whole) or by scipy's own solver."""
    near = [
        (i, j, 1.0 if aim.kind == "coverage" else aim.reach_m - walk)
        for (i, j), walk in np.ndenumerate(case["walk_m"])
        if j in opened and walk <= aim.reach_m
    ]
    people, room = case["people"], [np.inf if np.isnan(c) else c for c in case["capacity"]]
    if case["whole"]:
        return _whole(near, people, room)
    if not near:
        return 0.0
    rows, high = [], []
    for i, have in enumerate(people):
        rows.append([float(pair[0] == i) for pair in near])
        high.append(have)
    for j in opened:
        if np.isfinite(room[j]):
            rows.append([float(pair[1] == j) for pair in near])
            high.append(room[j])
    return -linprog([-pair[2] for pair in near], A_ub=rows, b_ub=high).fun


def _whole(near, people, room):
    choices = [[(None, 0.0)] + [(j, g) for at, j, g in near if at == i] for i in range(len(people))]
    most = 0.0
    for sent in itertools.product(*choices):
        taken = dict.fromkeys(range(len(room)), 0)
        for have, (j, _) in zip(people, sent, strict=True):
            if j is not None:
                taken[j] += have
        if all(taken[j] <= limit for j, limit in enumerate(room)):
            most = max(most, sum(h * g for h, (_, g) in zip(people, sent, strict=True)))
    return most


@given(small(), st.sampled_from([NEAR, WALK]), st.integers(0, 3), st.booleans())
@settings(max_examples=120)
def test_no_subset_of_sites_is_better(case, aim, count, by_money):
    allowed = Allowed(None, 3.0 * count) if by_money else Allowed(count)
    parts = {key: value for key, value in case.items() if key not in {"walk_m", "people"}}
    parts["existing"] = sorted(parts["existing"])
    given_ = stated(case["walk_m"], case["people"], **parts)
    done = site(given_, aim, allowed, settings=EXACT)
    free = [j for j in range(case["walk_m"].shape[1]) if j not in case["existing"]]
    subsets = itertools.chain.from_iterable(
        itertools.combinations(free, size) for size in range(len(free) + 1)
    )
    wanted = max(
        gain_of(case, {*chosen, *case["existing"]}, aim)
        for chosen in subsets
        if (
            sum(case["cost_wan"][j] for j in chosen) <= 3 * count
            if by_money
            else len(chosen) <= count
        )
    )
    people = sum(case["people"])
    value = wanted if aim.kind == "coverage" else aim.reach_m - wanted / people if people else None
    assert done.status == "proven"
    if value is not None:
        assert done.value == pytest.approx(value, abs=1e-6)
        assert done.bound == pytest.approx(value, abs=1e-6)
        kept(done, case, people)


def kept(done, case, people):
    """Everybody is somewhere or named as served by nobody; no site holds more than it can."""
    assert done.assignments["people"].sum() == pytest.approx(people)
    taken = done.assignments.groupby("site_id")["people"].sum()
    for name, count in taken.items():
        limit = case["capacity"][int(name[1:])]
        assert np.isnan(limit) or count <= limit + 1e-6
    steps = done.sites.filter(regex="gained|cut").iloc[:, 0]
    first, last = (
        done.totals["served"] if done.aim.kind == "coverage" else done.totals["walk_counted_m"]
    )
    assert abs(last - first) == pytest.approx(steps.sum(), abs=1e-6)


@given(small(), st.sampled_from([NEAR, WALK]), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_rows_never_matters(case, aim, random):
    rows, columns = case["walk_m"].shape
    demand = pd.DataFrame({"demand_id": [f"E{i}" for i in range(rows)], "people": case["people"]})
    sites = pd.DataFrame({key: case[key] for key in ("capacity", "cost_wan")})
    sites = sites.assign(site_id=[f"S{j}" for j in range(columns)], existing=False)
    pairs = [(f"E{i}", f"S{j}", walk) for (i, j), walk in np.ndenumerate(case["walk_m"])]
    walks = pd.DataFrame(pairs, columns=["demand_id", "site_id", "walk_m"])
    found = []
    for _ in range(2):
        found.append(site(problem(demand, sites, walks), aim, Allowed(2), settings=EXACT))
        demand, sites, walks = (
            frame.sample(frac=1, random_state=random.randint(0, 999))
            for frame in (demand, sites, walks)
        )
    pd.testing.assert_frame_equal(found[0].sites, found[1].sites)
    pd.testing.assert_frame_equal(found[0].assignments, found[1].assignments)


def test_a_city_is_solved_to_a_stated_gap_again_and_again_alike():
    draw = np.random.default_rng(7)
    estates, spots = draw.uniform(0, 4000, (600, 2)), draw.uniform(0, 4000, (80, 2))
    apart = np.hypot(*(estates[:, None] - spots[None]).transpose(2, 0, 1)).round(6)
    given_ = stated(np.where(apart <= 1500, apart, NONE), draw.integers(100, 3000, 600))
    for aim in (Aim("coverage", 500), Aim("mean_walk", 1500)):
        once, again = (
            site(given_, aim, Allowed(8), settings=Settings(0.01, 2000, 1)) for _ in range(2)
        )
        assert once.status == "proven"
        assert 0 <= once.gap <= 0.01
        pd.testing.assert_frame_equal(once.sites, again.sites)
        better, worse = (
            (once.value, once.bound) if aim.kind == "mean_walk" else (once.bound, once.value)
        )
        assert worse <= better
