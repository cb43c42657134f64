"""What changed in a study, in words: which part, which key, from what to what."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring import Tree
from study.editing import written
from study.merging import Changed
from texts import said
from ui.session.words import locale, percent, t

_LONGEST = 44


def part_name(path: Sequence[str]) -> str:
    """Return what the part of study.yaml is called that a path leads into."""
    return _named(path[0]) if path else t("saving.part.text")


def part_names(places: Sequence[Changed]) -> str:
    """Return the parts that changed, each once; a word for it where only comments did."""
    names = dict.fromkeys(part_name(one.path) for one in places)
    return t("ui.comma").join(names) or t("saving.nothing")


def stale_parts(parts: Sequence[str]) -> str:
    """Return what a plan is old in, as the sentence that says so goes on after “old”."""
    return t("ui.stale_and").join(dict.fromkeys(_named(part) for part in parts))


def place_lines(places: Sequence[Changed], tree: Tree | None = None) -> list[str]:
    """Return a line for every place that changed; `tree` gives the names of the criteria."""
    return [_line(one, tree) for one in places] or [t("saving.nothing")]


def kind_name(kind: str) -> str:
    """Return what a decision of this kind changed."""
    for code in (f"saving.kind.{kind}", f"saving.part.{kind}"):
        if said(locale(), code):
            return t(code)
    return kind


def _line(one: Changed, tree: Tree | None) -> str:
    place = part_name(one.path)
    if key := ".".join(_key(name, tree) for name in one.path[1:]):
        place = t("saving.place_of", part=place, key=key)
    if isinstance(one.before, list) or isinstance(one.after, list):
        return t("saving.listed", place=place, **_counts(one.before or [], one.after or []))
    short = _share if one.path[:1] == ("weights",) else _short
    told = {"before": short(one.before), "after": short(one.after)}
    code = "new" if one.before is None else "gone" if one.after is None else "place"
    return t(f"saving.{code}", place=place, **told)


def _counts(before: Any, after: Any) -> Mapping[str, int]:  # noqa: ANN401 - any YAML value
    old, new = (value if isinstance(value, list) else [value] for value in (before, after))
    added = sum(item not in old for item in new)
    return {"added": added, "removed": sum(item not in new for item in old)}


def _share(value: Any) -> str:  # noqa: ANN401 - any YAML value
    return percent(value, 1) if isinstance(value, int | float) else _short(value)


def _short(value: Any) -> str:  # noqa: ANN401 - any YAML value
    if isinstance(value, float):
        return f"{value:.4g}"
    text = written(value) if isinstance(value, Mapping | list | bool) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _key(name: str, tree: Tree | None) -> str:
    if tree is None:
        return name
    found = tree.name(locale(), name)
    return tree.indicator_name(locale(), name) if found == name else found


def _named(part: str) -> str:
    code = f"saving.part.{part}"
    return t(code) if said(locale(), code) else part
