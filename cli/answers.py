"""The answers a person gives to the importer's questions, from a file of YAML or JSON."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from tables import InputError

KEY = "answers"

ANSWERS: Callable[..., Any] = click.option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path),
    help="对读取问题的回答 / answers to questions, YAML or JSON.",
)


def read_answers(path: Path | None) -> dict[str, Any]:
    """Return the answers of a file, written under `answers:` or by themselves; none without one.

    Raises InputError `check.answers_missing` and `check.answers_unread`, which names the line.
    """
    if path is None:
        return {}
    from study.plain_yaml import decoded, values  # noqa: PLC0415 - `jiugai --help` must not wait

    name = click.format_filename(path)
    try:
        text, _ = decoded(path.read_bytes(), path)
        found = values(text)
    except OSError as error:
        raise InputError("check.answers_missing", file=name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else 1
        raise InputError("check.answers_unread", file=name, row=row) from error
    told = found.get(KEY, found) if isinstance(found, Mapping) else found
    if not isinstance(told or {}, Mapping):
        raise InputError("check.answers_unread", file=name, row=1)
    return dict(told or {})
