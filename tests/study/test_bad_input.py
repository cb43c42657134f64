"""What a person can get wrong, and the words shown for it: what, where, what to do."""

import sys
from pathlib import Path

import pytest

import study
from reports.refusal import refusal
from tables import InputError

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, ESTATES, write


def words(folder: Path, **parts) -> str:
    """Return the Chinese sentence that running the study ends with."""
    with pytest.raises(InputError) as caught:
        study.run(study.load(write(folder, **parts)))
    sentence, english = (refusal(caught.value, locale=locale) for locale in ("zh", "en"))
    for text in (sentence, english):
        assert text != caught.value.code
        assert "{" not in text
    return sentence


def source(table, **changes):
    return {"inputs": {**CHOICES["inputs"], table: {**CHOICES["inputs"][table], **changes}}}


def rules(*items):
    return {"rules": list(items)}


CHANGES = {
    "a file that is not there": (
        source("facilities", path="poi.geojson"),
        ["poi.geojson", "pois.geojson"],
    ),
    "an unknown CRS": (source("outlines", crs="EPSG:99999"), ["EPSG:99999", "outlines.geojson"]),
    "weights below zero": (
        {"weights": {"age": -0.5, "willingness": 0.5, "condition": 0.5, "coverage": 0.5}},
        ["age", "-0.5", "不能为负"],
    ),
    "weights all zero": (
        {"weights": dict.fromkeys(CHOICES["weights"], 0)},
        ["全部为 0"],
    ),
    "weights that do not sum to one": (
        {"weights": {**CHOICES["weights"], "age": 0.5}},
        ["1.25", "应等于 1"],
    ),
    "weights for other criteria": ({"weights": {"noise": 1}}, ["noise", "condition"]),
    "a matrix that is not reciprocal": (
        {"weights": {"ahp": {"order": ["age", "condition"], "matrix": [[1, 3], [3, 1]]}}},
        ["不互反", "老旧程度", "设施状况", "1/3"],
    ),
    "an empty horizon": ({"horizon": []}, ["horizon"]),
    "a repeated year": ({"horizon": [2027, 2027, 2028]}, ["2027"]),
    "a horizon with holes": ({"horizon": [2027, 2029]}, ["2027", "2029"]),
    "a horizon of text": ({"horizon": ["2027年"]}, ["2027年"]),
    "a rule naming an unknown estate": (
        rules({"lock_in": {"estate_id": "E11", "year": 2027}}),
        ["E11", "E1"],
    ),
    "a rule naming an unknown cluster": (
        rules({"together": {"cluster_id": "P7"}}),
        ["P7", "P1"],
    ),
    "a lock outside the horizon": (
        rules({"lock_in": {"estate_id": "E1", "year": 2035}}),
        ["E1", "2035", "2027", "2028"],
    ),
    "a rule of an unknown kind": (rules({"lock_inn": {"estate_id": "E1"}}), ["lock_inn"]),
    "an unknown key": ({"wieghts": {}}, ["wieghts", "weights"]),
    "an unknown key further down": ({"solver": {"gapp": 1}}, ["gapp", "gap", "solver"]),
    "an unknown table": ({"inputs": {**CHOICES["inputs"], "estate": "a.csv"}}, ["estates"]),
    "an unknown proposal": ({"proposals": ["neeed"]}, ["neeed", "need"]),
    "a day that is none": ({"day_of_law": "yesterday"}, ["yesterday", "2026-11-21"]),
    "no estates at all in the inputs": ({"inputs": {}}, ["inputs.estates"]),
    "a gap in words": ({"solver": {"gap": "klein"}}, ["solver.gap", "klein"]),
    "a law before its time": ({"day_of_law": "1990-01-01"}, ["1990-01-01", "day_of_law"]),
    "rules that are no list": ({"rules": 5}, ["rules", "5"]),
    "a circle that is none": ({"walking": {"metres": {"abc": 3}}}, ["walking.metres", "abc"]),
    "an indicator misspelt": ({"criteria": {"leek": {"off": True}}}, ["leek", "leak"]),
    "an indicator no column holds": (
        {"criteria": {"lift": {"criterion": "age", "side": "need", "anchors": [[0, 0], [1, 1]]}}},
        ["lift"],
    ),
    "an indicator made of text": (
        {"criteria": {"name": {"criterion": "age", "side": "need", "anchors": [[0, 0], [1, 1]]}}},
        ["name"],
    ),
    "a side that is none": ({"criteria": {"leak": {"side": "nead"}}}, ["nead", "need"]),
    "a criterion on both sides": ({"criteria": {"leak": {"side": "readiness"}}}, ["condition"]),
    "points beyond the scale": (
        {"criteria": {"leak": {"anchors": [[0, 0], [3, 500]]}}},
        ["leak", "500"],
    ),
    "anchors that are no pairs": (
        {"criteria": {"leak": {"anchors": [0, 1]}}},
        ["criteria.leak.anchors"],
    ),
    "a weight in words": (
        {"criteria": {"leak": {"weight": "abc"}}},
        ["criteria.leak.weight", "abc"],
    ),
    "a matrix that is no table": (
        {"weights": {"ahp": {"order": ["age", "condition"], "matrix": 5}}},
        ["weights.ahp.matrix"],
    ),
    "a criterion judged twice": (
        {"weights": {"ahp": {"order": ["age", "age"], "matrix": [[1, 1], [1, 1]]}}},
        ["老旧程度", "两次"],
    ),
    "a share above one": (
        {"costs": {"building_body_share": 2}},
        ["costs.building_body_share", "2"],
    ),
    "a CRS nobody knows": ({"crs": "西安80"}, ["西安80", "study.yaml"]),
    "a city that is a number": ({"city": 5}, ["city"]),
    "an unknown city": ({"city": "亚特兰蒂斯"}, ["亚特兰蒂斯"]),
}


