"""What may be written under `criteria:`, and the tree that comes of it."""

import sys
from pathlib import Path

import pytest

import study
from study.criteria import check_columns, merged, parse, tree
from study.plain_yaml import values
from tables import InputError

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import write

CRITERIA = [
    {"criterion": "age", "side": "need", "zh": "老旧程度", "en": "Age"},
    {"criterion": "condition", "side": "need", "zh": "设施状况", "en": "Condition"},
    {"criterion": "willingness", "side": "readiness", "zh": "居民意愿", "en": "Willingness"},
]
SHEET = [
    {"indicator": "age_years", "criterion": "age", "zh": "房龄", "anchors": [[20, 0], [50, 100]]},
    {"indicator": "leak", "criterion": "condition", "anchors": [[0, 0], [3, 100]], "weight": 0.2},
    {"indicator": "support_rate", "criterion": "willingness", "anchors": [[0, 0], [1, 100]]},
]


def made(text: str):
    return tree(parse(values(text)), CRITERIA, SHEET)


def refused(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        made(text)
    return caught.value


def test_nothing_written_is_the_standards_tree():
    assert parse(None) == ()
    assert made("{}").keys == ("age", "condition", "willingness")
    assert made("{}").indicator("leak").weight == 0.2


def test_a_change_names_what_differs_and_the_rest_stays():
    changed = made(
        "age_years: {anchors: [[10, 0], [40, 100]], curve: steps, missing: highest, weight: 2}"
    ).indicator("age_years")
    assert changed.anchors == ((10.0, 0.0), (40.0, 100.0))
    assert (changed.curve, changed.missing, changed.weight) == ("steps", "highest", 2)
    assert changed.names == {"zh": "房龄"}


def test_an_indicator_left_out_takes_an_empty_criterion_with_it():
    found = made("leak: {off: true}")
    assert found.keys == ("age", "willingness")
    rows = merged(parse(values("leak: {off: true}")), SHEET)
    assert [row["indicator"] for row in rows if row.get("off")] == ["leak"]


def test_an_indicator_of_the_city_may_bring_its_own_criterion():
    found = made(
        "residents_short: {criterion: services, side: need, zh: 缺口, en: Gap, unit: people,"
        " criterion_zh: 服务缺口, criterion_en: Shortage, anchors: [[0, 0], [500, 100]]}"
    )
    assert found.side("need") == ("age", "condition", "services")
    assert (found.name("zh", "services"), found.name("en", "services")) == ("服务缺口", "Shortage")
    assert found.indicator_name("en", "residents_short") == "Gap"
    assert found.indicator("residents_short").unit == "people"


def test_the_order_of_the_lines_does_not_matter():
    one = "leak: {off: true}\nage_years: {weight: 3}"
    other = "age_years: {weight: 3}\nleak: {off: true}"
    assert parse(values(one)) == parse(values(other))


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("[age_years]", "study.not_a_mapping", "criteria"),
        ("age_years: [1]", "study.not_a_mapping", "criteria.age_years"),
        ("age_year: {weight: 2}", "study.unknown_key", "age_years"),
        ("age_years: {wieght: 2}", "study.unknown_key", "weight"),
        ("age_years: {weight: heavy}", "study.not_a_number", "criteria.age_years.weight"),
        ("age_years: {weight: 0}", "study.not_above", "criteria.age_years.weight"),
        ("age_years: {curve: bent}", "study.not_one_of", "criteria.age_years.curve"),
        ("age_years: {missing: zero}", "study.not_one_of", "criteria.age_years.missing"),
        ("age_years: {off: maybe}", "study.not_one_of", "criteria.age_years.off"),
        ("age_years: {anchors: 5}", "study.not_a_list", "criteria.age_years.anchors"),
        ("age_years: {anchors: [[1]]}", "study.not_pairs", "criteria.age_years.anchors"),
        ("age_years: {anchors: [[1, x]]}", "study.not_a_number", "criteria.age_years.anchors"),
        ("age_years: {anchors: [[1, 0]]}", "scoring.bad_anchors", "age_years"),
        ("age_years: {anchors: [[2, 0], [1, 9]]}", "scoring.bad_anchors", "age_years"),
        ("age_years: {anchors: [[1, 0], [2, 101]]}", "scoring.points_outside", "age_years"),
        ("age_years: {curve: target}", "scoring.no_target", "age_years"),
        ("age_years: {zh: 3}", "study.not_text", "criteria.age_years.zh"),
        ("x: {criterion: new, anchors: [[0, 0], [1, 1]]}", "study.criterion_without_side", "new"),
        ("leak: {side: readiness}", "scoring.mixed_sides", "condition"),
    ],
)
def test_what_is_wrong_is_named(text, code, told):
    error = refused(text)
    assert error.code == code
    assert told in map(str, error.values.values())


def test_an_indicator_no_column_stands_for_is_refused_with_the_nearest_one(tmp_path):
    new = {"criterion": "age", "anchors": [[0, 0], [9, 100]]}
    loaded = study.load(write(tmp_path, change={"criteria": {"floor": new}}))
    with pytest.raises(InputError) as caught:
        study.run(loaded)
    assert caught.value.code == "study.unknown_key"
    assert caught.value.values["nearest"] == "floors"


def test_a_column_of_words_is_no_indicator(tmp_path):
    loaded = study.load(write(tmp_path))
    measured = study.measure(study.read_inputs(loaded), loaded.choices)
    used = tree(
        parse({"name": {"criterion": "age", "anchors": [[0, 0], [1, 100]]}}), CRITERIA, SHEET
    )
    with pytest.raises(InputError):
        check_columns(used, measured.estates)


def test_the_key_off_needs_no_quotes_in_a_file(tmp_path):
    folder = write(tmp_path)
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("criteria: {facade: {off: true}}\n")
    (change,) = study.load(folder).choices.criteria
    assert change == {"indicator": "facade", "off": True}
