"""One question of one proposal: what the person says, else the study, else what is usual."""

import dataclasses

import pytest

import study
from study.negotiation.choices import Negotiate
from study.negotiation.one_question import answered, asking_only
from tables import InputError
from tests.study.four_negotiated import write


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return study.load(write(tmp_path_factory.mktemp("town") / "study"))


def asked(loaded, **said):
    return asking_only(loaded.choices, said)


def test_what_a_person_says_goes_before_what_the_study_says(loaded):
    told = asked(loaded, gap=0.01, alternatives={"count": 7, "within": None})
    assert (told.gap, told.nodes) == (0.01, 300)
    assert (told.alternatives.count, told.alternatives.within) == (7, 0.6)
    money = asked(loaded, money={"step_wan": 5, "curve": None}).money
    assert (money.step_wan, money.curve) == (5, (0.5, 1, 1.5))


def test_only_what_is_asked_is_asked(loaded):
    told = asked(loaded, canvass={"top": None})
    assert told.canvass.top == 2
    assert (told.alternatives, told.money, told.samples, told.horizons) == (None, None, 0, ())


def test_where_nobody_says_it_is_as_usual(loaded):
    bare = dataclasses.replace(loaded.choices, negotiate=None)
    assert asking_only(bare, {"changes": None}).changes == (0, 10, 20)
    # of a plan of two years three are no shorter horizon, and two are the plan itself
    assert asking_only(bare, {"horizons": None}).horizons == ()
    longer = dataclasses.replace(bare, horizon=(2027, 2028, 2029, 2030, 2031))
    assert asking_only(longer, {"horizons": None}).horizons == (3, 2)


def test_one_proposal_is_asked_and_it_must_be_one_of_the_study(loaded):
    both = dataclasses.replace(loaded.choices, proposals=("need", "reach"), negotiate=None)
    assert asking_only(both, {"proposal": "reach"}).proposal == "reach"
    assert asking_only(both, {}) == Negotiate("need")
    with pytest.raises(InputError):
        asking_only(loaded.choices, {"proposal": "reach"})


def test_only_the_parts_asked_are_answered_and_each_is_heard(loaded):
    question, heard = asked(loaded, horizons=[1]), list[str]()
    choices, parts = loaded.choices, ("horizons",)
    measured = study.measure(study.read_inputs(loaded), choices)
    ranked = study.ranked(measured, choices)
    found = answered(ranked, choices, question, parts, progress=heard.append)
    assert heard == ["propose", "negotiate.horizons"]
    assert found.horizons.table["placed"].tolist() == [2, 1]
    assert (found.why, found.money_worth) == (None, None)
