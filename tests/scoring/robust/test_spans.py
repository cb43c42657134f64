"""Work shared out leaves nothing over."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.robust.spans import spans, threads_of


@given(st.integers(0, 1000), st.integers(1, 40))
def test_shares_touch_and_cover_everything(size, threads):
    found = spans(size, threads)
    assert [place for start, stop in found for place in range(start, stop)] == list(range(size))
    assert len(found) <= threads


def test_threads_are_those_asked_for_or_one_a_core():
    assert threads_of(3) == 3
    assert threads_of(None) >= 1
