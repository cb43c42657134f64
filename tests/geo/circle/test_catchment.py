"""Floating catchments: published cases, cases solved by hand, what must hold for any town."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.circle.catchment import Zones, catchments, plain, shares, weights
from geo.walking.reach import Pairs
from tables import InputError

NAN = np.nan


def pairs_of(rows):
    """Pairs from {(origin, facility): walk_m}."""
    keys = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    return Pairs(keys[:, 0], keys[:, 1], np.array(list(rows.values()), dtype=float))


# --- published cases -----------------------------------------------------------------------------


def test_luo_and_wang_2003_figure_3():
    """Eleven tracts of one, two surgeries: a serves 1–4, 6, 7, 9, 10 and b serves 4, 5, 8, 11.

    As in the tests of the R package twostepr; 20 and 40 stand for inside and outside 30 minutes.
    """
    of_a, of_b = {1, 2, 3, 4, 6, 7, 9, 10}, {4, 5, 8, 11}
    rows = {
        (tract - 1, at): 20 if tract in served else 40
        for tract in range(1, 12)
        for at, served in enumerate((of_a, of_b))
    }
    found = shares(pairs_of(rows), np.ones(2), np.ones(11), plain(30))
    assert found.facility_ratio.tolist() == [1 / 8, 1 / 4]
    eighths = [1, 1, 1, 3, 2, 1, 1, 2, 1, 1, 2]
    assert found.ratio.tolist() == [part / 8 for part in eighths]


@pytest.mark.parametrize(
    ("far", "expected"),
    [(1 / 2, [0.733333333333, 0.733333333333, 0.533333333333]),
     (1 / 4, [0.777777777778, 0.777777777778, 0.444444444444])],
)  # fmt: skip
def test_a_triangle_of_three_towns_and_two_doctors(far, expected):
    """As published in the tests of twostepr: weight 1/d or 1/d², where all d but one are 1."""
    rows = {(0, 0): 1, (1, 0): 1, (2, 0): 1, (0, 1): 1, (1, 1): 1, (2, 1): 2}
    found = shares(pairs_of(rows), np.ones(2), np.ones(3), Zones((1, 2), (1, far)))
    assert found.ratio == pytest.approx(expected)


@pytest.mark.parametrize(("inbound", "outbound"), [(40, 40), (20, 40), (40, 20), (20, 20)])
def test_the_hospital_example_of_pysal_access(inbound, outbound):
    """Three tracts with 100, 50, 10 people and 15, 20, 100 doctors, weight 1/minutes up to 61.

    The four scenarios of test_hospital_example.py; expected values by its formula, in fractions.
    """
    minutes = {(0, 0): 1, (1, 1): 1, (2, 2): 1, (0, 2): inbound, (1, 2): inbound,
               (2, 0): outbound, (2, 1): outbound}  # fmt: skip
    people, doctors = [100, 50, 10], [15, 20, 100]
    asked = [
        sum(Fraction(people[i], d) for (i, to), d in minutes.items() if to == j) for j in range(3)
    ]
    expected = [
        float(sum(doctors[j] / asked[j] / d for (of, j), d in minutes.items() if of == i))
        for i in range(3)
    ]
    zones = Zones((1, 20, 40), (1, 1 / 20, 1 / 40))
    found = shares(pairs_of(minutes), np.array(doctors, float), np.array(people, float), zones)
    assert found.ratio == pytest.approx(expected, rel=1e-12)


# --- solved by hand ------------------------------------------------------------------------------

WALKS = {(0, 0): 100, (1, 0): 400, (1, 1): 250, (2, 1): 600, (2, 0): 900}
SUPPLY, DEMAND = np.array([90.0, 60.0]), np.array([100.0, 200.0, 50.0])


def test_three_estates_and_two_kindergartens_within_500_m():
    found = shares(pairs_of(WALKS), SUPPLY, DEMAND, plain(500))
    assert found.facility_ratio == pytest.approx([90 / 300, 60 / 200])  # estate 2 reaches neither
    assert found.ratio == pytest.approx([0.3, 0.3 + 0.3, 0])
    assert found.facilities.tolist() == [1, 2, 0]
    assert found.ratio_low.tolist() == found.ratio_high.tolist() == found.ratio.tolist()


def test_the_same_in_three_zones():
    zones = Zones((300, 500, 1000), (1, 0.68, 0.22))
    found = shares(pairs_of(WALKS), SUPPLY, DEMAND, zones)
    first = 90 / (100 + 0.68 * 200 + 0.22 * 50)
    second = 60 / (200 + 0.22 * 50)
    assert found.facility_ratio == pytest.approx([first, second])
    expected = [first, 0.68 * first + second, 0.22 * (first + second)]
    assert found.ratio == pytest.approx(expected)


def test_a_zone_holds_its_last_metre():
    zones = Zones((300, 500), (1, 0.5))
    walk_m = np.array([0, 300, 300.000001, 500, 500.1, NAN])
    assert weights(walk_m, zones).tolist() == [1, 1, 0.5, 0.5, 0, 0]


# --- unknown is not zero -------------------------------------------------------------------------


def test_a_kindergarten_of_unknown_size_leaves_the_ratio_open_above():
    found = shares(pairs_of(WALKS), np.array([90.0, NAN]), DEMAND, plain(500))
    assert found.ratio[1] == found.ratio_low[1] == pytest.approx(0.3)  # the known one alone
    assert np.isnan(found.ratio_high[1])
    assert found.unknown_facilities.tolist() == [0, 1, 0]
    assert (found.ratio_high[0], found.ratio_high[2]) == (found.ratio[0], 0)


def test_where_only_unknown_ones_are_in_reach_the_ratio_is_unknown_and_not_zero():
    found = shares(pairs_of({(0, 0): 10}), np.array([NAN]), np.array([100.0]), plain(500))
    assert np.isnan(found.ratio[0])
    assert (found.ratio_low[0], found.facilities[0]) == (0, 1)


def test_an_estate_nobody_counted_leaves_the_ratio_open_below():
    found = shares(pairs_of(WALKS), SUPPLY, np.array([100.0, NAN, 50.0]), plain(500))
    assert found.facility_ratio[0] == pytest.approx(0.9)  # for the estate that was counted
    assert (found.ratio[0], found.ratio_high[0]) == (pytest.approx(0.9),) * 2
    assert found.ratio_low[0] == 0
    assert found.unknown_demand.tolist() == [1, 2, 0]
    assert found.uncounted.tolist() == [1, 1]


def test_where_nobody_lives_a_ratio_means_nothing():
    found = shares(pairs_of({(0, 0): 10}), np.array([30.0]), np.array([0.0]), plain(500))
    assert np.isnan(found.facility_ratio[0])
    assert np.isnan(found.ratio[0])


def catchment(reach, facilities, estates, *, zones, per):
    return catchments(reach, facilities, estates, zones=[zones], per=per)[0]


# --- tables --------------------------------------------------------------------------------------


def tables(walks=WALKS, supply=SUPPLY, demand=DEMAND):
    reach = pd.DataFrame(
        [(f"E{i}", f"F{j}", float(m)) for (i, j), m in walks.items()],
        columns=["estate_id", "facility_id", "walk_m"],
    )
    facilities = pd.DataFrame({"facility_id": [f"F{j}" for j in range(len(supply))]})
    estates = pd.DataFrame({"estate_id": [f"E{i}" for i in range(len(demand))]})
    return (
        reach,
        facilities.assign(supply=supply),
        estates.assign(demand=demand, on_network=True),
    )


def test_the_tables_are_per_so_many_and_sorted():
    reach, facilities, estates = tables()
    found = catchment(reach, facilities, estates, zones=plain(500), per=100)
    assert found.estates["ratio"].tolist() == pytest.approx([30, 60, 0])
    assert found.estates["facilities"].tolist() == [1, 2, 0]
    assert found.facilities["demand"].tolist() == [300, 200]
    assert found.facilities["ratio"].tolist() == pytest.approx([30, 30])


def test_the_order_of_rows_does_not_matter():
    one = tables()
    two = [table.sample(frac=1, random_state=3) for table in one]
    for a, b in zip(*(catchment(*t, zones=plain(1000), per=1) for t in (one, two)), strict=True):
        pd.testing.assert_frame_equal(a, b)


def test_two_doors_are_one_kindergarten():
    reach, facilities, estates = tables()
    doors = pd.concat([facilities, facilities])
    one, two = (catchment(reach, f, estates, zones=plain(500), per=1) for f in (facilities, doors))
    pd.testing.assert_frame_equal(one.estates, two.estates)


def test_an_estate_off_the_network_has_no_ratio():
    reach, facilities, estates = tables()
    found = catchment(
        reach, facilities, estates.assign(on_network=[True, True, False]), zones=plain(500), per=1
    ).estates.iloc[2]
    assert np.isnan(found["ratio"])
    assert (found["ratio_low"], found["ratio_high"]) == (0, pytest.approx(NAN, nan_ok=True))
    assert pd.isna(found["facilities"])


def test_a_kind_nobody_supplied_is_unknown_and_not_absent():
    reach, facilities, estates = tables()
    found = catchment(reach[:0], facilities[:0], estates, zones=plain(500), per=1)
    assert found.estates["ratio"].isna().all()
    assert len(found.facilities) == 0


def test_without_estates_there_is_nothing():
    reach, facilities, estates = tables()
    found = catchment(reach[:0], facilities, estates[:0], zones=plain(500), per=1)
    assert len(found.estates) == 0
    assert found.facilities["demand"].tolist() == [0, 0]


def test_walks_that_end_before_the_last_zone_are_refused():
    reach, facilities, estates = tables()
    reach.attrs["limit_m"] = 400.0
    with pytest.raises(InputError, match=r"geo\.radius_beyond_limit .*500"):
        catchment(reach, facilities, estates, zones=plain(500), per=1)


# --- for any town --------------------------------------------------------------------------------

TOWNS = st.tuples(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 3)), st.integers(0, 1200), max_size=24
    ),
    st.lists(st.one_of(st.just(NAN), st.integers(0, 300)), min_size=4, max_size=4),
    st.lists(st.one_of(st.just(NAN), st.integers(0, 900)), min_size=6, max_size=6),
)
ZONES = st.sampled_from([plain(500), Zones((300, 500, 1000), (1, 0.68, 0.22))])


def told(town, zones):
    walks, supply, demand = town
    return shares(pairs_of(walks), np.array(supply, float), np.array(demand, float), zones)


@given(TOWNS, ZONES)
def test_what_is_shared_out_is_what_there_is(town, zones):
    walks, supply, demand = town
    known = (walks, np.nan_to_num(supply), np.nan_to_num(demand))
    found = told(known, zones)
    used = known[1][~np.isnan(found.facility_ratio)]
    assert np.nansum(found.ratio * known[2]) == pytest.approx(used.sum())


@given(TOWNS)
def test_equal_weights_are_the_plain_catchment(town):
    one, two = told(town, plain(900)), told(town, Zones((200, 400, 900), (1, 1, 1)))
    for a, b in zip(one, two, strict=True):
        np.testing.assert_allclose(a, b)


@given(TOWNS, ZONES, st.integers(0, 300), st.integers(1, 900))
def test_the_truth_lies_in_the_range(town, zones, size, people):
    """Whatever the unknown supplies and demands are, the ratio then lies within the range now."""
    walks, supply, demand = town
    truth = told((walks, np.nan_to_num(supply, nan=size), np.nan_to_num(demand, nan=people)), zones)
    found = told(town, zones)
    known = ~np.isnan(truth.ratio)
    high = np.nan_to_num(found.ratio_high, nan=np.inf)
    assert (found.ratio_low[known] <= truth.ratio[known] * (1 + 1e-9)).all()
    assert (truth.ratio[known] <= high[known] * (1 + 1e-9)).all()


@given(TOWNS, ZONES)
def test_one_more_facility_never_lowers_a_ratio(town, zones):
    walks, supply, demand = town
    fewer = {pair: m for pair, m in walks.items() if pair[1] != 0}
    more, less = told(town, zones), told((fewer, supply, demand), zones)
    assert (more.ratio_low >= less.ratio_low - 1e-12).all()
