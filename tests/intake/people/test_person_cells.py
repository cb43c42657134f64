"""Cells without what looks like a person; all else comes back as the very same object."""

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.people.person_cells import told_of

ODD = st.sampled_from(
    [
        "和平里",
        "13812345678",
        13812345678,
        13812345678.0,
        "联系人：张三 13812345678",
        "a@b.cn",
        None,
    ]
)
CELLS = st.one_of(
    ODD, st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers())
)


def copied(text):
    """Return an equal text that is another object, as cells of a file are."""
    return "".join(list(text))


def test_a_word_written_twice_loses_the_same():
    cells = [copied("电话 13812345678 找物业"), "和平里", copied("电话 13812345678 找物业")]
    told = told_of(cells, "text")
    assert told == ["电话 *** 找物业", "和平里", "电话 *** 找物业"]


def test_what_stays_is_the_same_object():
    cells = [copied("和平里小区"), copied("和平里小区"), 3.5, None, float("nan"), [1, 2]]
    assert all(after is before for after, before in zip(told_of(cells, "text"), cells, strict=True))


@settings(max_examples=60)
@given(st.lists(CELLS, max_size=8), st.sampled_from(["code", "count", "number", "text"]))
def test_every_cell_has_an_answer_and_order_never_matters(cells, role):
    told = told_of(cells, role)
    assert len(told) == len(cells)
    assert [repr(cell) for cell in told_of(cells[::-1], role)] == [repr(c) for c in told[::-1]]


def test_a_number_too_large_for_a_float_stays():
    assert told_of([10**400, -(10**400)], "number") == [10**400, -(10**400)]
