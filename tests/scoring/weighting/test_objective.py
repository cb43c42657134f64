"""Objective weights: published cases, another library, and every degenerate table."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.weighting.objective import critic, entropy
from tables import InputError

CPP_PACKAGE = pd.DataFrame(
    {
        "a": [2, 4, 3, 6, 5, 6, 8, 10],
        "b": [30, 26, 22, 34, 31, 29, 37, 21],
        "c": [86, 77, 93, 65, 80, 79, 55, 69],
        "d": [5, 12, 4, 10, 8, 9, 15, 11],
    }
)

TUS_ADALI_2019 = pd.DataFrame(
    [
        [5000, 3, 3, 4, 3, 2],
        [680, 5, 3, 2, 2, 1],
        [2000, 3, 2, 3, 4, 3],
        [600, 4, 3, 1, 2, 2],
        [800, 2, 4, 3, 3, 4],
    ],
    columns=list("abcdef"),
)

BOTH = pytest.mark.parametrize("method", [entropy, critic])
tables = st.lists(
    st.lists(st.floats(1, 100), min_size=3, max_size=3), min_size=3, max_size=8
).filter(lambda rows: all(max(column) - min(column) > 1 for column in zip(*rows, strict=True)))


def codes(found):
    return [warning.code for warning in found.warnings]


def shares(found):
    return list(found.weights.shares.values())


def test_cpp_package_entropy_weights():
    """Example of the R package CPP: sum-normalised, k = 1/ln 8."""
    assert shares(entropy(CPP_PACKAGE)) == pytest.approx(
        [0.505083, 0.082986, 0.057690, 0.354240], abs=5e-7
    )


def test_tus_and_adali_2019_critic_weights():
    """Opsearch 56: 528-538, software selection, all six taken as benefits."""
    expected = [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]
    assert shares(critic(TUS_ADALI_2019)) == pytest.approx(expected, abs=6e-4)
    # the same table as the package pyrepo-mcda prints it, to four digits
    printed = [0.1570, 0.2495, 0.1677, 0.1211, 0.1541, 0.1506]
    assert shares(critic(TUS_ADALI_2019)) == pytest.approx(printed, abs=5.1e-5)


@settings(max_examples=30, deadline=None)
@given(tables)
def test_pymcdm_finds_the_same_where_it_finds_anything(rows):
    pymcdm = pytest.importorskip("pymcdm.weights")
    frame = pd.DataFrame(rows, columns=list("abc"))
    theirs = pymcdm.entropy_weights(frame.to_numpy())
    assert shares(entropy(frame)) == pytest.approx(theirs.tolist(), abs=1e-6)
    assume(np.ptp(frame.corr()) > 1e-6)  # where criteria move together it finds nothing
    theirs = pymcdm.critic_weights(frame.to_numpy())
    assert shares(critic(frame)) == pytest.approx(theirs.tolist(), abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(tables, st.floats(0.1, 50), st.permutations(range(3)), st.randoms())
def test_scale_and_order_change_nothing(rows, factor, places, shuffler):
    frame = pd.DataFrame(rows, columns=list("abc"))
    moved = (
        frame.sample(frac=1, random_state=shuffler.randint(0, 99)).iloc[:, list(places)] * factor
    )
    for method in (entropy, critic):
        straight, other = method(frame).weights.shares, method(moved).weights.shares
        assert dict(other) == pytest.approx(dict(straight), abs=1e-9)


@BOTH
def test_a_constant_criterion_weighs_nothing_and_changes_nothing_else(method):
    with_constant = CPP_PACKAGE.assign(same=7.3)
    found = method(with_constant)
    assert found.weights.shares["same"] == 0
    assert codes(found) == ["weights.constant_criterion"]
    assert found.warnings[0].column == "same"
    assert shares(found)[:4] == pytest.approx(shares(method(CPP_PACKAGE)))


@BOTH
@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (pd.DataFrame({"a": [3.0, 3.0], "b": [0.0, 0.0]}), "weights.all_constant"),
        (pd.DataFrame({"a": [3.0], "b": [5.0]}), "weights.one_estate"),
        (pd.DataFrame({"a": [], "b": []}, dtype=float), "weights.no_estates"),
        (pd.DataFrame({"a": [math.nan] * 3, "b": [1.0] * 3}), "weights.all_constant"),
        (pd.DataFrame({"a": [math.nan] * 3, "b": [math.nan] * 3}), "weights.all_constant"),
    ],
)
def test_where_nothing_differs_the_weights_are_equal_and_say_why(method, frame, code):
    found = method(frame)
    assert shares(found) == [0.5, 0.5]
    assert code in codes(found)


@BOTH
def test_one_differing_criterion_takes_all(method):
    found = method(pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [5.0, 5.0, 5.0]}))
    assert dict(found.weights.shares) == {"a": 1, "b": 0}
    assert "weights.constant_criterion" in codes(found)


def test_criteria_that_move_together_share_equally_by_critic():
    frame = pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [10.0, 20.0, 40.0], "c": [1.0, 1.0, 1.0]})
    found = critic(frame)
    assert shares(found) == [0.5, 0.5, 0]
    assert codes(found) == ["weights.constant_criterion", "weights.no_conflict"]


def test_a_zero_counts_nothing_in_the_entropy_and_is_said():
    """Column a is 0, 1, 1: e = ln 2/ln 3. Column b is 1, 1, 2: e = 1.5·ln 2/ln 3."""
    found = entropy(pd.DataFrame({"a": [0.0, 1.0, 1.0], "b": [1.0, 1.0, 2.0]}))
    apart = [1 - math.log(2) / math.log(3), 1 - 1.5 * math.log(2) / math.log(3)]
    assert shares(found) == pytest.approx([part / sum(apart) for part in apart])
    assert codes(found) == ["weights.zero_cells"]
    assert (found.warnings[0].column, found.warnings[0].value) == ("a", "1")


def test_values_below_zero_are_shifted_and_said():
    frame = pd.DataFrame({"a": [-2.0, 0.0, 4.0], "b": [1.0, 3.0, 2.0]})
    found = entropy(frame)
    assert codes(found) == ["weights.shifted_criterion"]
    assert shares(found) == pytest.approx(shares(entropy(frame.assign(a=[0.0, 2.0, 6.0]))))


@BOTH
def test_an_unknown_cell_leaves_the_other_criteria_as_they_were_and_is_said(method):
    holes = CPP_PACKAGE.astype(float)
    holes.loc[3, "a"] = math.nan
    found = method(holes)
    assert codes(found) == ["weights.unknown_cells"]
    assert found.warnings[0].value == "1"
    assert math.fsum(shares(found)) == pytest.approx(1)
    if method is entropy:
        parts, whole = found.weights.shares, entropy(CPP_PACKAGE).weights.shares
        assert parts["b"] / parts["d"] == pytest.approx(whole["b"] / whole["d"])


@BOTH
def test_a_criterion_unknown_everywhere_weighs_nothing(method):
    found = method(CPP_PACKAGE.assign(e=math.nan))
    assert found.weights.shares["e"] == 0
    assert codes(found) == ["weights.unknown_everywhere"]


def test_criteria_never_known_together_count_as_unrelated():
    frame = pd.DataFrame({"a": [0.0, 1.0, math.nan, math.nan], "b": [math.nan, math.nan, 5.0, 9.0]})
    found = critic(frame)
    assert shares(found) == pytest.approx([0.5, 0.5])


@BOTH
def test_infinity_is_not_known(method):
    one, other = CPP_PACKAGE.astype(float), CPP_PACKAGE.astype(float)
    one.loc[0, "b"], other.loc[0, "b"] = math.inf, math.nan
    assert shares(method(one)) == shares(method(other))


@BOTH
def test_no_criterion_at_all_is_refused(method):
    with pytest.raises(InputError) as caught:
        method(pd.DataFrame(index=range(3)))
    assert caught.value.code == "scoring.weights_all_zero"


@BOTH
@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.lists(
            st.one_of(st.sampled_from([0.0, 50.0, 100.0, math.nan]), st.floats(-5, 100)),
            min_size=3,
            max_size=3,
        ),
        max_size=6,
    )
)
def test_whatever_the_table_the_weights_are_shares(method, rows):
    found = method(pd.DataFrame(rows, columns=list("abc"), dtype=float))
    assert np.isfinite(shares(found)).all()
    assert min(shares(found)) >= 0
    assert math.fsum(shares(found)) == pytest.approx(1)
