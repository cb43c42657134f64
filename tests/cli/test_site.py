"""`jiugai site` on the demo town."""

import json
import shutil

import pytest
import yaml
from click.testing import CliRunner

import demo
from cli.main import main

MEAN = {"facility": "eld_daycare", "sites": 1, "within_m": 600, "aim": "mean_walk"}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = demo.write(tmp_path_factory.mktemp("town") / "study", estates=60, seed=demo.SEED)
    file = folder / "study.yaml"
    asked = "siting: [{facility: eld_daycare, sites: 2, within_m: 600, curve: 2}]\n"
    text = file.read_text("utf-8")
    kept = text if "\nsiting:" in text else text + "\n" + asked
    file.write_text(kept, "utf-8")
    return folder


def told(town, *options):
    return CliRunner().invoke(main, ["site", str(town), *options])


def test_every_siting_of_the_study_in_json_with_its_proof(town):
    done = told(town, "--json", "--facility", "eld_daycare")
    assert done.exit_code == 0, done.output
    (one,) = json.loads(done.stdout)["sitings"]
    assert (one["facility"], one["status"]) == ("eld_daycare", "proven")
    before, after = one["totals"]["before"], one["totals"]["after"]
    gained = sum(site["people_gained"] for site in one["sites"])
    assert after["served"] - before["served"] == pytest.approx(gained)
    assert one["value"] == pytest.approx(after["served"])
    assert one["value"] <= one["bound"] + 1e-6


def test_a_facility_named_on_the_line_in_both_languages(town):
    for locale in ("zh", "en"):
        done = told(town, "--facility", "shp_super", "--sites", "1", "--locale", locale)
        assert done.exit_code == 0, done.output
        assert "300" in done.stdout


def test_the_mean_of_all_is_told_where_it_is_the_aim_with_its_distance(town):
    assert "全体平均" not in told(town, "--facility", "shp_super", "--sites", "1").stdout
    file = town.parent / "mean" / "study.yaml"
    shutil.copytree(town, file.parent)
    asked = yaml.safe_load(file.read_text("utf-8")) | {"siting": [MEAN]}
    file.write_text(yaml.safe_dump(asked, allow_unicode=True, sort_keys=False), "utf-8")
    done = told(file.parent)
    assert done.exit_code == 0, done.output
    assert "（600 米内没有的人按 600 米计）" in done.stdout


def test_an_estimated_cost_is_headed_so_and_explained_once(town):
    done = told(town, "--facility", "eld_daycare", "--sites", "2")
    one = json.loads(told(town, "--facility", "eld_daycare", "--sites", "2", "--json").stdout)
    guessed = [site["cost_estimated"] for site in one["sitings"][0]["sites"]]
    assert ("费用估算（万元）" in done.stdout) == all(guessed)
    assert done.stdout.count("（估）") == (0 if all(guessed) else sum(guessed))
    assert done.stderr.count("单价未经核实") == any(guessed)


def test_fewer_sites_than_asked_say_why(town):
    done = told(town, "--facility", "eld_daycare", "--sites", "40")
    (one,) = json.loads(told(town, "--facility", "eld_daycare", "--sites", "40", "--json").stdout)[
        "sitings"
    ]
    assert len(one["sites"]) < 40
    why = {"no_gain": "已证明再多一处也不再增加受益", "no_rooms": "可选的用房只有"}
    assert f"只选 {len(one['sites'])} 处：{why[one['fewer']]}" in done.stdout


def test_what_nobody_asked_for_is_told(town):
    done = told(town, "--facility", "edu_kinder", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == "siting.nothing_asked"


def test_a_category_nobody_has_data_of_is_unknown_before(town):
    done = told(town, "--facility", "eld_nursing", "--sites", "1")
    assert done.exit_code == 0, done.output
    assert "现状\t不明" in done.stdout
    assert "没有数据不等于没有设施" in done.stderr
    done = told(town, "--facility", "eld_nursing", "--sites", "1", "--json")
    (one,) = json.loads(done.stdout)["sitings"]
    before = one["totals"]["before"]
    assert not one["existing_known"]
    assert before.pop("people") > 0
    assert set(before.values()) == {None}
