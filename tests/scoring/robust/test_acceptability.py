"""Rank acceptability against geometry, enumeration and published figures."""

import itertools
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from scoring.robust import Cells, Matrix, Sampling, robustness
from tables import InputError

DRAWS = 10_000


def sampling(spread="simplex", draws=DRAWS, **more):
    return Sampling(draws=draws, seed=7, spread=spread, **more)


def names(size):
    return tuple(f"E{place:03}" for place in range(size))


def matrix(rows, cells=None):
    score = np.array(rows, dtype=float).reshape(len(rows), -1)
    return Matrix(names(len(rows)), score, cells)


def cells(rows, confidence=0.95):
    """Each row: row, column, share, interval, low, mid, high."""
    columns = list(zip(*rows, strict=True))
    kinds = [np.int64, np.int64, float, bool, float, float, float]
    arrays = [np.array(c, dtype=k) for c, k in zip(columns, kinds, strict=True)]
    return Cells(*arrays, confidence)


def four_errors(share, draws=DRAWS):
    return 4 * sqrt(share * (1 - share) / draws) + 1e-9


def test_of_two_criteria_acceptability_is_a_length():
    # E0 is first while 90w + 10(1-w) > 50, w > 0.5; E1 while 10w + 90(1-w) > 50, w < 0.5; never E2,
    # second or third with |w - 0.5| as its rivals cross: E2 = 50 always lies between them
    found = robustness(matrix([[90, 10], [10, 90], [50, 50]]), [1, 1], sampling(), top_k=[2])
    expected = [[0.5, 0, 0.5], [0.5, 0, 0.5], [0, 1, 0]]
    assert found.acceptability == pytest.approx(np.array(expected), abs=four_errors(0.5))
    assert found.table["first_share"].tolist() == found.acceptability[:, 0].tolist()
    assert found.table["top_2_share"].tolist()[2] == 1


def test_a_cut_that_is_not_in_the_middle():
    # 80w > 20w + 40(1-w) where 60w > 40(1-w): w > 0.4
    found = robustness(matrix([[80, 0], [20, 40]]), [1, 1], sampling(), top_k=[1])
    assert found.table["first_share"][0] == pytest.approx(0.6, abs=four_errors(0.6))
    # the weights that put it first lie evenly between 0.4 and 1, those that do not below 0.4
    assert found.central_weights[1][:, 0] == pytest.approx([0.7, 0.2], abs=0.01)
    assert found.table["first_confidence"].tolist() == [1, 1]


def test_each_best_on_one_criterion_has_rank_order_centroid_weights():
    """Barron & Barrett 1996, Management Science 42: 1515, centroid weights of 3: .61 .28 .11."""
    found = robustness(matrix(100 * np.eye(3)), [1, 1, 1], sampling(), top_k=[2])
    assert found.acceptability == pytest.approx(np.full((3, 3), 1 / 3), abs=four_errors(1 / 3))
    first = np.where(np.eye(3) == 1, 11 / 18, (1 - 11 / 18) / 2)
    assert found.central_weights[1] == pytest.approx(first, abs=0.01)
    second = (11 / 18 + 5 / 18) / 2
    top_two = np.where(np.eye(3) == 1, second, (1 - second) / 2)
    assert found.central_weights[2] == pytest.approx(top_two, abs=0.01)


def test_acceptability_agrees_with_every_weight_of_a_fine_grid():
    random = np.random.default_rng(3)
    scores = random.uniform(0, 100, (5, 3))
    steps = 200
    grid = [(i, j, steps - i - j) for i in range(steps + 1) for j in range(steps + 1 - i)]
    ranks = (-(np.array(grid) / steps) @ scores.T).argsort(axis=1).argsort(axis=1)
    exact = np.array([np.bincount(ranks[:, row], minlength=5) for row in range(5)]) / len(grid)
    found = robustness(matrix(scores), [1, 1, 1], sampling(), top_k=[])
    assert found.acceptability == pytest.approx(exact, abs=4 * found.standard_error + 2 / steps)


