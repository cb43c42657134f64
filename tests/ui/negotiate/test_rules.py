"""Every rule that an override may ask to release has words on the page."""

import pytest

from phasing.rules import Gate, LockIn, LockOut, NotBefore, SameTrench, StartBy
from ui.negotiate import estate as negotiate_estate

RULES = [
    Gate("E1", "consent_unknown"),
    LockIn("E1", 2028),
    LockOut("E1"),
    NotBefore("E1", 2029),
    StartBy("E1", 2028),
    SameTrench("人民路", ("E1", "E2"), apart_years=5, year=2028),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_a_rule_is_told_in_words(rule, monkeypatch):
    monkeypatch.setattr(negotiate_estate, "names", lambda _: {"E1": "和平里"})
    told = negotiate_estate.rule_told(None, rule)
    assert "rule." not in told
    assert "{" not in told
    assert any(name in told for name in ("和平里", "E1"))
