"""Who pays: exact whatever each source may pay for."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from phasing import problem
from phasing.funds import Pot, allot, budgets, pots
from phasing.rules import Budget

NEEDS = [(2027, "a"), (2027, "b"), (2028, "a")]


def test_narrow_money_is_spent_first_and_yields_where_it_must():
    narrow = Pot("中央", 2027, 50, frozenset(NEEDS[:2]))
    wide = Pot("市级", 2027, 50, frozenset(NEEDS[:1]))
    # "a" is paid by 中央 at first; when "b" comes, which only 中央 may pay, 市级 takes over "a".
    assert allot([narrow, wide], {NEEDS[0]: 50, NEEDS[1]: 50}) == {
        (0, NEEDS[1]): 50,
        (1, NEEDS[0]): 50,
    }


def test_carried_money_reaches_as_far_as_it_may_be_carried(four):
    posed = problem(four, years=[2027, 2028, 2029]).subject_to(
        Budget("市级", 2027, 10, carry_over=True), Budget("市级", 2028, 20)
    )
    years = {pot.year: sorted({year for year, _ in pot.pays}) for pot in pots(posed)}
    assert years == {2027: [2027, 2028], 2028: [2028]}


def test_a_source_that_carries_on_has_every_later_year(four):
    posed = problem(four, years=[2027, 2028, 2029]).subject_to(
        Budget("市级", 2027, 10, pays=frozenset({"other"}), carry_over=True)
    )
    assert [(b.year, b.amount_wan) for b in budgets(posed)] == [(2027, 10), (2028, 0), (2029, 0)]


@given(
    pools=st.lists(
        st.tuples(st.integers(0, 9), st.sets(st.sampled_from(NEEDS), min_size=1)), max_size=4
    ),
    needs=st.fixed_dictionaries({need: st.integers(0, 9) for need in NEEDS}),
)
def test_money_suffices_exactly_when_no_set_of_needs_exceeds_its_payers(pools, needs):
    given_pots = [Pot(f"S{i}", 2027, amount, frozenset(p)) for i, (amount, p) in enumerate(pools)]
    flows = allot(given_pots, needs)
    enough = all(
        sum(needs[need] for need in group)
        <= sum(pot.amount_yuan for pot in given_pots if pot.pays & set(group))
        for size in (1, 2, 3)
        for group in combinations(NEEDS, size)
    )
    assert (flows is not None) == enough
    if flows is not None:
        for need, amount in needs.items():
            assert sum(yuan for (_, paid), yuan in flows.items() if paid == need) == amount
        for index, pot in enumerate(given_pots):
            spent = {paid: yuan for (payer, paid), yuan in flows.items() if payer == index}
            assert sum(spent.values()) <= pot.amount_yuan
            assert set(spent) <= pot.pays
