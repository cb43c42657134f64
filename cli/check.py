"""`jiugai check`: what is in a file, what was read otherwise, what a person must look at."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.answers import ANSWERS, read_answers
from cli.options import JSON, LOCALE, failed, json_text
from cli.writing import check_apart, write
from tables import TABLES, InputError, Issue
from texts import say

if TYPE_CHECKING:
    from intake.check import Checked

_REJECT = "reject"
_FILE_GEODATABASE = ".gdb"  # a folder that is one file
_STUDY = "study.yaml"
_WORST = (_REJECT, "warn", "repair", "load-exact")


@dataclass(frozen=True)
class Look:
    """How files are looked at and told of: language, table, answers, every row or a few.

    `marked` is where a copy of the file goes whose doubtful cells are marked.
    """

    locale: str
    as_json: bool
    table: str | None
    all_rows: bool
    answers: Mapping[str, Any]
    marked: Path | None


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path), required=False)
@click.option("--table", type=click.Choice(list(TABLES)), help="按哪张表读 / read as this table.")
@click.option("--all", "all_rows", is_flag=True, help="列出每一行 / list every row.")
@click.option(
    "--marked", type=click.Path(path_type=Path),
    help="另存一份标出问题单元格的 xlsx / write a copy with the doubtful cells marked.",
)  # fmt: skip
@ANSWERS
@LOCALE
@JSON
def check(path: Path, second: Path | None, locale: str, *, as_json: bool, **how: Any) -> None:  # noqa: ANN401 - options
    """查看文件或文件夹 PATH（可与 SECOND 对照）/ look at a file or a folder of files."""
    try:
        found = _found(path, second, locale, as_json=as_json, **how)
    except InputError as error:
        failed(locale, as_json, error)
    except KeyboardInterrupt:
        click.echo(say(locale, "cli.stopped"), err=True)
        sys.exit(1)
    if as_json:
        click.echo(json_text(found))
    if found["outcome"] == _REJECT:
        sys.exit(1)


def _found(
    path: Path,
    second: Path | None,
    locale: str,
    *,
    answers_file: Path | None,
    **how: Any,  # noqa: ANN401
) -> dict[str, Any]:
    look = Look(locale, answers=read_answers(answers_file), **how)
    _check_marked(path, look.marked)
    if not path.is_dir() or path.suffix.lower() == _FILE_GEODATABASE:
        return _file(path, second, look)
    return _study(path, look) if (path / _STUDY).is_file() else _folder(path, look)


def _check_marked(path: Path, out: Path | None) -> None:
    """Refuse at once a copy that cannot be written, or would replace the planner's own file."""
    if out is None:
        return
    if path.is_dir():
        raise InputError("check.marked_one_file", path=path.name)
    if out.suffix.lower() != ".xlsx":
        raise InputError("check.marked_not_xlsx", out=out.name)
    check_apart(path, out)


def _file(path: Path, second: Path | None, look: Look) -> dict[str, Any]:
    """Return what is in one file, matched with a second one where it is given."""
    # Imported here: `jiugai --help` must not wait for the engines.
    from cli.looking import looked_at, ready  # noqa: PLC0415

    ready()  # the reading process loads while we load what tells of it
    from intake.check import all_said, compared  # noqa: PLC0415
    from reports.check import (  # noqa: PLC0415
        check_object,
        match_lines,
        match_object,
        refused_object,
    )
    from reports.refusal import refusal  # noqa: PLC0415

    try:
        first = looked_at(path, look.table, look.answers)
    except InputError as error:
        sentence = refusal(error, locale=look.locale)
        _say([sentence], look)
        return refused_object(error.code, sentence)
    other, unread = _second(second, look)
    pairs = compared(first, other, look.answers) if other else None
    issues = (*all_said(first, other, pairs), *unread)
    match = match_object(pairs)
    _say(match_lines(match, locale=look.locale), look)
    _tell(first, issues, look)
    if look.marked:
        here = [issue for issue in issues if issue.file in {"", path.name}]
        _write_marked(path, here, look.marked, look.locale)
    return check_object(first, match, issues, locale=look.locale)


def _second(path: Path | None, look: Look) -> tuple[Checked | None, list[Issue]]:
    """Return the file to match with, or why it cannot be read: the first one still can."""
    from cli.looking import looked_at  # noqa: PLC0415
    from reports.refusal import refusal  # noqa: PLC0415

    if path is None:
        return None, []
    try:
        return looked_at(path, None, look.answers), []
    except InputError as error:
        detail = {"reason": refusal(error, locale=look.locale)}
        return None, [Issue("check.second_unread", "error", file=path.name, detail=detail)]


def _write_marked(path: Path, issues: Sequence[Issue], out: Path, locale: str) -> None:
    from reports.marked_copy import marked_copy  # noqa: PLC0415

    write(out, marked_copy(path, issues, locale=locale))
    click.echo(say(locale, "check.marked", out=out), err=True)


def _folder(path: Path, look: Look) -> dict[str, Any]:
    """Return what is in each file of a folder, and the worst outcome of those that can be read."""
    from intake.formats.folder_files import listed  # noqa: PLC0415

    there = listed(path)
    files = {_below(file, path): _file(file, None, look) for file in there.files}
    told = [(_below(file, path), reason) for file, reason in there.passed_over]
    said = {name: say(look.locale, f"check.not_read_{reason}", file=name) for name, reason in told}
    _say([f"· {sentence}" for sentence in said.values()], look)
    words = [found["outcome"] for found in files.values()]
    usable = [word for word in words if word != _REJECT]
    worst = next((word for word in _WORST if word in (usable or words)), _REJECT)
    not_read = [{"file": name, "reason": r, "text": said[name]} for name, r in told]
    return {"outcome": worst, "files": files, "not_read": not_read}


def _below(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()


def _study(path: Path, look: Look) -> dict[str, Any]:
    """Return what the files of a study came to, as `jiugai run` would read them."""
    import study  # noqa: PLC0415
    from intake.check import outcome  # noqa: PLC0415
    from reports.check import messages  # noqa: PLC0415

    given = study.answered(study.load(path), look.answers)
    issues = study.read_inputs(given, ask=True).issues
    _list(issues, look)
    return {"outcome": outcome(issues), "messages": messages(issues, locale=look.locale)}


def _tell(found: Checked, issues: Sequence[Issue], look: Look) -> None:
    from reports.check import summary  # noqa: PLC0415

    _say([summary(found, issues, locale=look.locale)], look)
    _list(issues, look, own=found.label)


def _list(issues: Sequence[Issue], look: Look, *, own: str = "") -> None:
    """Print what was found, and the lines that answer what is asked."""
    from intake.questions import lines  # noqa: PLC0415
    from reports.check import check_lines  # noqa: PLC0415

    _say(check_lines(issues, locale=look.locale, all_rows=look.all_rows, own=own), look)
    told = lines(issues)
    if told:
        _say([say(look.locale, "check.paste"), told], look)


def _say(lines: Sequence[str], look: Look) -> None:
    if lines and not look.as_json:
        click.echo("\n".join(lines))
