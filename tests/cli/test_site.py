"""`jiugai site` on the demo town."""

import json

import pytest
from click.testing import CliRunner

import demo
from cli.main import main


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
