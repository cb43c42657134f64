"""Steps that make sites better, and the order that settles what is equal."""

import numpy as np

from support.aim import Aim, Allowed, gains
from support.swaps import improved
from tests.support.published import stated

NEAR = Aim("coverage", 300)


def opened(walk_m, people, allowed, begin=(), **more):
    given = stated(walk_m, people, **more)
    start = np.isin(np.arange(len(given.site_ids)), begin)
    found = improved(given, gains(given, NEAR), start, allowed)
    return np.flatnonzero(found).tolist()


def test_an_exchange_finds_what_adding_alone_misses():
    far = np.nan
    # The middle room reaches 6 + 6, but the two others reach 5 + 6 and 6 + 5.
    walk_m = [[1, far, far], [1, 1, far], [far, 1, 1], [far, far, 1]]
    assert opened(walk_m, [5, 6, 6, 5], Allowed(2)) == [0, 2]


def test_an_idle_site_is_shut_and_an_existing_one_kept():
    assert opened([[1, 1]], [5], Allowed(2), begin=[0, 1]) == [0]
    assert opened([[1, 1]], [5], Allowed(2), begin=[0, 1], existing=[1]) == [1]


def test_money_is_spent_where_it_gains_most():
    walk_m = [[1, np.nan], [np.nan, 1]]
    assert opened(walk_m, [9, 5], Allowed(None, 10), cost_wan=[10, 2]) == [0]
    assert opened(walk_m, [9, 5], Allowed(None, 12), cost_wan=[10, 2]) == [0, 1]
