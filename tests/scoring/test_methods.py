"""Second opinions against the library called directly, and where the library has no answer."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.library import pymcdm_methods
from scoring.methods import METHODS, opinions, ranked
from tables import InputError

ALL = tuple(METHODS)
OWN = ("weighted_sum", "topsis", "promethee_ii")
BORROWED = ("vikor", "marcos", "edas", "waspas")


def codes(asked):
    return [issue.code for issue in asked.warnings]


def random_table(seed, rows=40, columns=6):
    draw = np.random.default_rng(seed)
    matrix = draw.random((rows, columns)) * 10.0 ** draw.integers(-2, 4, columns) + 0.01
    return matrix, draw.dirichlet(np.ones(columns)), draw.choice([1, -1], columns)


# -- the library called directly


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("key", BORROWED)
def test_a_borrowed_method_is_the_library_called_directly(key, seed):
    matrix, weights, types = random_table(seed)
    method = getattr(pymcdm_methods(), key.upper())()
    expected = method(matrix, weights, types, validation=False)
    asked = opinions(matrix, weights, types, [key])
    assert np.abs(asked.scores[key] - expected).max() < 1e-12
    assert asked.ranks[key].tolist() == method.rank(expected).astype(int).tolist()
    assert asked.warnings == ()


@pytest.mark.parametrize("seed", range(8))
def test_flows_found_by_sorting_are_those_of_comparing_all_pairs(seed):
    matrix, weights, types = random_table(seed)
    matrix[:, 0] = np.round(matrix[:, 0] / matrix[:, 0].max() * 4)  # ties
    theirs = pymcdm_methods().PROMETHEE_II("usual")(matrix, weights, types, validation=False)
    found = opinions(matrix, weights, types, ["promethee_ii"]).scores["promethee_ii"]
    assert np.abs(found - theirs).max() < 1e-12


@pytest.mark.parametrize("name", ["MABAC", "MAIRCA"])
def test_methods_left_out_order_as_the_weighted_sum_does(name):
    matrix, weights, types = random_table(3)
    method = getattr(pymcdm_methods(), name)()
    theirs = method.rank(method(matrix, weights, types, validation=False))
    ours = opinions(matrix, weights, types, ["weighted_sum"]).ranks["weighted_sum"]
    assert ours.tolist() == theirs.tolist()


def test_spotis_between_anchors_is_the_weighted_sum_of_points_on_anchors():
    draw = np.random.default_rng(5)
    values, weights = draw.uniform([1980, 0], [2010, 3], (20, 2)), np.array([0.4, 0.6])
    bounds = np.array([[1970.0, 2020], [0, 3]])
    theirs = pymcdm_methods().SPOTIS(bounds)(values, weights, np.array([-1, 1]), validation=False)
    points = np.column_stack([(2020 - values[:, 0]) / 50, values[:, 1] / 3])
    ours = opinions(
        points, weights, [1, 1], ["weighted_sum"], normalisation={"weighted_sum": "none"}
    )
    assert np.abs(ours.scores["weighted_sum"] - (1 - theirs)).max() < 1e-12


def test_why_copras_is_left_out_the_library_adds_costs_as_if_they_were_gains():
    best_last = np.array([[1.0, 9], [5, 5], [9, 1]])
    scores = pymcdm_methods().COPRAS()(
        best_last, np.array([0.5, 0.5]), np.array([1, -1]), validation=False
    )
    assert scores.tolist() == [1, 1, 1]


def test_the_library_starts_without_matplotlib_and_writes_nothing(tmp_path):
    code = (
        "import sys; from scoring.library import pymcdm_methods; pymcdm_methods().VIKOR;"
        "assert not [m for m in sys.modules if m.startswith('matplotlib')];"
        "import scoring.methods, pymcdm; assert not hasattr(pymcdm, 'visuals')"
    )
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=home)
    assert list(tmp_path.iterdir()) == []


def test_asking_for_our_own_methods_does_not_start_the_library():
    code = (
        "import sys, numpy; from scoring.methods import opinions;"
        f"opinions(numpy.eye(2), [1, 1], [1, 1], {OWN!r}); assert 'pymcdm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# -- published


def test_vikor_published_mountain_climber():
    """Opricovic & Tzeng 2004 form, the worked example in pymcdm's own documentation."""
    matrix = [[78, 56, 34, 6], [4, 45, 3, 97], [18, 2, 50, 63], [9, 14, 11, 92], [85, 9, 100, 29]]
    asked = opinions(np.array(matrix, dtype=float), [1, 1, 1, 1], [1, 1, 1, 1], ["vikor"])
    assert asked.scores["vikor"].round(4).tolist() == [0.5679, 0.7667, 1, 0.7493, 0]
    assert asked.ranks["vikor"].tolist() == [2, 4, 5, 3, 1]


