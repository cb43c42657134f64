"""The order of the suite: what is named as long is a file of it."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONG = runpy.run_path(str(ROOT / "conftest.py"))["LONG"]  # each folder has a `conftest` of its own


def test_the_longest_files_are_there_and_named_once():
    assert [file for file in LONG if not (ROOT / file).is_file()] == []
    assert len(set(LONG)) == len(LONG)