def test_missing_values_agree_with_every_pair_of_values():
    # E0 has 40 + half of anything in 0-100; E1 30 + half of anything in 20-80; E2 is certain
    vague = cells([(0, 0, 0.5, False, 0, 50, 100), (1, 0, 0.5, False, 20, 50, 80)])
    found = robustness(matrix([[20], [30], [55]], vague), [1], sampling("fixed"), top_k=[])
    pairs = itertools.product(np.linspace(0.05, 99.95, 1000), np.linspace(20.03, 79.97, 1000))
    values = np.array([(20 + a / 2, 30 + b / 2, 55.0) for a, b in pairs])
    ranks = (-values).argsort(axis=1).argsort(axis=1)
    exact = np.array([np.bincount(ranks[:, row], minlength=3) for row in range(3)]) / len(values)
    assert found.acceptability == pytest.approx(exact, abs=4 * found.standard_error + 0.002)
    assert found.table["rank_expected"].to_numpy() == pytest.approx(
        1 + ranks.mean(axis=0), abs=0.05
    )


def test_a_survey_interval_keeps_its_ends_and_its_middle():
    # a rival at each end and at the middle of a survey's 30 - 40 - 70 tells how often it lies below
    vague = cells([(3, 0, 1, True, 30, 40, 70)])
    found = robustness(matrix([[70], [40], [30], [0]], vague), [1], sampling("fixed"), top_k=[])
    assert found.acceptability[3] == pytest.approx([0.025, 0.475, 0.475, 0.025], abs=0.02)


def test_an_interval_is_clipped_to_the_scale():
    # neither above 100 nor below 0: at the ends a tie goes to the row handed in first
    vague = cells([(1, 0, 1, True, 90, 99, 100), (2, 0, 1, True, 0, 1, 30)])
    found = robustness(matrix([[100], [0], [0], [0]], vague), [1], sampling("fixed"), top_k=[])
    assert found.table["rank_expected"].tolist() == [1, 2, 3, 4]


EVENTS = {"heparin": (136, (20, 40, 1)), "enoxaparin": (129, (8, 32, 5))}
RANGES = ((0, 0.25), (0.15, 0.4), (0, 0.1))


def thrombolytics():
    """Trial proportions as intervals of Beta(events, rest), on linear partial values.

    Values leave 0-1 at times and are not clipped there: 25 + 50·value keeps them, and the ranks.
    """
    rows = []
    for row, (patients, events) in enumerate(EVENTS.values()):
        for column, (count, (best, worst)) in enumerate(zip(events, RANGES, strict=True)):
            ends = beta.ppf([0.975, 0.5, 0.025], count, patients - count)
            low, mid, high = 25 + 50 * (worst - ends) / (worst - best)
            rows.append((row, column, 1, True, low, mid, high))
    return matrix(np.zeros((2, 3)), cells(rows))


def test_smaa_thrombolytics_of_rsmaa_without_preferences():
    """Reference output of rsmaa 0.3 (github.com/gertvv/rsmaa, smaa-Ex.Rout.save), 10,000 draws.

    Data: drugis/mcda-elicitation-web, examples/thrombolytics.json (events of n). Their sample of
    the measurements is not ours (a two-piece normal for each Beta): acceptability agrees within
    four standard errors of the two samples, central weights and confidence factors within 0.02.
    """
    more = sampling(confidence_draws=DRAWS)
    found = robustness(thrombolytics(), [1, 1, 1], more, top_k=[1])
    both = 4 * sqrt(2) * 0.00477
    assert found.table["first_share"].to_numpy() == pytest.approx([0.3504, 0.6496], abs=both)
    published = [[0.1865097, 0.2772205, 0.5362698], [0.4073100, 0.3641477, 0.2285423]]
    assert found.central_weights[1] == pytest.approx(np.array(published), abs=0.02)
    assert found.table["first_confidence"].to_numpy() == pytest.approx([0.6682, 0.8956], abs=0.02)


def test_smaa_thrombolytics_of_rsmaa_with_exact_weights():
    found = robustness(thrombolytics(), [0.5, 0.2, 0.3], sampling("fixed"), top_k=[1])
    assert found.table["first_share"].to_numpy() == pytest.approx([0.1279, 0.8721], abs=0.02)


def test_an_unknown_criterion_gives_its_weight_to_the_known():
    # E1 is judged by its first criterion alone: 50 against 60w + 20(1-w), first while w < 0.75
    found = robustness(matrix([[60, 20], [50, np.nan]]), [1, 1], sampling(), top_k=[])
    assert found.table["first_share"][1] == pytest.approx(0.75, abs=four_errors(0.75))


