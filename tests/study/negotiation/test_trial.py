"""Edits priced: as the price of the same override, as a study solved from the edited file."""

import dataclasses

import pytest

import study
from phasing.negotiation.override import Override
from phasing.negotiation.price import price as override_price
from phasing.negotiation.standing import standing
from phasing.solve import Settings
from study.editing import edited
from study.negotiation import trial as trials
from study.negotiation.price import plan_of
from study.negotiation.trial import ANEW, Case, price, price_at_once, trial
from study.plan_edit_ways import WAYS
from study.plan_edits import Edit, with_edits
from study.propose import phasing_problem
from study.read import from_text
from study.saving import opened
from tables import InputError
from tests.study import four_estates

EXACT = Settings(gap=1e-9, node_limit=5000, seed=1)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Return a town of which E1 and E3 fit one year each, and E2 the other or none."""
    folder = four_estates.write(
        tmp_path_factory.mktemp("four"), change={"solver": {"gap": 1e-9}, "clusters": "apart"}
    )
    written = study.load(folder)
    ranked = study.ranked(
        study.measure(study.read_inputs(written), written.choices), written.choices
    )
    plan = plan_of(ranked, written.choices, "need")
    return Case(opened(written.path).text, written, ranked, written.choices, plan)


def asked(case, *edits):
    return trial(case, with_edits(case.text, edits, ways=WAYS))


def pin(estate, year):
    return Edit("pin", {"estate_id": estate, "year": year})


def out(estate):
    return Edit("out", {"estate_id": estate})


def test_stacked_edits_cost_what_the_override_costs_and_what_a_new_study_says(case):
    edits = (out("E1"), pin("E3", 2028))
    found = price(asked(case, *edits), settings=EXACT)

    override = Override({"E3": 2028}, frozenset({"E1"}))
    same = override_price(case.standing, override, settings=EXACT)
    assert (found.lost, found.code) == (same.lost, same.code)
    assert found.after.plan == same.after.plan

    text = with_edits(case.text, edits, ways=WAYS)
    choices = from_text(text, case.written.path).choices
    long = study.ranked(study.measure(study.read_inputs(case.written), choices), choices)
    aim = case.standing.problem.objective
    alone = standing(phasing_problem(long, choices).aiming_at(aim), settings=EXACT)
    assert alone.value == pytest.approx(found.after.value)
    assert found.lost == pytest.approx(case.standing.value - alone.value)
    assert found.after.plan["E3"] == 2028
    assert "E1" not in found.after.plan


def test_the_first_answer_keeps_the_edits_and_is_never_better_than_what_is_proven(case):
    tried = asked(case, out("E1"), pin("E3", 2028))
    first, whole = price_at_once(tried), price(tried, settings=EXACT)
    assert first.after.plan["E3"] == 2028
    assert not first.searched
    assert first.lost >= whole.lost - 1e-9


def test_what_the_plan_does_anyway_costs_nothing(case):
    estate, year = next(iter(case.standing.plan.items()))
    found = price(asked(case, pin(estate, year)), settings=EXACT)
    assert (found.code, found.lost, found.difference.displaced) == ("as_planned", 0, 0)


def test_no_edit_is_no_price(case):
    found = price(asked(case), settings=EXACT)
    assert (found.code, found.lost) == ("as_planned", 0)


def test_edits_that_cannot_all_be_are_a_clash_with_what_would_help(case):
    found = price(asked(case, pin("E1", 2027), pin("E2", 2027)), settings=EXACT)
    assert (found.code, found.after) == ("clash", None)
    assert found.clash.easings


@pytest.mark.parametrize(
    ("edit", "code"),
    [(pin("E4", 2027), "price.gate"), (pin("E9", 2027), "phasing.unknown_estate")],
)
def test_what_a_single_rule_refuses_is_said_before_anything_is_solved(case, edit, code):
    with pytest.raises(InputError) as raised:
        asked(case, edit)
    assert raised.value.code == code


def test_a_lock_freed_again_is_the_plan_there_was(case):
    text = with_edits(case.text, [pin("E1", 2028)], ways=WAYS)
    choices = from_text(text, case.written.path).choices
    plan = plan_of(case.ranked, choices, "need")
    locked = dataclasses.replace(case, text=text, choices=choices, standing=plan)
    free = with_edits(text, [Edit("free", {"estate_id": "E1"})], ways=WAYS)
    found = price(trial(locked, free), settings=EXACT)
    assert found.after.value == pytest.approx(case.standing.value)
    assert found.lost <= 0


def test_weights_moved_for_a_look_stay_while_edits_are_priced(case):
    other = study.reweighted(case.choices, {"age": 1.0})
    ranked = study.reranked(case.ranked, other)
    looked = dataclasses.replace(
        case, ranked=ranked, choices=other, standing=plan_of(ranked, other, "need")
    )
    tried = asked(looked, out("E1"))
    assert tried.problem.estates is looked.standing.problem.estates


def test_only_what_an_edit_touches_is_worked_out_anew(case, monkeypatch):
    def never(*_args):
        pytest.fail("measured anew")

    monkeypatch.setattr(trials, "measure", never)
    monkeypatch.setattr(trials, "ranked", never)
    text = case.text.replace("clusters: apart", "clusters: together")
    assert text != case.text
    tried = trial(case, with_edits(text, [out("E3")], ways=WAYS))
    assert {"E1", "E2"} in [set(unit.members) for unit in again_units(tried)]
    asked(case, out("E1"))


def test_a_cluster_the_plan_knew_nothing_of_is_one_unit_with_a_price(case):
    together = case.text.replace("clusters: apart", "clusters: together")
    drawn = Edit("cluster", {"name": "东门", "estates": ["E1", "E3"]})
    tried = trial(case, with_edits(together, [drawn, out("E2")], ways=WAYS))
    assert {"E1", "E3"} in [set(unit.members) for unit in again_units(tried)]
    assert price(tried, settings=EXACT).lost >= price(asked(case, out("E2")), settings=EXACT).lost


def again_units(tried):
    from phasing.units import units  # noqa: PLC0415 - only here

    return units(tried.problem).units


def test_where_estates_are_worth_something_else_no_range_is_told(case):
    tried = trial(case, edited(case.text, {("weights", "age"): 0.5, ("weights", "coverage"): None}))
    assert tried.anew
    found = price(tried, settings=EXACT)
    assert found.code == ANEW
    assert found.lost_least != found.lost_least
    assert found.before.worth(found.before.book()) == pytest.approx(found.before.value)
