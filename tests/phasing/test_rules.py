"""Rules print, compare, save and load, and refuse a bad birth."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing.rules import (
    KINDS,
    Budget,
    Cap,
    Contribution,
    DemonstrationFirst,
    Floor,
    Gate,
    KeepPublished,
    LockIn,
    LockOut,
    Matching,
    NextPlan,
    NotBefore,
    PaidAfter,
    Precede,
    ReachShare,
    SameTrench,
    ShareCap,
    Split,
    Spread,
    StartBy,
    StockCap,
    Target,
    Together,
    rule_from_dict,
)
from tables import InputError
from texts import said, say

RULES = [
    Budget("中央预算内投资", 2027, 850.5, pays=frozenset({"other"}), carry_over=True),
    Budget("市级财政", 2027, 0),
    Cap("households", 2028, 3000),
    Together("西门片区"),
    Gate("E017", "consent"),
    NotBefore("E017", 2028),
    LockIn("E017", 2027),
    LockOut("E017"),
    Floor("河东区", "households", 500),
    Floor("人民路街道", "residents", 500, level="street"),
    Target("feature_parks", 3.5),
    ReachShare("vulnerable_households", 0.6),
    StockCap("late_stock", "households", 0.15),
    DemonstrationFirst(("E2", "E1"), 2027, at_least=1),
    Together("西门片区", gated="hold_back", batches=False),
    NotBefore("E017", 2028, code="deposit"),
    StartBy("E017", 2028),
    Precede("E001", "E017", years=1),
    SameTrench("人民路", ("E2", "E1"), apart_years=5),
    SameTrench("人民路", ("E2", "E1"), apart_years=5, window_years=2, year=2028),
    Split("gas", (("government", 700), ("燃气企业", 2100), ("residents", 800))),
    Contribution("居民出资", share=0.1),
    Contribution("居民出资", yuan_per_household=2000),
    Contribution("居民出资", share=0.1, yuan_per_household=2000, pays=frozenset({"other"})),
    Matching("市级奖补", "居民出资", 1, 5000),
    ShareCap("government", 0.8),
    PaidAfter("市级奖补", 1),
    Spread(0.6, above_wan=500),
    NextPlan(300),
    KeepPublished((("E2", 2028), ("E1", 2027)), at_most=1),
]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_comes_back_from_a_file_as_it_was(rule):
    assert rule_from_dict(yaml.safe_load(yaml.safe_dump(rule.as_dict()))) == rule


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_has_a_sentence_in_both_languages(rule):
    assert said("zh", rule.phrase)
    assert said("en", rule.phrase)


def test_every_kind_is_tried_here():
    assert {type(rule) for rule in RULES} == set(KINDS.values())


@pytest.mark.parametrize("amount", ["五百", None, True, float("nan"), float("inf")])
def test_an_amount_that_is_no_number_is_refused(amount):
    with pytest.raises(InputError, match=r"phasing\.amount_not_number"):
        Budget("市级财政", 2027, amount)


def test_a_negative_amount_is_refused():
    with pytest.raises(InputError, match=r"phasing\.amount_negative"):
        Cap("estates", 2027, -1)


@pytest.mark.parametrize("year", ["2027", 2027.0, None, True])
def test_a_year_that_is_no_year_is_refused(year):
    with pytest.raises(InputError, match=r"phasing\.rule_year"):
        LockIn("E017", year)


def test_an_unknown_measure_is_refused():
    with pytest.raises(InputError, match=r"phasing\.unknown_measure"):
        Floor("河东区", "people", 5)


def test_an_unknown_rule_offers_the_nearest():
    with pytest.raises(InputError) as caught:
        rule_from_dict({"rule": "togther", "cluster_id": "C1"})
    assert caught.value.values == {"rule": "togther", "nearest": "together"}


def test_a_rule_with_a_wrong_key_says_which_it_takes():
    with pytest.raises(InputError) as caught:
        rule_from_dict({"rule": "gate", "estate": "E1"})
    assert caught.value.values["allowed"] == "estate_id, code"
    assert caught.value.code == "phasing.rule_keys"


def test_a_rule_with_nothing_in_it_says_what_it_takes():
    with pytest.raises(InputError) as caught:
        rule_from_dict({"rule": "gate"})
    assert (caught.value.code, caught.value.values["allowed"]) == (
        "phasing.rule_empty",
        "estate_id, code",
    )


def test_one_purpose_may_be_given_as_one_text():
    values = {"rule": "budget", "source": "中央", "year": 2027, "amount_wan": 1, "pays": "other"}
    assert rule_from_dict(values) == Budget("中央", 2027, 1, pays=frozenset({"other"}))
    assert rule_from_dict(values | {"pays": ["other"]}) == rule_from_dict(values)


@pytest.mark.parametrize(
    "values",
    [
        {"rule": "lock_in", "estate_id": ["E1"], "year": 2027},
        {"rule": "lock_out", "estate_id": 10},
        {"rule": "together", "cluster_id": {"a": 1}},
        {"rule": "floor", "zone": None, "measure": "estates", "at_least": 1},
        {"rule": "lock_out", "estate_id": " "},
        {"rule": "budget", "source": "中央", "year": 2027, "amount_wan": 1, "pays": 5},
        {"rule": "budget", "source": "中央", "year": 2027, "amount_wan": 1, "pays": [["other"]]},
    ],
    ids=str,
)
def test_a_name_that_is_no_text_is_refused_in_words(values):
    with pytest.raises(InputError) as caught:
        rule_from_dict(values)
    assert caught.value.code == "phasing.rule_text"
    assert "{" not in say("zh", caught.value.code, **caught.value.values | {"value": "…"})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=3,
)


@settings(max_examples=100)
@given(rule=st.sampled_from(RULES), data=st.data())
def test_whatever_is_written_a_rule_comes_out_or_a_sentence(rule, data):
    values = rule.as_dict()
    key = data.draw(st.sampled_from(sorted(values)))
    values[key] = data.draw(ANYTHING)
    assert born(values)


def born(values):
    """Return whether a rule came out that can be kept in a set, or a sentence in its place."""
    try:
        return len({rule_from_dict(values), rule_from_dict(values)}) == 1
    except InputError as error:
        return said("zh", error.code)
