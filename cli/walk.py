"""`jiugai walk`: how far it is on foot from every estate to every kind of facility."""

import math
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click

from cli.options import JSON, LOCALE, answering, json_text
from cli.progress import Bar
from cli.writing import write
from tables import InputError
from texts import said, say

if TYPE_CHECKING:
    from study.afoot import Afoot


_NAMED = 5  # estates off the streets


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what ${DATA} is.")
@click.option("--estate", default="", help="列出该小区走得到的全部设施 / all one estate reaches.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="把 --estate 的表写成 .xlsx、.csv 或 .html / write that table.",
)
@LOCALE
@JSON
def walk(
    study: Path, data: Path | None, estate: str, out: Path | None, locale: str, *, as_json: bool
) -> None:
    """每个小区沿路步行到各类设施有多远 / how far every estate walks to every kind of facility."""
    with answering(locale, as_json=as_json):
        found, told = _told(study, data, estate, out, locale)
    if out is not None and not as_json:
        return
    if as_json:
        click.echo(json_text(told))
        return
    end = _end(found, study, locale)
    lines = _reached_lines(told, locale) if estate else [*_lines(told, locale), *end]
    click.echo("\n".join(lines))


def _told(
    path: Path, data: Path | None, estate: str, out: Path | None, locale: str
) -> tuple["Afoot", dict[str, Any]]:
    # Imported here: `jiugai --help` must not wait for the engines.
    import study  # noqa: PLC0415
    from reports.walk_record import reach_record, walk_record  # noqa: PLC0415
    from study.afoot import afoot  # noqa: PLC0415

    _check_out(estate, out)
    with Bar(locale) as bar:
        found = afoot(study.load(path, data), bar.show)
        bar.done()
    told = reach_record(found, estate) if estate else walk_record(found)
    if out is not None:
        _write(found, estate, out, locale)
    return found, told


def _check_out(estate: str, out: Path | None) -> None:
    from reports.plain_table import check_suffix  # noqa: PLC0415

    if out is not None:
        if not estate:
            raise InputError("cli.out_needs_estate")
        check_suffix(out.suffix.lower())


def _write(found: "Afoot", estate: str, out: Path, locale: str) -> None:
    from reports.reach_rows import reach_rows  # noqa: PLC0415

    write(out, reach_rows(found, estate, out.suffix.lower(), locale=locale))
    click.echo(say(locale, "cli.walk_written", out=out), err=True)


def _lines(told: Mapping[str, Any], locale: str) -> list[str]:
    """Return a line a category: how many estates reach one, and the median walk of these."""
    lines = [say(locale, f"cli.walk_{told['method']}", limit_m=f"{told['limit_m']:g}")]
    for category in told["categories"]:
        metres = [one["walk_m"].get(category, math.nan) for one in told["estates"]]
        reached = [one for one in metres if not math.isnan(one)]
        half = f"{median(reached):.0f}" if reached else "—"
        lines.append(f"{_name(category, locale)}\t{len(reached)}/{len(metres)}\t{half}")
    return lines


def _end(found: "Afoot", study: Path, locale: str) -> list[str]:
    """Return who is off the streets, and how many warnings there are and where to read them."""
    told = found.circle.coverage
    off = told.loc[told["walk_status"].eq("off_network"), "estate_id"]
    names = found.estates.set_index("estate_id")["name"].reindex(off).fillna("")
    shown = [name or one for one, name in names.head(_NAMED).items()]
    listed = "、".join(shown) + (" …" if len(off) > len(shown) else "")
    warned = sum(issue.severity == "warning" for issue in found.issues)
    lines = [say(locale, "cli.walk_off", count=len(off), names=listed)] * (len(off) > 0)
    return lines + [say(locale, "cli.walk_warned", count=warned, study=study)] * (warned > 0)


def _reached_lines(told: Mapping[str, Any], locale: str) -> list[str]:
    rows = [
        (_name(row["category"], locale), row["name"] or row["facility_id"], f"{row['walk_m']:.0f}")
        for row in told["reached"]
    ]
    head = say(locale, f"cli.reach_{told['method']}", limit_m=f"{told['limit_m']:g}")
    return [head, *map("\t".join, rows)]


def _name(category: str, locale: str) -> str:
    code = f"category.{category}"
    return say(locale, code) if said(locale, code) else category
