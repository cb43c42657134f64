"""A step leads from one text to the next, whatever both hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.text_steps import mark, step, stepped

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "b", "\r\n", "\u2028", "一\n", "\x0b", ""])).map(
    "".join
)


@given(TEXTS, TEXTS)
def test_a_step_leads_to_the_other_text_and_back(before, after):
    assert stepped(before, step(before, after)) == after
    assert stepped(after, step(after, before)) == before
    assert (mark(before) == mark(after)) == (before == after)


@pytest.mark.parametrize(
    "changes", [[[0, 9, ""]], [[-1, 1, ""]], [[1, 0, "x"], [0, 0, "x"]], [[0, "1", ""]], ["x"], [3]]
)
def test_what_no_step_could_be_is_refused(changes):
    with pytest.raises(ValueError, match=r".+"):
        stepped("a\nb\n", changes)
