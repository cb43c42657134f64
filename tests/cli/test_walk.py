"""`jiugai walk` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.study import four_estates


@pytest.fixture(scope="module", params=["streets", "straight"])
def study(request, tmp_path_factory):
    inputs = dict(four_estates.CHOICES["inputs"])
    if request.param == "straight":
        del inputs["streets"]
    folder = tmp_path_factory.mktemp(request.param) / "study"
    return request.param, four_estates.write(folder, change={"inputs": inputs})


def jiugai(*words):
    done = CliRunner().invoke(main, ["walk", *map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_median_of_four_lies_between_the_two_in_the_middle(study):
    _, folder = study
    estates = json.loads(jiugai(folder, "--json"))["estates"]
    walks = sorted(estate["walk_m"]["shp_market"] for estate in estates)
    assert walks[2] - walks[1] > 50
    lines = jiugai(folder).splitlines()
    assert f"菜市场或生鲜超市\t4/4\t{(walks[1] + walks[2]) / 2:.0f}" in lines
    assert "中位距离（走得到的小区，到最近一处，米）" in "".join(lines)


def test_all_one_estate_reaches_is_listed_and_says_how_it_was_measured(study):
    method, folder = study
    said = {
        "streets": ["设施\t名称\t步行距离（沿路 3000 米内，米）"],
        "straight": [
            "没有道路数据：以下是直线距离乘以绕行系数的估计。",
            "设施\t名称\t估算距离（3000 米内，米）",
        ],
    }
    *head, kinder, market = jiugai(folder, "--estate", "E1").splitlines()
    assert head[-len(said[method]) :] == said[method]
    assert [line.split("\t")[:2] for line in (kinder, market)] == [
        ["幼儿园", "F2"],
        ["菜市场或生鲜超市", "F1"],
    ]
    rows = json.loads(jiugai(folder, "--estate", "E1", "--json"))["reached"]
    assert {row["method"] for row in rows} == {method}


def test_without_one_in_reach_there_is_no_median(tmp_path):
    walking = {"limit_m": 10, "metres": {5: 10, 10: 10, 15: 10}, "catalogue": "complete2020"}
    folder = four_estates.write(tmp_path / "study", change={"walking": walking})
    assert jiugai(folder).splitlines()[-1] == "菜市场或生鲜超市\t0/4\t—"
    counts = json.loads(jiugai(folder, "--json"))["estates"][0]["counts"]["shp_market"]
    assert (counts["10"], counts["300"]) == (0, None)  # nobody walked 300 m


def test_the_last_lines_name_estates_off_the_streets_and_count_the_warnings(tmp_path):
    folder = four_estates.write(tmp_path / "study")
    far = json.loads((folder / "outlines.geojson").read_text(encoding="utf-8"))
    ring = far["features"][1]["geometry"]["coordinates"][0]
    far["features"][1]["geometry"]["coordinates"] = [[[x, y + 0.02] for x, y in ring]]
    (folder / "outlines.geojson").write_text(json.dumps(far), encoding="utf-8")
    *_, off, warned = jiugai(folder).splitlines()
    assert off == "没有接入路网的小区 1 个，步行距离未知：建设新村。"
    assert "条提示" in warned
    assert f"jiugai run {folder}" in warned
    assert "issues.csv" in warned
    assert "off the streets" in jiugai(folder, "--locale", "en")
    assert "issues.csv" not in jiugai(folder, "--json")
    assert "issues.csv" not in jiugai(folder, "--estate", "E1")
