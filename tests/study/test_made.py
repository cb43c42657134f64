"""The text of a new study: every choice written, what is assumed called so, names only text."""

import datetime as dt

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from study.made import NewStudy, knows_consent, study_text
from study.made_roles import LEFT_OUT, Role
from study.plain_yaml import values
from study.read import from_text
from tables import InputError

TODAY = dt.date(2026, 11, 23)


def role(file: str, table: str, part: str = "", key: str = "sheet") -> Role:
    return Role(file, part, key, 9, drawn=False, table=table)


LEDGER = role("台账.xlsx", "estates")


def new(*more: Role, name: str = "东城 2027–2031", **how) -> NewStudy:
    years = {"first": 2027, "last": 2031} | how
    return NewStudy(name, day_of_law=TODAY, roles=(LEDGER, *more), **years)


def text(*more: Role, **how) -> str:
    return study_text(new(*more, **how), TODAY)


def test_a_ledger_alone_weighs_only_what_is_known_and_money_is_no_limit(tmp_path):
    found = from_text(text(), tmp_path / "study.yaml")
    shares = found.choices.weighing.stated.shares
    # 15, 25 and 10 points of 50
    assert shares == {"age": 0.3, "condition": 0.5, "vulnerability": 0.2} | dict.fromkeys(
        ("coverage", "willingness", "consent", "scheme", "deposits"), 0
    )
    assert found.choices.horizon == (2027, 2028, 2029, 2030, 2031)
    assert found.choices.day_of_law == TODAY
    assert found.choices.rules == ()
    assert found.choices.gates.consent is False
    assert list(found.sources) == ["estates"]
    assert "假定" in text()


def test_a_city_is_written_as_text_and_none_as_the_country():
    assert values(text())["city"] is None
    assert values(text(city="甲市: {x}"))["city"] == "甲市: {x}"


def test_the_commented_money_is_a_rule_once_its_marks_are_taken_away(tmp_path):
    told = text()
    head, _, rest = told.partition("# rules:")
    lines = [line.removeprefix("# ") for line in ("# rules:" + rest).split("\n")[:6]]
    written = head + "\n".join(lines) + "\n"
    assert [one.year for one in from_text(written, tmp_path / "s.yaml").choices.rules] == [
        2027, 2028, 2029, 2030, 2031,
    ]  # fmt: skip


def test_assumed_money_is_a_rule_for_every_year_and_is_called_assumed(tmp_path):
    told = text(yearly_wan=1234.5, last=2028)
    rules = from_text(told, tmp_path / "study.yaml").choices.rules
    assert [(one.year, one.amount_wan) for one in rules] == [(2027, 1234.5), (2028, 1234.5)]
    assert "资金：假定" in told


def test_a_file_of_budgets_takes_the_place_of_assumed_money():
    assert "rules" not in values(text(role("资金.xlsx", "budgets"), yearly_wan=99))


def test_facilities_votes_and_deposits_bring_their_criteria_with_them():
    more = [role("poi.csv", "facilities"), role("v.xlsx", "votes"), role("d.xlsx", "deposits")]
    columns = {"built_year", "leak", "elders", "scheme_stage", "support_rate"}
    weights = values(text(*more, columns=frozenset(columns)))["weights"]
    assert weights == {
        "age": 0.15, "condition": 0.25, "coverage": 0.2, "vulnerability": 0.1,
        "willingness": 0.15, "consent": 0.05, "scheme": 0.05, "deposits": 0.05,
    }  # fmt: skip


def test_what_the_columns_of_the_ledger_do_not_tell_has_no_weight():
    told = frozenset({"name", "buildings", "built_year", "vulnerable_households"})
    weights = values(text(columns=told))["weights"]
    assert {name: share for name, share in weights.items() if share} == {
        "age": 0.6,  # 15 of 25 points
        "vulnerability": 0.4,
    }
    by_building = values(text(role("楼栋.xlsx", "buildings"), columns=told))["weights"]
    assert by_building["condition"] == 0.5
    assert values(text(columns=frozenset({"name"})))["weights"]["age"] == 1


def test_several_sources_of_one_table_are_a_list_and_what_is_left_out_is_not_there():
    streets = [role("a.gpkg", "streets", part, "layer") for part in ("主路", "支路: {b}")]
    inputs = values(text(*streets, role("附件.xlsx", LEFT_OUT)))["inputs"]
    assert inputs == {
        "estates": {"path": "台账.xlsx"},
        "streets": [
            {"path": "a.gpkg", "layer": "主路"},
            {"path": "a.gpkg", "layer": "支路: {b}"},
        ],
    }


def test_consent_is_known_from_surveys_votes_or_the_ledger_alone():
    assert not knows_consent([LEDGER], frozenset())
    assert knows_consent([LEDGER, role("s.xlsx", "surveys")], frozenset())
    assert knows_consent([LEDGER], frozenset({"support_rate"}))


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"name": " \n\u2028 "}, "new_study.no_name"),
        ({"first": 2031, "last": 2030}, "new_study.years"),
        ({"first": 2000, "last": 2020}, "new_study.years"),
    ],
)
def test_what_is_no_study_is_refused_with_a_sentence(how, code):
    with pytest.raises(InputError) as refused:
        text(**how)
    assert refused.value.code == code


def test_without_a_ledger_there_is_no_study():
    with pytest.raises(InputError) as refused:
        study_text(NewStudy("甲", 2027, 2027, TODAY, (role("a", "streets"),)), TODAY)
    assert refused.value.code == "new_study.no_estates"


EVIL = some.text(some.characters(), min_size=1, max_size=30)


@settings(max_examples=120)
@given(EVIL, EVIL, EVIL)
def test_names_from_outside_stay_text_and_make_no_key(name, file, part):
    named = new(role(file, "streets", part, "layer"), name=f"{name}东")
    told = study_text(named, TODAY)
    found = values(told.encode("utf-8").decode())
    assert set(found) == set(values(text()))
    assert isinstance(found["name"], str)
    assert "\n" not in found["name"]
    streets = found["inputs"]["streets"]
    given = {"path": file, "layer": part}
    assert streets == {key: one.encode("utf-8", "replace").decode() for key, one in given.items()}


@pytest.mark.parametrize(
    "name", ["2027", "yes", "null", "a: b", "# x", "[a]", "*a", "'", '"', "$x"]
)
def test_a_name_that_looks_like_yaml_is_a_name(name):
    assert yaml.safe_load(text(name=name))["name"] == name
