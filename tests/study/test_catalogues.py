"""The lists of facilities: what each asks for, and how a city puts its own in place."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
import yaml

import standards
from standards import in_force
from study import catalogues
from tables import InputError

DAY = dt.date(2026, 1, 1)
RULES = in_force(DAY)
METRES = {5: 300.0, 10: 500.0, 15: 1000.0}
MARKS = {"K", "D", "S1", "G4", "G6", "G8", "G10", "G11", "P5"}
NEEDED = {"category", "circle", "radius_m", "required", "mark"}
KEYS = NEEDED | {"group", "item", "least_m2", "service"}


def rows(name):
    return RULES[catalogues.RULES[name]]


def test_every_catalogue_file_has_a_name_a_study_can_give():
    files = {path.stem for path in Path(standards.__file__).parent.rglob("facility_catalogue*")}
    assert files == set(catalogues.RULES.values())
    assert catalogues.names(RULES) == ("gb50180", "tdt1062", "complete2020", "five_minute")


def test_a_catalogue_is_known_from_the_day_of_its_document():
    assert catalogues.names(in_force(dt.date(2021, 6, 30))) == (
        "gb50180", "complete2020", "five_minute",
    )  # fmt: skip


@pytest.mark.parametrize("name", catalogues.RULES)
def test_a_row_says_where_it_comes_from_and_a_category_stands_once_a_circle(name):
    keys = [(row["category"], row["circle"]) for row in rows(name)]
    assert len(set(keys)) == len(keys)
    for row in rows(name):
        assert NEEDED <= set(row) <= KEYS
        assert set(row["mark"].split(",")) <= MARKS
        assert row["circle"] in {5, 10, 15, None}
        assert row["radius_m"] is None or 0 < row["radius_m"] <= 1000


def test_a_row_without_a_radius_takes_the_distance_of_its_circle():
    found = catalogues.catalogue("five_minute", RULES, {5: 280.0})
    assert set(found["circle"]) == {5}
    assert set(found["radius_m"]) == {280.0}


def test_a_radius_of_its_own_stays_whatever_the_circle():
    found = catalogues.catalogue("tdt1062", RULES, {10: 700.0, 15: 1200.0})
    radius = found.set_index(["category", "circle"])["radius_m"]
    assert radius["edu_primary", 10] == 500
    assert radius["cul_station", 10] == 700
    assert radius["med_center", 15] == 1200


def test_circles_a_study_does_not_measure_are_left_out():
    assert set(catalogues.catalogue("gb50180", RULES, {10: 500.0})["circle"]) == {10}
    assert catalogues.catalogue("gb50180", RULES, {}).empty


def test_the_twenty_items_of_a_complete_community_are_all_there():
    assert sorted({row["item"] for row in rows("complete2020")}) == list(range(1, 21))
    found = catalogues.catalogue("complete2020", RULES, METRES).set_index("category")
    assert found.loc["eld_daycare", "least_m2"] == 350
    assert np.isnan(found.loc["grn_park", "least_m2"])
    assert catalogues.unwalked("complete2020", RULES) == (
        "mun_networks", "mun_slow", "mun_access", "blk_pm", "mgt_platform", "mgt_mechanism",
        "mgt_services", "mgt_culture",
    )  # fmt: skip


def test_the_fifteen_services_of_the_seed_are_all_there():
    named = "".join(dict.fromkeys(row["service"] for row in rows("five_minute")))
    assert sorted(named) == sorted("菜食住行购教科文卫体老幼站厕园")


def test_the_guide_of_2021_tells_basic_from_quality():
    assert {row["group"] for row in rows("tdt1062")} == {"basic", "quality"}
    assert all(row["required"] == (row["group"] == "basic") for row in rows("tdt1062"))


def test_what_nobody_checked_is_unverified_and_what_is_known_by_heart_stays_so(monkeypatch):
    assert not catalogues.catalogue("tdt1062", RULES, METRES)["verified"].any()
    text = rows("tdt1062")
    monkeypatch.setattr("standards.reader._FOLDER", Path(standards.__file__).parent)
    checked = in_force(DAY)
    rule = checked.rules["facility_catalogue_tdt1062"]
    object.__setattr__(rule, "checked", True)
    found = catalogues.catalogue("tdt1062", checked, METRES)
    assert found["verified"].tolist() == [row["mark"] != "K" for row in text]


def test_a_catalogue_nobody_knows_is_refused():
    with pytest.raises(InputError, match=r"study\.not_one_of"):
        catalogues.catalogue("leed", RULES, METRES)


def test_every_category_is_listed_once_for_all_catalogues():
    every = catalogues.listed(RULES)
    assert {"edu_kinder", "mun_slow", "cul_science", "blk_pm"} <= every
    assert every == {row["category"] for name in catalogues.RULES for row in rows(name)}


def test_a_city_puts_its_own_list_in_place_with_document_and_reason(tmp_path, monkeypatch):
    given = standards.reader._files(Path(standards.__file__).parent)
    monkeypatch.setattr("standards.reader._FOLDER", tmp_path)
    folder = tmp_path / "cities" / "甲市"
    folder.mkdir(parents=True)
    for path in given:
        if path.stem == "facility_catalogue_five_minute":
            text = yaml.safe_load(path.read_text(encoding="utf-8"))
            (tmp_path / path.name).write_text(yaml.safe_dump(text), encoding="utf-8")
            row = {"category": "shp_market", "circle": 5, "radius_m": 400, "required": True}
            text["values"] = {DAY: [row | {"mark": "S1"}]}
            text |= {"reason": "本市按五分钟便民圈导则", "authority": "policy"}
            text["source"] |= {"title": "甲市五分钟便民圈导则", "number": "甲建〔2026〕2号"}
            (folder / path.name).write_text(yaml.safe_dump(text), encoding="utf-8")
    own = in_force(DAY, "甲市")
    found = catalogues.catalogue("five_minute", own, METRES)
    assert found[["category", "radius_m"]].to_numpy().tolist() == [["shp_market", 400.0]]
    assert own.rules["facility_catalogue_five_minute"].number == "甲建〔2026〕2号"
    assert len(catalogues.catalogue("five_minute", in_force(DAY), METRES)) > 10
