"""`jiugai worth`: what more money of each source and year is worth, and the value of all of it."""

from typing import Any

import click

from cli.negotiating import plan_options, tell


@click.command()
@plan_options
@click.option("--step-wan", type=float, help="多给多少万元 / how much more, 10,000 yuan.")
@click.option("--curve", type=float, multiple=True, help="资金的倍数，可多次 / factors of it all.")
def worth(step_wan: float | None, curve: tuple[float, ...], **given: Any) -> None:  # noqa: ANN401
    """研究 STUDY 的方案里，各来源各年多一笔钱值多少 / what more money is worth."""
    asked = {"money": {"step_wan": step_wan, "curve": list(curve) or None}}
    tell(given, asked, ("money", "money.curve"), _answer)


def _answer(case: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - Case of reports
    from reports.negotiation_record import records  # noqa: PLC0415
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
    return record, [*lines, *(["", *curve] if curve else [])]
