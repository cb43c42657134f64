"""What the reason can say: by how much an estate falls short."""

import datetime as dt

import pytest

from standards import in_force
from study.gates import Deposit, Gates, Scheme
from study.shortfalls import shortfalls
from texts import said, say

RULES = in_force(dt.date(2026, 11, 21)).rules
GATES = Gates(deposit=Deposit(), scheme=Scheme("final"))
READY = {
    "consent_short": "",
    "vote_area_share": 0.61,
    "vote_head_share": 2 / 3 - 1e-6,
    "yes_area_share": 0.7,
    "yes_head_share": 0.5,
    "support_rate": 0.6,
    "deposit_ok": "yes",
    "deposit_per_household_yuan": 499.9,
    "deposit_paid_share": 0.57,
    "scheme_stage": "final",
}


def sentences(change, gates=GATES, locale="zh"):
    found = shortfalls(READY | change, gates, RULES)
    assert all(said(locale, code) for code, _ in found)
    return [say(locale, code, **values) for code, values in found]


@pytest.mark.parametrize(
    ("short", "sentence"),
    [
        ("vote_area", "面积参与率 61%，不足 2/3"),
        ("vote_head", "人数参与率 66.6%，不足 2/3"),  # cut, never rounded up to the mark
        ("yes_area", "参与面积中同意的占 70%，不足 3/4"),
        ("yes_head", "参与业主中同意的占 50%，不足 3/4"),
        ("support", "问卷支持率 60%，不足 2/3"),
    ],
)
def test_what_consent_falls_short_of(short, sentence):
    assert sentences({"consent_short": short}) == [sentence]


def test_several_are_said_in_their_order_and_in_english():
    found = sentences({"consent_short": "vote_area;yes_head"}, locale="en")
    assert found == [
        "By floor area 61% took part, less than 2/3",
        "Of the owners taking part 50% agreed, less than 3/4",
    ]


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        ("household_average", ["户均诚意金 499 元，不足 500 元"]),
        (
            "every_household",
            ["户均诚意金 499 元，不足 500 元", "只有 57% 的应缴户缴纳了诚意金，应为每户都缴"],
        ),
        ("collected_before_start", ["居民出资尚未在开工前一次收齐"]),
    ],
)
def test_what_the_deposit_falls_short_of(reading, sentence):
    assert sentences({"deposit_ok": "no"}, Gates(deposit=Deposit(reading))) == sentence


def test_a_scheme_that_is_a_draft():
    assert sentences({"scheme_stage": "draft"}) == ["改造方案仅为初稿，尚未定稿"]
    assert sentences({"scheme_stage": "draft"}, Gates(scheme=Scheme("draft"))) == []


def test_a_gate_that_is_off_and_what_is_unknown_fall_short_of_nothing():
    short = {"consent_short": "vote_area", "deposit_ok": "no", "scheme_stage": "draft"}
    assert sentences(short, Gates(consent=False)) == []
    assert sentences({"deposit_ok": "unknown", "scheme_stage": None}) == []
