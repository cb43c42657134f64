"""`jiugai why, alternatives, horizons, worth, replan, canvass` on four estates known by hand."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from cli.main import main
from cli.negotiating import years_words
from tests.study.four_estates import write as write_town
from tests.study.four_negotiated import write


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("town") / "study")


def told(town, command, *options):
    return CliRunner().invoke(main, [command, str(town), *options])


def answer(town, command, *options):
    done = told(town, command, *options, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_why_an_estate_waits_in_sentences_on_standard_output_progress_beside(town):
    done = told(town, "why", "E3")
    assert done.exit_code == 0, done.output
    assert "2027 年：资金差 180 万元。" in done.stdout
    assert "E1" not in done.stdout  # people are told names
    assert "纺织厂家属院：2027 年推迟到 2028 年。" in done.stdout
    assert "追问" not in done.stdout
    assert "追问" in done.stderr


def test_an_estate_is_asked_for_by_its_name(town):
    (one,) = answer(town, "why", "和平里")["why"]
    assert one["estate_id"] == "E3"


def test_why_as_json_holds_the_rows_rooms_and_the_score(town):
    (one,) = answer(town, "why", "E3", "--weights")["why"]
    assert (one["estate_id"], one["year_now"]) == ("E3", 2028)
    assert one["rows"][0]["by"] == 180
    (room,) = one["rooms"]
    assert [row["estate_id"] for row in room["moved"]] == ["E1"]


@pytest.mark.parametrize(
    ("command", "options", "code"),
    [
        ("why", ["E9"], "price.unknown_estate"),
        ("horizons", ["--years", "7"], "negotiate.horizon_beyond"),
        ("horizons", ["--gap", "2"], "study.not_a_share"),
        ("alternatives", ["--count", "0"], "study.not_above"),
        ("worth", ["--step-wan", "-1"], "study.not_above"),
        ("canvass", ["--proposal", "reach"], "study.not_one_of"),
        ("replan", ["--changes", "-5"], "study.below_nothing"),
    ],
)
def test_what_the_study_does_not_allow_is_said_before_anything_is_solved(
    town, command, options, code
):
    done = told(town, command, *options, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == code
    assert done.stderr.strip()


def test_a_proposal_the_study_does_not_make_is_answered_with_its_option_and_those_it_makes(town):
    done = told(town, "why", "E3", "--proposal", "fairness", "--json")
    values = json.loads(done.stdout)["values"]
    assert (values["key"], values["allowed"]) == ("--proposal", "need")


@pytest.mark.parametrize("nobody", [None, float("nan"), pd.NA])
def test_an_estate_that_is_not_placed_has_no_year(nobody):
    assert years_words(2028, nobody) == "2028 → –"
    assert years_words(nobody, 2028.0) == "– → 2028"


def test_replan_without_a_published_plan_says_what_is_missing(tmp_path):
    done = told(write_town(tmp_path / "bare"), "replan")
    assert done.exit_code == 1
    assert "programmes" in done.stderr


def test_replan_asks_for_the_limits_named_here(town):
    limits = answer(town, "replan", "--changes", "0", "--changes", "2")["limits"]
    assert [row["limit"] for row in limits] == [0, 2, None]
    assert [row["changed"] for row in limits] == [0, 2, 2]


def test_one_year_only_and_what_finishing_in_it_takes(town):
    found = answer(town, "horizons", "--years", "1")
    assert [row["placed"] for row in found["table"]] == [2, 1]
    (finish,) = found["finish_in"]
    assert (finish["extra_wan"], finish["new_wan"]) == (180, 0)


def test_money_in_english_with_a_step_of_its_own(town):
    done = told(town, "worth", "--step-wan", "180", "--curve", "1", "--locale", "en")
    assert done.exit_code == 0, done.output
    assert "180 wan more" in done.stdout
    assert "600 wan in all" in done.stdout


def test_alternatives_list_the_estates_of_each_year(town):
    done = told(town, "alternatives", "--count", "1")
    assert done.exit_code == 0, done.output
    assert done.stdout.count("\n2027\t1\t") == 2
    assert "备选 1" in done.stdout


def test_canvass_tells_who_is_short_by_how_many(town):
    assert "建设新村：还差 6 名业主同意；放它进来排在 2028 年" in told(town, "canvass").stdout
    left = told(town, "canvass", "--top", "0").stdout
    assert "另有 1 行没有逐个求解" in left
