"""The range of a share among those who answered: published cases, hand-solved ones, coverage."""

from math import comb, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.interval import share_interval


def interval(yes, replies, population=None, confidence=0.95):
    columns = (pd.Series([value], dtype="float64") for value in (yes, replies, population))
    return share_interval(*columns, confidence=confidence).iloc[0].tolist()


@pytest.mark.parametrize(
    ("yes", "replies", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_newcombe_1998_table_one_score_method(yes, replies, low, high):
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, method 3."""
    found = interval(yes, replies)
    assert found[:2] == pytest.approx([low, high], abs=5e-5)
    assert found[2] == "no_population"


def test_another_level_as_printed_by_the_r_package_cards():
    assert interval(5, 10, confidence=0.9)[:2] == pytest.approx([0.2692718, 0.7307282], abs=5e-8)


def test_forty_of_fifty_among_a_hundred_by_hand():
    n, z = 50 * 99 / 50, 1.959963984540054  # 50 drawn of 100 tell as much as 99 with replacement
    reach = z * sqrt(0.8 * 0.2 / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    middle = (0.8 + z**2 / (2 * n)) / (1 + z**2 / n)
    assert interval(40, 50, 100) == [
        pytest.approx(middle - reach), pytest.approx(middle + reach), "finite",
    ]  # fmt: skip


def test_everybody_answered_is_a_point_and_nobody_anything():
    assert interval(33, 60, 60) == [0.55, 0.55, "census"]
    assert interval(0, 1, 1) == [0, 0, "census"]
    assert interval(0, 0, 60) == [0, 1, "no_replies"]


def test_what_was_answered_is_certain():
    # 18 of 19 said yes, one household was not asked: 18 or 19 of 20 agree
    low, high, _ = interval(18, 19, 20)
    assert 18 / 20 <= low < high == 19 / 20


def test_without_a_population_it_is_wider_and_says_why():
    low, high, _ = interval(40, 50, 100)
    assert interval(40, 50)[0] < low < high < interval(40, 50)[1]
    assert interval(40, 50, 30) == [*interval(40, 50)[:2], "few_people"]
    assert interval(40, 50, 0)[2] == "no_population"


@pytest.mark.parametrize(("yes", "replies"), [(None, 9), (3, None), (10, 9), (-1, 9), (1, -2)])
def test_counts_unknown_or_impossible_say_nothing(yes, replies):
    assert interval(yes, replies, 50) == [0, 1, "unknown"]


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 2_000))
@settings(max_examples=100, deadline=None)
def test_it_holds_the_share_and_stays_within_what_is_possible(replies, yes, more):
    yes, population = min(yes, replies), replies + more
    low, high, _ = interval(yes, replies, population)
    assert 0 <= low <= yes / replies + 1e-12
    assert yes / replies - 1e-12 <= high <= 1
    assert low >= yes / population - 1e-12
    assert high <= (population - replies + yes) / population + 1e-12


@given(st.integers(2, 300), st.integers(0, 300), st.integers(1, 300))
@settings(max_examples=60, deadline=None)
def test_yes_and_no_are_mirrored(replies, yes, more):
    yes = min(yes, replies)
    low, high, _ = interval(yes, replies, replies + more)
    assert interval(replies - yes, replies, replies + more)[:2] == pytest.approx(
        [1 - high, 1 - low]
    )


@pytest.mark.parametrize("population", [20, 40, 100])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_it_covers_the_truth_as_often_as_it_says(population, share):
    """Exact: every true count, every sample of that size drawn without replacement."""
    covered = coverage(population, round(population * share))
    assert np.mean(covered) >= 0.95
    assert min(covered) >= 0.88


def coverage(population: int, replies: int) -> list[float]:
    told = np.arange(replies + 1)
    found = share_interval(
        pd.Series(told), pd.Series([replies] * len(told)), pd.Series([population] * len(told)),
        confidence=0.95,
    )  # fmt: skip
    covered = []
    for agree in range(population + 1):
        chance = [comb(agree, k) * comb(population - agree, replies - k) for k in told]
        truth = agree / population
        holds = (found["low"] - 1e-12 <= truth) & (truth <= found["high"] + 1e-12)
        covered.append(float(np.dot(chance, holds)) / comb(population, replies))
    return covered


def test_no_estate_gives_an_empty_table():
    empty = pd.Series(dtype="float64")
    assert share_interval(empty, empty, empty, confidence=0.95).columns.tolist() == [
        "low", "high", "basis",
    ]  # fmt: skip
