"""`jiugai pin` as a person types it."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from cli.main import main
from cli.pin import _show
from layers.proposal_name import proposal_name
from phasing import Objective, Settings, problem
from phasing.negotiation.override import Override
from phasing.negotiation.price import price
from phasing.negotiation.standing import standing
from phasing.rules import Budget
from tests.study import four_estates


def jiugai(*words):
    return CliRunner().invoke(main, ["pin", *map(str, words)])


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return four_estates.write(tmp_path_factory.mktemp("four") / "study")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_aims_in_turn_go_by_their_names(capsys, locale):
    pool = pd.DataFrame({
        "estate_id": ["E1", "E2"], "district": "河东区", "cost_wan": [400.0, 500.0],
        "score": [90.0, 80.0], "residents": [300, 360], "readiness": [0.2, 0.8],
    })  # fmt: skip
    need = Objective("need", "need", (1.0, 0.9))
    aim = Objective("ready", "ready", (1.0, 0.9), after=(need,), give_up=0.01)
    money = (Budget("市级", year, 500) for year in (2027, 2028))
    posed = problem(pool, years=[2027, 2028], objective=aim).subject_to(*money)
    exact = Settings(gap=0, node_limit=500, seed=1)
    found = price(standing(posed, settings=exact), Override(out=frozenset({"E2"})), settings=exact)
    _show(found, {}, locale)
    printed = capsys.readouterr().out
    assert proposal_name("ready", locale=locale) in printed
    assert "ready）" not in printed
    assert "(ready)" not in printed


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
    assert planned["price"]["code"] == "cluster_broken"  # E1 stays behind in P1


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


def test_an_estate_may_be_named_by_its_name(study, planned):
    found = json.loads(jiugai(study, "--out", "建设新村", "--json").stdout)
    assert found["price"] == planned["price"]


def test_two_years_for_an_estate_named_in_two_ways_are_refused(study):
    done = jiugai(study, "--pin", "E2=2027", "--pin", "建设新村=2028", "--json")
    assert json.loads(done.stdout)["error"] == "price.asked_twice"


@pytest.mark.parametrize("asked", ["E2=2035", "E2=2027"])
def test_a_pin_that_is_refused_is_refused_before_anything_is_solved(tmp_path, monkeypatch, asked):
    waits = [{"not_before": {"estate_id": "E2", "year": 2028}}]
    town = four_estates.write(tmp_path / "town", change={"rules": waits})
    monkeypatch.setattr("study.negotiation.price.plan_of", lambda *_: pytest.fail("solved"))
    done = jiugai(town, "--pin", asked, "--locale", "zh")
    assert done.exit_code == 1
    assert ("--release E2" in done.stderr) == (asked == "E2=2027")
