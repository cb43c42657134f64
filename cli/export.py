"""`jiugai export`: the rows of a file as they were read, as plain text."""

from pathlib import Path
from typing import Any

import click

from cli.answers import ANSWERS, read_answers
from cli.options import JSON, LOCALE, answering, json_text
from cli.writing import check_apart, write
from tables import TABLES
from texts import say


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--table", type=click.Choice(list(TABLES)), help="按哪张表读 / read as this table.")
@ANSWERS
@LOCALE
@JSON
def export(path: Path, out: Path, locale: str, *, as_json: bool, **how: Any) -> None:  # noqa: ANN401 - options
    """把文件 PATH 读到的行写成 OUT.csv、OUT.xlsx 或 OUT.html / write the rows as plain text."""
    with answering(locale, as_json=as_json):
        found = _exported(path, out, locale, **how)
    if as_json:
        click.echo(json_text(found, sort_keys=True))
    else:
        click.echo(say(locale, "check.exported", **found), err=True)


def _exported(
    path: Path, out: Path, locale: str, *, table: str | None, answers_file: Path | None
) -> dict[str, object]:
    # Imported here: `jiugai --help` must not wait for the engines.
    from cli.looking import looked_at  # noqa: PLC0415
    from reports.plain_rows import plain_rows  # noqa: PLC0415

    check_apart(path, out)
    found = looked_at(path, table, read_answers(answers_file))
    content = plain_rows(found, out.suffix.lower(), locale=locale)
    write(out, content)
    return {"out": str(out), "rows": len(found.rows), "outcome": found.outcome}
