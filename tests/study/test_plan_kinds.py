"""The words bureaus write for a plan, and for the use a plan gives to land."""

import datetime as dt

import pytest

from standards import in_force
from study.plan_kinds import PROGRAMMES, kinds_of, planned_use
from tables import PLAN_KINDS
from tables.planning_words import KIND_WORDS

RULES = in_force(dt.date(2026, 11, 21)).rules


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("征收", ("expropriation",)),
        ("国有土地上房屋征收范围", ("expropriation",)),
        ("棚户区改造（二期）", ("shantytown",)),
        ("征收、棚改", ("expropriation", "shantytown")),
        ("expropriation,shantytown", ("expropriation", "shantytown")),
        ("城市更新单元", ("urban_renewal",)),
        ("历史文化街区建设控制地带", ("heritage",)),
        ("生态保护红线", ("ecological",)),
        ("道路红线", ("control_line",)),
        ("雨污分流管网工程", ("utility",)),
        ("城镇开发边界", ("development_boundary",)),
        ("Urban Renewal", ("urban_renewal",)),
        ("其他", ("other",)),
        ("河东片区", ()),
        ("", ()),
        (None, ()),
        (float("nan"), ()),
    ],
)
def test_a_text_names_its_kinds_wherever_the_words_stand(text, kinds):
    assert kinds_of(text) == kinds


def test_every_word_stands_for_one_known_kind_and_is_found_as_it_is_read():
    words = [word for word, _ in KIND_WORDS]
    assert len(words) == len(set(words))
    for word, kind in KIND_WORDS:
        assert kind in PLAN_KINDS
        assert kind in kinds_of(word)
        assert word == word.casefold()
    assert set(PROGRAMMES) < set(PLAN_KINDS)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("R", "residential"), ("R2", "residential"), ("R21", "residential"),
        ("Ｒ２", "residential"),
        ("R2二类居住用地", "residential"), ("二类居住用地", "residential"), ("07", "residential"),
        ("0701", "residential"), ("070102", "residential"), ("701", "residential"),
        ("0701城镇住宅用地", "residential"), ("0702 城镇社区服务设施用地", "residential"),
        ("商住混合", "residential"), ("B1/R2", "residential"), ("RB", "residential"),
        ("商业兼居住", "residential"), ("Residential", "residential"),
        ("B1", "other"), ("G1", "other"), ("S1城市道路用地", "other"), ("公园绿地", "other"),
        ("商业服务业用地", "other"), ("0901", "other"), ("1401", "other"), ("901", "other"),
        ("非居住用地", "other"), ("中小学用地", "other"), ("B1+G2", "other"),
        ("公园绿地G1", "other"),
        ("留白用地", "other"), ("16", "other"),
        ("H11", "unknown"), ("见图则", "unknown"), ("城镇建设用地", "unknown"), ("99", "unknown"),
        ("village", "unknown"), ("", "unknown"), (None, "unknown"), ("B1/见图则", "unknown"),
    ],
)  # fmt: skip
def test_a_planned_use_is_housing_something_else_or_not_known(text, use):
    assert planned_use(text, RULES) == use


def test_codes_count_only_while_they_are_in_force():
    before = in_force(dt.date(2020, 6, 1)).rules
    assert planned_use("0701", before) == "unknown"
    assert planned_use("R2", before) == "residential"
    assert planned_use("居住用地", {}) == "unknown"


@pytest.mark.parametrize(
    "name",
    ["plan_least_share", "plan_least_m2", "plan_inside_share", "land_use_codes",
     "land_use_letters", "land_use_words"],
)  # fmt: skip
def test_the_numbers_and_words_are_marked_as_not_checked(name):
    assert not RULES[name].checked
    assert (RULES[name].authority == "suggestion") == (RULES[name].issued_by == "Jiugai")
