"""What people decided about a study: each change of study.yaml and why, in a file beside it."""

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from study.text_steps import mark, step, stepped

NAME = "decisions.jsonl"
_NUMBERS = ("about", "price")
_TEXTS = ("before", "after")
_WHOLE_EVERY = 50  # so many steps, at most, are lost with a line that is spoilt later


@dataclass(frozen=True)
class Decision:
    """One change: when, what kind ("weights", "pin", "clusters", …), what it is about, why.

    `about` and `price` hold numbers and ids for a sentence to be made of; `before` and `after` are
    the texts of study.yaml, from which the change can be taken back; `at` is UTC, ISO 8601; `by`
    tells one browser from another and no more.
    """

    kind: str
    about: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    price: Mapping[str, Any] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    at: str = ""
    by: str = ""


_KNOWN = {item.name for item in fields(Decision)}


def record(file: Path, decision: Decision) -> None:
    """Append a decision to the list beside the study file at `file`, stamped with the time.

    It is on the disk when this returns. A line that a crash left torn is ended first, so that it
    spoils no other. A line holds the lines of text that changed; the whole text is told where none
    of the last `_WHOLE_EVERY` lines leads to it.
    """
    at = decision.at or dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    known: dict[str, str] = {}
    for said in _said(_lines(file)[-_WHOLE_EVERY:]):
        _texts(said, known)
    line = json.dumps(_row(decision, known) | {"at": at}, ensure_ascii=False) + "\n"
    with file.with_name(NAME).open("ab+") as out:
        out.write((b"\n" if _torn(out) else b"") + line.encode("utf-8", "backslashreplace"))
        out.flush()
        os.fsync(out.fileno())


def recorded(file: Path) -> list[Decision]:
    """Return the decisions beside the study file, oldest first; a torn line is left out.

    Of a line that was written by hand what is not of its kind counts as not said; where the texts
    it changed cannot be made out any more, they are "".
    """
    known: dict[str, str] = {}
    found = (_decision(said | _texts(said, known)) for said in _said(_lines(file)))
    return [one for one in found if one]


def _row(decision: Decision, known: Mapping[str, str]) -> dict[str, Any]:
    """Return a decision as it is written: its texts by the lines that change."""
    row = {name: value for name, value in asdict(decision).items() if name not in _TEXTS}
    before, after = decision.before, decision.after
    if before == after:
        return row
    row |= {"from": mark(before), "to": mark(after), "change": step(before, after)}
    return row if mark(before) in known else row | {"whole": before}


def _texts(said: Mapping[str, Any], known: dict[str, str]) -> dict[str, str]:
    """Return the texts before and after a row, and add them to those `known` by their mark."""
    if "change" not in said:
        return {}
    whole = said.get("whole")
    before = whole if isinstance(whole, str) else known.get(str(said.get("from")))
    if before is None:
        return {}
    try:
        after = stepped(before, said["change"])
    except (ValueError, TypeError):
        return {}
    if mark(before) != said.get("from") or mark(after) != said.get("to"):
        return {}
    known |= {mark(before): before, mark(after): after}
    return {"before": before, "after": after}


def _lines(file: Path) -> list[str]:
    try:
        content = file.with_name(NAME).read_bytes()
    except OSError:
        return []
    return content.decode("utf-8", "replace").rstrip("\n").split("\n")


def _said(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield what lines say; nothing for no JSON, or a number or a depth beyond all sense."""
    for line in lines:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(said, dict):
            yield said


def _torn(out: Any) -> bool:  # noqa: ANN401 - an open binary file
    out.seek(0, os.SEEK_END)
    if not out.tell():
        return False
    out.seek(-1, os.SEEK_END)
    return bool(out.read(1) != b"\n")


def _decision(said: Mapping[str, Any]) -> Decision | None:
    if not isinstance(said.get("kind"), str):
        return None
    fitting: dict[str, Any] = {
        name: _text(value) if isinstance(value, str) else value
        for name, value in said.items()
        if name in _KNOWN and isinstance(value, dict if name in _NUMBERS else str)
    }
    return Decision(**fitting)


def _text(value: str) -> str:
    """Return text that any file and any browser takes: JSON can spell half a character."""
    return value.encode("utf-8", "replace").decode()
