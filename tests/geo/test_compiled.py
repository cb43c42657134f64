import importlib
import os

import numba
import pytest

from geo import compiled


def test_a_machine_without_a_folder_for_the_code_makes_it_anew(monkeypatch):
    real = numba.njit

    def refusing(**options):
        if options.get("cache"):
            raise RuntimeError
        return real(**options)

    monkeypatch.setattr(compiled, "njit", refusing)
    assert compiled.compiled(lambda number: number + 1)(41) == 42


@pytest.mark.parametrize("number", [0, 7])
def test_the_machine_says_what_python_says(number):
    def twice(number: int) -> int:
        return 2 * number

    assert compiled.compiled(twice)(number) == twice(number)


def test_code_is_kept_once_it_was_made_and_until_its_file_changes(tmp_path, monkeypatch):
    source = tmp_path / "doubling.py"
    source.write_text("def twice(number):\n    return 2 * number\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")

    def anew():
        return compiled.compiled(importlib.reload(importlib.import_module("doubling")).twice)

    first = anew()
    assert not compiled.kept(first)
    assert first(4) == 8
    assert compiled.kept(first)
    assert compiled.kept(anew())
    later = source.stat().st_mtime + 60
    os.utime(source, (later, later))
    assert not compiled.kept(anew())
