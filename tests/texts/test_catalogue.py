"""Both languages say the same things, with the same placeholders."""

import datetime as dt
import string
from functools import partial

import numpy as np

from standards import in_force
from texts import codes, say

ZH, EN = codes("zh"), codes("en")


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_hold_the_same_codes() -> None:
    assert sorted(ZH) == sorted(EN)


def test_both_languages_use_the_same_placeholders() -> None:
    both = {code: (_placeholders(ZH[code]), _placeholders(EN[code])) for code in ZH}
    assert {code: held for code, held in both.items() if held[0] != held[1]} == {}


def test_a_missing_sentence_shows_its_code_and_a_missing_value_its_placeholder() -> None:
    assert say("zh", "no.such.code", a=1) == "no.such.code"
    assert "{key}" in say("en", "study.unknown_key")


def test_an_amount_has_thousands_marks_and_a_year_or_a_text_has_none() -> None:
    cap = partial(say, "zh", "rule.cap.households")
    assert cap(year=2027, at_most=2767) == "上限：2027 年最多 2,767 户"
    assert cap(year=2027, at_most=np.int64(12_000)) == "上限：2027 年最多 12,000 户"
    assert cap(year="2027", at_most="2767") == "上限：2027 年最多 2767 户"
    assert cap(year=2027, at_most=999) == "上限：2027 年最多 999 户"


def test_every_category_of_the_catalogue_has_a_name() -> None:
    rules = in_force(dt.date(2026, 1, 1)).rules
    rows = [row for name, rule in rules.items() if name.startswith("facility_catalogue")
            for row in rule.value]  # fmt: skip
    missing = [row["category"] for row in rows if f"category.{row['category']}" not in ZH]
    assert missing == []
