"""`jiugai solve`: a problem in one JSON file, its plan in one JSON object (docs/solve.md)."""

import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cli.json_input import read
from cli.options import JSON, LOCALE, answering, json_text
from tables import InputError
from texts import say

# As many nodes as the solver can count to: by itself only the proof ends the search.
ALL_NODES = 2**31 - 1
SEED = 1


def _finite(_context: click.Context, _option: click.Parameter, value: float) -> float:
    """Refuse "nan", which is neither below 0 nor above 1."""
    if math.isnan(value):
        raise click.BadParameter(str(value))
    return value


@click.command()
@click.argument("problem", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--gap",
    type=click.FloatRange(0, 1),
    default=0.0,
    callback=_finite,
    help="允许的差距 / gap, 0–1.",
)
@click.option("--nodes", type=click.IntRange(0, ALL_NODES), help="节点上限 / limit of nodes.")
@LOCALE
@JSON
def solve(problem: Path, gap: float, nodes: int | None, locale: str, *, as_json: bool) -> None:
    """求解 PROBLEM.json 所写的问题，证明到最优 / solve a problem to proven optimality."""
    with answering(locale, as_json=as_json):
        found = _solved(problem, gap, nodes, locale)
    click.echo(json_text(found) if as_json else _told(found, locale))
    if found["ignored"]:
        keys = ", ".join(found["ignored"])
        click.echo(say(locale, "solve.ignored", keys=keys), err=True)
    sys.exit(1 if found["value"] is None else 0)


def _solved(path: Path, gap: float, nodes: int | None, locale: str) -> dict[str, Any]:
    # Imported here: `jiugai --help` must not wait for the engines.
    from phasing import Settings  # noqa: PLC0415
    from phasing.problem_file import answer, statement  # noqa: PLC0415

    limit = ALL_NODES if nodes is None else nodes
    found = answer(statement(_read(path)), Settings(gap=gap, node_limit=limit, seed=SEED))
    return found | {"clashes": [_worded(clash, locale) for clash in _list(found["clashes"])]}


def _read(path: Path) -> object:
    """Return what the file holds, or standard input for "-"."""
    try:
        return read(path)
    except RecursionError as error:
        from phasing.problem_file import DEEPEST  # noqa: PLC0415

        raise InputError("phasing.file_deep", most=DEEPEST) from error


def _worded(clash: Mapping[str, Any], locale: str) -> dict[str, object]:
    """Return a clash with its sentences: the rule, and the smallest easing of it."""
    return {
        "rule": clash["rule"],
        "text": _rule(clash, locale),
        "easing": clash["easing"] | {"text": _easing(clash["easing"], locale)},
    }


def _rule(clash: Mapping[str, Any], locale: str) -> str:
    values = {key: _shown(value) for key, value in clash["values"].items()}
    return say(locale, clash["phrase"], **values)


def _shown(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:.12g}" if isinstance(value, float) else value


def _easing(easing: Mapping[str, Any], locale: str) -> str:
    if easing["by"] is None:
        return say(locale, "solve.easing.skipped" if "skipped" in easing else "easing.none")
    kind = "solve.easing.amount" if easing["unit"] == "amount" else f"easing.{easing['unit']}"
    by = f"{easing['by']:+.12g}"
    return say(locale, f"{kind}{'' if easing['enough'] else '.part'}", by=by)


def _told(found: Mapping[str, Any], locale: str) -> str:
    """Return a short table: what was found, then the estates of each year."""
    lines = [say(locale, f"solve.status.{found['status']}")]
    lines += [f"· {clash['text']} → {clash['easing']['text']}" for clash in found["clashes"]]
    if found["value"] is None:
        return "\n".join(lines)
    numbers = ("value", "bound", "cost")
    lines += [f"{say(locale, f'solve.{name}')}\t{found[name]:.12g}" for name in numbers]
    lines.append(f"{say(locale, 'solve.gap')}\t{found['gap']:.2%}")
    for year in sorted(set(found["years"].values())):
        names = [estate for estate, placed in found["years"].items() if placed == year]
        lines.append(f"{year}\t{len(names)}\t{' '.join(names)}")
    return "\n".join(lines)


def _list(value: object) -> list[Mapping[str, Any]]:
    return value if isinstance(value, list) else []
