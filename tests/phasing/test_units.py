"""Who can be placed, alone or with a cluster, and why the others cannot."""

import pytest

from phasing import problem
from phasing.rules import (
    Cap,
    Gate,
    LockIn,
    LockOut,
    NotBefore,
    SameTrench,
    StartBy,
    Together,
)
from phasing.units import candidates, units

YEARS = [2027, 2028]


def units_of(pool, *rules):
    return units(problem(pool, years=YEARS).subject_to(*rules))


def test_estates_stand_alone_unless_kept_together(four):
    assert [unit.unit_id for unit in units_of(four).units] == ["E1", "E2", "E3", "E4"]
    together = units_of(four, Together("西门片区")).units
    assert [unit.members for unit in together] == [("E3",), ("E4",), ("E1", "E2")]


def test_a_cluster_starts_when_its_last_member_may(four):
    found = units_of(four, Together("西门片区"), NotBefore("E2", 2028))
    assert found.units[-1].years == (2028,)


def test_a_lock_takes_its_cluster_along(four):
    unit = units_of(four, Together("西门片区"), LockIn("E2", 2028)).units[-1]
    assert (unit.members, unit.years, unit.locked) == (("E1", "E2"), (2028,), 2028)


def test_a_member_locked_elsewhere_steps_out(four):
    found = units_of(four, Together("西门片区"), LockIn("E1", 2027), LockIn("E2", 2028))
    assert [unit.unit_id for unit in found.units] == ["E1", "E2", "E3", "E4"]
    assert [(n.estate_id, n.code) for n in found.notes] == [("E2", "locked_elsewhere")]


def test_a_member_that_starts_after_the_lock_steps_out(four):
    found = units_of(four, Together("西门片区"), LockIn("E1", 2027), NotBefore("E2", 2028))
    assert [(n.estate_id, n.code) for n in found.notes] == [("E2", "locked_elsewhere")]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (Gate("E1", "consent"), "gate:consent"),
        (LockOut("E1"), "lock_out"),
        (NotBefore("E1", 2030), "not_before"),
    ],
)
def test_who_may_not_enter_steps_out_with_the_reason(four, rule, reason):
    found = units_of(four, Together("西门片区"), rule)
    assert found.kept_out == {"E1": reason}
    assert [(n.estate_id, n.code) for n in found.notes] == [("E1", f"stepped_out:{reason}")]


def test_an_unknown_cost_needs_a_survey(four):
    unknown = four.assign(**{c: four[c].mask(four.index == 2) for c in four if "cost" in c})
    assert units_of(unknown).kept_out == {"E3": "needs_survey"}


def test_a_capped_measure_that_is_unknown_needs_a_survey(four):
    unknown = four.assign(households=four["households"].mask(four.index == 2))
    assert units_of(unknown).kept_out == {}
    assert units_of(unknown, Cap("households", 2027, 99)).kept_out == {"E3": "needs_survey"}


def test_candidates_are_the_rows_that_may_enter(four):
    posed = problem(four, years=YEARS).subject_to(LockOut("E2"))
    assert candidates(posed, units(posed))["estate_id"].tolist() == ["E1", "E3", "E4"]


def opened(estate, year):
    """The road along an estate is opened in a year and must stay closed for five."""
    return SameTrench(f"{estate}门前路", (estate,), apart_years=5, year=year)


def test_a_road_opened_lately_leaves_an_estate_only_the_years_that_do_not_dig_it_again(four):
    found = units_of(four, opened("E1", 2027), opened("E2", 2023))
    assert {unit.unit_id: unit.years for unit in found.units} == {
        "E1": (2027,), "E2": (2028,), "E3": (2027, 2028), "E4": (2027, 2028),
    }  # fmt: skip
    assert found.kept_out == {}


def test_whom_no_year_is_left_steps_out_of_the_cluster_or_holds_it_back(four):
    stepped = units_of(four, Together("西门片区"), opened("E1", 2025))
    assert stepped.kept_out == {"E1": "trench"}
    assert ("E2",) in [unit.members for unit in stepped.units]
    assert [(n.estate_id, n.code) for n in stepped.notes] == [("E1", "stepped_out:trench")]
    held = units_of(four, Together("西门片区", gated="hold_back"), opened("E1", 2025))
    assert held.kept_out == {"E1": "trench", "E2": "cluster_held"}


def test_two_roads_and_a_wait_may_together_leave_no_year(four):
    found = units_of(
        four,
        *(opened("E1", 2027), SameTrench("北路", ("E1",), apart_years=5, year=2028)),
        *(opened("E2", 2027), NotBefore("E2", 2028)),
    )
    assert found.kept_out == {"E1": "trench", "E2": "trench"}


def test_who_is_locked_or_must_start_stays_in_though_a_road_leaves_no_year(four):
    rules = (opened("E1", 2025), LockIn("E1", 2027), opened("E2", 2025), StartBy("E2", 2028))
    assert units_of(four, *rules).kept_out == {}


def test_a_gate_is_said_before_a_road(four):
    found = units_of(four, opened("E1", 2025), Gate("E1", "consent"))
    assert found.kept_out == {"E1": "gate:consent"}
