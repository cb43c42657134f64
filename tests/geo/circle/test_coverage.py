import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.circle.coverage import coverage
from tables import InputError

CATALOGUE = pd.DataFrame(
    [
        ("kindergarten", 5, 300.0, True, True),
        ("ball_court", 5, 300.0, True, False),
        ("nursery", 5, 300.0, False, True),
        ("primary", 10, 500.0, True, True),
        ("market", 10, 500.0, True, False),
        ("park", 5, 300.0, True, True),
        ("park", 15, 1000.0, True, True),
        ("cinema", 15, 1000.0, True, True),
    ],
    columns=["category", "circle", "radius_m", "required", "verified"],
)


def table(**estates):
    """Walks by estate: {category: walk_m}; "off" for an estate off the network."""
    names = sorted({name for walk in estates.values() if walk != "off" for name in walk})
    rows = [
        (estate, name, "off_network", np.nan)
        if walk == "off"
        else (estate, name, "reached" if name in walk else "beyond_limit", walk.get(name, np.nan))
        for estate, walk in estates.items()
        for name in names
    ]
    return pd.DataFrame(rows, columns=["estate_id", "category", "status", "walk_m"])


NEAR = {"kindergarten": 300.0, "ball_court": 301.0, "primary": 500.0, "park": 600.0}


def test_each_circle_is_its_own_share_and_the_total_their_mean():
    one = coverage(table(E1=NEAR), CATALOGUE).iloc[0]
    # 5 minutes: kindergarten yes (300 ≤ 300), ball court no, park no; all measured
    assert (one["coverage_5"], one["measured_5"], one["required_5"]) == (1 / 3, 3, 3)
    # 10 minutes: primary yes, market unknown (nobody supplied markets)
    assert (one["coverage_10"], one["measured_10"], one["required_10"]) == (1, 1, 2)
    assert (one["coverage_10_low"], one["coverage_10_high"]) == (0.5, 1)
    # 15 minutes: park within 1000, cinemas unknown
    assert (one["coverage_15"], one["coverage_15_low"], one["coverage_15_high"]) == (1, 0.5, 1)
    assert one["coverage"] == pytest.approx((1 / 3 + 1 + 1) / 3)
    assert one["coverage_low"] == pytest.approx((1 / 3 + 0.5 + 0.5) / 3)
    assert one["coverage_high"] == pytest.approx((1 / 3 + 1 + 1) / 3)


def test_gaps_are_measured_and_required_and_out_of_reach():
    one = coverage(table(E1=NEAR), CATALOGUE).iloc[0]
    assert one["gaps"] == "ball_court;park"  # park: near enough for 15 minutes, not for 5


def test_an_optional_facility_neither_helps_nor_hurts():
    with_nursery = coverage(table(E1=NEAR | {"nursery": 10.0}), CATALOGUE)
    pd.testing.assert_frame_equal(with_nursery, coverage(table(E1=NEAR), CATALOGUE))


def test_levels_do_not_stand_in_for_one_another():
    one = coverage(table(E1={"park": 900.0}), CATALOGUE).iloc[0]
    assert (one["coverage_5"], one["coverage_15"]) == (0, 1)


def test_an_unmeasured_circle_is_unknown_and_left_out_of_the_mean_but_not_of_the_range():
    one = coverage(table(E1={"kindergarten": 1.0, "ball_court": 1.0, "park": 1.0}), CATALOGUE).iloc[
        0
    ]
    assert np.isnan(one["coverage_10"])
    assert (one["coverage_10_low"], one["coverage_10_high"]) == (0, 1)
    assert one["coverage"] == 1
    assert one["coverage_low"] == pytest.approx((1 + 0 + 0.5) / 3)


def test_an_estate_off_the_network_could_have_anything():
    both = coverage(table(E1=NEAR, E2="off"), CATALOGUE).set_index("estate_id")
    assert both.loc["E2", ["coverage", "coverage_5"]].isna().all()
    assert both.loc["E2", ["coverage_low", "coverage_high", "coverage_5_high"]].tolist() == [
        0,
        1,
        1,
    ]
    assert pd.isna(both.loc["E2", "gaps"])
    assert both.loc["E1", "gaps"] == "ball_court;park"


def test_numbers_nobody_has_checked_are_counted_when_they_were_used():
    assert coverage(table(E1=NEAR), CATALOGUE)["unverified"].tolist() == [1]  # the ball court
    assert coverage(table(E1={"park": 1.0}), CATALOGUE)["unverified"].tolist() == [0]


def test_a_category_without_a_radius_cannot_be_measured():
    catalogue = CATALOGUE.assign(radius_m=CATALOGUE["radius_m"].mask(CATALOGUE["circle"] == 15))
    one = coverage(table(E1=NEAR), catalogue).iloc[0]
    assert (one["measured_15"], one["required_15"]) == (0, 2)


def test_residents_short_are_those_the_coverage_leaves_out():
    people = pd.Series({"E1": 900, "E3": 50})
    full = coverage(table(E1=NEAR, E2=NEAR), CATALOGUE, people).set_index("estate_id")
    assert full.loc["E1", "residents_short"] == pytest.approx(900 * (1 - 7 / 9))
    assert np.isnan(full.loc["E2", "residents_short"])  # residents unknown
    assert full.index.tolist() == [
        "E1",
        "E2",
        "E3",
    ]  # E3 has no walks: nothing known but its people
    assert np.isnan(full.loc["E3", "coverage"])
    assert full.loc["E3", "coverage_high"] == 1


def test_walks_that_stop_before_the_radius_cannot_be_judged():
    walks = table(E1=NEAR)
    walks.attrs["limit_m"] = 800.0
    with pytest.raises(InputError, match=r"geo\.radius_beyond_limit .*1000"):
        coverage(walks, CATALOGUE)


def test_without_walks_or_without_requirements_there_is_nothing_to_cover():
    assert len(coverage(table(), CATALOGUE)) == 0
    none = coverage(table(E1=NEAR), CATALOGUE.assign(required=False)).iloc[0]
    assert np.isnan(none["coverage"])
    assert none["required_5"] == 0
    assert coverage(table(E1=NEAR), CATALOGUE[:0])["coverage"].isna().tolist() == [True]


@given(
    near=st.dictionaries(
        st.sampled_from(sorted(set(CATALOGUE["category"]))), st.floats(0, 1500), min_size=1
    ),
    supplied=st.sets(st.sampled_from(sorted(set(CATALOGUE["category"])))),
)
def test_the_coverage_lies_in_its_range(near, supplied):
    walks = table(E1=near, E2=dict.fromkeys(supplied, 1.0))
    for one in coverage(walks, CATALOGUE).to_dict("records"):
        for part in ("", "_5", "_10", "_15"):
            low, high = one[f"coverage{part}_low"], one[f"coverage{part}_high"]
            assert 0 <= low <= high <= 1
            assert np.isnan(one[f"coverage{part}"]) or low <= one[f"coverage{part}"] <= high
