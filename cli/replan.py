"""`jiugai replan`: a published plan made anew with a limit on changes, and what changes buy."""

from typing import Any

import click

from cli.negotiating import plan_options, tell, years_words


@click.command()
@plan_options
@click.option("--changes", type=int, multiple=True, help="最多改动几个，可多次 / at most so many.")
def replan(changes: tuple[int, ...], **given: Any) -> None:  # noqa: ANN401 - options
    """研究 STUDY 已公布的计划最多改动几个小区，能换来多少 / what changes buy."""
    tell(given, {"changes": list(changes) or None}, ("changes",), _answer)


def _answer(case: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - Case of reports
    from reports.negotiation_record import replanned_record  # noqa: PLC0415
    from study.negotiation.stability_words import replan_words  # noqa: PLC0415

    found = case.found.replanned
    lines = [case.plan_note, *case.told(replan_words(found, case.names))]
    for one in found.plans:
        if one.difference is not None:
            limit = case.say("no_limit") if one.limit is None else one.limit
            lines += ["", case.say("changes_of", limit=limit)]
            lines += [_moved(case, row) for row in one.difference.estates.to_dict("records")]
    return {"proposal": case.found.proposal, **replanned_record(found)}, lines


def _moved(case: Any, row: dict[str, Any]) -> str:  # noqa: ANN401 - Case of reports
    """Return a line: the estate, its published year and the new one."""
    estate = row["estate_id"]
    years = years_words(row["year_before"], row["year_after"])
    return f"{estate}\t{case.names.get(estate, '')}\t{years}"
