"""Rules of study.yaml added, taken away, given another number: nothing else in the text moves."""

from collections.abc import Mapping
from typing import Any

from phasing.rules import Rule
from study import yaml_places as places
from study.editing import edited, written
from study.plain_yaml import values
from study.rule_switches import checked, entry, rule_list, steps_of
from tables import InputError

_RULES = ("rules",)


def with_rule(text: str, rule: Rule) -> str:
    r"""Return the text of a study.yaml with one more rule at the end of its list.

    What a rule leaves at its default is not written.

    >>> from phasing.rules import LockIn
    >>> print(with_rule("rules:\n  - lock_out: {estate_id: E1}\n", LockIn("E2", 2027)), end="")
    rules:
      - lock_out: {estate_id: E1}
      - lock_in: {estate_id: E2, year: 2027}
    """
    there = values(text).get("rules") or []
    return edited(text, {_RULES: [*there, entry_of(rule)]})


def without_rule(text: str, place: int) -> str:
    """Return the text without rule number `place` (from 0); its comment goes with it."""
    entry(text, place)
    node, there = rule_list(text), list(values(text)["rules"])
    left = there[:place] + there[place + 1 :]
    if node is None or node.flow_style or not left:
        return edited(text, {_RULES: left or None})
    changed = places.relisted(text, node, (place, place + 1), [])
    if values(changed) != {**values(text), "rules": left}:
        raise InputError("editing.by_hand", keys=f"rules[{place + 1}]")
    return changed


def with_number(text: str, place: int, key: str, value: float) -> str:
    r"""Return the text with another number after `key` of rule number `place` (from 0).

    >>> text = "rules:\n  - cap: {measure: households, year: 2027, at_most: 900}   # teams\n"
    >>> print(with_number(text, 0, "at_most", 1200), end="")
    rules:
      - cap: {measure: households, year: 2027, at_most: 1200}   # teams
    """
    inner = entry(text, place)
    step = next((s for s in steps_of(inner) if s.key.value == key), None)
    said = int(value) if float(value).is_integer() else value
    if step is None:
        changed = places.added(text, inner, f"{key}: {written(said)}")
    else:
        changed = places.replaced(text, step, written(said))
    return checked(text, changed, place, {key: said})


def entry_of(rule: Rule) -> Mapping[str, Any]:
    """Return the rule as an entry of study.yaml says it.

    >>> from phasing.rules import Cap
    >>> entry_of(Cap("households", 2027, 900.0))
    {'cap': {'measure': 'households', 'year': 2027, 'at_most': 900}}
    """
    said = {key: _plain(value) for key, value in rule.as_dict().items() if key != "rule"}
    usual = {name: field.default for name, field in type(rule).__dataclass_fields__.items()}
    kept = {key: value for key, value in said.items() if value != usual[key]}
    return {rule.kind: kept}


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
