"""What other weights would change among the first places."""

import dataclasses
import sys
from pathlib import Path

import pytest

import intake
import study
from study.weighing import parse
from study.weight_trial import first_places, trial

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import write


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    loaded = study.load(write(tmp_path_factory.mktemp("four")))
    choices = loaded.choices
    measured = study.measure(intake.read(loaded.sources, crs=choices.crs), choices)
    return study.ranked(measured, choices), choices


def how(given, choices):
    return parse(given, choices.day_of_law, choices.city)


def test_the_weights_in_force_move_nobody(town):
    found, choices = town
    assert trial(found, choices, how(found.weights.shares, choices), first=2).leaving == ()


@pytest.mark.parametrize("by_population", [False, True])
def test_first_places_are_those_of_a_full_ranking(town, by_population):
    found, choices = town
    other = how({"coverage": 1.0}, choices)
    counted = dataclasses.replace(choices.ranking, by_population=by_population)
    full_choices = dataclasses.replace(choices, weighing=other, ranking=counted)
    full = study.ranked(found.measured, full_choices)
    expected = full.estates.sort_values("rank")["estate_id"].tolist()
    tried = trial(found, full_choices, other, first=4)
    assert list(first_places(found, full_choices, tried.weights, first=4)) == expected


def test_who_leaves_stood_among_the_first_before(town):
    found, choices = town
    now = first_places(found, choices, found.weights, first=1)
    tried = trial(found, choices, how({"coverage": 1.0}, choices), first=1)
    then = first_places(found, choices, tried.weights, first=1)
    assert set(tried.leaving) == set(now) - set(then)
