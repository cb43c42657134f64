"""What every command has in common: its options, and how it ends when the input forbids it."""

import json
import os
import sys

import click

from tables import InputError
from texts import LOCALES

LOCALE = click.option(
    "--locale",
    type=click.Choice(LOCALES),
    default=lambda: os.environ.get("JIUGAI_LOCALE", "zh"),
    help="语言 / language (zh, en).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="结果以 JSON 输出 / results as JSON.")


def failed(locale: str, as_json: bool, error: InputError) -> None:  # noqa: FBT001
    """Say why the work could not be done, and end with code 1."""
    # Imported here: `jiugai --help` must not wait for the engines.
    from reports.refusal import refusal  # noqa: PLC0415
    from study.record import plain  # noqa: PLC0415

    if as_json:
        told = {"error": error.code, "values": plain(error.values)}
        click.echo(json.dumps(told, ensure_ascii=False))
    click.echo(refusal(error, locale=locale), err=True)
    sys.exit(1)
