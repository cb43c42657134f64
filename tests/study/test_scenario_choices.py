"""Scenarios as a person writes them: read back as meant, refused with the way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.refusal import refusal
from study.editing import edited
from study.plain_yaml import values
from study.record import plain
from study.scenario_choices import (
    Add,
    Close,
    CloseGate,
    Footbridge,
    Gate,
    Move,
    Scenario,
    as_given,
    parse,
)
from tables import InputError

POINT = [113.62, 34.75]
HERE = (113.62, 34.75)


def one(**change):
    return [{"name": "方案一", "changes": [change]}]


def test_every_kind_of_change_is_read():
    changes = [
        {"add": {"facility": "shp_market", "at": POINT, "name": "便民市场"}},
        {"move": {"facility_id": "F1", "to": POINT}},
        {"close": {"facility_id": 12}},
        {"gate": {"estate_id": "E1", "at": POINT}},
        {"close_gate": {"estate_id": "E1", "at": POINT}},
        {"footbridge": {"from": POINT, "to": [113.63, 34], "name": "天桥", "steps": True}},
    ]
    (found,) = parse([{"name": "方案一", "changes": changes}])
    assert found == Scenario(
        "方案一",
        (
            Add("shp_market", HERE, "便民市场"),
            Move("F1", HERE),
            Close("12"),
            Gate("E1", HERE),
            CloseGate("E1", HERE),
            Footbridge(HERE, (113.63, 34.0), "天桥", steps=True),
        ),
    )


def test_no_scenarios_are_none():
    assert parse(None) == parse([]) == ()


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ([{"changes": [{"close": {"facility_id": "F"}}]}], "study.missing_key"),
        ([{"name": "A", "changes": []}], "scenarios.no_changes"),
        ([{"name": "A"}], "scenarios.no_changes"),
        ([{"name": "A", "change": []}], "study.unknown_key"),
        (one(close={"facility_id": "F"}) * 2, "scenarios.name_twice"),
        (one(open={"facility_id": "F"}), "scenarios.one_kind"),
        (one(close={"facility_id": "F"}, gate={"estate_id": "E"}), "scenarios.one_kind"),
        ([{"name": "A", "changes": ["close F"]}], "scenarios.one_kind"),
        (one(close={"id": "F"}), "study.unknown_key"),
        (one(close=None), "study.missing_key"),
        (one(close={"facility_id": ["F"]}), "study.not_text"),
        (one(add={"facility": "park"}), "study.missing_key"),
        (one(add={"facility": "park", "at": "113.62, 34.75"}), "scenarios.bad_coordinates"),
        (one(add={"facility": "park", "at": [34.75, 113.62]}), "scenarios.bad_coordinates"),
        (one(add={"facility": "park", "at": [113.62]}), "scenarios.bad_coordinates"),
        (one(add={"facility": "park", "at": [True, 34]}), "scenarios.bad_coordinates"),
        (one(add={"facility": "park", "at": [float("nan"), 34]}), "scenarios.bad_coordinates"),
        (one(footbridge={"from": POINT, "to": POINT}), "scenarios.bridge_no_length"),
        (one(footbridge={"from": POINT, "to": [1, 2], "steps": 1}), "study.not_one_of"),
        ({"name": "A"}, "study.not_a_list"),
        (["A"], "study.not_a_mapping"),
    ],
)
def test_what_is_not_meant_so_is_refused(given_, code):
    with pytest.raises(InputError) as error:
        parse(given_)
    assert error.value.code == code
    for locale in ("zh", "en"):
        assert refusal(error.value, locale=locale) != code


@pytest.mark.parametrize(
    "changes",
    [
        [{"close": {"facility_id": "F1"}}, {"move": {"facility_id": "F1", "to": POINT}}],
        [{"gate": {"estate_id": "E1", "at": POINT}}] * 2,
        [{"add": {"facility": "park", "at": POINT}}] * 2,
    ],
)
def test_one_thing_changes_once(changes):
    with pytest.raises(InputError, match=r"scenarios\.twice"):
        parse([{"name": "A", "changes": changes}])


points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
words = st.text("区市场abc天桥", min_size=1, max_size=5)
changes = st.one_of(
    st.builds(Add, words, points, words | st.just("")),
    st.builds(Move, words, points),
    st.builds(Close, words),
    st.builds(Gate, words, points),
    st.builds(CloseGate, words, points),
    st.builds(Footbridge, points, points, words, st.booleans()).filter(lambda b: b.start != b.end),
)


def test_scenarios_are_kept_in_the_text_of_a_study():
    scenario = Scenario("方案一", (Add("park", HERE, "园"), Footbridge(HERE, (113.63, 34.0))))
    text = edited("name: 研究\nweights: {age: 1}\n", {("scenarios",): [as_given(scenario)]})
    assert parse(values(text)["scenarios"]) == (scenario,)
    assert "scenarios" not in edited(text, {("scenarios",): None})


def test_the_run_record_says_what_kind_of_change_it_was():
    assert plain(Scenario("A", (Close("F1"),))) == {
        "name": "A",
        "changes": [{"close": {"facility_id": "F1"}}],
    }


@given(change=changes, name=words)
def test_what_is_written_is_read_again(change, name):
    scenario = Scenario(name, (change,))
    assert parse([as_given(scenario)]) == (scenario,)
