"""Changes written into the text of a study.yaml: only the places meant, nothing else moves."""

import difflib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from study import yaml_lists as lists
from study import yaml_places as places
from study.plain_yaml import value_of, values
from tables import InputError

Path = tuple[str, ...]
Changes = Mapping[Path, Any]

_AFTER = "weights"  # a new section stands where a reader of the study looks for it
_STAYS = ("answers",)  # a section that stays, empty, as every study is written with it


def edited(text: str, changes: Changes) -> str:
    r"""Return the text of a study.yaml with `changes` written into it.

    A change is a path of keys and the value to stand there; None takes the key away, and with it a
    section that held nothing else. Comments, order, quotes, spaces and line ends stay as they are
    everywhere but in the value changed; a comment behind a value goes with it where another kind of
    value stands there now. What was written is read again before it is returned: Raises InputError
    where the text is of a kind that only a person can edit (a key twice, an alias, a merged key).

    >>> text = "weights: {age: 1}   # one\n"
    >>> print(edited(text, {("weights", "age"): 0.4, ("ranking", "by_population"): True}), end="")
    weights: {age: 0.4}   # one
    <BLANKLINE>
    ranking:
      by_population: true
    """
    try:
        changed = _changed(text, changes)
        right = _full(values(changed)) == _full(_meant(values(text), changes))
    except yaml.YAMLError:
        right = False
    if not right:
        raise InputError("editing.by_hand", keys=", ".join(".".join(path) for path in changes))
    return changed


def _changed(text: str, changes: Changes) -> str:
    for path, value in changes.items():
        text = _without(text, path) if value is None else _with(text, path, value)
    return text


def difference(before: str, after: str, *, name: str) -> list[str]:
    """Return the lines of a unified diff, without line ends; none where nothing changed."""
    lines = (before.removeprefix("\ufeff").splitlines(), after.removeprefix("\ufeff").splitlines())
    return list(difflib.unified_diff(*lines, fromfile=name, tofile=name, lineterm="", n=1))


def written(value: Any) -> str:  # noqa: ANN401 - any YAML value
    """Return a value as it is written on one line of YAML.

    >>> print(written({"anchors": [[20.0, 0], [60, 1e-7]], "zh": "房龄", "missing": "off"}))
    {anchors: [[20, 0], [60, 1.0e-07]], zh: 房龄, missing: 'off'}
    """
    if isinstance(value, Mapping):
        inner = (f"{_key(str(key))}: {written(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(written(item) for item in value) + "]"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else _decimal(value)
    if isinstance(value, str):
        return _quoted(value)
    return json.dumps(value)


def _decimal(value: float) -> str:
    """Return a number with the point without which YAML 1.1 takes 1e-07 for a word."""
    told = repr(value)
    return told if "." in told else told.replace("e", ".0e")


def _key(word: str) -> str:
    return word if _reads(f"{{{word}: 1}}", {word: 1}) else _quoted(word)


def _quoted(word: str) -> str:
    """Return text, in quotes where it would be read as something else without them."""
    if not word.isprintable():
        escaped = word.encode("unicode_escape").decode("ascii").replace('"', '\\"')
        return f'"{escaped}"'
    return word if _reads(f"[{word}]", [word]) else "'" + word.replace("'", "''") + "'"


def _reads(text: str, meant: object) -> bool:
    return bool(_read(text) == meant)


def _with(text: str, path: Path, value: object) -> str:
    steps, found = places.down(text, path)
    wanted = json.loads(json.dumps(value))
    if len(steps) == len(path):
        return text if value_of(found) == wanted else _said_anew(text, path, wanted)
    for key in reversed(path[len(steps) + 1 :]):
        wanted = {key: wanted}
    entry = path[len(steps)]
    if isinstance(found, yaml.MappingNode):
        if not steps and not found.flow_style:
            return places.section(text, entry, _block(entry, wanted), after=_AFTER)
        return places.added(text, found, f"{_key(entry)}: {written(wanted)}")
    if steps and value_of(found) is None:
        return places.filled(text, steps[-1], f"{_key(entry)}: {written(wanted)}")
    raise InputError("study.not_a_mapping", where=".".join(path[: len(steps)]), value=found.value)


def _said_anew(text: str, path: Path, wanted: Any) -> str:  # noqa: ANN401 - any YAML value
    steps, found = places.down(text, path)
    if isinstance(wanted, Mapping) and set(wanted) & set(_keys(found)):
        return _matched(text, path, wanted, _keys(found))
    if lists.is_listed(wanted) and isinstance(found, yaml.SequenceNode) and not found.flow_style:
        return lists.matched(text, found, wanted, written)
    return places.replaced(text, steps[-1], written(wanted))


def _matched(text: str, path: Path, wanted: Mapping[str, Any], there: Sequence[str]) -> str:
    """Return the text with a mapping made to say `wanted`; what stays keeps its comments."""
    for key, value in wanted.items():
        text = _with(text, (*path, key), value)
    for key in there:
        text = text if key in wanted else _without(text, (*path, key))
    return text


def _keys(node: yaml.Node) -> list[str]:
    return [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []


def _block(key: str, value: Any) -> list[str]:  # noqa: ANN401 - any YAML value
    if lists.is_listed(value):
        return lists.lines(_key(key), value, written)
    if not isinstance(value, Mapping):
        return [f"{_key(key)}: {written(value)}"]
    return [f"{_key(key)}:", *(f"  {_key(k)}: {written(v)}" for k, v in value.items())]


def _without(text: str, path: Path) -> str:
    steps, _ = places.down(text, path)
    if len(steps) < len(path):
        return text
    gone, least = len(path) - 1, int(path[0] in _STAYS)
    while gone > least and len(steps[gone].parent.value) == 1:  # what held nothing else goes too
        gone -= 1
    return places.removed(text, steps[gone])


def _read(text: str) -> object:
    try:
        return values(text)
    except yaml.YAMLError:
        return None


def _meant(given: Any, changes: Changes) -> Any:  # noqa: ANN401 - any YAML value
    """Return what a text of these values should say once the changes are in it."""
    for path, value in changes.items():
        given = _laid(given, path, value)
    return given


def _laid(given: Any, path: Sequence[str], value: Any) -> Any:  # noqa: ANN401 - any YAML value
    key, *rest = path
    if value is None and not isinstance(given, Mapping):
        return given  # there is nothing to take away
    inner = dict(given or {})
    key = next((own for own in inner if str(own) == key), key)  # 12: is read as a number
    laid = _laid(inner.get(key), rest, value) if rest else json.loads(json.dumps(value))
    return {**inner, key: laid}


def _full(given: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Return the values without keys that hold nothing: to a study they are as good as absent."""
    if not isinstance(given, Mapping):
        return given
    inner = {key: _full(item) for key, item in given.items()}
    return {key: item for key, item in inner.items() if item is not None and item != {}}
