"""`jiugai rank` as a person types it, and as another program calls it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from scoring.opinions.methods import METHODS
from texts import codes

ROOT = Path(__file__).parents[2]
TOPSIS = {
    "values": [[7, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]],
    "types": [1, 1, 1, -1],
    "weights": [0.1, 0.4, 0.3, 0.2],
    "method": "topsis",
}
ZEROS = {"values": [[0, 1], [1, 0]], "types": [1, 1], "weights": "equal", "method": "waspas"}


def jiugai(*words, given=None):
    text = given if given is None or isinstance(given, str | bytes) else json.dumps(given)
    return CliRunner().invoke(main, ["rank", *map(str, words)], input=text)


def test_the_answer_is_one_json_object_on_standard_output(tmp_path):
    path = tmp_path / "matrix.json"
    path.write_text(json.dumps(TOPSIS), encoding="utf-8")
    done = jiugai(path, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [round(one, 8) for one in found["scores"]] == [
        0.74269409,
        0.40359933,
        0.17586999,
        0.44142927,
    ]
    assert (found["ranks"], found["weights"]) == ([1, 3, 4, 2], TOPSIS["weights"])
    assert found["warnings"] == []


def test_without_json_it_is_a_short_table_in_words():
    done = jiugai("-", given=TOPSIS)
    assert "A1\t0.74269409\t1" in done.stdout
    assert "直接给定" in done.stdout
    assert "as given" in jiugai("-", "--locale", "en", given=TOPSIS).stdout


def test_judgements_print_their_ratio_and_the_table_it_stands_on():
    given = {"values": [[1, 2, 3]], "types": [1] * 3}
    given["ahp"] = [[1, 2, 5], ["1/2", 1, 4], ["1/5", "1/4", 1]]
    done = jiugai("-", "--locale", "en", given=given)
    assert "λmax 3.0246\tCI 0.0123\tCR 0.0212\tRI saaty (eigenvector)" in done.stdout
    found = json.loads(jiugai("-", "--json", given=given).stdout)
    assert next(iter(found["cr_by_table"])) == "saaty"
    given["ahp"] = [[1, 2, None], ["1/2", 1, 4], [None, "1/4", 1]]
    assert "CR ?" in jiugai("-", given=given).stdout


def test_warnings_are_told_in_words_and_by_code():
    given = {
        "values": [[1, 5], [2, 5]],
        "types": [1, 1],
        "weights": "equal",
        "criteria": ["a", "b"],
    }
    done = jiugai("-", "--json", "--locale", "en", given=given)
    assert done.exit_code == 0
    assert done.stderr.startswith("Criterion “b” is 5 for every alternative")
    assert done.stderr.count("\n") == 1
    assert json.loads(done.stdout)["warnings"] == [
        {
            "code": "methods.constant_criterion",
            "criterion": "b",
            "method": None,
            "text": done.stderr.strip(),
        }
    ]


def test_a_method_not_made_for_the_data_ends_with_1_and_says_why():
    done = jiugai("-", "--json", given=ZEROS)
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert (found["scores"], found["ranks"]) == (None, None)
    assert found["warnings"][0]["method"] == "waspas"
    assert "WASPAS" in done.stderr
    assert jiugai("-", given=ZEROS | {"method": ["waspas", "topsis"]}).exit_code == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "solve.not_json"),
        ("[]", "methods.not_an_object"),
        ("[" * 200_000 + "]" * 200_000, "methods.file_deep"),
        ('{"values": [[' + "9" * 5000 + "]]}", "solve.long_number"),
        (
            '{"values": [], "types": [1], "weights": [1], "criteria": ["\\ud800"]}',
            "methods.file_characters",
        ),
        ('{"values": [], "values": []}', "solve.key_twice"),
        ('{"values": [[NaN]], "types": [1], "weights": [1]}', "methods.unknown_cell"),
        ('{"values": [[Infinity]], "types": [1], "weights": [1]}', "methods.unknown_cell"),
        ('{"values": [[1e999]], "types": [1], "weights": [1]}', "methods.unknown_cell"),
        ('{"values": [[1e200]], "types": [1], "weights": [1]}', "methods.cell_too_large"),
        ('{"values": [[1]], "types": [1], "weights": [NaN]}', "scoring.weight_negative"),
        ('{"values": [[1]], "types": [1], "weights": [-1]}', "scoring.weight_negative"),
        ('{"values": [[1]], "types": [1], "weights": [0]}', "scoring.weights_all_zero"),
        ('{"values": [[]], "types": [], "weights": []}', "methods.no_criterion"),
        ('{"values": [], "types": [], "weights": "equal"}', "methods.no_criterion"),
        ('{"values": [], "types": [], "weights": "entropy"}', "methods.no_criterion"),
        ('{"values": [], "types": [], "ahp": []}', "methods.no_criterion"),
        (
            '{"values": [[1],[2]], "types": [1], "weights": [1], "alternatives": ["a","a"]}',
            "methods.name_twice",
        ),
        (
            '{"values": [[1,2]], "types": [1,1], "weights": "critic", "criteria": ["a","a"]}',
            "methods.name_twice",
        ),
        ('{"values": [[1,2]], "types": [1,1], "ahp": [[1,NaN],[1,1]]}', "methods.bad_judgement"),
        ('{"values": [[1,2]], "types": [1,1], "ahp": [[1,3],[1,1]]}', "scoring.ahp_not_reciprocal"),
        ('{"values": [[NaN,2]], "types": [1,1], "weights": "entropy"}', "methods.unknown_cell"),
    ],
    ids=lambda text: text[:60],
)
def test_what_cannot_be_ranked_is_told_in_one_line(text, code):
    done = jiugai("-", "--json", given=text)
    assert done.exit_code == 1, done.output
    assert json.loads(done.stdout)["error"] == code
    assert done.stderr.count("\n") == 1
    assert "{" not in done.stderr


def test_a_file_with_a_byte_order_mark_is_read_and_one_that_is_not_there_named(tmp_path):
    path = tmp_path / "matrix.json"
    path.write_text(json.dumps(TOPSIS), encoding="utf-8-sig")
    assert jiugai(path).exit_code == 0
    gone = jiugai(tmp_path / "gone.json", "--json")
    assert (gone.exit_code, json.loads(gone.stdout)["error"]) == (1, "solve.no_file")


def test_wrong_usage_ends_with_2():
    assert jiugai().exit_code == 2
    assert jiugai("-", "--metod", "topsis", given=TOPSIS).exit_code == 2


def test_help_does_not_wait_for_the_engines():
    code = "import sys, cli.main; assert not {'scoring', 'pymcdm', 'scipy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("room", ["scoring", "cli"])
def test_every_code_of_a_method_has_its_words(room):
    texts = [path.read_text("utf-8") for path in (ROOT / room).glob("*.py")]
    written = {code for text in texts for code in re.findall(r'"(methods?\.[a-z_0-9]+)"', text)}
    assert written <= {*codes("zh"), "methods.py"}
    assert room == "cli" or {f"method.{name}" for name in METHODS} <= set(codes("zh"))


@pytest.mark.parametrize(("cell", "told"), [("NaN", "nan"), ("Infinity", "inf")])
def test_a_refusal_is_json_whatever_the_number(cell, told):
    text = f'{{"values": [[1, {cell}], [1, 1]], "weights": [1, 1], "types": [1, -1]}}'

    def never(name):
        raise AssertionError(name)

    done = jiugai("-", "--json", given=text)
    found = json.loads(done.stdout, parse_constant=never)
    assert (done.exit_code, found["values"]["value"]) == (1, told)
