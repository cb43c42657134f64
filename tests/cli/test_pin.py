"""`jiugai pin` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.study import four_estates


def jiugai(*words):
    return CliRunner().invoke(main, ["pin", *map(str, words)])


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return four_estates.write(tmp_path_factory.mktemp("four") / "study")


@pytest.fixture(scope="module")
def planned(study):
    """The price of leaving E2 out, as JSON: the plan that stands comes with it."""
    return json.loads(jiugai(study, "--out", "E2", "--json").stdout)


def test_the_first_answer_and_the_searched_one_are_both_told(study):
    done = jiugai(study, "--out", "E2", "--locale", "en")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert sum(line.endswith(" is left out.") for line in lines) == 2
    assert any(line.startswith("This is a first answer") for line in lines)


def test_json_holds_both_prices_and_what_was_kept(planned):
    assert planned["first"]["searched"] is False
    assert planned["price"]["searched"] is True
    assert planned["price"]["out"] == ["E2"]
    assert planned["kept"] is None
    assert planned["price"]["code"] in ("priced", "not_told_apart", "as_planned", "better")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "price.nothing_asked"),
        (("--pin", "E1"), "price.bad_pin"),
        (("--pin", "E1=soon"), "price.bad_pin"),
        (("--pin", "E1=2027", "--pin", "E1=2028"), "price.asked_twice"),
        (("--pin", "E9=2027"), "price.unknown_estate"),
        (("--pin", "E1=2050"), "price.year_beyond"),
        (("--out", "E1", "--proposal", "cheapest"), "study.not_one_of"),
    ],
)
def test_a_mistake_ends_with_its_sentence(study, words, code):
    done = jiugai(study, *words, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == code
    assert done.stderr.strip()


def test_what_is_kept_is_in_the_study_and_the_old_file_beside_it(tmp_path):
    folder = four_estates.write(tmp_path / "study")
    file = folder / "study.yaml"
    before = file.read_bytes()
    done = jiugai(folder, "--out", "E2", "--keep", "--json")
    assert done.exit_code == 0, done.output
    kept = json.loads(done.stdout)["kept"]
    assert "lock_out: {estate_id: E2}" in file.read_text(encoding="utf-8")
    assert file.with_name(kept["kept"]).read_bytes() == before
    again = json.loads(jiugai(folder, "--out", "E2", "--json").stdout)
    assert again["price"]["code"] == "as_planned"
