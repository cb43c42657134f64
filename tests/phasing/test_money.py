"""Money by estate and source: every sum is exact to the yuan."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phasing.money import split


@given(
    needs=st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 50), min_size=1),
    cuts=st.lists(st.integers(0, 250), max_size=3),
)
def test_shares_sum_both_ways(needs, cuts):
    whole = sum(needs.values())
    edges = sorted([0, *(min(cut, whole) for cut in cuts), whole])
    sources = {f"S{i}": high - low for i, (low, high) in enumerate(pairwise(edges))}
    shares = split(needs, sources)
    assert min(shares.values()) >= 0
    for need, amount in needs.items():
        assert sum(shares[need, source] for source in sources) == amount
    for source, amount in sources.items():
        assert sum(shares[need, source] for need in needs) == amount


def test_shares_are_proportional():
    shares = split({"E1": 300, "E2": 100}, {"市级": 100, "省级": 300})
    assert shares == {
        ("E1", "市级"): 75,
        ("E1", "省级"): 225,
        ("E2", "市级"): 25,
        ("E2", "省级"): 75,
    }


def test_a_need_of_nothing_is_paid_by_nobody():
    assert split({"E1": 0}, {"市级": 0}) == {("E1", "市级"): pytest.approx(0)}
