import pytest

from intake.cells.reading import Reading
from intake.cells.zeros import NEVER_NONE, without_zeros
from tables import TABLES

ESTATES = TABLES["estates"]


@pytest.mark.parametrize("name", sorted(NEVER_NONE))
def test_an_estate_without_any_was_not_counted(name):
    found = without_zeros([Reading(0), Reading(3, "interpreted")], ESTATES.column(name), "estates")
    assert found == [Reading(None, "zero"), Reading(3, "interpreted")]


@pytest.mark.parametrize("name", ["elders", "support_households", "vulnerable_households", "leak"])
def test_what_may_well_be_none_stays(name):
    assert without_zeros([Reading(0)], ESTATES.column(name), "estates") == [Reading(0)]


def test_a_building_may_have_no_household():
    column = TABLES["buildings"].column("households")
    assert without_zeros([Reading(0)], column, "buildings") == [Reading(0)]
