"""The data files themselves are tested: dated, sourced, no unknown key; and the reader."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

import standards
from standards import cities, in_force
from tables import InputError

FOLDER = Path(standards.__file__).parent
FILES = sorted(FOLDER.rglob("*.yaml"))
KEYS = {"description", "unit", "authority", "source", "note", "values", "checked", "reason"}
AUTHORITIES = {"law", "standard", "policy", "practice", "method", "suggestion"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_standard_is_dated_sourced_and_has_known_keys_only(path: Path) -> None:
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(text) <= KEYS
    assert text["unit"]
    assert text["authority"] in AUTHORITIES
    assert set(text["source"]) == {"title", "number", "clause", "issued_by", "link"}
    assert text["source"]["title"]
    assert set(text["description"]) == {"zh", "en"}
    assert set(text["checked"]) == {"by", "day"}
    days = list(text["values"])
    assert days == sorted(days)
    assert all(isinstance(day, dt.date) for day in days)
    if "cities" in path.parts:
        assert text["reason"]


def test_names_are_unique() -> None:
    general = [path.stem for path in FILES if "cities" not in path.parts]
    assert len(general) == len(set(general))


def test_a_rule_is_absent_before_its_first_day() -> None:
    assert "built_by_year" not in in_force(dt.date(2020, 7, 9)).rules
    assert in_force(dt.date(2020, 7, 10))["built_by_year"] == 2000


def test_what_no_person_checked_says_so() -> None:
    rule = in_force(dt.date(2026, 11, 21)).rules["circle_walk_m"]
    assert not rule.checked
    assert rule.number == "GB 50180-2018"


def test_an_unknown_city_is_refused_and_named() -> None:
    with pytest.raises(InputError) as caught:
        in_force(dt.date(2026, 1, 1), "../atlantis")
    assert caught.value.code == "standards.unknown_city"
    assert caught.value.values["city"] == "../atlantis"


def test_the_catalogue_names_every_category_once_a_circle() -> None:
    rows = in_force(dt.date(2026, 1, 1))["facility_catalogue"]
    keys = [(row["category"], row["circle"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert {row["circle"] for row in rows} == {5, 10, 15, None}


LOCAL = """
description: {zh: 诚意金, en: Deposit}
unit: yuan/household
authority: policy
source: {title: 甲市办法, number: 甲建〔2026〕1号, clause: 第三条, issued_by: 甲市, link: null}
note: A made-up city.
reason: 本市标准高于省内做法
values: {2026-01-01: 800, 2027-01-01: null}
checked: {by: 张三, day: 2026-02-01}
"""


def test_a_city_overrides_with_its_document_and_reason(tmp_path, monkeypatch):
    general = tmp_path / "shaoguan" / "deposit"
    local = tmp_path / "cities" / "甲市"
    for folder, text in ((general, LOCAL.replace("800", "500")), (local, LOCAL)):
        folder.mkdir(parents=True)
        (folder / "deposit_yuan.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "cities" / "空市").mkdir()
    monkeypatch.setattr("standards.reader._FOLDER", tmp_path)
    assert cities() == ("甲市",)
    day = dt.date(2026, 6, 1)
    assert in_force(day)["deposit_yuan"] == 500
    rule = in_force(day, "甲市").rules["deposit_yuan"]
    assert (rule.value, rule.city, rule.checked) == (800, "甲市", True)
    assert (rule.number, rule.clause) == ("甲建〔2026〕1号", "第三条")
    assert rule.reason


def test_a_repealed_number_is_absent(tmp_path, monkeypatch):
    (tmp_path / "deposit_yuan.yaml").write_text(LOCAL, encoding="utf-8")
    monkeypatch.setattr("standards.reader._FOLDER", tmp_path)
    assert "deposit_yuan" not in in_force(dt.date(2027, 1, 1)).rules
