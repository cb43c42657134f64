"""What lacks of money and who could give it: none where nothing lacks or the year is none."""

import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.asking import asking
from phasing.negotiation.shortage import PAYER_COLUMNS, payers, shortage
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Gate, PaidAfter

AIM = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=5000, seed=1)


def asked(pool, *rules):
    posed = problem(pool, years=[2027, 2028], objective=AIM).subject_to(*rules)
    return asking(standing(posed, settings=EXACT))


def test_nothing_lacks_where_the_money_is_there_or_has_no_limit(four):
    for rules in ((), (Budget("市级", 2027, 5000),)):
        lack = shortage(asked(four, *rules), "E1", 2027)
        assert (lack.short_wan, len(lack.parts), len(lack.payers)) == (0, 0, 0)


def test_of_who_may_not_enter_nobody_asks_what_lacks(four):
    assert shortage(asked(four, Gate("E1", "consent")), "E1", 2027) is None


def test_money_that_comes_a_year_later_is_named_by_its_own_year(four):
    pool = four[four["estate_id"] == "E1"]
    rules = (Budget("省级", 2028, 100), Budget("省级", 2029, 400), PaidAfter("省级", 1))
    opened = asked(pool, *rules)
    assert opened.standing.plan == {"E1": 2028}
    (payer,) = shortage(opened, "E1", 2027).payers.to_dict("records")
    assert (payer["source"], payer["money_year"], payer["short_wan"]) == ("省级", 2028, 300)
    assert payer["rule"] == Budget("省级", 2028, 100)


def test_money_carried_into_a_year_without_a_budget_has_no_rule_there(four):
    pool = four[four["estate_id"] == "E1"]
    opened = asked(pool, Budget("市级", 2027, 300, carry_over=True))
    lack = shortage(opened, "E1", 2028)
    assert dict(zip(lack.payers["money_year"], lack.payers["short_wan"], strict=True)) == {
        2028: 100,
        2027: 100,
    }
    assert [rule is None for rule in lack.payers["rule"]] == [True, False]


def test_who_could_pay_for_many_is_one_long_table(four):
    pool = four.assign(cluster_id=None)
    opened = asked(pool, Budget("市级", 2027, 500), Budget("市级", 2028, 500))
    table = payers(opened, [("E1", 2027), ("E1", 2028), ("E2", 2027)])
    assert list(table) == ["estate_id", "year", *PAYER_COLUMNS]
    assert table["short_wan"].tolist() == [400, 400]
    assert table["year"].tolist() == [2027, 2028]


def test_a_table_of_nobody_is_empty(four):
    table = payers(asked(four), [])
    assert table.empty
    assert list(table) == ["estate_id", "year", *PAYER_COLUMNS]


def test_amounts_are_exact_to_the_yuan(four):
    pool = four[four["estate_id"] == "E1"]
    lack = shortage(asked(pool, Budget("市级", 2027, 123.4567)), "E1", 2027)
    assert lack.short_wan == 276.5433
    assert lack.parts["short_wan"].sum() == pytest.approx(276.5433)
