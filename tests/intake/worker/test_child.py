"""What crosses the pipe: a result that cannot be packed is an answer too."""

import pickle

from intake.worker.child import Done, Fault, _answer


class Result:
    """A result that fails when it is packed."""

    def __init__(self, error):
        self.error = error

    def __reduce__(self):
        raise self.error


class Job:
    """Returns a result that cannot be packed."""

    def __init__(self, error):
        self.error = error

    def __call__(self, *, progress):
        progress("a.csv", 0.0)
        return Result(self.error) if self.error else 7


def told(error):
    said = []
    return pickle.loads(_answer(pickle.dumps(Job(error)), said.append)), said  # noqa: S301


def test_a_result_too_large_to_pack_is_a_matter_of_memory():
    assert told(MemoryError())[0] == "memory"


def test_a_result_that_cannot_be_packed_is_a_fault_with_its_place():
    found, said = told(TypeError("no"))
    assert isinstance(found, Fault)
    assert found.kind == "TypeError"
    assert found.place.rpartition(":")[2].isdigit()
    assert len(said) == 1


def test_a_result_comes_back_with_the_memory_it_took():
    found, _ = told(None)
    assert isinstance(found, Done)
    assert found.value == 7
