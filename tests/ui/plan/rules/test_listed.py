"""The groups in which the page of rules shows them."""

from phasing.rules import KINDS
from ui.plan.rules.listed import GROUPS


def test_every_kind_of_rule_is_shown_in_one_group():
    listed = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(listed) == sorted(KINDS)
