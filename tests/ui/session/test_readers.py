"""A search that several wait for: who leaves goes alone, the last to leave ends it."""

import pytest

from ui.session.readers import GRACE_S, Reader, Readers


@pytest.fixture
def clock():
    """Return the hand of a clock: its first entry is now."""
    return [0.0]


@pytest.fixture
def search(clock):
    return Readers(lambda: clock[0])


def test_it_goes_on_until_the_last_one_leaves(search):
    mine, theirs = Reader(), Reader()
    assert mine.waits(search)
    assert theirs.waits(search)
    search.leave(mine)
    assert not search.done()
    search.leave(theirs)
    assert search.done()


def test_nobody_joins_what_is_asked_to_end(search):
    mine = Reader()
    mine.waits(search)
    search.leave(mine)
    assert not Reader().waits(search)


def test_a_reader_whose_page_is_closed_keeps_no_search_from_being_stopped(search):
    mine, gone = Reader(), Reader()
    mine.waits(search)
    gone.waits(search)
    gone.turns()
    search.leave(mine)
    assert search.done()


def test_one_who_turned_to_another_search_is_not_waited_for(search):
    mine, theirs, other = Reader(), Reader(), Readers()
    mine.waits(search)
    theirs.waits(search)
    theirs.waits(other)
    search.leave(mine)
    assert search.done()
    assert not other.done()


def test_what_nobody_waits_for_is_given_up_after_a_while_and_not_at_once(search, clock):
    reader = Reader()
    reader.waits(search)
    clock[0] = 10 * GRACE_S
    assert not search.done()  # as long as somebody waits
    reader.turns()
    clock[0] += GRACE_S
    assert not search.done()  # a page that is reloaded finds it
    clock[0] += 1
    assert search.done()


def test_one_who_comes_back_in_time_goes_on_waiting(search, clock):
    reader = Reader()
    reader.waits(search)
    reader.turns()
    clock[0] = GRACE_S / 2
    assert reader.waits(search)
    clock[0] = 10 * GRACE_S
    assert not search.done()
