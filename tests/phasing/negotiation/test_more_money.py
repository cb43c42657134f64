"""A column of more money in each budget row of the sources asked."""

import pytest

from phasing import problem
from phasing.compile import compile_model
from phasing.negotiation.more_money import extended, with_more
from phasing.rules import Budget, PaidAfter
from phasing.units import units
from tables import InputError

OTHER = frozenset({"other"})


@pytest.fixture
def posed(four):
    return problem(four.assign(cluster_id=None), years=[2027, 2028, 2029]).subject_to(
        Budget("市级", 2028, 100), Budget("省级", 2028, 50, OTHER), PaidAfter("省级", 1)
    )


def test_each_source_has_a_budget_for_the_works_of_each_year(posed):
    found = {(b.source, b.year): (b.amount_wan, b.pays) for b in extended(posed).of(Budget)}
    assert found == {
        ("市级", 2027): (0, None),
        ("市级", 2028): (100, None),
        ("市级", 2029): (0, None),
        ("省级", 2028): (50, OTHER),
        ("省级", 2029): (0, OTHER),
        ("省级", 2030): (0, OTHER),
    }


def test_only_the_rows_of_the_sources_asked_have_more(posed):
    model = with_more(posed, compile_model(posed, units(posed)), ["省级"])
    assert model.row("money[省级,2028]").terms["more[省级,2028]"] == -1
    assert not any(label.startswith("more") for label in model.row("money[市级,2028]").terms)


def test_a_source_without_money_is_refused_by_name(posed):
    with pytest.raises(InputError) as raised:
        with_more(posed, compile_model(posed, units(posed)), ["县级"])
    assert raised.value.code == "phasing.unknown_source"
