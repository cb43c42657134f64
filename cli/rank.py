"""`jiugai rank`: a decision table in a JSON file, its ranking in one object (docs/rank.md)."""

import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from cli.json_input import read
from cli.options import JSON, LOCALE, answering, json_text
from tables import InputError, Issue
from texts import say

RANDOM_INDEX = "random_index"
SAATY = "saaty"


@click.command()
@click.argument("matrix", type=click.Path(path_type=Path, allow_dash=True))
@LOCALE
@JSON
def rank(matrix: Path, locale: str, *, as_json: bool) -> None:
    """按 MATRIX.json 的数据、权重和方法评分排序 / score and rank the rows of a decision table."""
    with answering(locale, as_json=as_json):
        found = _ranked(matrix, locale)
    click.echo(json_text(found) if as_json else _told(found, locale))
    for warning in found["warnings"]:
        click.echo(warning["text"], err=True)
    sys.exit(0 if any(one["ranks"] is not None for one in found["methods"].values()) else 1)


def _ranked(path: Path, locale: str) -> dict[str, Any]:
    # Imported here: `jiugai --help` must not wait for the engines.
    from scoring.opinions.matrix_answer import answer  # noqa: PLC0415
    from scoring.opinions.matrix_file import matrix_file  # noqa: PLC0415

    found = answer(matrix_file(_given(path)), _rules())
    return found | {"warnings": _worded(found["warnings"], locale)}  # type: ignore[arg-type]


def _given(path: Path) -> object:
    """Return what the file holds; refuse what could not be told of: half a character."""
    try:
        given = read(path)
        json.dumps(given, ensure_ascii=False).encode()
    except RecursionError as error:
        raise InputError("methods.file_deep") from error
    except UnicodeEncodeError as error:
        raise InputError("methods.file_characters") from error
    return given


def _rules() -> Any:  # noqa: ANN401 - its type waits with the engines
    """Return the random-index tables by name, Saaty's first, and the largest ratio that passes."""
    from scoring.opinions.matrix_answer import JudgementRules  # noqa: PLC0415
    from standards import in_force  # noqa: PLC0415

    # Methods do not lapse: whatever the day, the last edition of each table.
    rules = in_force(dt.date.max)
    others = (name for name in rules.rules if name.startswith(f"{RANDOM_INDEX}_"))
    tables = {SAATY: rules[RANDOM_INDEX]}
    tables |= {name.removeprefix(f"{RANDOM_INDEX}_"): rules[name] for name in others}
    return JudgementRules(tables, rules["acceptable_ratio"])


def _worded(warnings: Iterable[Issue], locale: str) -> list[dict[str, object]]:
    return [
        {
            "code": issue.code,
            "criterion": issue.column or None,
            "method": issue.detail.get("method"),
            "text": _sentence(issue, locale),
        }
        for issue in warnings
    ]


def _sentence(issue: Issue, locale: str) -> str:
    values = {"column": issue.column, "value": issue.value, **issue.detail}
    if "method" in values:
        values["method"] = say(locale, f"method.{values['method']}")
    return say(locale, issue.code, **values)


def _told(found: Mapping[str, Any], locale: str) -> str:
    """Return the weights, their consistency, and a table: a row an alternative."""
    origin = say(locale, f"method.weights_{found['weights_from']}")
    lines = [f"{say(locale, 'method.weights')}\t{origin}"]
    pairs = zip(found["criteria"], found["weights"], strict=True)
    lines += [f"{name}\t{weight:.6f}" for name, weight in pairs]
    if found["lambda_max"] is not None:
        lines.append(_consistency(found, locale))
    methods = {name: one for name, one in found["methods"].items() if one["ranks"] is not None}
    heads = [say(locale, f"method.{name}") for name in methods]
    lines.append("\t".join(["", *(f"{head}\t{say(locale, 'method.rank')}" for head in heads)]))
    for place, name in enumerate(found["alternatives"]):
        cells = (f"{one['scores'][place]:.8f}\t{one['ranks'][place]}" for one in methods.values())
        lines.append("\t".join([name, *cells]))
    return "\n".join(lines)


def _consistency(found: Mapping[str, Any], locale: str) -> str:
    ratio = "?" if found["cr"] is None else f"{found['cr']:.4f}"
    numbers = f"λmax {found['lambda_max']:.4f}\tCI {found['ci']:.4f}\tCR {ratio}"
    return f"{numbers}\tRI {found['random_index']} ({say(locale, 'method.' + found['ahp_method'])})"
