"""The groups in which the page of rules shows them."""

from phasing.rules import KINDS, LockIn
from ui.plan.rules.listed import GROUPS, said


def test_every_kind_of_rule_is_shown_in_one_group():
    listed = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(listed) == sorted(KINDS)


def test_an_estate_without_a_name_goes_by_its_code():
    told = said(LockIn("E1", 2027), {"E1": float("nan")})
    assert "E1" in told
    assert "nan" not in told
