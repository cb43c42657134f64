"""λmax to CI to CR, with the table each published figure used."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.weighting.consistency import consistency_index, consistency_ratio, largest_eigenvalue
from scoring.weighting.judgements import judgement_matrix
from scoring.weighting.priorities import priorities
from tables import InputError

# the table "after Saaty": 0.58, 0.90, 1.12 …
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45}


@pytest.mark.parametrize(
    ("lambda_max", "index", "ratio"), [(4.2301, 0.0767, 0.0852), (4.1503, 0.0501, 0.0556)]
)
def test_a_student_paper_choosing_among_estates(lambda_max, index, ratio):
    found = consistency_index(lambda_max, 4)
    assert found == pytest.approx(index, abs=5e-5)
    # the paper divides the rounded index
    assert consistency_ratio(index, 4, RANDOM_INDEX) == pytest.approx(ratio, abs=1.01e-4)


@pytest.mark.parametrize("size", [1, 2])
def test_up_to_two_criteria_the_ratio_is_zero_by_definition(size):
    assert consistency_ratio(0.5, size, {}) == 0


@pytest.mark.parametrize("size", [3, 4, 7])
def test_a_tree_of_comparisons_cannot_be_judged_and_is_not_zero(size):
    loops = (size - 1) * (size - 2) // 2
    assert consistency_ratio(0, size, RANDOM_INDEX, loops) is None
    assert consistency_ratio(0, size, RANDOM_INDEX, loops - 1) == 0


def test_the_random_index_shrinks_with_every_missing_pair():
    # Ágoston and Csató 2022: RI(4, 1) = (1 - 2/6)·RI(4)
    assert consistency_ratio(0.06, 4, RANDOM_INDEX, 1) == pytest.approx(0.06 / 0.6)
    ratios = [consistency_ratio(0.06, 6, RANDOM_INDEX, missing) for missing in range(10)]
    assert ratios == sorted(ratios)


def test_the_reduced_random_index_is_that_of_random_matrices():
    """A small simulation: the mean CI of random 4×4 matrices with one pair missing."""
    rng = np.random.default_rng(2022)
    scale = np.concatenate([np.arange(1, 10), 1 / np.arange(2, 10)])
    found = []
    for _ in range(600):
        logs = np.triu(rng.choice(np.log(scale), (4, 4)), 1)
        judged = np.exp(logs - logs.T)
        judged[2, 3] = judged[3, 2] = np.nan
        found.append(consistency_index(largest_eigenvalue(judged, np.ones(4)), 4))
    assert np.mean(found) == pytest.approx((1 - 2 / 6) * RANDOM_INDEX[4], abs=0.07)


def test_a_size_beyond_the_table_is_refused():
    with pytest.raises(InputError) as caught:
        consistency_ratio(0.1, 10, RANDOM_INDEX)
    assert caught.value.code == "scoring.ahp_too_large"
    assert caught.value.values["largest"] == 9


def test_a_worksheet_of_four_by_the_arithmetic_method():
    judged = judgement_matrix(
        "abcd", [[1, 1, 5, 3], [1, 1, 3, 3], ["1/5", "1/3", 1, 1], ["1/3", "1/3", 1, 1]]
    )
    shares = priorities(judged, "arithmetic")
    product = [1.669737, 1.455263, 0.430263, 0.485088]
    assert (judged @ shares).tolist() == pytest.approx(product, abs=5e-7)
    index = consistency_index(largest_eigenvalue(judged, shares), 4)
    assert index == pytest.approx(0.010946, abs=5e-7)
    assert consistency_ratio(index, 4, RANDOM_INDEX) == pytest.approx(0.012163, abs=5e-7)


@settings(max_examples=30)
@given(st.integers(3, 6), st.integers(0, 2**32 - 1))
def test_the_eigenvector_has_the_largest_eigenvalue_of_numpy(size, seed):
    rng = np.random.default_rng(seed)
    logs = np.triu(rng.normal(size=(size, size)), 1)
    judged = np.exp(logs - logs.T)
    found = largest_eigenvalue(judged, priorities(judged, "eigenvector"))
    assert found == pytest.approx(np.linalg.eigvals(judged).real.max())
    assert found >= size - 1e-9
