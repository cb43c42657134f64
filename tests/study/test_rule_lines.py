"""A rule added, taken away or given another number leaves every other line as it is."""

import pytest

from phasing.rules import Cap, DemonstrationFirst, Floor, LockIn, Precede
from study.editing import difference
from study.rule_lines import entry_of, with_number, with_rule, without_rule
from study.rule_switches import parse, written_rules
from tables import InputError
from tests.study.test_rule_switches import TEXT


def changed(before: str, after: str) -> list[str]:
    lines = difference(before, after, name="study.yaml")[2:]
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    "rule",
    [
        Cap("estates", 2028, 3),
        Floor("人民路街道", "households", 10.5, "street"),
        LockIn("0017", 2027),
        Precede("A", "B", 2),
        DemonstrationFirst(("A", "B"), 2028, 2),
    ],
)
def test_a_new_rule_is_read_back_as_it_was_meant(rule):
    after = with_rule(TEXT, rule)
    assert written_rules(after)[-1].rule == rule
    assert len(changed(TEXT, after)) == 1
    assert without_rule(after, 4) == TEXT
    assert parse(entry_of(rule)) == (rule, True)


def test_a_first_rule_makes_the_section():
    after = with_rule("name: x\nweights: {age: 1}\n", LockIn("A", 2027))
    assert [one.rule for one in written_rules(after)] == [LockIn("A", 2027)]


def test_another_number_keeps_the_comment():
    after = with_number(TEXT, 2, "at_least", 55.0)
    assert changed(TEXT, after) == [
        "-      at_least: 40   # 五年内",
        "+      at_least: 55   # 五年内",
    ]
    assert "years: 3" in with_number(TEXT, 3, "years", 3)


def test_a_rule_goes_with_its_comment_and_no_other():
    after = without_rule(TEXT, 1)
    assert changed(TEXT, after) == ["-  - lock_out: {estate_id: LH0016}   # 已征收 # 两次"]
    assert "rules" not in without_rule("name: x\nrules:\n- lock_out: {estate_id: A}\n", 0)


def test_a_rule_that_is_not_there_is_refused():
    for change in (lambda: without_rule(TEXT, 9), lambda: with_number(TEXT, 9, "year", 1)):
        with pytest.raises(InputError, match="no_such_rule"):
            change()
