"""What intake asks a person: each question with the place of its answer in `answers:`."""

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import yaml

from tables import Issue

PATH, OPTIONS, PROPOSED, COUNTS = "answer_path", "answer_options", "answer_proposed", "counts"


def question(
    code: str,
    path: Sequence[str],
    options: Iterable[str] = (),
    *,
    proposed: str | None = None,
    counts: bool = True,
    **place: Any,  # noqa: ANN401 - the fields of Issue
) -> Issue:
    """Return a question as an issue.

    `path` is where its answer stands under `answers:` of a study, `options` the words understood
    there (empty: free text), `proposed` the likeliest of them, `counts` whether the answer can
    change a number. `place` are fields of `Issue`; its `detail` fills the sentence.

    >>> asked = question("datum.likely_gcj02", ("crs", "a.shp"), ["EPSG:4490"], file="a.shp")
    >>> asked.severity, asked.detail["answer_path"]
    ('question', ['crs', 'a.shp'])
    """
    said = {PATH: list(path), OPTIONS: list(options), PROPOSED: proposed, COUNTS: counts}
    detail = {**place.pop("detail", {}), **said}
    return Issue(code, "question", detail=detail, **place)


def answered(answers: Mapping[str, Any], topic: str, *keys: str) -> Any:  # noqa: ANN401 - as written
    """Return what `answers` says of a topic under the first of `keys` it has, else None.

    Topics keyed by a file may name the file or the table: `keys` are both, the nearer first; of
    `data/a.shp` the bare name `a.shp` will do, which is what `jiugai check` prints.

    >>> answered({"crs": {"outlines": "EPSG:4547"}}, "crs", "a.shp", "outlines")
    'EPSG:4547'
    """
    said = answers.get(topic)
    if not isinstance(said, Mapping):
        return None
    found = (said[key] for key in spelt(*keys) if said.get(key) is not None)
    return next(found, None)


def spelt(*keys: str) -> tuple[str, ...]:
    """Return the words that may stand for `keys`: after each file its bare name.

    >>> spelt("data/a.shp", "outlines")
    ('data/a.shp', 'a.shp', 'outlines')
    """
    return tuple(dict.fromkeys(word for key in keys for word in (key, PurePath(key).name)))


def answered_under(answers: Mapping[str, Any], topic: str, header: str, *keys: str) -> Any:  # noqa: ANN401 - as written
    """Return what `answers` says of a header under the first of `keys` that names it, else None.

    >>> answers = {"units": {"estates": {"面积": "m2"}, "a.xlsx": {"投资": "wan"}}}
    >>> answered_under(answers, "units", "面积", "a.xlsx", "estates")
    'm2'
    """
    said = answers.get(topic)
    maps = [said.get(key) for key in spelt(*keys)] if isinstance(said, Mapping) else []
    found = (
        one[header] for one in maps if isinstance(one, Mapping) and one.get(header) is not None
    )
    return next(found, None)


def holding_up(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the open questions whose answer can change a number."""
    return tuple(i for i in issues if i.severity == "question" and i.detail.get(COUNTS))


def lines(issues: Iterable[Issue]) -> str:
    """Return the lines to paste into study.yaml, with the proposed answers filled in.

    Only questions: an offer nobody has to take up is not among them. Options follow as a comment.
    Where none is proposed the answer is left open, and so is the question until somebody writes
    it; questions with one place for their answer are asked once.

    >>> asked = question("a.code", ("crs", "a.shp"), ["EPSG:4547", "EPSG:4548"])
    >>> print(lines([asked]))
    answers:
      crs:
        a.shp:   # EPSG:4547 | EPSG:4548
    """
    tree: dict[str, Any] = {}
    for issue in issues:
        path = issue.detail.get(PATH)
        if issue.severity == "question" and isinstance(path, list):
            _put(tree, path, issue)
    return "\n".join(["answers:", *_written(tree, 1)]) if tree else ""


def _put(tree: dict[str, Any], path: Sequence[str], issue: Issue) -> None:
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
    tree.setdefault(path[-1], issue)


def _written(tree: Mapping[str, Any], depth: int) -> list[str]:
    found = []
    for key, branch in tree.items():
        head = "  " * depth + _scalar(key) + ":"
        if isinstance(branch, Mapping):
            found += [head, *_written(branch, depth + 1)]
        else:
            found.append(f"{head} {_proposal(branch.detail)}")
    return found


def _proposal(detail: Mapping[str, Any]) -> str:
    options = [str(option) for option in detail[OPTIONS]]
    proposed = _scalar(detail[PROPOSED]) if detail[PROPOSED] else ""
    choice = "  # " + " | ".join(options) if len(options) > bool(proposed) else ""
    return proposed + choice


def _scalar(text: str) -> str:
    """Return a text as YAML writes it on one line, quoted only where it must be."""
    for style in (None, '"'):
        dumped = yaml.safe_dump(text, allow_unicode=True, width=math.inf, default_style=style)
        written = dumped.removesuffix("...\n").strip("\n")
        if "\n" not in written:
            break
    return str(written)
