"""`jiugai experts`: the form experts fill in to say how much each criterion matters."""

from pathlib import Path

import click

from cli.options import JSON, LOCALE, answering, json_text
from tables import InputError
from texts import say


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="FILE.xlsx")
@click.option("--criteria", help="只问这几项，逗号分隔 / only these, by commas.")
@LOCALE
@JSON
def experts(study: Path, out: Path, criteria: str | None, locale: str, *, as_json: bool) -> None:
    """写出研究 STUDY 的空白专家评判表 / write the blank expert form of a study."""
    with answering(locale, as_json=as_json):
        found = _written(study, out, criteria, locale)
    if as_json:
        click.echo(json_text(found, sort_keys=True))
    else:
        click.echo(say(locale, "form.done", **found), err=True)


def _written(path: Path, out: Path, criteria: str | None, locale: str) -> dict[str, object]:
    # Imported here: `jiugai --help` must not wait for the engines.
    import study  # noqa: PLC0415
    from reports.expert_form import expert_form  # noqa: PLC0415
    from scoring.weighting.questions import questions  # noqa: PLC0415
    from standards import in_force  # noqa: PLC0415
    from study.criteria import tree  # noqa: PLC0415
    from study.keys import only  # noqa: PLC0415

    if out.exists():
        raise InputError("form.there", file=str(out))
    choices = study.load(path).choices
    rules = in_force(choices.day_of_law, choices.city)
    used = tree(choices.criteria, rules["criteria"], rules["indicators"])
    asked = [key.strip() for key in criteria.split(",")] if criteria else list(used.keys)
    only(dict.fromkeys(asked), used.keys, where="--criteria")
    largest = rules["largest_judgement"]
    content = expert_form(used, title=choices.name, largest=largest, locale=locale, criteria=asked)
    try:
        out.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("form.not_written", file=str(out), reason=reason) from error
    return {"form": str(out), "criteria": asked, "questions": len(questions(asked))}