def test_marcos_stevic_2020_suppliers():
    matrix = [
        [660, 1000, 1600, 18, 1200],
        [800, 1000, 1600, 24, 900],
        [980, 1000, 2500, 24, 900],
        [920, 1500, 1600, 24, 900],
        [1380, 1500, 1500, 24, 1150],
        [1230, 1000, 1600, 24, 1150],
        [680, 1500, 1600, 18, 1100],
        [960, 2000, 1600, 12, 1150],
    ]
    weights, types = [0.1061, 0.3476, 0.3330, 0.1185, 0.0949], [-1, 1, 1, 1, 1]
    found = opinions(np.array(matrix, dtype=float), weights, types, ["marcos"]).scores["marcos"]
    printed = [0.5649, 0.5543, 0.6410, 0.6174, 0.6016, 0.5453, 0.6282, 0.6543]
    assert found.round(4).tolist() == printed


def test_edas_keshavarz_ghorabaee_2015_form():
    matrix = [
        [3873, 39.55, 0.27, 0.87, 150, 0.07, 12, 2130],
        [5067, 67.26, 0.23, 0.23, 40, 0.02, 21, 2200],
        [2213, 24.69, 0.08, 0.17, 200, 0.04, 35, 570],
        [6243, 132, 0.07, 0.25, 100, 0.04, 16, 100],
        [8312, 460.47, 0.05, 0.21, 25, 0.1, 25, 200],
    ]
    weights = [0.131, 0.113, 0.126, 0.125, 0.126, 0.129, 0.132, 0.117]
    types = [-1, -1, -1, 1, 1, -1, 1, 1]
    found = opinions(np.array(matrix), weights, types, ["edas"]).scores["edas"]
    assert found.round(3).tolist() == [0.841, 0.632, 0.883, 0.457, 0.104]


def test_waspas_zavadskas_2012():
    matrix = [
        [30, 23, 5, 0.745, 0.745, 1500, 5000],
        [18, 13, 15, 0.745, 0.745, 1300, 6000],
        [15, 12, 10, 0.500, 0.500, 950, 7000],
        [25, 20, 13, 0.745, 0.745, 1200, 4000],
        [14, 18, 14, 0.255, 0.745, 950, 3500],
        [17, 15, 9, 0.745, 0.500, 1250, 5250],
        [23, 18, 20, 0.500, 0.745, 1100, 3000],
        [16, 8, 14, 0.255, 0.500, 1500, 3000],
    ]
    weights, types = [0.1181, 0.1181, 0.0445, 0.1181, 0.2861, 0.2861, 0.0445], [1] * 5 + [-1] * 2
    # its printed weights sum to 1.0165: the library takes them so, we divide by their sum
    theirs = pymcdm_methods().WASPAS()(
        np.array(matrix), np.array(weights), np.array(types), validation=False
    )
    printed = [0.8329, 0.7884, 0.6987, 0.8831, 0.7971, 0.7036, 0.8728, 0.5749]
    assert np.abs(theirs - printed).max() < 6e-5
    found = opinions(np.array(matrix), weights, types, ["waspas"]).ranks["waspas"]
    assert found.tolist() == (8 - np.argsort(np.argsort(printed))).tolist()


# -- what must hold of any data


def tables(low=0.0):
    return arrays(float, (5, 3), elements=st.floats(low, 100, width=16))


@settings(max_examples=60)
@given(tables(), st.sampled_from([0.25, 3.0, 64.0]))
def test_scaling_all_weights_changes_nothing(matrix, factor):
    weights = np.array([0.2, 0.5, 0.3])
    before = opinions(matrix, weights, [1, -1, 1], ALL)
    after = opinions(matrix, weights * factor, [1, -1, 1], ALL)
    assert np.allclose(before.scores, after.scores, atol=1e-9)
    pd.testing.assert_frame_equal(before.ranks, after.ranks)


