"""`jiugai why`: why estates do not start earlier, and what would move them."""

from typing import Any

import click

from cli.negotiating import plan_options, tell


@click.command()
@plan_options
@click.argument("estates", nargs=-1, required=True)
@click.option("--weights", is_flag=True, help="再问权重要动多少 / which weight would move it.")
def why(estates: tuple[str, ...], *, weights: bool, **given: Any) -> None:  # noqa: ANN401 - options
    """研究 STUDY 里的小区 ESTATES 为何不提前，怎样才能提前 / why not earlier."""
    asked = {"why": {"estates": list(estates), "top": 0}}
    parts = ("why.exact", *(("why.weights",) if weights else ()))
    tell(given, asked, parts, _answer)


def _answer(case: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - Case of reports
    from reports.negotiation_record import records, why_record  # noqa: PLC0415
    from reports.negotiation_why import weights_table, why_exact_lines  # noqa: PLC0415

    found, lines = case.found, [case.plan_note]
    for one in found.why_exact:
        lines += ["", *why_exact_lines(case, one)]
    record = {"proposal": found.proposal, "why": [why_record(one) for one in found.why_exact]}
    if found.weight_changes is None:
        return record, lines
    lines += ["", *weights_table(case, found.weight_changes)["answer"]]
    return record | {"weight_changes": records(found.weight_changes)}, lines
