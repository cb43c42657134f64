"""`jiugai horizons`: the same pool over fewer years, and the money that would finish sooner."""

from typing import Any

import click

from cli.negotiating import plan_options, tell


@click.command()
@plan_options
@click.option("--years", type=int, multiple=True, help="几年，可写多次 / how many years.")
@click.option("--money/--no-money", default=True, help="提前完成要多少钱 / money to finish sooner.")
def horizons(years: tuple[int, ...], *, money: bool, **given: Any) -> None:  # noqa: ANN401 - options
    """研究 STUDY 的同一批小区只排几年会怎样，提前完成要多少钱 / over fewer years."""
    parts = ("horizons", *(("horizons.finish",) if money else ()))
    tell(given, {"horizons": list(years) or None}, parts, _answer)


def _answer(case: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - Case of reports
    from reports.negotiation_horizons import finish_lines, horizon_lines  # noqa: PLC0415
    from reports.negotiation_record import finish_record, horizons_record  # noqa: PLC0415

    found = case.found
    record = {"proposal": found.proposal, **horizons_record(found.horizons)}
    lines = [case.plan_note, *horizon_lines(case, found.horizons)]
    for one in found.finish_in or ():
        lines += ["", *finish_lines(case, one)]
    if found.finish_in is not None:
        record["finish_in"] = [finish_record(one) for one in found.finish_in]
    return record, lines
