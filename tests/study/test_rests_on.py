"""A choice is looked at no earlier than the stage it is named for."""

import dataclasses

import pandas as pd
import pytest

import study
from study.choices import Choices
from study.rests_on import NOT_MEASURED, PLANNED, RANKED, measured_by
from tests.study import four_estates


class Poison:
    """Whoever looks at it fails."""

    def __getattr__(self, name):
        raise AssertionError(name)

    def __iter__(self):
        raise AssertionError("iter")


@pytest.fixture(scope="module")
def ranked(tmp_path_factory):
    written = study.load(four_estates.write(tmp_path_factory.mktemp("four")))
    measured = study.measure(study.read_inputs(written), written.choices)
    return study.ranked(measured, written.choices), written.choices


def poisoned(choices, names):
    return dataclasses.replace(choices, **{name: Poison() for name in names})


def test_every_name_is_a_choice_and_stands_once():
    assert {item.name for item in dataclasses.fields(Choices)} >= NOT_MEASURED
    assert not RANKED & PLANNED


def test_ranking_looks_at_nothing_that_is_only_planned_with(ranked):
    found, choices = ranked
    again = study.ranked(found.measured, poisoned(choices, PLANNED))
    pd.testing.assert_frame_equal(
        pd.DataFrame(again.estates.drop(columns="geometry")),
        pd.DataFrame(found.estates.drop(columns="geometry")),
    )


def test_what_measuring_looks_at_changes_what_it_is_known_by(ranked):
    _, choices = ranked
    same = poisoned(choices, NOT_MEASURED - {"rules"})
    assert measured_by(same) == measured_by(choices)
    for name in ("trenches", "clusters", "added", "gates", "attribution"):
        assert measured_by(poisoned(choices, {name})) != measured_by(choices)
