"""`jiugai solve` as a person types it, and as another program calls it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cli.main import main

FOUR = {
    "estates": [
        {"id": "E1", "value": 9, "cost": 400},
        {"id": "E2", "value": 8, "cost": 400},
        {"id": "E3", "value": 7, "cost": 300},
    ],
    "years": [2027, 2028],
    "budgets": [500, 300],
    "objective": "max_value",
}


def jiugai(*words, given=None):
    return CliRunner().invoke(main, ["solve", *map(str, words)], input=given)


@pytest.fixture
def file(tmp_path):
    def write(**change):
        path = tmp_path / "problem.json"
        path.write_text(json.dumps(FOUR | change, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_the_answer_is_one_json_object_on_standard_output(file):
    done = jiugai(file(), "--json", "--gap", 0)
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["status"], found["value"], found["bound"], found["gap"]) == ("optimal", 16, 16, 0)
    assert found["years"] == {"E1": 2027, "E3": 2028}
    assert found["clashes"] == []


def test_without_json_it_is_a_short_table_in_words(file):
    done = jiugai(file())
    assert done.exit_code == 0
    assert "已证明最优" in done.stdout
    assert "2027\t1\tE1" in done.stdout
    assert "Proven optimal" in jiugai(file(), "--locale", "en").stdout


def test_an_infeasible_problem_ends_with_1_and_the_clash_in_words(file):
    path = file(rules=[{"lock_in": {"id": "E1", "year": 2028}}])
    done = jiugai(path, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert (found["status"], found["value"], found["years"]) == ("infeasible", None, {})
    told = {clash["rule"]["rule"]: clash for clash in found["clashes"]}
    assert told["budget"]["easing"] == {
        "by": 100,
        "unit": "amount",
        "enough": True,
        "text": "增减 +100",
    }
    assert told["budget"]["text"] == "资金：budget 2028 年 300"
    assert "2028" in told["lock_in"]["text"]
    words = jiugai(path, "--locale", "en")
    assert words.exit_code == 1
    assert "change it by +100" in words.stdout


def test_what_the_file_does_not_allow_ends_with_1_and_names_the_key(file):
    done = jiugai(file(budget=3), "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == "phasing.file_key"
    assert "budgets" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "solve.not_json"),
        ("[]", "phasing.file_mapping"),
        ("[" * 200_000 + "]" * 200_000, "phasing.file_deep"),
        ("[" * 300 + "]" * 300, "phasing.file_deep"),
        ('{"estates": [{"id": "E1", "value": ' + "9" * 5000 + "}]}", "solve.long_number"),
        ('{"estates": [{"id": "\\ud800"}]}', "phasing.file_characters"),
        ('{"estates": [{"id": "E1", "cluster": "\\ud800"}]}', "phasing.file_characters"),
        ('{"objective": "max_value", "objective": "min_cost"}', "solve.key_twice"),
        ('{"\\ud800": 1, "\\ud800": 2}', "solve.key_twice"),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_no_problem_is_said_to_be_none(text, code):
    done = jiugai("-", "--json", given=text)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == code
    assert done.stderr.count("\n") == 1


def test_what_is_said_twice_is_told_in_the_units_of_the_file(file):
    caps = [{"cap": {"measure": "cost", "year": 2027, "at_most": most}} for most in (5, 6)]
    done = jiugai(file(rules=caps), "--json")
    told = json.loads(done.stdout)
    assert told["error"] == "phasing.cap_twice"
    assert [told["values"][key]["at_most"] for key in ("first", "other")] == [5, 6]
    assert '"at_most": 6' in done.stderr
    outside = jiugai(file(budgets={"市级": {"2031": 5}}), "--json")
    assert json.loads(outside.stdout)["values"] == {
        "source": "市级",
        "year": 2031,
        "first": 2027,
        "last": 2028,
    }


def test_a_file_that_is_not_there(tmp_path):
    done = jiugai(tmp_path / "no.json", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == "solve.no_file"


def test_standard_input_is_read_and_what_is_not_used_is_told():
    done = jiugai("-", "--json", given=json.dumps(FOUR | {"remark": "…"}))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["ignored"] == ["remark"]
    assert "remark" in done.stderr


def test_the_same_problem_gives_the_same_bytes_in_a_process_of_its_own(file):
    command = [sys.executable, "-m", "cli.main", "solve", str(file()), "--json"]
    done = subprocess.run(command, check=True, capture_output=True)
    assert done.stdout.decode() == jiugai(file(), "--json").stdout


def test_wrong_usage_ends_with_2(file):
    assert jiugai().exit_code == 2
    assert jiugai(file(), "--gap", 3).exit_code == 2
    assert jiugai(file(), "--gap", "nan").exit_code == 2
    assert jiugai(file(), "--nodes", -1).exit_code == 2
