"""Where the keys and values of a YAML text stand, and what replacing or removing one leaves."""

import re
from dataclasses import dataclass

import yaml

from study.plain_yaml import Reader, flat
from tables import InputError

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_REST = re.compile(r",?[ \t]*(?:[ \t]#[^\r\n]*)?\r?\n")  # of a line after the last of an entry


@dataclass(frozen=True)
class Step:
    """One key on the way down: its node, its value, and the mapping it stands in."""

    key: yaml.ScalarNode
    value: yaml.Node
    parent: yaml.MappingNode


def down(text: str, path: tuple[str, ...]) -> tuple[list[Step], yaml.Node]:
    """Return the steps that `path` finds in the text, and the node the last of them leads to."""
    node: yaml.Node = _root(text)
    steps: list[Step] = []
    for key in path:
        if not isinstance(node, yaml.MappingNode):
            break
        found = [pair for pair in node.value if pair[0].value == key]
        if not found:
            break
        steps.append(Step(found[-1][0], found[-1][1], node))
        node = found[-1][1]
    return steps, node


def end(text: str, node: yaml.Node) -> int:
    """Return where the last character of a node stands, comments and blank lines left out."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end(text, last[1] if isinstance(last, tuple) else last)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return len(text[: node.end_mark.index].rstrip())
    return int(node.end_mark.index)


def replaced(text: str, step: Step, new: str) -> str:
    """Return the text with another value after a key; one of many lines becomes one of one.

    The comment behind the value stays where a word follows a word, or a list of one line a list;
    else it spoke of what is gone.
    """
    colon = text.index(":", step.key.end_mark.index) + 1
    stop = _end(text, step.value)
    behind = _COMMENT.match(text, stop)
    if behind and not _alike(step.value, text[colon:stop], new):
        stop = behind.end()
    return text[:colon] + f" {new}" + text[stop:]


def _alike(old: yaml.Node, was: str, new: str) -> bool:
    """Return whether a comment on `old` may speak of `new` too."""
    if isinstance(old, yaml.ScalarNode):
        return new[0] not in "[{"
    return isinstance(old, yaml.SequenceNode) and "\n" not in was and new[0] == "["


def added(text: str, mapping: yaml.MappingNode, entry: str) -> str:
    """Return the text with one more entry at the end of a mapping."""
    if not mapping.value:
        return text[: mapping.start_mark.index] + f"{{{entry}}}" + text[mapping.end_mark.index :]
    last = _end(text, mapping.value[-1][1])
    if mapping.flow_style:
        return text[:last] + f", {entry}" + text[last:]
    indent = " " * mapping.value[0][0].start_mark.column
    return _below(text, last, [indent + entry])


def filled(text: str, step: Step, entry: str) -> str:
    """Return the text with a first entry below a key that nothing followed."""
    start = step.value.start_mark.index
    bare = text[:start].rstrip(" ") + text[step.value.end_mark.index :]
    return _below(bare, step.key.end_mark.index, [" " * (step.key.start_mark.column + 2) + entry])


def section(text: str, key: str, lines: list[str], *, after: str) -> str:
    """Return the text with a new section of `lines` after the section `after`, else at its end."""
    root = _root(text)
    names = [name.value for name, _ in root.value]
    place = names.index(after) if after in names and after != key else -1
    return _below(text, _end(text, root.value[place][1]), ["", *lines])


def relisted(text: str, node: yaml.SequenceNode, part: tuple[int, int], lines: list[str]) -> str:
    """Return the text with `lines` in place of a part (first, stop) of the items of a list."""
    first, stop = part
    ends = [_line_end(text, _end(text, item)) for item in node.value]
    start = ends[first - 1] if first else _line_start(text, node.start_mark.index)
    if first < stop:
        start = _line_start(text, node.value[first].start_mark.index)
    head, newline = text[:start], _newline(text)
    if head and not head.endswith("\n"):
        head += newline
    rest = text[ends[stop - 1] if first < stop else start :]
    return head + "".join(line + newline for line in lines) + rest


def removed(text: str, step: Step) -> str:
    """Return the text without one entry; comments above it stay."""
    entries = step.parent.value
    place = next(i for i, pair in enumerate(entries) if pair[0] is step.key)
    start, stop = step.key.start_mark.index, _end(text, step.value)
    if step.parent.flow_style:
        first, last = _line_start(text, start), _line_end(text, stop)
        if not text[first:start].strip() and _REST.fullmatch(text, stop, last):
            return text[:first] + text[last:]  # its lines hold nothing else
        if place:
            start = _end(text, entries[place - 1][1])
        elif len(entries) > 1:
            stop = entries[1][0].start_mark.index
        return text[:start] + text[stop:]
    before, rest = text[: _line_start(text, start)], text[_line_end(text, stop) :]
    newline = _newline(text)
    alone = step.key.start_mark.column == 0 and before.endswith(newline * 2)
    if alone and (not rest or rest.startswith(newline)):
        before = before.removesuffix(newline)  # the blank line that parted the section
    return before + rest


def _root(text: str) -> yaml.MappingNode:
    root = yaml.compose(flat(text), Loader=Reader)
    if not isinstance(root, yaml.MappingNode):
        raise InputError("study.not_a_mapping", where="study.yaml", value=text.strip())
    return root


def _end(text: str, node: yaml.Node) -> int:
    """Return the end of a node; an empty one may be said to begin after blank lines."""
    return len(text[: end(text, node)].rstrip())


def _below(text: str, at: int, lines: list[str]) -> str:
    """Return the text with new lines below the line in which the character `at` stands."""
    newline, stop = _newline(text), _line_end(text, at)
    head = text[:stop]
    if not head.endswith("\n"):
        head += newline
    return head + "".join(line + newline for line in lines) + text[stop:]


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop + 1


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
