"""`jiugai canvass`: where it is worth asking people next, and what their yes would bring."""

from typing import Any

import click

from cli.negotiating import plan_options, tell


@click.command()
@plan_options
@click.option("--top", type=int, help="逐个求解几个 / how many are solved for.")
@click.option("--all", "everybody", is_flag=True, help="列出全部 / tell of all that wait.")
def canvass(top: int | None, *, everybody: bool, **given: Any) -> None:  # noqa: ANN401 - options
    """研究 STUDY 里还差同意或诚意金的小区，再争取谁最值得 / where a yes brings most."""
    tell(given, {"canvass": {"top": top}}, ("canvass",), lambda case: _answer(case, everybody))


def _answer(case: Any, everybody: bool) -> tuple[Any, list[str]]:  # noqa: ANN401, FBT001
    from reports.negotiation_canvass import SOLVED, canvass_lines  # noqa: PLC0415
    from reports.negotiation_record import records  # noqa: PLC0415

    rows = case.found.canvass
    shown = rows if everybody else rows[rows["found"].isin([*SOLVED, "no_plan"])]
    lines = [case.plan_note, *canvass_lines(case, shown)]
    left = len(rows) - len(shown)
    lines += [case.say("nobody_waits")] if rows.empty else []
    lines += [case.say("canvass_left", count=left)] if left else []
    return {"proposal": case.found.proposal, "canvass": records(rows)}, lines
