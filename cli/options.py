"""What every command has in common: its options, and how it ends when the input forbids it."""

import json
import math
import os
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from tables import InputError
from texts import LOCALES, say

LOCALE = click.option(
    "--locale",
    type=click.Choice(LOCALES),
    default=lambda: os.environ.get("JIUGAI_LOCALE", "zh"),
    help="语言 / language (zh, en).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="结果以 JSON 输出 / results as JSON.")


def json_text(found: object, *, sort_keys: bool = False) -> str:
    """Return `found` as one line of JSON; a number that JSON cannot write is null.

    >>> json_text({"gap": float("inf"), "scores": [0.5, float("nan")]})
    '{"gap": null, "scores": [0.5, null]}'
    """
    told = _finite(found, spelled=False)
    return json.dumps(told, ensure_ascii=False, allow_nan=False, sort_keys=sort_keys)


def _finite(found: Any, *, spelled: bool) -> Any:  # noqa: ANN401 - any value of JSON
    """Return `found` with NaN and the infinities as text where `spelled`, else as None."""
    if isinstance(found, float) and not math.isfinite(found):
        return str(found) if spelled else None
    if isinstance(found, Mapping):
        return {key: _finite(item, spelled=spelled) for key, item in found.items()}
    if isinstance(found, list | tuple):
        return [_finite(item, spelled=spelled) for item in found]
    return found


@contextmanager
def answering(locale: str, *, as_json: bool) -> Generator[None]:
    """Do a command's work: what the input does not allow is said and ends it, as does Ctrl-C."""
    try:
        yield
    except InputError as error:
        failed(locale, as_json, error)
    except KeyboardInterrupt:
        click.echo(say(locale, "cli.stopped"), err=True)
        sys.exit(1)


def failed(locale: str, as_json: bool, error: InputError) -> None:  # noqa: FBT001
    """Say why the work could not be done, and end with code 1."""
    # Imported here: `jiugai --help` must not wait for the engines.
    from reports.refusal import refusal  # noqa: PLC0415
    from study.record import plain  # noqa: PLC0415

    if as_json:
        values = _finite(plain(error.values), spelled=True)  # what was wrong is to be read
        click.echo(json_text({"error": error.code, "values": values}))
    click.echo(refusal(error, locale=locale), err=True)
    sys.exit(1)
