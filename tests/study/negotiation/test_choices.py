"""What a person may write under `negotiate`, and how a mistake is told."""

import pytest
import yaml

from study.negotiation.attempts import Attempt
from study.negotiation.choices import (
    AskAlternatives,
    AskCanvass,
    AskMoney,
    AskWhy,
    Negotiate,
    parse,
)
from study.record import plain
from tables import InputError
from texts import LOCALES, say

YEARS = (2027, 2028, 2029, 2030, 2031)
PROPOSALS = ("need", "balance", "need_then_ready")
EVERYTHING = """
proposal: need then ready
gap: 0.0005
nodes: 500
why: {estates: [LH0030, 44], top: 3}
canvass: {top: 4}
try:
  - {pin: {LH0030: 2027}}
  - {out: [LH0044], release: [{cap: {measure: households, year: 2027, at_most: 900}}]}
alternatives: {count: 6, within: 0.01, apart: 0.25}
samples: 50
changes: [20, 0, 10]
horizons: [3, 5, 2]
money: {step_wan: 500, curve: [1.2, 0.8]}
"""


def read(text: str) -> Negotiate:
    found = parse(yaml.safe_load(text) or {}, YEARS, PROPOSALS)
    assert found is not None
    return found


def test_a_study_without_the_section_asks_nothing():
    assert parse(None, YEARS, PROPOSALS) is None


def test_the_least_a_person_can_write():
    assert read("{}") == Negotiate("need")


def test_everything_a_person_can_write():
    found = read(EVERYTHING)
    assert (found.proposal, found.gap, found.nodes) == ("need_then_ready", 0.0005, 500)
    assert found.why == AskWhy(("LH0030", "44"), top=3)
    assert found.canvass == AskCanvass(4)
    assert found.attempts[0] == Attempt({"LH0030": 2027})
    assert found.attempts[1].out == ("LH0044",)
    assert [rule.kind for rule in found.attempts[1].release] == ["cap"]
    assert found.alternatives == AskAlternatives(6, 0.01, 0.25)
    assert found.changes == (0, 10, 20)
    assert found.horizons == (5, 3, 2)
    assert (found.samples, found.money) == (50, AskMoney(500, (0.8, 1.2)))
    assert found.named == ("LH0030", "44", "LH0044")


def test_a_part_without_a_value_is_asked_for_as_it_comes():
    found = read("canvass:\nwhy: {}\nalternatives:\nmoney:")
    assert (found.canvass, found.why) == (AskCanvass(), AskWhy())
    assert (found.alternatives, found.money) == (AskAlternatives(), AskMoney())


def test_an_attempt_is_kept_in_the_record_as_it_was_written():
    written = yaml.safe_load(EVERYTHING)["try"]
    assert plain(read(EVERYTHING).attempts) == written


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("[1]", "study.not_a_mapping", {"where": "negotiate"}),
        ("whi: {}", "study.unknown_key", {"key": "whi", "nearest": "why"}),
        ("attempts: []", "study.unknown_key", {"key": "attempts", "where": "negotiate"}),
        ("proposal: reach", "study.not_one_of", {"key": "negotiate.proposal", "value": "reach"}),
        ("proposal: nee", "study.not_one_of", {"key": "proposals", "value": "nee"}),
        ("gap: 0", "study.not_above", {"key": "negotiate.gap"}),
        ("gap: 1", "study.not_a_share", {"key": "negotiate.gap"}),
        ("gap:", "study.not_a_share", {"key": "negotiate.gap"}),
        ("nodes: 0", "study.not_above", {"key": "negotiate.nodes"}),
        ("nodes: 2.5", "study.not_whole", {"key": "negotiate.nodes"}),
        ("nodes: viel", "study.not_a_number", {"key": "negotiate.nodes"}),
        ("why: {estate: [A]}", "study.unknown_key", {"key": "estate", "where": "negotiate.why"}),
        ("why: {estates: [A, A]}", "study.word_twice", {"value": "A"}),
        ("why: {estates: {A: 1}}", "study.not_a_list", {"key": "negotiate.why.estates"}),
        ("why: {estates: [[A]]}", "study.not_text", {"key": "negotiate.why.estates"}),
        ("why: {top: -1}", "study.below_nothing", {"key": "negotiate.why.top"}),
        ("canvass: 10", "study.not_a_mapping", {"where": "negotiate.canvass"}),
        ("canvass: {top: many}", "study.not_a_number", {"key": "negotiate.canvass.top"}),
        ("try: {pin: {A: 2027}}", "study.not_a_list", {"key": "negotiate.try"}),
        ("try: [{}]", "negotiate.nothing_tried", {"key": "negotiate.try[1]"}),
        ("try: [{pin: {A: 2026}}]", "negotiate.year_beyond", {"first": 2027, "value": 2026}),
        ("try: [{pin: {A: }}]", "negotiate.year_beyond", {"key": "negotiate.try[1].pin.A"}),
        ("try: [{pin: [A]}]", "study.not_a_mapping", {"where": "negotiate.try[1].pin"}),
        ("try: [{pin: {A: 2027}, out: [A]}]", "negotiate.in_and_out", {"estate_id": "A"}),
        ("try: [{keep: [A]}]", "study.unknown_key", {"key": "keep"}),
        ("try: [{release: [cap]}]", "study.not_a_mapping", {"where": "negotiate.try[1].release"}),
        ("try: [{release: [{}]}]", "study.rule_one_key", {}),
        ("try: [{release: [{caps: {a: 1}}]}]", "phasing.unknown_rule", {"nearest": "cap"}),
        ("alternatives: {count: 0}", "study.not_above", {"key": "negotiate.alternatives.count"}),
        ("alternatives: {within: 2}", "study.not_a_share", {"value": 2.0}),
        ("alternatives: {apart: 0}", "study.not_above", {"key": "negotiate.alternatives.apart"}),
        ("samples: -5", "study.below_nothing", {"key": "negotiate.samples"}),
        ("samples: 1.5", "study.not_whole", {"key": "negotiate.samples"}),
        ("changes: [-1]", "study.below_nothing", {"key": "negotiate.changes"}),
        ("changes: many", "study.not_a_list", {"key": "negotiate.changes"}),
        ("horizons: [6]", "negotiate.horizon_beyond", {"value": 6, "years": 5}),
        ("horizons: [0]", "study.not_above", {"key": "negotiate.horizons"}),
        ("money: {step: 5}", "study.unknown_key", {"key": "step", "nearest": "step_wan"}),
        ("money: {step_wan: 0}", "study.not_above", {"key": "negotiate.money.step_wan"}),
        ("money: {curve: [0]}", "study.not_above", {"key": "negotiate.money.curve"}),
        ("money: {curve: 1}", "study.not_a_list", {"key": "negotiate.money.curve"}),
    ],
)
def test_a_mistake_is_told_where_it_stands(text, code, values):
    with pytest.raises(InputError) as said:
        parse(yaml.safe_load(text), YEARS, PROPOSALS)
    assert said.value.code == code
    assert values.items() <= said.value.values.items()
    for locale in LOCALES:
        assert code not in say(locale, code, **said.value.values)