def test_of_nothing_known_the_rank_is_the_last():
    found = robustness(matrix([[np.nan, np.nan], [0, 0], [1, 1]]), [1, 1], sampling(), top_k=[])
    assert found.table["rank_expected"].tolist() == [3, 2, 1]
    assert np.isnan(found.central_weights[1][0]).all()
    assert np.isnan(found.table["first_confidence"][0])


def test_equal_and_unknown_estates_keep_the_order_they_came_in():
    equal = robustness(matrix([[50, 50]] * 4), [1, 1], sampling(), top_k=[1])
    assert equal.table["rank_expected"].tolist() == [1, 2, 3, 4]
    assert equal.table["first_confidence"].tolist()[0] == 1
    unknown = robustness(matrix([[np.nan]] * 3), [1], sampling(), top_k=[])
    assert unknown.table["rank_expected"].tolist() == [1, 2, 3]


def test_no_estate_and_one_estate():
    nobody = robustness(Matrix((), np.zeros((0, 2))), [1, 1], sampling(), top_k=[3])
    assert nobody.table.empty
    assert nobody.acceptability.shape == (0, 0)
    alone = robustness(matrix([[5, 5]]), [1, 1], sampling(draws=1), top_k=[3])
    row = alone.table.iloc[0]
    assert [row["rank_p05"], row["rank_p95"], row["first_share"], row["top_3_share"]] == [1] * 4


def test_all_weight_on_one_criterion_leaves_nothing_to_draw():
    around = sampling("around", concentration=20)
    found = robustness(matrix([[1, 99], [2, 0]]), [1, 0], around, top_k=[])
    assert found.table["rank_expected"].tolist() == [2, 1]
    # the whole simplex takes the other criterion in, whatever was chosen
    whole = robustness(matrix([[1, 99], [2, 0]]), [1, 0], sampling(), top_k=[])
    assert whole.table["first_share"][0] == pytest.approx(0.99, abs=four_errors(0.99))


def test_closer_around_the_chosen_weights_the_ranking_stands_firmer():
    rows = [[80, 0], [20, 40]]  # the border lies at 0.4, the chosen weight at 0.6
    shares = [
        robustness(matrix(rows), [0.6, 0.4], sampling("around", concentration=c), top_k=[]).table[
            "first_share"
        ][0]
        for c in (2, 20, 200)
    ]
    exact = [beta.sf(0.4, 0.6 * c, 0.4 * c) for c in (2, 20, 200)]
    assert shares == pytest.approx(exact, abs=4 * 0.005)


def test_confidence_falls_with_vague_data_and_is_unknown_unless_asked():
    # with its central weights E0 is 60, E1 anywhere in 40-80: first in half of the draws
    vague = cells([(1, 0, 1, False, 40, 60, 80)])
    both = matrix([[60], [0]], vague)
    asked = robustness(
        both, [1], sampling("fixed", confidence_draws=DRAWS, confidence_tops=True), top_k=[2]
    )
    assert asked.table["first_confidence"].to_numpy() == pytest.approx([0.5, 0.5], abs=0.02)
    assert asked.table["top_2_confidence"].tolist() == [1, 1]
    silent = robustness(both, [1], sampling("fixed"), top_k=[2])
    assert silent.table["first_confidence"].isna().all()


def test_confidence_agrees_with_a_run_at_the_central_weights():
    random = np.random.default_rng(5)
    vague = [(row, row % 2, 1, row % 3 == 0, 20, 40 + row, 70) for row in range(12)]
    rows = np.where(
        np.arange(2) == (np.arange(12) % 2)[:, None], 0, random.uniform(0, 100, (12, 2))
    )
    many = matrix(rows, cells(vague))
    found = robustness(
        many, [1, 1], sampling(confidence_draws=DRAWS, confidence_tops=True), top_k=[4]
    )
    for row in np.flatnonzero(found.table["top_4_share"])[:5]:
        central = found.central_weights[4][row]
        again = robustness(many, central, sampling("fixed"), top_k=[4]).table["top_4_share"][row]
        assert found.table["top_4_confidence"][row] == pytest.approx(again, abs=0.03)


def vague_town(size=700):
    random = np.random.default_rng(11)
    score = random.uniform(0, 100, (size, 4))
    score[random.random(score.shape) < 0.05] = np.nan
    low = random.uniform(0, 50, size)
    kind = np.arange(size) % 2 == 0
    places, ones = np.arange(size), np.ones(size, np.int64)
    uncertain = Cells(places, ones, np.full(size, 0.5), kind, low, low + 10, low + 40, 0.95)
    return Matrix(names(size), score, uncertain)


