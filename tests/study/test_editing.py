"""A change goes where it is meant and nowhere else; what is written is what is read."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from study.editing import difference, edited, written
from study.plain_yaml import values
from tables import InputError

TEXT = """\
# 乐河区：一个完整的研究
name:   '乐河区 2027'     # 引号留着
horizon: [2027,2028]

# 四项准则
weights: {age: 0.20, coverage: 0.8}   # 合计为 1

# 改过的指标
criteria:
    # 房龄按本市
    age_years:
        anchors:
          - [20, 0]   # 起
          - [60, 100]
        missing: typical

    # 渗漏一项停用
    leak: {off: true}   # 缺资料
solver: {gap: 0.01}

answers: {}      # 按编码作答
"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difference(before, after, name="study.yaml")[2:]
    return [line for line in lines if line[0] in "+-"]


def test_one_value_changes_one_line():
    after = edited(TEXT, {("weights", "age"): 0.25})
    assert changed_lines(TEXT, after) == [
        "-weights: {age: 0.20, coverage: 0.8}   # 合计为 1",
        "+weights: {age: 0.25, coverage: 0.8}   # 合计为 1",
    ]


def test_anchors_written_over_several_lines_become_one():
    after = edited(TEXT, {("criteria", "age_years", "anchors"): [[20, 0], [50.5, 100]]})
    assert values(after)["criteria"]["age_years"]["anchors"] == [[20, 0], [50.5, 100]]
    assert "        anchors: [[20, 0], [50.5, 100]]\n        missing: typical\n" in after
    assert "# 房龄按本市" in after


def test_a_section_said_anew_keeps_the_comments_of_what_stays():
    text = "weights:\n  age: 0.2     # 房龄\n  coverage: 0.3\n  condition: 0.5   # 设施\nname: x\n"
    after = edited(text, {("weights",): {"age": 0.4, "condition": 0.5, "consent": 0.1}})
    assert after == (
        "weights:\n  age: 0.4     # 房龄\n  condition: 0.5   # 设施\n  consent: 0.1\nname: x\n"
    )
    judged = edited(text, {("weights",): {"ahp": {"order": ["a", "b"]}}})
    assert judged == "weights: {ahp: {order: [a, b]}}\nname: x\n"


@pytest.mark.parametrize("end", ["", ","])
def test_an_entry_on_a_line_of_its_own_takes_no_comment_of_its_neighbour_along(end):
    text = (
        "weights: {\n  age: 0.2,   # 房龄\n  b: 0.3,\n  circle: 0.5" + end + "   # 圈\n}\nname: x\n"
    )
    assert edited(text, {("weights", "circle"): None}) == (
        "weights: {\n  age: 0.2,   # 房龄\n  b: 0.3,\n}\nname: x\n"
    )
    first = edited(text, {("weights", "age"): None})
    assert first == text.replace("  age: 0.2,   # 房龄\n", "")


def test_another_indicator_stands_below_the_last_one():
    after = edited(TEXT, {("criteria", "coverage", "missing"): "highest"})
    assert changed_lines(TEXT, after) == ["+    coverage: {missing: highest}"]


def test_a_change_taken_back_leaves_no_empty_entry_and_keeps_the_neighbours_comments():
    after = edited(TEXT, {("criteria", "leak", "off"): None})
    assert changed_lines(TEXT, after) == ["-    leak: {off: true}   # 缺资料"]
    gone = {("criteria", "leak", "off"): None, ("criteria", "age_years", "missing"): None}
    gone[("criteria", "age_years", "anchors")] = None
    assert "criteria" not in values(edited(TEXT, gone))
    assert "# 渗漏一项停用" in edited(TEXT, gone)


def test_a_new_section_comes_and_goes_without_a_trace():
    change = {("ranking", "by_population"): True}
    after = edited(TEXT, change)
    assert changed_lines(TEXT, after) == ["+", "+ranking:", "+  by_population: true"]
    assert edited(after, {("ranking", "by_population"): None}) == TEXT


def test_an_answer_is_written_into_the_empty_section_and_the_comment_stays():
    path = ("answers", "estates.header:户 数")
    after = edited(TEXT, {path: "no"})
    assert "answers: {estates.header:户 数: 'no'}      # 按编码作答" in after
    assert edited(after, {path: None}) == TEXT


@pytest.mark.parametrize(
    "empty", ["criteria:", "criteria:   # 还没有", "criteria: {}", "criteria: ~"]
)
def test_a_section_without_content_is_filled(empty):
    text = f"weights: {{age: 1}}\n{empty}\n\nname: x\n"
    after = edited(text, {("criteria", "leak", "off"): True})
    assert values(after) == {
        "weights": {"age": 1},
        "criteria": {"leak": {"off": True}},
        "name": "x",
    }
    assert ("# 还没有" in after) == ("#" in empty)