@pytest.mark.parametrize("case", CHANGES)
def test_the_words_name_what_was_wrong(case, tmp_path):
    change, expected = CHANGES[case]
    sentence = words(tmp_path, change=change)
    for part in expected:
        assert part in sentence


@pytest.mark.parametrize(
    ("budgets", "expected"),
    [
        ([("市级", 2027, -5)], ["市级", "2027"]),
        ([("市级", 2027, "三百")], ["市级", "2027"]),
        ([("市级", 2030, 300)], ["市级", "2030", "2028"]),
    ],
    ids=["negative", "text", "outside the horizon"],
)
def test_budgets_that_are_none(budgets, expected, tmp_path):
    sentence = words(tmp_path, budgets=budgets)
    for part in expected:
        assert part in sentence


def test_budgets_that_cannot_hold_the_locked_estates(tmp_path):
    lock = rules(
        {"lock_in": {"estate_id": "E1", "year": 2027}},
        {"lock_in": {"estate_id": "E2", "year": 2027}},
    )
    sentence = words(tmp_path, change=lock)
    assert "E1" in sentence
    assert "2027" in sentence


def test_a_duplicate_estate_names_both_rows(tmp_path):
    sentence = words(tmp_path, estates=[*ESTATES, ("E2", "另一个", 1990, 10, 900, 1, "")])
    for part in ("E2", "台账.csv", "3", "6"):
        assert part in sentence


def test_a_table_with_no_name_column(tmp_path):
    folder = write(tmp_path)
    (folder / "台账.csv").write_text("小区编码,户数\nE1,120\nE2,90\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        study.run(study.load(folder))
    sentence = refusal(caught.value, locale="zh")
    assert "小区名称" in sentence
    assert "台账.csv" in sentence


def test_a_header_only_its_cells_explain_is_asked_about(tmp_path):
    folder = write(tmp_path)
    ledger = folder / "台账.csv"
    text = ledger.read_text(encoding="utf-8-sig").replace("小区名称", "某某")
    ledger.write_text(text, encoding="utf-8")
    issues = study.read_inputs(study.load(folder), ask=True).issues
    assert [i.column for i in issues if i.code == "intake.header_by_content"] == ["某某"]


def test_an_empty_layer(tmp_path):
    folder = write(tmp_path)
    (folder / "outlines.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(InputError) as caught:
        study.run(study.load(folder))
    assert "outlines.geojson" in refusal(caught.value, locale="zh")


def test_no_study_file(tmp_path):
    with pytest.raises(InputError) as caught:
        study.load(tmp_path)
    assert "study.yaml" in refusal(caught.value, locale="zh")


def test_text_that_is_no_yaml_names_the_line(tmp_path):
    (tmp_path / "study.yaml").write_text("name: 甲\nhorizon: [2027\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        study.load(tmp_path)
    assert caught.value.code == "study.not_yaml"
    assert caught.value.values["row"] == 3


def test_no_eligible_estate_is_a_result_not_a_crash(tmp_path):
    young = [(row[0], row[1], 2015, *row[3:]) for row in ESTATES]
    results = study.run(study.load(write(tmp_path, estates=young)))
    assert results.estates["year"].isna().all()
    assert set(results.estates["reason"]) == {"gate:age"}
    assert results.estates["rank"].tolist() == [1, 2, 3, 4]
    assert results.proposals[0].gap == 0
