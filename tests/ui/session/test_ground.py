"""Measuring looks at nothing that a save of weights, rules or money changes."""

import dataclasses
from types import SimpleNamespace

import pandas as pd
import pytest

import study
from study.clusters import parse
from study.rests_on import NOT_MEASURED
from ui.session import opened


class Poison:
    """Whoever looks at it fails."""

    def __getattr__(self, name):
        raise AssertionError(name)

    def __iter__(self):
        raise AssertionError("iter")


def test_measuring_looks_at_no_choice_that_is_left_out_of_its_key(view):
    choices = view.choices
    poisoned = {name: Poison() for name in NOT_MEASURED - {"rules"}}
    found = study.measure(view.ranked.measured.inputs, dataclasses.replace(choices, **poisoned))
    pd.testing.assert_frame_equal(
        pd.DataFrame(found.estates.drop(columns="geometry")),
        pd.DataFrame(view.ranked.measured.estates.drop(columns="geometry")),
    )


@pytest.mark.parametrize("rules", [(), "all"])
def test_rules_weights_and_money_leave_the_ground_as_it_is(small_study, rules):
    written = study.load(small_study)
    own = written.choices
    other = dataclasses.replace(
        study.reweighted(own, {"age": 1.0}), rules=own.rules if rules else (), scenarios=()
    )
    assert opened.ground(dataclasses.replace(written, choices=other)) == opened.ground(written)


def test_a_cap_on_stock_and_an_answer_do_change_it(small_study):
    written = study.load(small_study)
    cap = SimpleNamespace(kind="stock_cap")
    capped = dataclasses.replace(written.choices, rules=(*written.choices.rules, cap))
    said = dataclasses.replace(written.choices, answers={"crs": {"a.shp": "EPSG:4547"}})
    keys = {
        opened.ground(dataclasses.replace(written, choices=each))
        for each in (written.choices, capped, said)
    }
    assert len(keys) == 3


def test_other_clusters_are_other_ground_but_no_other_walk(small_study):
    written = study.load(small_study)
    drawn = parse({"members": {"东门": ["LH0001", "LH0002"]}})
    other = dataclasses.replace(
        written, choices=dataclasses.replace(written.choices, clusters=drawn)
    )
    assert opened.ground(other) != opened.ground(written)
    assert opened.walked(other) == opened.walked(written)
