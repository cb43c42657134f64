"""Money for one more: what lacks is the least, and who could give it could."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing.funds import NEXT_PLAN, Pot, allot
from phasing.negotiation.paying import (
    could_alone,
    could_pay,
    could_together,
    freed,
    more_in,
    purse,
    unpaid,
)

NEEDS = [(year, label) for year in (2027, 2028) for label in ("body", "pipes", "other")]


def pot(source, yuan, *needs, brought=False):
    return Pot(source, 2027, yuan, frozenset(needs), brought=brought)


def paid(pots, needs):
    flows = allot(pots, needs)
    assert flows is not None
    return purse(pots, flows)


def test_one_source_takes_over_what_another_pays():
    central, city = pot("中央", 0, NEEDS[1]), pot("市级", 100, NEEDS[0], NEEDS[1])
    stood = paid([central, city], {NEEDS[1]: 80})
    assert unpaid(stood, {NEEDS[0]: 50}) == {NEEDS[0]: 30}
    # The city could pay directly; the centre by paying 30 of the pipes that the city pays now.
    assert could_pay(stood, {NEEDS[0]: 30}) == [1]
    assert could_alone(stood, {NEEDS[0]: 50}) == [0, 1]


def test_money_set_free_is_there_to_be_spent():
    stood = paid([pot("市级", 100, *NEEDS)], {NEEDS[0]: 60, NEEDS[1]: 40})
    assert unpaid(stood, {NEEDS[2]: 50}) == {NEEDS[2]: 50}
    assert unpaid(freed(stood, {NEEDS[1]: 40}), {NEEDS[2]: 50}) == {NEEDS[2]: 10}


def test_two_give_together_what_none_could_alone():
    stood = paid([pot("市级", 0, NEEDS[0]), pot(NEXT_PLAN, 0, NEEDS[5])], {})
    wanted = {NEEDS[0]: 70, NEEDS[5]: 30, NEEDS[1]: 5}
    assert could_alone(stood, wanted) == []
    # Nobody may pay the last 5.
    assert could_together(stood, wanted) == {0: 70, 1: 30}


def test_without_lack_nobody_is_asked():
    stood = paid([pot("市级", 100, *NEEDS)], {})
    assert unpaid(stood, {NEEDS[0]: 100}) == {}
    assert (could_alone(stood, {NEEDS[0]: 100}), could_together(stood, {})) == ([], {})


amounts = st.integers(0, 30)
pots_ = st.lists(
    st.tuples(amounts, st.sets(st.sampled_from(NEEDS), min_size=1), st.booleans()),
    min_size=1,
    max_size=5,
)
wants = st.dictionaries(st.sampled_from(NEEDS), st.integers(1, 30), max_size=5)


@settings(max_examples=150, deadline=None)
@given(pots_, wants, wants)
def test_what_lacks_is_the_least_that_pays_for_all(given_pots, before, wanted):
    pots = [
        Pot(f"S{at}", 2027, yuan, frozenset(pays)) for at, (yuan, pays, _) in enumerate(given_pots)
    ]
    if allot(pots, before) is None:
        before = {}
    stood, whole = paid(pots, before), {n: before.get(n, 0) + wanted.get(n, 0) for n in NEEDS}
    lack = sum(unpaid(stood, wanted).values())
    assert (lack == 0) == (allot(pots, whole) is not None)
    # Anybody's money at all, in a pot that pays everything: the lack is enough, a yuan less is not.
    for yuan, enough in ((lack, True), (lack - 1, False)):
        if yuan >= 0:
            richer = [*pots, pot("更多", yuan, *NEEDS)]
            assert (allot(richer, whole) is not None) == enough
    alone = could_alone(stood, wanted)
    for at in range(len(pots)):
        enough = not unpaid(more_in(stood, at, 10_000), wanted)
        assert (at in alone) == (enough and lack > 0)
    together = could_together(stood, wanted)
    assert sum(together.values()) <= lack
    for at, yuan in together.items():
        stood = more_in(stood, at, yuan)
    assert sum(unpaid(stood, wanted).values()) == lack - sum(together.values())


@settings(max_examples=80, deadline=None)
@given(pots_, wants, st.randoms())
def test_the_order_of_sources_does_not_change_what_lacks(given_pots, wanted, random):
    pots = [
        Pot(f"S{at}", 2027, yuan, frozenset(pays)) for at, (yuan, pays, _) in enumerate(given_pots)
    ]
    shuffled = random.sample(pots, len(pots))
    assert unpaid(purse(pots, {}), wanted) == unpaid(purse(shuffled, {}), wanted)


def test_what_estates_bring_is_no_source_to_ask():
    stood = paid([pot("居民", 10, *NEEDS, brought=True)], {})
    assert could_pay(stood, {NEEDS[0]: 5}) == []
    assert could_alone(stood, {NEEDS[0]: 50}) == []
    assert unpaid(stood, {NEEDS[0]: 50}) == pytest.approx({NEEDS[0]: 40})
