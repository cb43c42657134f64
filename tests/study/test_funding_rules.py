"""The share rules of a study: each number of the standards, checked by hand."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from intake import Inputs
from phasing.cost import COST_CLASSES
from phasing.rules import (
    Budget,
    Contribution,
    Matching,
    NextPlan,
    PaidAfter,
    ShareCap,
    Split,
    Spread,
)
from standards import in_force
from study.funding import Funding, parse
from study.funding_rules import funding_issues, funding_rules
from tables import InputError
from texts import said

DAY = dt.date(2026, 11, 21)
RULES = in_force(DAY)
ESTATES = pd.DataFrame(
    {
        "estate_id": ["E1", "E2"],
        "cost_gas_wan": [36.0, 0.0],  # 100 households × 3,600 yuan
        "cost_pipeline_wan": [0.0, 428.6],
        "cost_elevator_wan": [35.0, None],
    }
)


def study_of(funding, *, sources=("市级",), rules=(), estates=ESTATES, day=DAY):
    """A study with 100 a source in 2027, as the stages hand it on."""
    table = pd.DataFrame(
        [(source, 2027, 100) for source in sources], columns=["source", "year", "amount_wan"]
    )
    found = SimpleNamespace(
        estates=estates,
        measured=SimpleNamespace(
            inputs=Inputs({"budgets": table}, (), ()), rules=in_force(day).rules
        ),
    )
    chosen = parse(funding) if isinstance(funding, dict) else funding
    return found, SimpleNamespace(funding=chosen, rules=rules, day_of_law=day)


def rules_of(funding, **study):
    return funding_rules(*study_of(funding, **study))


def one(kind, found):
    (rule,) = [rule for rule in found if isinstance(rule, kind)]
    return rule


def codes(funding, **study):
    return {i.code: i for i in funding_issues(*study_of(funding, **study))}


def short(funding, **study):
    return {"study.share_cap_alone", "study.share_cap_short"} & set(codes(funding, **study))


def paid(split, cost):
    """What each payer bears of a cost, by hand: in proportion to the weights."""
    whole = sum(weight for _, weight in split.parts)
    return {payer: cost * weight / whole for payer, weight in split.parts}


def test_gas_is_700_2100_800_of_3600_yuan_a_household():
    split = one(Split, rules_of({"gas": True}))
    assert paid(split, 3600) == {"government": 700, "燃气企业": 2100, "residents": 800}
    menu = {row["item"]: row["unit_cost_yuan"] for row in RULES["works_menu"]}
    assert sum(weight for _, weight in split.parts) == menu["gas_home"]


def test_pipelines_are_30_70_and_300_from_the_operator_is_works_of_428_6():
    split = one(Split, rules_of({"pipelines": True}))
    assert split.cost_class == "pipeline"
    found = paid(split, 428.6)
    assert found["utility"] == pytest.approx(300, abs=0.05)
    assert found["government"] == pytest.approx(128.6, abs=0.05)


def test_an_elevator_is_15_from_the_government_and_20_from_residents():
    split = one(Split, rules_of({"elevator": True}))
    assert paid(split, 35) == {"government": 15, "residents": 20}
    menu = {row["item"]: row["unit_cost_yuan"] for row in RULES["works_menu"]}
    assert menu["elevator"] == (15 + 20) * 10_000


def test_the_award_matches_one_to_one_up_to_5000_yuan_a_household():
    found = rules_of(
        {"residents": True, "matching": {"source": "奖补资金"}}, sources=["市级", "奖补资金"]
    )
    assert one(Matching, found) == Matching("奖补资金", "居民出资", 1, 5000)
    # published: 6,018 households paid 22 million, 3,656 yuan each, and 20 million matched them
    matching = one(Matching, found)
    assert min(matching.ratio * 2200, matching.yuan_per_household * 6018 / 10_000) == 2200


def test_residents_pay_a_tenth_and_at_most_2000_yuan():
    found = rules_of({"residents": True})
    assert one(Contribution, found) == Contribution("居民出资", "residents", 0.1, 2000)


def test_one_bound_of_their_own_leaves_the_other_away():
    found = rules_of({"residents": {"share": 0.05}})
    assert one(Contribution, found) == Contribution("居民出资", share=0.05)


def test_the_government_pays_at_most_80_percent_or_what_is_written():
    assert one(ShareCap, rules_of({"government_share": True})) == ShareCap("government", 0.8)
    assert one(ShareCap, rules_of({"government_share": 0.6})) == ShareCap("government", 0.6)
    assert one(ShareCap, rules_of({"government_share": 0})) == ShareCap("government", 0)


def test_an_award_is_paid_a_year_after_acceptance_unless_written():
    found = rules_of({"paid_after": {"奖补": True, "市级": 2}}, sources=["市级", "奖补"])
    assert set(found) >= {PaidAfter("奖补", 1), PaidAfter("市级", 2)}


def test_spread_and_next_plan_are_as_written():
    found = rules_of({"spread": {"start_share": 0.6, "above_wan": 500}, "next_plan_wan": 300})
    assert one(Spread, found) == Spread(0.6, 500)
    assert one(NextPlan, found) == NextPlan(300)


def test_without_a_funding_section_only_budgets_are_rules():
    assert rules_of(Funding()) == (Budget("市级", 2027, 100),)
    assert list(codes(Funding())) == ["study.party_guessed.government"]


def test_a_payer_may_be_a_source_or_a_word_for_a_party():
    parts = {"政府": 700, "专营单位": 2100, "业主": 500, "residents": 300}
    own = one(Split, rules_of({"gas": parts}, sources=["市级", "专营单位"]))
    assert own.parts == (("government", 700), ("专营单位", 2100), ("residents", 800))
    party = one(Split, rules_of({"gas": parts}))
    assert party.parts[1] == ("utility", 2100)


def test_the_only_source_of_a_party_is_the_one_that_pays():
    one_operator = one(Split, rules_of({"pipelines": True}, sources=["市级", "供水公司"]))
    assert one_operator.parts == (("government", 0.3), ("供水公司", 0.7))
    two = one(Split, rules_of({"pipelines": True}, sources=["市级", "供水公司", "供电公司"]))
    assert two.parts == (("government", 0.3), ("utility", 0.7))


def test_a_share_no_money_limits_is_told():
    found = codes({"gas": True})
    assert found["study.payer_unlimited"].value == "燃气企业"
    assert "study.party_unlimited.residents" in found
    assert "study.party_unlimited.government" not in found
    limited = codes({"gas": True, "residents": True}, sources=["市级", "燃气企业"])
    assert not {"study.payer_unlimited", "study.party_unlimited.residents"} & set(limited)


@pytest.mark.parametrize("cost_class", ["gas", "pipeline", "elevator"])
@pytest.mark.parametrize("costs", [[0.0, None], None])
def test_a_purpose_no_estate_has_a_cost_for_is_nothing_to_pay(cost_class, costs):
    column = f"cost_{cost_class}_wan"
    bare = ESTATES.drop(columns=column)
    estates = bare if costs is None else bare.assign(**{column: costs})
    own = Budget("市级", 2028, 1, pays=frozenset({cost_class, "gas"}))
    found = rules_of(
        {"residents": {"share": 1, "pays": [cost_class]}}, estates=estates, rules=[own]
    )
    names = {name for name in COST_CLASSES if f"cost_{name}_wan" in estates}
    budget = next(rule for rule in found if isinstance(rule, Budget) and rule.year == 2028)
    assert budget.pays == {cost_class, "gas"} & names
    assert one(Contribution, found).pays == {cost_class} & names


@pytest.mark.parametrize("cost_class", ["gas", "pipeline", "elevator"])
@pytest.mark.parametrize("costs", [[0.0, None], None])
def test_a_split_without_a_cost_is_no_rule_and_told(cost_class, costs):
    column = f"cost_{cost_class}_wan"
    bare = ESTATES.drop(columns=column)
    estates = bare if costs is None else bare.assign(**{column: costs})
    key = "pipelines" if cost_class == "pipeline" else cost_class
    assert not [r for r in rules_of({key: True}, estates=estates) if isinstance(r, Split)]
    assert f"study.funding_no_cost.{cost_class}" in codes({key: True}, estates=estates)


def test_a_cap_on_the_only_money_there_is_warns():
    assert codes({"government_share": True})["study.share_cap_alone"].severity == "warning"
    assert not short({"government_share": 1.0})
    assert not short({"government_share": True}, sources=["市级", "社会资本"])


def test_two_shares_that_do_not_make_a_whole_warn():
    # Dongguan's 80 % and Anqing's 10 % come from two places and leave 10 % to nobody
    both = {"government_share": True, "residents": True}
    told = codes(both)["study.share_cap_short"]
    assert dict(told.detail) == {"government": "80%", "others": "10%"}
    assert not short(both, sources=["市级", "社会资本"])
    assert not short({"government_share": True, "residents": {"share": 0.2}})
    assert not short({"government_share": True, "residents": {"yuan_per_household": 3000}})


def test_residents_money_in_two_places_is_refused_or_warned_of():
    with pytest.raises(InputError) as caught:
        rules_of({"residents": True}, sources=["市级", "居民出资"])
    assert caught.value.code == "study.funding_twice"
    found = codes({"residents": True}, sources=["市级", "住宅维修资金"])
    assert found["study.residents_money_twice"].value == "住宅维修资金"


def test_a_contribution_written_twice_is_refused():
    with pytest.raises(InputError) as caught:
        rules_of({"residents": True}, rules=(Contribution("居民出资", share=0.2),))
    assert caught.value.code == "study.funding_twice"


@pytest.mark.parametrize(
    ("funding", "key", "nearest"),
    [
        ({"paid_after": {"市及": 1}}, "funding.paid_after", "市级"),
        ({"matching": {"source": "市级"}}, "funding.matching.contribution", "—"),
        (
            {"matching": {"source": "省级"}, "residents": True},
            "funding.matching.source",
            "市级",
        ),
    ],
)
def test_a_source_nobody_has_is_refused_and_the_nearest_offered(funding, key, nearest):
    with pytest.raises(InputError) as caught:
        rules_of(funding)
    assert caught.value.code == "study.funding_unknown_source"
    told = caught.value.values  # noqa: PD011 - the placeholders of the sentence
    assert (told["key"], told["nearest"]) == (key, nearest)


@pytest.mark.parametrize(
    "funding", [{"paid_after": {"市级": 1}}, {"matching": {"source": "市级"}, "residents": True}]
)
def test_without_a_table_of_money_no_nearest_source_is_offered(funding):
    with pytest.raises(InputError, match=r"study\.funding_no_money"):
        rules_of(funding, sources=[])


def test_a_contribution_among_the_rules_may_be_matched():
    own = Contribution("业主自筹", yuan_per_household=3000)
    found = rules_of({"matching": {"source": "市级", "contribution": "业主自筹"}}, rules=(own,))
    assert one(Matching, found) == Matching("市级", "业主自筹", 1, 5000)
    assert own not in found  # a study's own rules are added once, elsewhere


def test_a_standard_not_yet_in_force_is_refused_and_own_numbers_are_not():
    early = dt.date(2020, 12, 31)
    with pytest.raises(InputError) as caught:
        rules_of({"gas": True}, day=early)
    assert caught.value.code == "standards.not_in_force"
    parts = {"government": 1, "residents": 2}
    assert one(Split, rules_of({"gas": parts}, day=early)).parts == tuple(parts.items())


def test_no_estates_and_no_money_are_rules_for_nothing():
    nothing = ESTATES.head(0)
    assert rules_of({"gas": True, "spread": None}, sources=(), estates=nothing) == ()


def test_every_issue_has_words_in_both_languages():
    asked = {"gas": True, "pipelines": True, "elevator": True, "government_share": True}
    found = {**codes(asked), **codes(asked, estates=ESTATES.head(0))}
    found |= codes({"residents": True}, sources=["维修资金"])
    assert len(found) >= 8
    for code in found:
        assert said("zh", code)
        assert said("en", code)
