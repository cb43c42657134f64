"""What more money is worth, and the curve, in sentences of both languages."""

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.money_curve import money_curve
from phasing.negotiation.money_worth import money_worth
from phasing.negotiation.standing import standing
from phasing.rules import Budget, LockIn
from phasing.solve import Hooks
from study.negotiation.money_words import curve_words, worth_words
from texts import say

EXACT = Settings(gap=0, node_limit=1000, seed=1)
ONLY_OTHER = frozenset({"other"})


@pytest.fixture
def stood():
    estates = pd.DataFrame(
        {
            "estate_id": ["E1", "E2"],
            "district": "河东区",
            "cost_wan": 100.0,
            "cost_building_body_wan": 100.0,
            "score": [60.0, 40.0],
            "residents": 100,
        }
    )
    posed = problem(estates, years=[2027], objective=Objective("need", "need", (1.0,)))
    rules = (
        Budget("市级财政", 2027, 100),
        Budget("中央", 2027, 10, ONLY_OTHER),
        LockIn("E1", 2027),
    )
    return standing(posed.subject_to(*rules), settings=EXACT)


TOLD = (
    "市级财政在 2027 年多 100 万元：方案价值增加 66.67%（已证明在 66.66% 到 66.67% 之间），"
    "小区数 +1，1 个小区变动。"
)


def sentences(words, locale):
    found = [say(locale, one.code, **one.values) for one in words]
    assert not any("{" in text for text in found)
    return found


def test_the_worth_of_more_money(stood):
    words = worth_words(money_worth(stood, step_wan=100, settings=EXACT), stood.value)
    assert sentences(words, "zh")[:2] == [
        "中央在 2027 年多 100 万元：一分也不增加方案的价值。",
        TOLD,
    ]
    assert words[-1].code == "money_worth.hint"
    assert sentences(words, "en")


def test_the_curve(stood):
    words = curve_words(money_curve(stood, factors=[0.5, 1, 2], settings=EXACT), stood.value)
    assert sentences(words, "zh") == [
        "总额 55 万元（现额度的 50%）：没有方案能满足全部规则。",
        "总额 110 万元（现额度的 100%）：1 个小区，100 人，价值为现方案的 100%，最多 100%。",
        "总额 220 万元（现额度的 200%）：2 个小区，200 人，价值为现方案的 166.67%，最多 166.67%。",
    ]
    assert sentences(words, "en")


def test_what_was_stopped_is_said_so(stood):
    hooks = Hooks(should_stop=lambda: True)
    table = money_worth(stood, step_wan=1, settings=EXACT, hooks=hooks)
    codes = [one.code for one in worth_words(table, stood.value)]
    assert codes == ["money_worth.stopped", "money_worth.stopped", "money_worth.hint"]
    table = money_curve(stood, factors=[2], settings=EXACT, hooks=hooks)
    assert [one.code for one in curve_words(table, stood.value)] == ["money_curve.stopped"]


def test_of_no_rows_nothing_is_said(stood):
    empty = money_curve(stood, factors=[], settings=EXACT)
    assert curve_words(empty, stood.value) == ()
    assert worth_words(empty, stood.value) == ()


@pytest.mark.parametrize("code", ["told", "not_told_apart", "nothing", "batches_recut", "stopped"])
def test_every_code_of_worth_has_words(code):
    for locale in ("zh", "en"):
        assert say(locale, f"money_worth.{code}") != f"money_worth.{code}"
        if code in {"batches_recut", "stopped"}:
            assert say(locale, f"money_curve.{code}") != f"money_curve.{code}"
