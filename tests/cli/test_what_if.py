"""`jiugai what-if` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.study import four_estates
from tests.study.four_estates import LAT, LON, STEP

EAST = f"{LON + 8 * STEP:.3f},{LAT}"


def jiugai(*words):
    return CliRunner().invoke(main, ["what-if", *map(str, words)])


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    move = {"move": {"facility_id": "F1", "to": [LON + 8 * STEP, LAT]}}
    scenarios = [
        {"name": "东移", "changes": [move]},
        {"name": "关闭", "changes": [{"close": {"facility_id": "F2"}}]},
    ]
    folder = tmp_path_factory.mktemp("four") / "study"
    return four_estates.write(folder, change={"scenarios": scenarios})


def test_all_scenarios_of_the_study_are_told(study):
    done = jiugai(study)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "东移"
    assert "受损：472 名居民，2 个小区" in lines
    assert "E4\t供销社宿舍\t50.0% → 100.0%\t+菜市场或生鲜超市" in lines
    assert "关闭" in lines


def test_several_scenarios_stand_side_by_side_at_the_end(study):
    lines = jiugai(study).stdout.splitlines()
    at = lines.index("情景并排，与现状相比")
    assert lines[at + 1].split("\t")[:3] == ["情景", "受益居民", "受益小区"]
    east, closed = (line.split("\t") for line in lines[at + 2 :])
    assert [east[0], closed[0]] == ["东移", "关闭"]
    assert east[3:5] == ["472", "2"]
    assert " → " in east[5]
    assert lines[lines.index("东移") + 1].split("\t")[1] == east[5]


def test_side_by_side_in_json_is_what_each_scenario_says(study):
    told = json.loads(jiugai(study, "--json").stdout)
    rows = told["side_by_side"]
    assert [row["scenario"] for row in rows] == ["东移", "关闭"]
    for row, one in zip(rows, told["scenarios"], strict=True):
        assert {name: row[name] for name in one["totals"]} == one["totals"]
    assert rows[0]["categories"] == ["shp_market"]


def test_one_scenario_alone_stands_beside_none(study):
    done = jiugai(study, "--scenario", "关闭", "--locale", "en")
    assert "side by side" not in done.stdout
    assert "side by side" in jiugai(study, "--locale", "en").stdout


def test_a_scenario_by_name_and_one_given_here(study):
    done = jiugai(study, "--scenario", "关闭", "--add", f"shp_market,{EAST}", "--json")
    assert done.exit_code == 0, done.output
    named, here = json.loads(done.stdout)["scenarios"]
    assert (named["name"], here["name"]) == ("关闭", "+")
    assert [row["estate_id"] for row in here["estates"]] == ["E4"]
    assert here["changes"] == [{"add": {"facility": "shp_market", "at": [114.008, 30.0]}}]


def test_every_kind_of_change_can_be_given(study):
    done = jiugai(
        study, "--locale", "en", "--close", "F2", "--move", f"F1,{EAST}", "--gate", f"E1,{EAST}",
        "--footbridge", f"{LON},{LAT},{EAST}",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("The changes given in the command\nCoverage (by residents)\t50")


def test_what_coverage_leaves_out_is_said(study):
    done = jiugai(study, "--add", f"grn_park,{EAST}", "--add", f"shp_conv,{EAST}")
    assert "未计入覆盖率" in done.stdout
    assert "不在本研究采用的设施目录内" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--scenario", "无"], "没有名为“无”的情景。已有：东移, 关闭"),
        (["--add", "shp_market,114"], "add 的坐标“shp_market,114”不对"),
        (["--footbridge", "114,30,x,30"], "footbridge 的坐标“114,30,x,30”不对"),
        (["--close", "F12"], "设施“F12”不在设施表中，最接近的编码是“F"),
        (["--close", "nope"], "设施“nope”不在设施表中，也没有相近的编码。"),
    ],
)
def test_what_cannot_be_is_said(study, words, told):
    done = jiugai(study, *words)
    assert done.exit_code == 1
    assert told in done.stderr


def test_without_scenarios_it_says_how_to_give_some(tmp_path):
    done = jiugai(four_estates.write(tmp_path / "study"))
    assert done.exit_code == 1
    assert "--add" in done.stderr
