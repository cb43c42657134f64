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
