"""Every kind of rule is a sentence in both languages: no placeholder, no code is left in it."""

import re

import pytest

from phasing import rules
from reports.rule_words import rule_words

EVERY = (
    rules.Budget("市级财政", 2027, 300.5, pays=frozenset({"other", "gas"}), carry_over=True),
    rules.Budget("市级财政", 2027, 300),
    rules.Budget("市级财政", 2027, 300, pays=frozenset({"building_body"})),
    rules.Budget("市级财政", 2027, 300, carry_over=True),
    rules.Split("gas", (("government", 700), ("燃气企业", 2100), ("residents", 800))),
    rules.Split("pipeline", (("government", 0.3), ("utility", 0.7))),
    rules.Contribution("居民出资", share=0.1),
    rules.Contribution("居民出资", yuan_per_household=2000),
    rules.Contribution("居民出资", share=0.1, yuan_per_household=2000),
    rules.Matching("市级奖补", "居民出资", 1, 5000),
    rules.ShareCap("government", 0.8),
    rules.PaidAfter("市级奖补", 1),
    rules.Spread(0.6, above_wan=500),
    rules.NextPlan(300),
    rules.Cap("households", 2027, 3000),
    rules.Cap("residents", 2027, 9000.0),
    rules.Floor("河东街道", "residents", 500, level="street"),
    rules.Target("residents", 10_000),
    rules.ReachShare("vulnerable_households", 0.605),
    rules.StockCap("late_stock", "households", 0.15),
    rules.DemonstrationFirst(tuple(f"E{n}" for n in range(1, 8)), 2027),
    rules.Together("P01"),
    rules.Together("P01", gated="hold_back"),
    rules.Gate("E017", "consent"),
    rules.NotBefore("E017", 2028, code="deposit"),
    rules.StartBy("E017", 2028),
    rules.LockIn("E017", 2027),
    rules.LockOut("E017"),
    rules.Precede("E001", "E017", years=1),
    rules.SameTrench("人民路", ("E2", "E1"), apart_years=5),
    rules.SameTrench("人民路", ("E2", "E1"), apart_years=5, year=2028),
    rules.KeepPublished((("E1", 2027), ("E2", 2028)), at_most=1),
)
CODES = r"[a-z]+_[a-z_]+|\b(government|utility|gas|pipeline|households|residents|consent)\b"


def test_no_kind_of_rule_is_forgotten():
    assert {rule.kind for rule in EVERY} == set(rules.KINDS)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.phrase)
def test_a_rule_is_a_sentence_in_chinese(rule):
    sentence = rule_words(rule, locale="zh")
    assert not re.search(r"[{}\[\]()']|None|True|\d\.\d{5}", sentence)
    assert not re.search(CODES, sentence)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.phrase)
def test_a_rule_is_a_sentence_in_english(rule):
    sentence = rule_words(rule, locale="en")
    assert not re.search(r"[{}\[\]']|None|True|[a-z]+_[a-z_]+", sentence)
    assert sentence.split()[0] != rule.phrase


def test_shares_and_parts_are_told_as_a_planner_writes_them():
    told = [rule_words(rule, locale="zh") for rule in EVERY]
    assert "分担：燃气入户费用按 政府 700 : 燃气企业 2,100 : 居民 800 分担" in told
    assert any("80 %" in sentence and "政府" in sentence for sentence in told)
    assert any("60.5 %" in sentence and "困难户数" in sentence for sentence in told)


def test_a_long_list_of_estates_is_cut_and_counted():
    told = rule_words(
        rules.DemonstrationFirst(tuple(f"E{n}" for n in range(1, 8)), 2027), locale="zh"
    )
    assert "E1、E2、E3、E4、E5等 7 个" in told
    assert "E6" not in told
