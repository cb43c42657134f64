"""`jiugai alternatives`: other plans nearly as good, each clearly different from the others."""

from typing import Any

import click

from cli.negotiating import plan_options, tell


@click.command()
@plan_options
@click.option("--count", type=int, help="要几个 / how many.")
@click.option("--within", type=float, help="与最优相差不超过 / below the best at most, 0–1.")
@click.option("--apart", type=float, help="年份至少有多大差别 / years differ at least, 0–1.")
def alternatives(
    count: int | None,
    within: float | None,
    apart: float | None,
    **given: Any,  # noqa: ANN401 - options
) -> None:
    """研究 STUDY 的方案之外，几乎同样好而又明显不同的方案 / plans nearly as good."""
    asked = {"alternatives": {"count": count, "within": within, "apart": apart}}
    tell(given, asked, ("alternatives",), _answer)


def _answer(case: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - Case of reports
    from reports.negotiation_alternatives import plan_name  # noqa: PLC0415
    from reports.negotiation_record import alternatives_record, records  # noqa: PLC0415
    from study.negotiation.alternatives_words import (  # noqa: PLC0415
        alternatives_words,
        firm_words,
    )

    found, often = case.found.alternatives, case.found.how_often
    said = (*alternatives_words(found), *firm_words(often, len(found.plans)))
    lines = [case.plan_note, *case.told(said)]
    for place, one in enumerate(found.plans):
        lines += ["", plan_name(case, place)]
        lines += _years(one.plan)
    record = alternatives_record(found) | {"how_often": records(often)}
    return {"proposal": case.found.proposal, **record}, lines


def _years(plan: dict[str, int]) -> list[str]:
    """Return a line a year: how many estates, and which."""
    years = sorted(set(plan.values()))
    of = {year: [estate for estate, start in plan.items() if start == year] for year in years}
    return [f"{year}\t{len(ids)}\t{' '.join(ids)}" for year, ids in of.items()]