def test_the_same_bytes_whatever_the_number_of_threads():
    results = [
        robustness(
            vague_town(),
            [0.4, 0.3, 0.2, 0.1],
            sampling("around", draws=1500, concentration=30, confidence_draws=20, threads=threads),
            top_k=[70],
        )
        for threads in (1, 2, 5)
    ]
    for other in results[1:]:
        assert other.counts.tobytes() == results[0].counts.tobytes()
        for k, weights in other.central_weights.items():
            assert weights.tobytes() == results[0].central_weights[k].tobytes()
        assert other.table.equals(results[0].table)


def test_another_seed_draws_otherwise():
    one, two = (
        robustness(vague_town(), [1] * 4, Sampling(500, seed, "simplex"), top_k=[]).counts
        for seed in (1, 2)
    )
    assert (one != two).any()


def test_taking_rows_in_another_order_takes_their_cells_along():
    town = vague_town(50)
    turned = town.take(np.arange(50)[::-1])
    assert turned.estate_ids[0] == "E049"
    assert turned.cells.row.tolist() == list(range(49, -1, -1))
    plain = Matrix(names(3), np.arange(3.0).reshape(3, 1)).take([2, 0, 1])
    assert (plain.estate_ids, plain.score[:, 0].tolist()) == (("E002", "E000", "E001"), [2, 0, 1])


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(1, 5), st.integers(0, 2**32), st.sampled_from([0, 0.3]))
def test_the_columns_of_the_table_follow_from_the_counts(size, criteria, seed, missing):
    random = np.random.default_rng(seed)
    score = np.round(random.uniform(0, 100, (size, criteria)), -1)
    score[random.random(score.shape) < missing] = np.nan
    found = robustness(matrix(score), [1] * criteria, sampling(draws=300), top_k=[5, 100])
    share = found.acceptability
    assert share.sum(axis=1) == pytest.approx(np.ones(size))
    assert share.sum(axis=0) == pytest.approx(np.ones(size))
    ranks = np.arange(1, size + 1)
    assert found.table["rank_expected"].to_numpy() == pytest.approx(share @ ranks)
    assert found.table["top_5_share"].to_numpy() == pytest.approx(share[:, :5].sum(axis=1))
    assert (found.table["top_100_share"] == 1).all()
    assert (found.table["rank_p05"] <= found.table["rank_p95"]).all()
    within = [share[e, a - 1 : b].sum() for e, (a, b) in enumerate(ends(found))]
    assert min(within) >= 0.9


def ends(found):
    return found.table[["rank_p05", "rank_p95"]].to_numpy()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"draws": 0}, "robust.draws"),
        ({"seed": -1}, "robust.seed"),
        ({"spread": "wide"}, "robust.spread"),
        ({"spread": "around"}, "robust.concentration"),
        ({"spread": "around", "concentration": 0}, "robust.concentration"),
    ],
)
def test_what_cannot_be_sampled_is_said(change, code):
    with pytest.raises(InputError) as refused:
        Sampling(**{"draws": 10, "seed": 0, "spread": "simplex"} | change)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("shares", "top_k", "code"),
    [
        ([1], [1], "robust.weights_mismatch"),
        ([1, -1], [1], "robust.bad_weights"),
        ([0, 0], [1], "robust.bad_weights"),
        ([1, np.nan], [1], "robust.bad_weights"),
        ([1, 1], [0], "robust.top_k"),
    ],
)
def test_weights_and_tops_that_do_not_fit_are_said(shares, top_k, code):
    with pytest.raises(InputError) as refused:
        robustness(matrix([[1, 2]]), shares, sampling(), top_k=top_k)
    assert refused.value.code == code


def test_a_matrix_that_does_not_fit_its_estates_or_cells_is_said():
    with pytest.raises(InputError) as refused:
        Matrix(("a", "b"), np.zeros((1, 2)))
    assert refused.value.code == "robust.matrix_shape"
    with pytest.raises(InputError) as refused:
        matrix([[1, 2]], cells([(1, 0, 1, False, 0, 1, 2)]))
    assert refused.value.code == "robust.cells_outside"
