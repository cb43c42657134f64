from scoring import Indicator
from ui.criteria.words import unit_of, value_told


def made(key, unit):
    return Indicator(key, "c", "need", ((0, 0), (3, 100)), 1, unit=unit)


def test_a_severity_and_a_stage_are_told_by_name_as_on_the_sheet():
    assert value_told(made("leak", "severity"), 1.0) == "轻微"
    assert value_told(made("scheme_step", "step"), 2.0) == "初稿"
    assert value_told(made("leak", "severity"), 0.5).startswith("0.5")
    assert value_told(made("elder_share", "share"), 0.25) == "25%"


def test_a_unit_does_not_repeat_the_name():
    assert unit_of(made("elder_share", "share")) == "%"
    assert "阶段" not in unit_of(made("scheme_step", "step"))
