"""What a number in a study may be."""

import pytest

from study.keys import number
from study.walking import parse
from tables import InputError


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 10**400])
def test_only_a_number_that_can_be_counted_to_is_one(value):
    with pytest.raises(InputError) as said:
        number(value, key="walking.limit_m", above=0)
    assert said.value.code == "study.not_a_number"


def test_a_walk_without_end_is_refused_by_its_key():
    for wrong in ({"limit_m": float("inf")}, {"rings_m": [300, float("nan")]}):
        with pytest.raises(InputError, match=r"study\.not_a_number"):
            parse(wrong)


def test_nothing_stays_nothing_and_whole_numbers_are_numbers():
    assert number(None, key="seed") is None
    assert number(0, key="seed", above=-1) == 0.0
