"""A rule of study.yaml switched off and on where it stands: `off: true` among what it says."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from phasing.rules import Rule, rule_from_dict
from study import yaml_places as places
from study.keys import items, mapping
from study.plain_yaml import value_of, values
from tables import InputError

OFF = "off"
_RULES = ("rules",)


class WrittenRule(NamedTuple):
    """A rule as it stands in study.yaml: which entry, what it says, whether it counts, why.

    `note` is the comment behind it, "" for none.
    """

    place: int
    rule: Rule
    on: bool
    note: str = ""


def parse(item: object) -> tuple[Rule, bool]:
    """Return the rule an entry of `rules:` says, and whether it counts.

    Raises InputError for an entry that is no rule, for `off` that is neither true nor false.

    >>> parse({"lock_out": {"estate_id": "E017", "off": True}})
    (LockOut(estate_id='E017'), False)
    """
    entry = mapping(item, where="rules")
    if len(entry) != 1:
        raise InputError("study.rule_one_key", value=item)
    kind, said = next(iter(entry.items()))
    given = mapping(said, where=f"rules.{kind}")
    off = given.get(OFF, False)
    if not isinstance(off, bool):
        raise InputError("phasing.rule_yes_no", rule=kind, key=OFF, value=off)
    rest = {key: value for key, value in given.items() if key != OFF}
    return rule_from_dict({"rule": kind, **rest}), not off


def split(given: object) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the rules that count and those that are off, each in the order they are written."""
    told = [parse(item) for item in items(given, key="rules")]
    return tuple(r for r, on in told if on), tuple(r for r, on in told if not on)


def written_rules(text: str) -> tuple[WrittenRule, ...]:
    """Return every rule of the text of a study.yaml, in its order. Raises InputError."""
    node = rule_list(text)
    if node is None:
        return ()
    told = [(parse(value_of(item)), note_of(text, item)) for item in node.value]
    return tuple(WrittenRule(i, rule, on, note) for i, ((rule, on), note) in enumerate(told))


def switched(text: str, place: int, *, on: bool) -> str:
    r"""Return the text of a study.yaml with its rule number `place` (from 0) switched on or off.

    A rule that is off stays where it is, its comment too, with `off: true` among what it says;
    switched on again, the text is as it was. Raises InputError where there is no such rule, or
    only a person can edit it (an alias, a merged key).

    >>> text = "rules:\n  - lock_out: {estate_id: E017}   # sold\n"
    >>> print(switched(text, 0, on=False), end="")
    rules:
      - lock_out: {estate_id: E017, off: true}   # sold
    >>> switched(switched(text, 0, on=False), 0, on=True) == text
    True
    """
    if _standing(text, place).get(OFF, False) is not on:
        return text
    inner = entry(text, place)
    step = next((one for one in steps_of(inner) if one.key.value == OFF), None)
    if step is None:
        changed = _with_off(text, inner)
    else:
        changed = places.removed(text, step) if on else places.replaced(text, step, "true")
    return checked(text, changed, place, {OFF: None if on else True})


def rule_list(text: str) -> yaml.SequenceNode | None:
    """Return where the rules stand in a text; None where there are none."""
    steps, node = places.down(text, _RULES)
    return node if steps and isinstance(node, yaml.SequenceNode) else None


def entry(text: str, place: int) -> yaml.MappingNode:
    """Return what the rule number `place` says, as it stands in the text. Raises InputError."""
    node = rule_list(text)
    count = len(node.value) if node is not None else 0
    if not 0 <= place < count and len(values(text).get("rules") or []) == count:
        raise InputError("rules.no_such_rule", place=place + 1, count=count)
    if node is not None and 0 <= place < count:
        found = node.value[place]
        if isinstance(found, yaml.MappingNode) and len(found.value) == 1:
            inner = found.value[0][1]
            if isinstance(inner, yaml.MappingNode):
                return inner
    raise InputError("editing.by_hand", keys=f"rules[{place + 1}]")


def steps_of(inner: yaml.MappingNode) -> list[places.Step]:
    """Return the keys of a rule with what stands behind them."""
    return [places.Step(key, value, inner) for key, value in inner.value]


def checked(text: str, changed: str, place: int, said: Mapping[str, Any]) -> str:
    """Return `changed` once it says what `text` does but for `said` of one rule; None: not said.

    Raises InputError `editing.by_hand` where it says anything else.
    """
    meant = values(text)
    ((kind, inner),) = meant["rules"][place].items()
    laid = {key: value for key, value in {**inner, **said}.items() if value is not None}
    meant["rules"][place] = {kind: laid}
    try:
        right = values(changed) == meant
    except yaml.YAMLError:
        right = False
    if not right:
        raise InputError("editing.by_hand", keys=f"rules[{place + 1}]")
    return changed


def note_of(text: str, node: yaml.Node) -> str:
    """Return the comment in the last line of a node, "" for none."""
    stop = places.end(text, node)
    rest = text[stop:].partition("\n")[0]
    return rest.partition("#")[2].strip() if rest.lstrip().startswith("#") else ""


def _standing(text: str, place: int) -> dict[str, Any]:
    said: dict[str, Any] = value_of(entry(text, place))
    return said


def _with_off(text: str, inner: yaml.MappingNode) -> str:
    """Return the text with `off: true` as the last thing a rule says; the line end stays as is."""
    changed = places.added(text, inner, f"{OFF}: true")
    if not text.endswith("\n") and changed.endswith("\n"):
        changed = changed.removesuffix("\n").removesuffix("\r")
    return changed
