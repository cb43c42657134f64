"""`jiugai site`: where the facilities a study asks for could go, and how many people gain."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from cli.options import JSON, LOCALE, answering, json_text
from cli.progress import Bar
from tables import InputError
from texts import said, say


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what ${DATA} is.")
@click.option("--facility", default="", help="只选这一类设施 / this facility alone.")
@click.option("--sites", type=click.IntRange(min=1), help="建几处 / how many sites.")
@LOCALE
@JSON
def site(
    study: Path,
    data: Path | None,
    facility: str,
    sites: int | None,
    locale: str,
    *,
    as_json: bool,
) -> None:
    """在闲置用房里为缺少的设施选址 / site missing facilities among idle rooms."""
    with answering(locale, as_json=as_json):
        told, issues = _told(study, data, facility, sites, locale)
    lines = (line for one in told for line in _lines(one, locale))
    click.echo(json_text({"sitings": told}) if as_json else "\n".join(lines))
    for issue in issues:
        click.echo(issue, err=True)


def _told(
    path: Path, data: Path | None, facility: str, sites: int | None, locale: str
) -> tuple[list[dict[str, Any]], list[str]]:
    # Imported here: `jiugai --help` must not wait for the engines.
    import study  # noqa: PLC0415
    from reports.site_record import site_record  # noqa: PLC0415
    from study.afoot import afoot  # noqa: PLC0415
    from study.siting import sited  # noqa: PLC0415
    from study.siting_town import Town  # noqa: PLC0415
    from study.whereabouts import table  # noqa: PLC0415

    given = study.load(path, data)
    asked = _asked(given.choices.siting, facility, sites)
    with Bar(locale) as bar:
        found = afoot(given, bar.show)
        idle = table(found.inputs, "idle_assets")
        done = sited(Town(found.estates, found.circle, idle), asked, given.choices.solver)
        bar.done()
    issues = (issue for one in done for issue in one.issues)
    sentences = [say(locale, issue.code, value=issue.value, **issue.detail) for issue in issues]
    return [site_record(one) for one in done], sentences


def _asked(asked: Iterable[Any], facility: str, sites: int | None) -> list[Any]:
    """Return what to solve: what the study asks for, or the one facility named here."""
    from study.siting_choices import parse  # noqa: PLC0415

    if facility and sites is not None:
        return list(parse([{"facility": facility, "sites": sites}]))
    mine = [one for one in asked if facility in {"", one.facility}]
    if not mine:
        raise InputError("siting.nothing_asked", facility=f" {facility}" if facility else "")
    return mine


def _lines(told: Mapping[str, Any], locale: str) -> list[str]:
    """Return the heading, a line a site, and how it was before and after."""
    before, after = told["totals"]["before"], told["totals"]["after"]
    counted = {"facility": _name(told["facility"], locale), "reach_m": f"{told['reach_m']:g}"}
    lines = [say(locale, f"site.{told['aim']}", **counted, people=_people(told, locale))]
    lines.append(say(locale, f"site.{told['status']}", gap=f"{told['gap']:.2%}"))
    names = ("people_gained", "people_lost", "mean_walk_cut_m", "mean_walk_rise_m")
    shown = [name for name in names if told["sites"] and name in told["sites"][0]]
    cost = "cost_estimated" if all(row["cost_estimated"] for row in told["sites"]) else "cost"
    heads = ["#", *(say(locale, f"site.{name}") for name in ("room", cost, *shown))]
    lines += ["\t".join(heads)] if told["sites"] else [say(locale, "site.none")]
    lines += ["\t".join(_cells(row, shown, cost, locale)) for row in told["sites"]]
    if told["fewer"]:
        much = {"asked": told["asked"]["sites"], "count": len(told["sites"])}
        lines.append(say(locale, f"site.fewer_{told['fewer']}", **much))
    known = "before" if told["existing_known"] else "before_unknown"
    lines += [_total(known, before, told, locale), _total("after", after, told, locale)]
    return [*lines, *_curve(told, locale)]


def _total(when: str, total: Mapping[str, Any], told: Mapping[str, Any], locale: str) -> str:
    """Return a line of totals; the mean walk of all only where it is what was asked for."""
    values = {name: _number(value) for name, value in total.items()}
    share = "—" if total["served_share"] is None else f"{total['served_share']:.1%}"
    line = say(locale, f"site.{when}", **values | {"served_share": share})
    if told["aim"] != "mean_walk" or total["walk_counted_m"] is None:
        return line
    return line + say(locale, "site.of_all", reach_m=f"{told['reach_m']:g}", **values)


def _cells(row: Mapping[str, Any], shown: Iterable[str], cost: str, locale: str) -> list[str]:
    """Return the cells of a site; an estimate among costs from the data is marked as one."""
    room = f"{row['asset_id']} {row['name'] or ''}".strip()
    wan = _number(row["cost_wan"])
    if cost == "cost" and row["cost_estimated"]:
        wan = say(locale, "site.estimated_cell", wan=wan)
    return [str(row["order"]), room, wan, *(_number(row[name]) for name in shown)]


def _curve(told: Mapping[str, Any], locale: str) -> list[str]:
    if told["curve"] is None:
        return []
    head = say(locale, f"site.curve_{told['aim']}")
    return [head, *(_point(row, locale) for row in told["curve"])]


def _point(row: Mapping[str, Any], locale: str) -> str:
    """Return a line of the curve; where fewer sites do as well, it says how many."""
    line, enough = f"{row['sites']}\t{_number(row['value'])}", len(row["chosen"])
    if enough >= row["sites"] or row["gap"] != 0:
        return line
    return f"{line}\t{say(locale, 'site.curve_fewer', count=enough)}"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.0f}"


def _people(told: Mapping[str, Any], locale: str) -> str:
    return say(locale, f"site.people_{told['people']}")


def _name(category: str, locale: str) -> str:
    code = f"category.{category}"
    return say(locale, code) if said(locale, code) else category
