"""What a person may write under `funding:`, and what is refused with a way out."""

import pytest

from study.funding import Funding, Match, Residents, TwoYears, parse
from tables import InputError


def test_nothing_written_changes_nothing():
    assert parse({}) == Funding()
    assert parse(dict.fromkeys(["gas", "residents", "government_share", "spread"])) == Funding()
    off = ["gas", "pipelines", "elevator", "government_share", "residents", "matching", "spread"]
    assert parse(dict.fromkeys(off, False)) == Funding()


def test_true_asks_for_the_standard():
    found = parse({"gas": True, "government_share": True, "residents": True})
    assert (found.gas, found.government_share) == (True, True)
    assert found.residents == Residents("居民出资", None, None, ())


def test_shares_are_written_by_payer():
    found = parse({"elevator": {"政府": 20, "residents": 15}})
    assert found.elevator == (("政府", 20), ("residents", 15))


def test_every_entry_has_its_own_numbers():
    found = parse(
        {
            "government_share": 0.75,
            "residents": {"share": 0.05, "source": "业主出资", "pays": ["other"]},
            "matching": {"source": "奖补资金", "yuan_per_household": 4000},
            "paid_after": {"奖补资金": 2, "省级奖补": True, "市级": False},
            "spread": {"start_share": 0.6, "above_wan": 500},
            "next_plan_wan": 0,
        }
    )
    assert found.government_share == 0.75
    assert found.residents == Residents("业主出资", 0.05, None, ("other",))
    assert found.matching == Match("奖补资金", "居民出资", None, 4000)
    assert found.paid_after == (("奖补资金", 2), ("省级奖补", None))
    assert found.spread == TwoYears(0.6, above_wan=500)
    assert found.next_plan_wan == 0


def test_what_residents_pay_for_is_written_in_words_or_codes():
    found = parse({"residents": {"pays": ["建筑本体", "elevator", "楼本体"]}})
    assert found.residents.pays == ("building_body", "elevator")
    assert parse({"residents": {"pays": "不限"}}).residents.pays == (
        "building_body",
        "elevator",
        "other",
    )


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        ({"pipeline": True}, "study.unknown_key", {"nearest": "pipelines", "where": "funding"}),
        ({"residents": {"cap": 0.1}}, "study.unknown_key", {"where": "funding.residents"}),
        ({"matching": {"from": "奖补"}}, "study.unknown_key", {"where": "funding.matching"}),
        ({"matching": {}}, "study.missing_key", {"key": "funding.matching.source"}),
        ({"spread": {"above_wan": 1}}, "study.missing_key", {"key": "funding.spread.start_share"}),
        ({"gas": {}}, "study.missing_key", {"key": "funding.gas.government"}),
        ({"gas": "yes"}, "study.not_a_mapping", {"where": "funding.gas"}),
        ({"gas": {"government": "700"}}, "study.not_a_number", {"key": "funding.gas.government"}),
        ({"gas": {"government": 0}}, "study.not_above", {"key": "funding.gas.government"}),
        ({"gas": {"government": None}}, "study.missing_key", {"key": "funding.gas.government"}),
        ({"government_share": 80}, "study.not_a_share", {"key": "funding.government_share"}),
        ({"residents": {"share": 10}}, "study.not_a_share", {"key": "funding.residents.share"}),
        ({"residents": {"pays": "屋面"}}, "study.not_one_of", {"key": "funding.residents.pays"}),
        ({"paid_after": {"奖补": 0.5}}, "study.funding_years", {"key": "funding.paid_after.奖补"}),
        ({"paid_after": {"奖补": -1}}, "study.funding_years", {"value": -1}),
        ({"next_plan_wan": -1}, "study.not_an_amount", {"key": "funding.next_plan_wan"}),
        ({"spread": {"start_share": 2}}, "study.not_a_share", {"value": 2}),
    ],
)
def test_what_cannot_be_meant_is_refused_and_named(given, code, told):
    with pytest.raises(InputError) as caught:
        parse(given)
    assert caught.value.code == code
    values = caught.value.values
    assert told.items() <= values.items()
