"""The `walking` section of study.yaml."""

import pytest

from study.walking import Walking, parse
from tables import InputError


def test_nothing_said_takes_the_standards():
    assert parse({}) == Walking()
    assert Walking().metres is None


def test_what_was_said_is_kept_and_rings_are_sorted():
    said = {
        "metres": {"15": 800, "5": 300},
        "rings_m": [800, 300, 300],
        "catalogue": "complete2020",
        "crossings": "join",
        "gap_m": 0,
        "detour": 1.4,
    }
    found = parse(said)
    assert found.metres == {5: 300, 15: 800}
    assert found.rings_m == (300, 800)
    assert (found.catalogue, found.crossings) == ("complete2020", "join")
    assert (found.gap_m, found.detour) == (0, 1.4)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"catalog": "gb50180"}, "study.unknown_key"),
        ({"catalogue": "gb"}, "study.not_one_of"),
        ({"crossings": True}, "study.not_one_of"),
        ({"metres": {"20": 1}}, "study.not_one_of"),
        ({"metres": {"5": -1}}, "study.not_above"),
        ({"rings_m": 300}, "study.not_a_list"),
        ({"rings_m": ["300 m"]}, "study.not_a_number"),
        ({"detour": 0.9}, "study.detour_below_one"),
        ({"gap_m": -1}, "study.not_above"),
    ],
)
def test_what_cannot_be_is_refused(said, code):
    with pytest.raises(InputError) as refused:
        parse(said)
    assert refused.value.code == code