@settings(max_examples=60)
@given(tables(), st.permutations(range(5)))
def test_rows_in_another_order_keep_their_scores_and_shared_ranks(matrix, order):
    before = opinions(matrix, [0.2, 0.5, 0.3], [1, -1, 1], ALL)
    after = opinions(matrix[order], [0.2, 0.5, 0.3], [1, -1, 1], ALL)
    assert np.allclose(before.scores.to_numpy()[order], after.scores, atol=1e-9)
    assert np.array_equal(before.shared_ranks.to_numpy()[order], after.shared_ranks)
    assert codes(before) == codes(after)


@settings(max_examples=60)
@given(tables(), st.integers(0, 4), st.sampled_from([0.5, 2.0]))
def test_nobody_ranks_above_who_is_better_at_everything(matrix, place, ahead):
    both = np.vstack([matrix, matrix[place] + ahead * np.array([1, -1, 1]) + [0, 2, 0]])
    both[place, 1] += 2
    asked = opinions(both, [0.2, 0.5, 0.3], [1, -1, 1], ALL)
    for key in asked.ranks:
        assert asked.shared_ranks[key].iloc[-1] <= asked.shared_ranks[key].iloc[place], key


@settings(max_examples=100)
@given(tables(low=-100.0), st.sampled_from([(1, 1, 1), (1, -1, 1), (-1, -1, -1)]))
def test_every_answer_is_a_number_and_every_method_answers_or_says_why(matrix, types):
    asked = opinions(matrix, [0.2, 0.5, 0.3], types, ALL)
    assert np.isfinite(asked.scores.to_numpy()).all()
    left_out = {issue.detail["method"] for issue in asked.warnings if ".needs_" in issue.code}
    assert left_out == set(ALL) - set(asked.scores)
    for key in asked.ranks:
        assert sorted(asked.ranks[key]) == [1, 2, 3, 4, 5]


# -- degenerate tables


def test_a_constant_criterion_is_named_and_no_method_stumbles():
    matrix = pd.DataFrame({"age": [1.0, 2, 3], "area": [5.0, 5, 5]}, index=["x", "y", "z"])
    asked = opinions(matrix, {"age": 0.5, "area": 0.5}, {"age": 1, "area": 1}, ALL)
    assert [(i.code, i.column, i.value) for i in asked.warnings] == [
        ("methods.constant_criterion", "area", "5")
    ]
    for key in ALL:
        assert asked.ranks[key].tolist() == [3, 2, 1], key


def test_a_criterion_of_zeros_is_a_constant_one():
    asked = opinions(np.array([[1.0, 0], [2, 0]]), [1, 1], [1, -1], ALL)
    assert codes(asked) == ["methods.constant_criterion"]
    assert asked.ranks.to_numpy().tolist() == [[2] * len(ALL), [1] * len(ALL)]


@pytest.mark.parametrize("value", [0.0, 4.0])
def test_all_equal_alternatives_tie_and_keep_the_order_given(value):
    asked = opinions(np.full((3, 2), value), [1, 1], [1, -1], ALL)
    assert codes(asked) == ["methods.nothing_apart"]
    assert np.isfinite(asked.scores.to_numpy()).all()
    assert asked.ranks.to_numpy().tolist() == [[place] * len(ALL) for place in (1, 2, 3)]
    assert (asked.shared_ranks == 2).all(axis=None)


def test_one_alternative_is_first_and_none_is_an_empty_answer():
    one = opinions(np.array([[3.0, 0]]), [1, 1], [1, -1], ALL)
    assert codes(one) == ["methods.one_alternative"]
    assert one.ranks.to_numpy().tolist() == [[1] * len(ALL)]
    none = opinions(np.zeros((0, 2)), [1, 1], [1, -1], ALL)
    assert codes(none) == ["methods.no_alternative"]
    assert none.ranks.shape == (0, len(ALL))
    assert none.table().columns.tolist()[:2] == ["alternative", "weighted_sum_score"]


def test_vikor_where_all_have_the_same_group_regret_goes_by_the_largest_single_one():
    asked = opinions(np.array([[0.0, 4], [2, 2], [4, 0]]), [1, 1], [1, 1], ["vikor"])
    assert codes(asked) == ["methods.vikor_flat"]
    assert asked.ranks["vikor"].tolist() == [2, 1, 3]  # the even one first, the rest tie
    assert asked.scores["vikor"].tolist() == [0.5, 0, 0.5]


def test_vikor_of_two_mirror_images_is_a_tie():
    asked = opinions(np.eye(2), [1, 1], [1, 1], ["vikor"])
    assert codes(asked) == ["methods.all_alike"]
    assert asked.scores["vikor"].tolist() == [0.5, 0.5]


