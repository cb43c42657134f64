"""How close a plan comes to a rule, in words."""

from types import SimpleNamespace

from phasing.rules import StartBy, Target
from study.rule_slack import Slack
from ui.plan.rules.rows import tightness


def told(rule, slack):
    line = SimpleNamespace(written=SimpleNamespace(on=True, rule=rule), slack=slack)
    return tightness(line)


def test_a_measure_without_a_unit_of_its_own_is_named_not_coded():
    found = told(Target("towers", 5), Slack("over", 3.0, "towers", tight=False))
    assert found == {"state": "loose", "said": "宽：比要求多 3 towers"}
    homes = told(Target("households", 5), Slack("over", 3.0, "households", tight=True))
    assert homes == {"state": "tight", "said": "紧：比要求多 3 户"}


def test_a_broken_last_year_is_said_to_be_broken():
    found = told(StartBy("E1", 2027), Slack("year", -2.0, "years", tight=True))
    assert found == {"state": "tight", "said": "紧：现在的方案差 2 年"}
    there = told(StartBy("E1", 2027), Slack("year", 0.0, "years", tight=True))
    assert there == {"state": "tight", "said": "紧：正好这一年开工"}
