"""A step that Windows refuses for a moment is tried again; one it never allows is refused."""

import pytest

from study import patiently as room
from study.patiently import patiently


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(room, "_PAUSES_S", (0, 0))


def held(times: int, error: type[OSError] = PermissionError):
    """Return a step that is refused so many times, and how often it was tried."""
    tried = []

    def step() -> str:
        tried.append(1)
        if len(tried) <= times:
            raise error
        return "done"

    return step, tried


def test_it_is_tried_until_it_is_let_go():
    step, tried = held(2)
    assert patiently(step) == "done"
    assert len(tried) == 3


@pytest.mark.parametrize(("error", "tries"), [(PermissionError, 3), (FileNotFoundError, 1)])
def test_what_is_never_permitted_is_refused_and_another_fault_at_once(error, tries):
    step, tried = held(9, error)
    with pytest.raises(error):
        patiently(step)
    assert len(tried) == tries
