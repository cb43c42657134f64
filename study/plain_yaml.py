"""YAML as a planner means it: text from Notepad in, values out, keys as they are written."""

from pathlib import Path
from typing import Any

import yaml

from tables import InputError

__all__ = ["Reader", "decoded", "flat", "value_of", "values"]

_DEEPEST = (
    64  # levels; a study has six. libyaml follows each by calling itself: 100,000 end the process
)
_TRUTH = "tag:yaml.org,2002:bool"
_TEXT = "tag:yaml.org,2002:str"


# libyaml reads a study ten times as fast as the same rules written in Python; both are PyYAML.
try:
    from yaml import CSafeLoader as Reader
except ImportError:  # PyYAML was built without it
    from yaml import SafeLoader as Reader  # type: ignore[assignment]


class _Loader(Reader):
    """A loader to which the keys on, off, yes and no are words; YAML 1.1 takes them for truth."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        for key, _ in node.value:
            if key.tag == _TRUTH:
                key.tag = _TEXT
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def values(text: str) -> Any:  # noqa: ANN401 - any YAML value
    """Return what a YAML text says. Raises yaml.YAMLError where it says nothing.

    >>> values("{off: true, held: on}")
    {'off': True, 'held': True}
    """
    return yaml.load(flat(text), Loader=_Loader)  # noqa: S506 - a SafeLoader


def flat(text: str) -> str:
    """Return `text`, if it is YAML of at most 64 levels. Raises yaml.YAMLError.

    >>> flat("[[1], {a: 2}]")
    '[[1], {a: 2}]'
    >>> flat("[" * 65)
    Traceback (most recent call last):
    yaml.error.MarkedYAMLError: more than 64 levels...
    """
    depth = 0
    for event in yaml.parse(text, Loader=Reader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            told = f"more than {_DEEPEST} levels"
            raise yaml.MarkedYAMLError(problem=told, problem_mark=event.start_mark)  # type: ignore[arg-type] # C's own mark
    return text


def value_of(node: yaml.Node) -> Any:  # noqa: ANN401 - any YAML value
    """Return what one node of a YAML text says."""
    return _Loader("").construct_document(node)


def decoded(content: bytes, file: Path) -> tuple[str, str]:
    """Return the text of a file and its encoding, by which it is written back byte for byte.

    Notepad writes a byte order mark or, on old systems, GBK. Raises InputError for anything else.
    """
    for encoding in ("utf-8-sig", "utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == content:
            return text, encoding
    raise InputError("study.not_utf8", file=file.name)
