"""`jiugai`: run a study, write the demo study, check files - words on stderr, results on stdout."""

from collections.abc import Callable
from pathlib import Path

import click

from cli.alternatives import alternatives
from cli.answers import ANSWERS, read_answers
from cli.canvass import canvass
from cli.check import check
from cli.experts import experts
from cli.export import export
from cli.horizons import horizons
from cli.options import JSON, LOCALE, answering, json_text
from cli.pin import pin
from cli.progress import Bar
from cli.rank import rank
from cli.replan import replan
from cli.sheet import sheet
from cli.site import site
from cli.solve import solve
from cli.walk import walk
from cli.what_if import what_if
from cli.why import why
from cli.worth import worth
from texts import say


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jiugai")
def main() -> None:
    """老旧小区改造决策支持：读台账、测步行、评分排序、编制多年方案 / Jiugai."""


@main.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="成果文件夹 / results.")
@click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what ${DATA} is.")
@ANSWERS
@LOCALE
@JSON
def run(
    study: Path,
    out: Path,
    data: Path | None,
    answers_file: Path | None,
    locale: str,
    *,
    as_json: bool,
) -> None:
    """读取研究 STUDY，完成全部测算，成果写入 OUT / do the whole job."""
    _told(locale, as_json, lambda: _run(study, out, data, answers_file, locale))


def _run(
    study_path: Path, out: Path, data: Path | None, answers_file: Path | None, locale: str
) -> dict[str, object]:
    # Imported here: `jiugai --help` must not wait for the engines.
    import reports  # noqa: PLC0415
    import study  # noqa: PLC0415

    with Bar(locale) as bar:
        given = study.answered(study.load(study_path, data), read_answers(answers_file))
        results = study.run(given, progress=bar.show)
        bar.show("write")
        files = reports.write(results, out, locale=locale)
        bar.done()
    return {
        "out": str(out),
        "files": [path.name for path in files],
        "estates": len(results.estates),
        "issues": len(results.issues),
        "proposals": [
            {
                "name": plan.name,
                "status": plan.status,
                "value": plan.value,
                "bound": plan.bound,
                "gap": plan.gap,
                "gain": plan.gain,
                "estates": len(plan.plan),
                "next_plan_wan": plan.next_plan_wan,
            }
            for plan in results.proposals
        ],
    }


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--estates", type=click.IntRange(min=1), help="小区数量 / number of estates.")
@click.option("--seed", type=int, help="随机种子 / seed.")
@LOCALE
@JSON
def demo(
    folder: Path, estates: int | None, seed: int | None, locale: str, *, as_json: bool
) -> None:
    """生成示范城区“乐河区”的研究文件夹 / write the demo study."""
    _told(locale, as_json, lambda: _demo(folder, estates, seed))


def _demo(folder: Path, estates: int | None, seed: int | None) -> dict[str, object]:
    import demo as town  # noqa: PLC0415

    town.write(folder, estates=estates or town.ESTATES, seed=town.SEED if seed is None else seed)
    return {"study": str(folder), "files": sorted(path.name for path in folder.iterdir())}


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@LOCALE
@JSON
def template(out: Path, locale: str, *, as_json: bool) -> None:
    """写出空白数据表 OUT.xlsx，一张表一个工作表 / write blank sheets to fill in."""
    _told(locale, as_json, lambda: _template(out))


def _template(out: Path) -> dict[str, object]:
    from intake.template import write_template  # noqa: PLC0415

    return {"template": str(out), "sheets": list(write_template(out))}


main.add_command(check)
main.add_command(export)
main.add_command(solve)
main.add_command(rank)
main.add_command(sheet)
main.add_command(site)
main.add_command(experts)
main.add_command(pin)
main.add_command(why)
main.add_command(alternatives)
main.add_command(canvass)
main.add_command(horizons)
main.add_command(replan)
main.add_command(worth)
main.add_command(walk)
main.add_command(what_if)

_DONE = {"out": "cli.done_run", "study": "cli.done_demo", "template": "cli.done_template"}


def _told(locale: str, as_json: bool, work: Callable[[], dict[str, object]]) -> None:  # noqa: FBT001
    """Do `work` and say what came of it; what the input does not allow ends with code 1."""
    with answering(locale, as_json=as_json):
        found = work()
    _answer(locale, as_json, found)


def _answer(locale: str, as_json: bool, found: dict[str, object]) -> None:  # noqa: FBT001
    if as_json:
        click.echo(json_text(found, sort_keys=True))
        return
    code = next(code for key, code in _DONE.items() if key in found)
    click.echo(say(locale, code, **found), err=True)


if __name__ == "__main__":
    main()
