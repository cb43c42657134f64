import numpy as np
import pandas as pd
import pytest

from study.areas.ranks import area_ranks
from study.areas.totals import totals
from tests.study.small_areas import estates_of

A_STREET = ("甲", "东街道", None)


def of(estates, areas=None):
    ids = areas or ["S"] * len(estates)
    belongs = pd.DataFrame({"estate_id": estates["estate_id"], "area_id": ids})
    return totals(estates, belongs, (), top_from=65)


def test_need_is_weighed_by_residents():
    found = of(estates_of(A_STREET, A_STREET, residents=[100.0, 300.0], need=[80.0, 40.0],
                          need_low=[70.0, 30.0], need_high=[90.0, 60.0])).loc["S"]  # fmt: skip
    assert found["need"] == pytest.approx((100 * 80 + 300 * 40) / 400)
    assert found["need_low"] == pytest.approx((100 * 70 + 300 * 30) / 400)
    assert found["need_high"] == pytest.approx((100 * 90 + 300 * 60) / 400)


def test_unknown_residents_weigh_as_the_median_and_are_counted():
    estates = estates_of(*[A_STREET] * 4, residents=[100.0, 200.0, 900.0, np.nan],
                         need=[0.0, 0.0, 0.0, 70.0])  # fmt: skip
    found = of(estates).loc["S"]
    assert found["need"] == pytest.approx(200 * 70 / 1400)
    assert (found["residents"], found["residents_unknown"]) == (1200, 1)


def test_an_unknown_need_is_left_out_of_the_mean_but_opens_the_range():
    estates = estates_of(A_STREET, A_STREET, need=[50.0, np.nan], need_low=[50.0, np.nan],
                         need_high=[50.0, np.nan])  # fmt: skip
    found = of(estates).loc["S"]
    assert (found["need"], found["need_low"], found["need_high"]) == (50, 25, 75)
    assert (found["scored"], found["need_unknown"]) == (1, 1)


def test_the_share_of_grade_1_counts_who_surely_and_who_possibly_is():
    estates = estates_of(*[A_STREET] * 4, grade=["1", "1", "2", None],
                         score=[80.0, 66.0, 60.0, np.nan], score_low=[70.0, 60.0, 50.0, 0.0],
                         score_high=[90.0, 70.0, 64.0, 100.0])  # fmt: skip
    found = of(estates).loc["S"]
    assert found["grade1_share"] == pytest.approx(2 / 3)
    assert (found["grade1_share_low"], found["grade1_share_high"]) == (0.25, 0.75)


def test_unmet_coverage_and_its_range():
    found = of(estates_of(A_STREET)).loc["S"]
    assert found["unmet_coverage"] == pytest.approx(0.4)
    assert found["unmet_coverage_low"] == pytest.approx(0.2)
    assert found["unmet_coverage_high"] == pytest.approx(0.5)


def test_money_asked_is_that_of_estates_no_gate_shuts_out():
    estates = estates_of(*[A_STREET] * 3, gate=["", "consent", ""], cost_wan=[10.0, 20.0, np.nan])
    found = of(estates).loc["S"]
    assert (found["cost_wan"], found["cost_unknown"]) == (30, 1)
    assert (found["asked_wan"], found["asked_unknown"]) == (10, 1)


def test_nothing_known_is_missing_and_not_zero():
    unknown = [np.nan, np.nan]
    estates = estates_of(A_STREET, A_STREET, cost_wan=unknown, need=unknown, coverage=unknown,
                         coverage_low=unknown, coverage_high=unknown, residents=unknown,
                         need_low=unknown, need_high=unknown)  # fmt: skip
    found = of(estates).loc["S"]
    assert found[["cost_wan", "asked_wan", "need", "unmet_coverage", "residents"]].isna().all()
    assert (found["need_low"], found["need_high"]) == (0, 100)
    assert (found["unmet_coverage_low"], found["unmet_coverage_high"]) == (0, 1)


def ranked(rows, least=2):
    """Rows are (area_id, scored, residents, need, low, high)."""
    columns = ["area_id", "scored", "residents", "need", "need_low", "need_high"]
    table = pd.DataFrame(rows, columns=columns).assign(level="street", estates=9)
    return area_ranks(table.assign(name=table["area_id"]), {"street": least}).set_index("area_id")


def test_a_small_area_is_shown_and_not_ranked():
    found = ranked([("A", 5, 10, 50, 40, 60), ("B", 1, 10, 99, 99, 99), ("C", 5, 10, 55, 41, 70)])
    assert found["rank"].tolist() == [2, pd.NA, 1]
    assert found["rank_note"].tolist() == ["", "small_number", ""]
    assert found.loc["A", ["rank_best", "rank_worst"]].tolist() == [1, 2]


def test_ties_go_to_more_residents_then_to_the_name():
    found = ranked([("B", 5, 10, 50, 50, 50), ("A", 5, 10, 50, 50, 50), ("C", 5, 20, 50, 50, 50)])
    assert found["rank"].to_dict() == {"C": 1, "A": 2, "B": 3}


def test_areas_surely_ahead_or_behind_have_ranks_that_do_not_overlap():
    found = ranked([("A", 5, 1, 80, 75, 85), ("B", 5, 1, 50, 45, 55), ("C", 5, 1, 52, 46, 60)])
    assert found["rank_best"].tolist() == [1, 2, 2]
    assert found["rank_worst"].tolist() == [1, 3, 3]
