"""Methods of pymcdm against the library called directly, publications, and where it gives up."""

import subprocess
import sys

import numpy as np
import pytest

from scoring.opinions.library import pymcdm_methods
from scoring.opinions.methods import opinions

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
        "import sys; from scoring.opinions.library import pymcdm_methods; pymcdm_methods().VIKOR;"
        "assert not [m for m in sys.modules if m.startswith('matplotlib')];"
        "import scoring.opinions.methods, pymcdm; assert not hasattr(pymcdm, 'visuals')"
    )
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=home)
    assert list(tmp_path.iterdir()) == []


def test_asking_for_our_own_methods_does_not_start_the_library():
    code = (
        "import sys, numpy; from scoring.opinions.methods import opinions;"
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


# -- where the library divides 0 by 0


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
