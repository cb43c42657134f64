"""`jiugai pin`: what it costs to pin estates to a year or leave them out, before it is kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cli.negotiating import proposal_asked, years_words
from cli.options import JSON, LOCALE, answering, json_text
from cli.progress import Bar
from tables import InputError
from texts import say

_SHOWN = 20


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--pin", "pins", multiple=True, metavar="ID=YEAR", help="固定年份 / pin to a year.")
@click.option("--out", multiple=True, metavar="ID", help="移出方案 / leave out.")
@click.option("--release", multiple=True, metavar="ID", help="放开手写的规则 / drop its own rules.")
@click.option("--proposal", help="方案名称 / which proposal.")
@click.option("--keep", is_flag=True, help="写入 study.yaml / write it into study.yaml.")
@click.option("--data", type=click.Path(path_type=Path), help="${DATA} 所指 / what ${DATA} is.")
@LOCALE
@JSON
def pin(study: Path, locale: str, *, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - options
    """研究 STUDY 的方案若把小区固定到某年或移出，代价多大 / the price of an override."""
    with answering(locale, as_json=as_json):
        told = _told(study, locale, quiet=as_json, **asked)
    if as_json:
        click.echo(json_text(told))
    elif told["kept"]:
        click.echo(say(locale, "price.kept", **told["kept"]), err=True)


def _told(path: Path, locale: str, *, quiet: bool, **asked: Any) -> dict[str, Any]:  # noqa: ANN401
    # Imported here: `jiugai --help` must not wait for the engines.
    from phasing.negotiation.price import price, price_at_once  # noqa: PLC0415
    from study.saving import opened  # noqa: PLC0415

    file = opened(path)
    plan, wanted, names, settings = _plan(path, asked, locale)
    first = price_at_once(plan, wanted)
    if not quiet:
        _show(first, names, locale)
        click.echo(say(locale, "price.searching"), err=True)
    found = price(plan, wanted, settings=settings)
    if not quiet:
        _show(found, names, locale)
    kept = _kept(file, wanted, found) if asked["keep"] else None
    return {"first": _record(first), "price": _record(found), "kept": kept}


def _plan(path: Path, how: Mapping[str, Any], locale: str) -> tuple[Any, Any, Any, Any]:
    """Return the plan of the proposal asked for, the override, names of estates, how to search.

    What is asked for in vain is refused before the long work.
    """
    import study  # noqa: PLC0415
    from layers.negotiation_words import called  # noqa: PLC0415
    from phasing import Settings  # noqa: PLC0415
    from study.negotiation.choices import Negotiate  # noqa: PLC0415
    from study.negotiation.price import check_years, plan_of, posed_of  # noqa: PLC0415

    years, given = _years(how["pins"]), study.load(path, how["data"])
    choices = given.choices
    asked = choices.negotiate or Negotiate(choices.proposals[0])
    name = proposal_asked(how["proposal"], choices.proposals) or asked.proposal
    check_years(years, choices.horizon)
    with Bar(locale) as bar:
        bar.show("read")
        inputs = study.read_inputs(given)
        meant = _meant(how, years, inputs.tables["estates"])
        bar.show("measure")
        measured = study.measure(inputs, choices)
        bar.show("rank")
        ranked = study.ranked(measured, choices)
        wanted = _wanted(posed_of(ranked, choices), meant)
        bar.show("propose")
        plan = plan_of(ranked, choices, name)
        bar.done()
    settings = Settings(gap=asked.gap, node_limit=asked.nodes, seed=choices.solver.seed)
    return plan, wanted, called(ranked.estates), settings


def _meant(how: Mapping[str, Any], years: Mapping[str, int], estates: Any) -> dict[str, Any]:  # noqa: ANN401 - a table
    """Return pins, out and release with the IDs of the estates, which may be named by name."""
    from study.negotiation.asked_estates import estates_meant  # noqa: PLC0415

    ids = estates_meant([*years, *how["out"], *how["release"]], estates)
    if not ids:
        raise InputError("price.nothing_asked")
    pins: dict[str, int] = {}
    for word, year in years.items():
        _once(pins, ids[word], year)
    return {"pins": pins, **{key: [ids[word] for word in how[key]] for key in ("out", "release")}}


def _wanted(posed: Any, meant: Mapping[str, Any]) -> Any:  # noqa: ANN401 - Posed; Override
    """Return the override asked for; what refuses it says the option that sets it aside."""
    from phasing.negotiation.override import refusals  # noqa: PLC0415
    from study.negotiation.keep import by_hand  # noqa: PLC0415
    from study.negotiation.price import override, released  # noqa: PLC0415

    rules = released(posed, meant["release"])
    wanted = override(posed, meant["pins"], meant["out"], rules)
    for one in refusals(posed, wanted):
        own = one.rule in by_hand(posed, [one.estate_id])
        hint = "price.release_option" if own else "price.release_data"
        raise InputError(one.phrase, **one.told, **({"hint": hint} if one.rule else {}))
    return wanted


def _years(pins: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in pins:
        estate, _, year = text.rpartition("=")
        if not (estate.strip() and year.strip().isdecimal()):
            raise InputError("price.bad_pin", value=text)
        _once(found, estate.strip(), int(year))
    return found


def _once(pins: dict[str, int], estate: str, year: int) -> None:
    """Add a pin to `pins`; refuse a second year for an estate."""
    said = pins.setdefault(estate, year)
    if said != year:
        raise InputError("price.asked_twice", estate_id=estate, first=said, second=year)


def _show(found: Any, names: Mapping[str, str], locale: str) -> None:  # noqa: ANN401 - Price | None
    from layers.negotiation_words import sentence  # noqa: PLC0415
    from reports.refusal import refusal  # noqa: PLC0415
    from study.negotiation.price_words import price_words  # noqa: PLC0415

    if found is None:
        click.echo(say(locale, "price.no_first_answer"))
        return
    for one in price_words(found, names):
        click.echo(sentence(one, locale=locale))
    if found.clash is not None:
        click.echo(refusal(found.clash, locale=locale))
    elif found.searched:
        _rows(found, names, locale)


def _rows(found: Any, names: Mapping[str, str], locale: str) -> None:  # noqa: ANN401 - Price
    """Print a line an estate that is displaced, the first of them."""
    rows = found.difference.estates.to_dict("records")
    for row in rows[:_SHOWN]:
        years = years_words(row["year_before"], row["year_after"])
        click.echo(f"{row['estate_id']}\t{names.get(row['estate_id'], '')}\t{years}")
    if len(rows) > _SHOWN:
        click.echo(say(locale, "scenarios.more_estates", count=len(rows) - _SHOWN))


def _kept(file: Any, wanted: Any, found: Any) -> dict[str, str]:  # noqa: ANN401 - Written, Override, Price
    from study.editing import edited  # noqa: PLC0415
    from study.negotiation.keep import keep_changes  # noqa: PLC0415
    from study.saving import save  # noqa: PLC0415

    if found.clash is not None:
        raise InputError("price.cannot_keep_clash")
    copy = save(file, edited(file.text, keep_changes(file.text, wanted)))
    return {"file": str(file.path), "kept": copy.name}


def _record(found: Any) -> dict[str, Any] | None:  # noqa: ANN401 - Price | None
    """Return a price as plain values; None where there is no first answer."""
    from study.negotiation.price_record import price_record  # noqa: PLC0415

    return None if found is None else price_record(found)
