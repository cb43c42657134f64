"""What the commands that ask a plan have in common: their options, and the plan, made once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cli.options import JSON, LOCALE, answering, json_text
from cli.progress import Bar

Answer = Callable[[Any], tuple[Any, list[str]]]

_OPTIONS = (
    click.argument("study", type=click.Path(path_type=Path)),
    click.option("--proposal", help="方案名称 / which proposal."),
    click.option("--gap", type=float, help="求证到多近 / how closely it is proven, 0–1."),
    click.option("--nodes", type=click.IntRange(min=1), help="节点上限 / limit of nodes."),
    click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what it is."),
    LOCALE,
    JSON,
)


def plan_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the study it asks, which proposal, how closely, and how it answers."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def tell(
    given: Mapping[str, Any], asked: Mapping[str, Any], parts: tuple[str, ...], answer: Answer
) -> None:
    """Ask the plan of a study these parts, and print the answer: sentences, or JSON.

    `given`: the options of `plan_options`; `asked`: what `negotiate` in study.yaml would say, None
    where the study decides; `answer` turns what was found (`Case` of reports) into a record and
    lines. Input errors are said and end the command.
    """
    with answering(given["locale"], as_json=given["as_json"]):
        record, lines = answer(_found(given, asked, parts))
    click.echo(json_text(record) if given["as_json"] else "\n".join(lines))


def years_words(*years: Any) -> str:  # noqa: ANN401 - a year, None, NaN or NA
    """Return years one after the other; an estate that is not placed has none.

    >>> years_words(2028, None)
    '2028 → –'
    """
    import pandas as pd  # noqa: PLC0415

    from reports.figures import NOTHING  # noqa: PLC0415

    return " → ".join(NOTHING if pd.isna(year) else str(int(year)) for year in years)


def proposal_asked(word: str | None, proposals: Sequence[str]) -> str | None:
    """Return the proposal that `--proposal` names; InputError with those the study makes."""
    from study.keys import one_of  # noqa: PLC0415

    said = word and "_".join(word.split())  # `need then ready` as well
    return one_of(said, proposals, key="--proposal") if said else None


def estates_named(asked: Mapping[str, Any], estates: Any) -> dict[str, Any]:  # noqa: ANN401 - a table
    """Return what is asked with the ID of each estate named in it, by ID or name."""
    from study.negotiation.asked_estates import estates_meant  # noqa: PLC0415

    why = asked.get("why") or {}
    if "estates" not in why:
        return dict(asked)
    meant = estates_meant(why["estates"], estates)
    return {**asked, "why": {**why, "estates": list(dict.fromkeys(meant.values()))}}


def _found(given: Mapping[str, Any], asked: Mapping[str, Any], parts: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Return the answers to some parts, ready to be told. Raises InputError where one has none."""
    # Imported here: `jiugai --help` must not wait for the engines.
    import study  # noqa: PLC0415
    from reports.negotiation_case import Case  # noqa: PLC0415
    from study.negotiation.one_question import answered, asking_only  # noqa: PLC0415

    loaded = study.load(given["study"], given["data"])
    choices = loaded.choices
    own = {name: given[name] for name in ("gap", "nodes")}
    own["proposal"] = proposal_asked(given["proposal"], choices.proposals)
    asking_only(choices, {**own, **asked})  # what it refuses is said before anything is read
    with Bar(given["locale"]) as bar:
        bar.show("read")
        inputs = study.read_inputs(loaded)
        named = estates_named(asked, inputs.tables["estates"])
        question = asking_only(choices, {**own, **named})
        bar.show("measure")
        measured = study.measure(inputs, choices)
        bar.show("rank")
        ranked = study.ranked(measured, choices)
        found = answered(ranked, choices, question, parts, progress=bar.show)
        bar.done()
    return Case(found, ranked.estates, given["locale"])
