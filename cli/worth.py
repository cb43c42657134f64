"""`jiugai worth`: what more money of each source and year is worth, and the value of all of it."""

from typing import Any

import click

from cli.negotiating import plan_options, tell

_PARTS = ("money", "money.curve")


@click.command()
@plan_options
@click.option("--step-wan", type=float, help="多给多少万元 / how much more, 10,000 yuan.")
@click.option("--curve", type=float, multiple=True, help="资金的倍数，可多次 / factors of it all.")
@click.option("--richer", type=float, help="资金都乘以几时谁反而推后 / whom a factor puts off.")
def worth(
    step_wan: float | None,
    curve: tuple[float, ...],
    richer: float | None,
    **given: Any,  # noqa: ANN401 - options
) -> None:
    """研究 STUDY 的方案里，各来源各年多一笔钱值多少 / what more money is worth."""
    asked: dict[str, Any] = {"money": {"step_wan": step_wan, "curve": list(curve) or None}}
    if richer is None:
        tell(given, asked, _PARTS, _answer)
    else:
        tell(given, asked | {"richer": {"factor": richer}}, (*_PARTS, "richer"), _answer)


def _answer(case: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - Case of reports
    from reports.negotiation_record import records, richer_record  # noqa: PLC0415
    from reports.negotiation_richer import richer_lines  # noqa: PLC0415
    from study.negotiation.money_words import curve_words, worth_words  # noqa: PLC0415

    found, value = case.found, case.found.standing.value
    record = {
        "proposal": found.proposal,
        "value": value,
        "money_worth": records(found.money_worth),
        "money_curve": records(found.money_curve),
    }
    lines = [case.plan_note, *case.told(worth_words(found.money_worth, value))]
    curve = case.told(curve_words(found.money_curve, value))
    lines += ["", *curve] if curve else []
    if found.richer is None:
        return record, lines
    record["richer"] = richer_record(found.richer)
    return record, [*lines, "", *richer_lines(case, found.richer)]
