"""The published plan: what people write for how far an estate has come, read as codes."""

import pytest

from intake.cells.values import read
from tables import TABLES

STATE = TABLES["programmes"].column("state")


def test_every_word_means_one_allowed_code_and_every_code_has_a_word():
    written = [word for word, _ in STATE.words]
    assert len(written) == len(set(written))
    assert {code for _, code in STATE.words} == set(STATE.allowed)
    for word, code in STATE.words:
        assert read(word, STATE).value == code


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        ("施工中", "running", ""),
        ("已竣工", "finished", ""),
        ("调出", "dropped", ""),
        ("未完成", None, "unread"),  # nobody says whether the works have begun
        (None, None, ""),
    ],
)
def test_a_state_as_it_is_written(written, value, code):
    assert tuple(read(written, STATE)) == (value, code)
