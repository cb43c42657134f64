"""Edits of a plan as changes of the text: what stands there afterwards, and what nobody touched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.plain_yaml import values
from study.plan_edit_ways import WAYS, freeable
from study.plan_edits import Edit, with_edits
from tables import InputError

TEXT = """name: 试   # 名称

rules:
  - lock_in: {estate_id: E1, year: 2028}   # 已发布
  - cap: {measure: households, year: 2027, at_most: 9}   # 施工队
  - not_before: {estate_id: E1, year: 2028}   # 等道路
  # 下面两条是街道要求的
  - lock_out: {estate_id: 7}   # 拆迁
  - target: {measure: estates, at_least: 2}   # 考核

# 片区
clusters: {keep: together}
"""


def after(*edits):
    return with_edits(TEXT, edits, ways=WAYS)


def pin(estate, year):
    return Edit("pin", {"estate_id": estate, "year": year})


def out(estate):
    return Edit("out", {"estate_id": estate})


def free(estate):
    return Edit("free", {"estate_id": estate})


def test_a_pin_is_a_rule_more_and_every_other_line_stays():
    assert after(pin("E2", 2027)) == TEXT.replace(
        "# 考核\n", "# 考核\n  - lock_in: {estate_id: E2, year: 2027}\n"
    )


def test_a_pin_takes_the_place_of_the_lock_there_was_and_comments_around_it_survive():
    told = after(pin("7", 2030))
    assert "lock_out" not in told
    assert "  - lock_in: {estate_id: '7', year: 2030}\n" in told
    for kept in ("# 已发布", "# 施工队", "# 等道路", "# 下面两条是街道要求的", "# 考核", "# 片区"):
        assert kept in told


def test_an_estate_left_out_has_no_year_any_more():
    rules = values(after(out("E1")))["rules"]
    assert rules[0] == {"lock_out": {"estate_id": "E1"}}
    assert not [one for one in rules if "lock_in" in one]
    assert len(rules) == 5


def test_freed_is_rid_of_all_that_was_written_of_it_alone():
    told = after(free("E1"))
    kinds = [next(iter(one)) for one in values(told)["rules"]]
    assert kinds == ["cap", "lock_out", "target"]
    for kept in ("# 施工队", "# 下面两条是街道要求的", "# 拆迁", "# 考核"):
        assert kept in told


def test_freed_of_nothing_is_refused():
    with pytest.raises(InputError) as raised:
        after(free("E9"))
    assert raised.value.code == "price.nothing_to_release"


def test_edits_hold_in_their_order():
    rules = values(after(free("E1"), pin("E1", 2027), out("E2"), pin("E2", 2029)))["rules"]
    locks = [one["lock_in"] for one in rules if "lock_in" in one]
    assert locks == [{"estate_id": "E1", "year": 2027}, {"estate_id": "E2", "year": 2029}]
    assert {"lock_out": {"estate_id": "E2"}} not in rules


def test_a_study_without_rules_gets_one_and_loses_it_again():
    bare = "name: 试\n"
    told = with_edits(bare, [pin("E1", 2027)], ways=WAYS)
    assert values(told)["rules"] == [{"lock_in": {"estate_id": "E1", "year": 2027}}]
    assert values(with_edits(told, [free("E1")], ways=WAYS)) == values(bare)


def test_a_lock_that_is_switched_off_stays_where_it_is():
    text = "rules:\n  - lock_out: {estate_id: E1, off: true}   # later\n"
    told = with_edits(text, [pin("E1", 2027)], ways=WAYS)
    assert told == text + "  - lock_in: {estate_id: E1, year: 2027}\n"
    assert with_edits(told, [free("E1")], ways=WAYS) == text
    assert freeable(text) == frozenset()


def test_a_rule_switched_off_says_so_and_keeps_its_comment():
    told = after(Edit("rule", {"place": 1, "on": False}), pin("E2", 2027))
    assert "at_most: 9, off: true}   # 施工队" in told
    assert "lock_in: {estate_id: E2, year: 2027}" in told


def test_clusters_and_points_on_the_map_stack_with_years():
    told = values(
        after(
            Edit("cluster", {"name": "东门", "estates": ["E2", "E1"]}),
            pin("E2", 2027),
            Edit("entrance", {"estate_id": "E1", "at": [114.0, 30.0]}),
        )
    )
    assert told["clusters"] == {"keep": "together", "members": {"东门": ["E1", "E2"]}}
    assert told["added"]["entrances"] == [{"estate_id": "E1", "at": [114, 30]}]
    assert {"lock_in": {"estate_id": "E2", "year": 2027}} in told["rules"]


def test_who_can_be_freed():
    assert freeable(TEXT) == {"E1", "7"}
    assert freeable("name: 试\n") == frozenset()


@settings(max_examples=8, deadline=None)
@given(st.permutations([pin("E1", 2027), out("7"), pin("E3", 2029), out("E4")]))
def test_edits_of_different_estates_say_the_same_in_any_order(edits):
    def rules(found):
        return sorted(map(repr, values(found)["rules"]))

    assert rules(after(*edits)) == rules(after(*sorted(edits, key=repr)))
