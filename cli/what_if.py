"""`jiugai what-if`: scenarios of a study, or changes given here, before and after."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cli.options import JSON, LOCALE, answering, json_text
from cli.progress import Bar
from tables import InputError
from texts import said, say

HERE = "+"  # the name of a scenario given on the command line

_FORMS = {
    "add": ("facility", ["at"]),
    "move": ("facility_id", ["to"]),
    "close": ("facility_id", []),
    "gate": ("estate_id", ["at"]),
    "footbridge": ("", ["from", "to"]),
}
_SHOWN = 20
_BESIDE = ("residents_gaining", "estates_gaining", "residents_losing", "estates_losing")


def _option(kind: str, words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(f"--{kind}", multiple=True, metavar=words, help=f"{kind} {words}")


@click.command("what-if")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what ${DATA} is.")
@click.option("--scenario", multiple=True, help="study.yaml 中情景的名称 / a scenario's name.")
@_option("add", "CATEGORY,LON,LAT")
@_option("move", "ID,LON,LAT")
@_option("close", "ID")
@_option("gate", "ESTATE,LON,LAT")
@_option("footbridge", "LON,LAT,LON,LAT")
@LOCALE
@JSON
def what_if(
    study: Path, data: Path | None, locale: str, *, as_json: bool, **asked: tuple[str, ...]
) -> None:
    """研究 STUDY 的情景：增设、迁移、关闭设施，开门，架桥，前后对比 / what if, before and after."""
    with answering(locale, as_json=as_json):
        told = _told(study, data, asked, locale)
    click.echo(json_text(told) if as_json else "\n".join(_lines(told, locale)))


def _told(
    path: Path, data: Path | None, asked: Mapping[str, tuple[str, ...]], locale: str
) -> dict[str, Any]:
    # Imported here: `jiugai --help` must not wait for the engines.
    import study  # noqa: PLC0415
    from study.afoot import afoot  # noqa: PLC0415
    from study.scenario_compare import compared, side_by_side  # noqa: PLC0415
    from study.scenario_record import comparison_record, side_by_side_record  # noqa: PLC0415
    from study.scenarios import prepared, tried  # noqa: PLC0415

    given = study.load(path, data)
    chosen = _chosen(given.choices.scenarios, asked)
    with Bar(locale) as bar:
        found = afoot(given, bar.show)
        bar.done()
    base = prepared(found.estates, found.circle)
    outcomes = tried(base, chosen)
    names = found.estates.set_index("estate_id")["name"]
    return {
        "scenarios": [
            comparison_record(one, compared(base, base.today, outcome), names)
            for one, outcome in zip(chosen, outcomes, strict=True)
        ],
        "side_by_side": side_by_side_record(side_by_side(base, outcomes)),
    }


def _chosen(there: tuple[Any, ...], asked: Mapping[str, tuple[str, ...]]) -> list[Any]:
    """Return the scenarios to try: those named, the one given here, else all of the study."""
    from study.scenario_choices import parse  # noqa: PLC0415

    names = {one.name: one for one in there}
    for name in asked["scenario"]:
        if name not in names:
            allowed = ", ".join(names) or "—"
            raise InputError("scenarios.unknown_name", name=name, allowed=allowed)
    changes = [_change(kind, text) for kind in _FORMS for text in asked[kind]]
    here = parse([{"name": HERE, "changes": changes}]) if changes else ()
    chosen = [*(names[name] for name in dict.fromkeys(asked["scenario"])), *here]
    if not chosen and not there:
        raise InputError("scenarios.none")
    return chosen or list(there)


def _change(kind: str, text: str) -> dict[str, Any]:
    """Return a change as study.yaml has it, from the words behind an option."""
    name, points = _FORMS[kind]
    words = text.rsplit(",", 2 * len(points)) if name else text.split(",")
    entry: dict[str, Any] = {name: words.pop(0).strip()} if name else {}
    if len(words) != 2 * len(points):
        raise InputError("scenarios.bad_coordinates", key=kind, value=text)
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        raise InputError("scenarios.bad_coordinates", key=kind, value=text) from None
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return {kind: entry | {key: list(pair) for key, pair in zip(points, pairs, strict=True)}}


def _lines(told: Mapping[str, Any], locale: str) -> list[str]:
    lines = [line for one in told["scenarios"] for line in [*_scenario(one, locale), ""]]
    several = len(told["scenarios"]) > 1
    return [*lines, *_side_by_side(told["side_by_side"], locale)] if several else lines[:-1]


def _side_by_side(rows: Sequence[Mapping[str, Any]], locale: str) -> list[str]:
    """Return a heading and a line a scenario, each compared with today."""
    heads = [say(locale, f"scenarios.beside.{name}") for name in ("name", *_BESIDE)]
    heads.append(say(locale, "scenarios.coverage_residents"))
    lines = [say(locale, "scenarios.side_by_side"), "\t".join(heads)]
    for row in rows:
        counts = [f"{row[name]:,.0f}" for name in _BESIDE]
        coverage = _change_of(row, "coverage_residents", "{:.1%}")
        lines.append("\t".join([_title(row["scenario"], locale), *counts, coverage]))
    return lines


def _title(name: str, locale: str) -> str:
    return say(locale, "scenarios.here") if name == HERE else name


def _scenario(one: Mapping[str, Any], locale: str) -> list[str]:
    """Return the totals, then a line a category and a line an estate that gains or loses."""
    lines = [_title(one["name"], locale)]
    lines += _totals(one["totals"], locale)
    for kind in ("unmeasured", "uncounted"):
        left_out = [_named(category, locale) for category in one[kind]]
        lines += [say(locale, f"scenarios.{kind}", value=name) for name in left_out]
    lines += [_category(row, locale) for row in one["categories"] if _turns(row)]
    lines += [_estate(row, locale) for row in one["estates"][:_SHOWN]]
    if len(one["estates"]) > _SHOWN:
        lines.append(say(locale, "scenarios.more_estates", count=len(one["estates"]) - _SHOWN))
    return lines


def _totals(totals: Mapping[str, Any], locale: str) -> list[str]:
    lines = [
        f"{say(locale, f'scenarios.{name}')}\t{_change_of(totals, name, '{:.1%}')}"
        for name in ("coverage_residents", "coverage")
    ]
    for name in ("gaining", "losing"):
        people, count = totals[f"residents_{name}"], totals[f"estates_{name}"]
        lines.append(say(locale, f"scenarios.{name}", residents=f"{people:,.0f}", estates=count))
    if totals["residents_unknown"]:
        lines.append(say(locale, "scenarios.residents_unknown", count=totals["residents_unknown"]))
    return lines


def _turns(row: Mapping[str, Any]) -> bool:
    return bool(row["estates_gaining"] or row["estates_losing"])


def _category(row: Mapping[str, Any], locale: str) -> str:
    within = say(locale, "scenarios.within", minutes=row["circle"], radius_m=f"{row['radius_m']:g}")
    change = _change_of(row, "residents", "{:,.0f}")
    return f"{_named(row['category'], locale)}\t{within}\t{change}"


def _estate(row: Mapping[str, Any], locale: str) -> str:
    signs = [*((name, "+") for name in row["gained"]), *((name, "-") for name in row["lost"])]
    moved = " ".join(f"{sign}{_named(name, locale)}" for name, sign in signs)
    return f"{row['estate_id']}\t{row['name']}\t{_change_of(row, 'coverage', '{:.1%}')}\t{moved}"


def _change_of(values: Mapping[str, Any], name: str, form: str) -> str:
    both = (values[f"{name}_before"], values[f"{name}_after"])
    return " → ".join("—" if value is None else form.format(value) for value in both)


def _named(category: str, locale: str) -> str:
    code = f"category.{category}"
    return say(locale, code) if said(locale, code) else category