def test_line_ends_and_the_byte_order_mark_stay():
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    after = edited(text, {("criteria", "x", "off"): True, ("ranking", "need_share"): 0.7})
    assert after.startswith("\ufeff#")
    assert after.count("\n") == after.count("\r\n") == TEXT.count("\n") + 4


def test_the_last_line_may_lack_its_end():
    after = edited("weights: {age: 1}", {("criteria", "leak", "weight"): 2})
    assert after == "weights: {age: 1}\n\ncriteria:\n  leak: {weight: 2}\n"


def test_a_study_on_one_line_is_edited_too():
    after = edited("{weights: {age: 1}, name: x}", {("criteria", "leak", "weight"): 2})
    assert after == "{weights: {age: 1}, name: x, criteria: {leak: {weight: 2}}}"


@pytest.mark.parametrize(
    "text", ["a: &x {age: 1}\nweights: *x\n", "weights: {age: 1}\ncriteria: 3\n"]
)
def test_what_only_a_person_can_edit_is_refused(text):
    with pytest.raises(InputError):
        edited(text, {("weights", "age"): 0.5, ("criteria", "leak", "off"): True})


def test_nothing_to_change_is_the_same_text():
    assert edited(TEXT, {("weights", "age"): 0.2, ("criteria", "none", "off"): None}) == TEXT
    assert difference(TEXT, TEXT, name="study.yaml") == []


numbers = st.integers(-1000, 1000) | st.floats(-1e6, 1e6).map(lambda x: round(x, 4))
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
fields = st.one_of(
    st.tuples(
        st.just("anchors"), st.lists(st.tuples(numbers, numbers).map(list), min_size=2, max_size=4)
    ),
    st.tuples(st.just("weight"), numbers),
    st.tuples(st.just("off"), st.booleans()),
    st.tuples(st.just("zh"), words),
    st.tuples(st.sampled_from(["anchors", "missing", "off"]), st.none()),
)
indicators = st.sampled_from(["age_years", "leak", "coverage", "new_one"])
criteria = st.tuples(indicators, fields).map(
    lambda drawn: (("criteria", drawn[0], drawn[1][0]), drawn[1][1])
)
answers = st.tuples(words.filter(bool).map(lambda key: ("answers", key)), words | st.booleans())
others = st.sampled_from([(("ranking", "need_share"), 0.7), (("weights", "age"), 0.1)])


@settings(max_examples=40, deadline=None)
@given(st.lists(criteria | answers | others, max_size=5).map(dict))
def test_what_is_written_is_what_is_read_and_twice_is_once(changes):
    after = edited(TEXT, changes)
    read = values(after)
    for path, value in changes.items():
        found = read
        for key in path:
            found = (found or {}).get(key)
        assert found == value
    assert edited(after, changes) == after
    untouched = [line for line in TEXT.splitlines() if line.startswith(("#", "name", "horizon"))]
    assert [line for line in after.splitlines() if line in untouched] == untouched


@settings(max_examples=60, deadline=None)
@given(words)
def test_any_word_is_read_back(word):
    assert yaml.safe_load(f"x: {written(word)}") == {"x": word}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("weights: {age: 0.4, deposits: 0.6}   # 诚意金", "weights: entropy"),
        ("weights: {age: 0.4,\n  deposits: 0.6}   # 诚意金", "weights: entropy"),
        ("weights:\n  age: 0.4\n  deposits: 0.6   # 诚意金", "weights: entropy"),
        ("weights: critic   # 客观", "weights: entropy   # 客观"),
        ("weights:\n    - a   # 甲\n    - b   # 乙", "weights: entropy"),
    ],
)
def test_a_comment_goes_with_the_value_it_spoke_of(line, said):
    after = edited(f"{line}\nname: x   # 名\n", {("weights",): "entropy"})
    assert after == f"{said}\nname: x   # 名\n"


def test_a_comment_behind_a_whole_study_on_one_line_stays():
    after = edited("{weights: {age: 1}, name: x} # 全部\n", {("weights",): "equal"})
    assert after == "{weights: equal, name: x} # 全部\n"
    other = edited("weights: equal  # 各准则相同\n", {("weights",): {"age": 1}})
    assert other == "weights: {age: 1}\n"


MERGED = "base: &b {age: 0.4, condition: 0.6}\nweights:\n  <<: *b\n"


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (MERGED, {("weights",): {"age": 0.3, "condition": 0.7}}),
        (MERGED, {("weights", "age"): None}),
        ("weights: {age: 0.4,\n\tcondition: 0.6}\nb: [", {("weights", "age"): 0.5}),
    ],
)
def test_a_merged_key_is_left_to_a_person_and_never_kept_in_silence(text, changes):
    with pytest.raises(InputError, match="by_hand"):
        edited(text, changes)


def test_what_is_not_there_cannot_be_taken_away():
    for text in ("weights: entropy\n", "weights: 3\n", "weights: [age]\n"):
        assert edited(text, {("weights", "age"): None}) == text


@settings(max_examples=60, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_is_read_back(number):
    assert yaml.safe_load(f"x: {written(number)}") == {"x": number}
