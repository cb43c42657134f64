"""What a decision about one rule, or a step back, came to: in the words of the page of rules."""

from collections.abc import Callable, Mapping
from typing import Any

from phasing.rules import Rule, rule_from_dict
from study.decisions import Decision
from tables import InputError
from ui.plan.rules.listed import SHARES
from ui.plan.rules.listed import said as worded
from ui.session.words import number, percent, t

RULE = "rule"
_STEPS = ("undo", "redo")
_TURNS = ("added", "dropped")


def rule_told(one: Decision, called: Mapping[str, str]) -> str:
    """Return a rule that was added, dropped, switched or given another number; "" for no rule."""
    rule = _rule(one)
    if rule is None:
        return ""
    said, about = worded(rule, called), one.about
    for turn in _TURNS:
        if about.get(turn) is True:
            return t(f"record.rule.{turn}", rule=said)
    if isinstance(about.get("on"), bool):
        return t(f"record.rule.{'on' if about['on'] else 'off'}", rule=said)
    if _is_number(about.get("value")):
        return t("record.rule.number", rule=said, value=_amount(about, rule))
    return ""


def step_told(one: Decision, kind: Callable[[str], str], when: Callable[[str], str]) -> str:
    """Return which step was taken back or again; "" for another decision."""
    of, at = one.about.get("of"), one.about.get("at")
    if one.kind not in _STEPS or not (isinstance(of, str) and isinstance(at, str)):
        return ""
    return t(f"record.step.{one.kind}", kind=kind(of), when=when(at))


def _rule(one: Decision) -> Rule | None:
    """Return the rule a decision is about; None where it is about none, or was written by hand."""
    given = one.about.get("rule") if one.kind == RULE else None
    if not isinstance(given, Mapping):
        return None
    try:
        return rule_from_dict(given)
    except (InputError, KeyError, TypeError, ValueError):
        return None


def _amount(about: Mapping[str, Any], rule: Rule) -> str:
    key, value = str(about.get("key", "")), float(about["value"])
    if key in SHARES or rule.kind == "share_cap":
        return percent(value)
    return str(int(value)) if key == "year" else number(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
