"""The examples in the docstrings of ui are run; its pages are left out: importing one draws it."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name", ["map.geometry", "map.live_map", "session.state", "session.words", "session.work"]
)
def test_examples(name):
    found = doctest.testmod(importlib.import_module(f"ui.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