def test_marcos_with_somebody_at_nothing_everywhere_compares_with_the_best():
    asked = opinions(np.array([[0.0, 50], [100, 0], [50, 100]]), [1, 1], [1, 1], ["marcos"])
    assert codes(asked) == ["methods.marcos_limit"]
    assert asked.scores["marcos"].tolist() == [0.25, 0.5, 0.75]
    near = opinions(np.array([[1e-9, 50], [100, 1e-9], [50, 100]]), [1, 1], [1, 1], ["marcos"])
    assert np.allclose(asked.scores, near.scores)


@pytest.mark.parametrize(
    ("cell", "types", "left_out"),
    [
        (0.0, (1, 1), {"waspas": "methods.needs_above_0"}),
        (
            0.0,
            (1, -1),
            {"waspas": "methods.needs_above_0", "marcos": "methods.needs_cost_above_0"},
        ),
        (
            -1.0,
            (1, 1),
            {
                "waspas": "methods.needs_above_0",
                "marcos": "methods.needs_no_negative",
                "edas": "methods.needs_no_negative",
            },
        ),
    ],
)
def test_a_method_not_made_for_the_data_is_left_out_with_its_reason(cell, types, left_out):
    asked = opinions(np.array([[1.0, 2], [3, cell], [2, 5]]), [1, 1], types, ALL)
    assert {issue.detail["method"]: issue.code for issue in asked.warnings} == left_out
    assert set(asked.scores) == set(ALL) - set(left_out)


def test_a_criterion_without_weight_bars_no_method():
    asked = opinions(np.array([[1.0, -2], [3, 0]]), [1, 0], [1, -1], ALL)
    assert codes(asked) == []
    assert asked.ranks.to_numpy().tolist() == [[2] * len(ALL), [1] * len(ALL)]


def test_rounding_noise_decides_nothing():
    noisy = np.array([[0.1 + 0.2, 1], [0.3, 1]])
    asked = opinions(noisy, [1, 1], [1, 1], ALL)
    assert codes(asked) == ["methods.nothing_apart"]
    assert (asked.shared_ranks[["weighted_sum", "topsis", "vikor", "edas"]] == 1.5).all(axis=None)


# -- asking


def test_an_unknown_cell_is_refused_by_row_and_column():
    matrix = pd.DataFrame({"age": [1.0, np.nan]}, index=["锦绣里", "五建"])
    with pytest.raises(InputError) as refused:
        opinions(matrix, {"age": 1}, {"age": 1}, ["topsis"])
    assert refused.value.code == "methods.unknown_cell"
    assert "row='五建', column='age'" in str(refused.value)


def test_names_that_do_not_fit_are_refused():
    matrix = pd.DataFrame({"age": [1.0, 2.0]})
    with pytest.raises(InputError, match="criteria_differ"):
        opinions(matrix, {"condition": 1}, {"age": 1}, ["topsis"])
    with pytest.raises(InputError, match="name_twice"):
        opinions(pd.concat([matrix, matrix]), {"age": 1}, {"age": 1}, ["topsis"])
    with pytest.raises(InputError, match="unknown_method"):
        opinions(matrix, {"age": 1}, {"age": 1}, ["electre"])
    with pytest.raises(InputError, match="no_normalisation"):
        opinions(matrix, {"age": 1}, {"age": 1}, ["vikor"], normalisation={"vikor": "minmax"})


def test_the_table_given_is_left_as_it_was():
    matrix = pd.DataFrame({"age": [1.0, 2.0], "zero": [0.0, 0.0]})
    before = matrix.copy()
    opinions(matrix, {"age": 1, "zero": 1}, {"age": 1, "zero": -1}, ALL)
    pd.testing.assert_frame_equal(matrix, before)


def test_equal_scores_rank_in_the_order_given_or_share_their_mean_rank():
    scores = np.array([2.0, 3.0, 2.0])
    assert ranked(scores, higher_is_better=False, shared=False).tolist() == [1, 3, 2]
    assert ranked(scores, higher_is_better=False, shared=True).tolist() == [1.5, 3, 1.5]


def test_twenty_thousand_alternatives_hold_no_table_of_pairs():
    matrix = np.random.default_rng(1).random((20_000, 4)) + 0.1
    asked = opinions(matrix, np.ones(4), np.ones(4), ALL)
    assert asked.scores.shape == (20_000, len(ALL))
    assert np.isfinite(asked.scores.to_numpy()).all()
