"""`jiugai sheet`: one estate on two pages of A4, as HTML or PDF (docs/reasons.md)."""

from pathlib import Path
from typing import Any

import click

from cli.options import JSON, LOCALE, answering, json_text
from cli.progress import Bar
from tables import InputError
from texts import say

KINDS = (".html", ".pdf")


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.argument("estate_id")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="FILE.html | FILE.pdf")
@click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what ${DATA} is.")
@click.option("--up", type=click.IntRange(min=1), help="测算升几位 / places to move up.")
@LOCALE
@JSON
def sheet(study: Path, estate_id: str, locale: str, *, as_json: bool, **how: Any) -> None:  # noqa: ANN401 - options
    """为研究 STUDY 中的一个小区写出单页 / write the sheet of one estate."""
    with answering(locale, as_json=as_json):
        found = _written(study, estate_id, locale, **how)
    if as_json:
        click.echo(json_text(found, sort_keys=True))
    else:
        click.echo(say(locale, "estate_sheet.done", **found), err=True)


def _written(
    path: Path, estate_id: str, locale: str, *, out: Path, data: Path | None, up: int | None
) -> dict[str, object]:
    if out.suffix.lower() not in KINDS:
        raise InputError("estate_sheet.bad_out", out=out)
    results = _results(path, data, estate_id, locale)
    content = _content(results, estate_id, locale, pdf=out.suffix.lower() == ".pdf", up=up)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("estate_sheet.not_written", out=out, reason=reason) from error
    row = results.estates.set_index("estate_id").loc[estate_id]
    return {
        "sheet": str(out),
        "estate_id": estate_id,
        "name": str(row["name"]),
        "rank": int(row["rank"]),
    }


def _results(path: Path, data: Path | None, estate_id: str, locale: str) -> Any:  # noqa: ANN401 - Results
    """Return the results of the study; an estate it has not is refused before the long work."""
    # Imported here: `jiugai --help` must not wait for the engines.
    import study  # noqa: PLC0415

    given = study.load(path, data)
    with Bar(locale) as bar:
        bar.show("read")
        inputs = study.read_inputs(given)
        known = set(inputs.tables["estates"]["estate_id"])
        if estate_id not in known:
            raise InputError("estate_sheet.unknown_estate", estate=estate_id, count=len(known))
        bar.show("measure")
        measured = study.measure(inputs, given.choices)
        bar.show("rank")
        ranked = study.ranked(measured, given.choices)
        bar.show("propose")
        results = study.results(given, study.proposed(ranked, given.choices))
        bar.done()
    return results


def _content(results: Any, estate_id: str, locale: str, *, pdf: bool, up: int | None) -> bytes:  # noqa: ANN401
    if pdf:
        from reports.estate_pdf import sheet_pdf  # noqa: PLC0415

        return sheet_pdf(results, estate_id, locale=locale, up=up)
    from reports.estate_sheet import sheet_html  # noqa: PLC0415

    return sheet_html(results, estate_id, locale=locale, up=up).encode("utf-8")
