"""study.yaml → Study: every key known, every value of its kind, paths resolved."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from intake.placing.coordinates import known_crs
from phasing.checks import horizon
from study import (
    added,
    clusters,
    cost_choices,
    criteria,
    funding,
    gates,
    published,
    ranking,
    rule_switches,
    scenario_choices,
    siting_choices,
    trenches,
    walking,
    weighing,
)
from study.choices import Choices, Solver, Study
from study.keys import mapping, number, one_of, only, word
from study.negotiation import choices as negotiating
from study.objectives import parse_proposals, parse_value
from study.plain_yaml import values
from study.saving import opened
from study.sources import sources
from tables import InputError

DATA_VARIABLE = "JIUGAI_DATA"
DEFAULT_DATA = Path("../shared/data")

_KEYS = {item.name for item in fields(Choices)} - {"weighing", "rules_off"} | {"inputs", "weights"}


def load(path: Path, data: Path | None = None) -> Study:
    """Return the study written in `path` (study.yaml or its folder).

    `data` is what `${DATA}` stands for in the paths of inputs: given, else JIUGAI_DATA of the
    environment, else ../shared/data. Raises InputError with the key, the value and what to do.
    """
    file = opened(path)
    return from_text(file.text, file.path, data)


def from_text(text: str, file: Path, data: Path | None = None) -> Study:
    """Return the study that `text` would be if it stood in `file`. Raises InputError as `load`."""
    given = _yaml(text, file)
    only(given, _KEYS, where="study.yaml")
    folder = file.resolve().parent
    outside = data or Path(os.environ.get(DATA_VARIABLE, DEFAULT_DATA))
    return Study(file, choices(given, folder), sources(given.get("inputs"), folder, outside))


def choices(given: Mapping[str, Any], folder: Path | None = None) -> Choices:
    """Return the choices of a study from the mapping a person wrote; its files lie in `folder`."""
    day = _day(_needed(given, "day_of_law"))
    city = word(given.get("city"), key="city")
    years = _years(_needed(given, "horizon"))
    proposals = parse_proposals(given.get("proposals", Choices.proposals))
    on, off = rule_switches.split(given.get("rules"))
    return Choices(
        name=str(_needed(given, "name")),
        horizon=years,
        day_of_law=day,
        city=city,
        crs=_crs(word(given.get("crs"), key="crs")),
        weighing=weighing.parse(given.get("weights"), day, city, folder),
        walking=walking.parse(mapping(given.get("walking"), where="walking")),
        siting=siting_choices.parse(given.get("siting")),
        criteria=criteria.parse(given.get("criteria")),
        ranking=ranking.parse(mapping(given.get("ranking"), where="ranking")),
        gates=gates.parse(mapping(given.get("gates"), where="gates")),
        costs=cost_choices.parse(mapping(given.get("costs"), where="costs")),
        funding=funding.parse(mapping(given.get("funding"), where="funding")),
        rules=on,
        rules_off=off,
        clusters=clusters.parse(given.get("clusters")),
        added=added.parse(given.get("added")),
        trenches=trenches.parse(mapping(given.get("trenches"), where="trenches")),
        scenarios=scenario_choices.parse(given.get("scenarios")),
        balance_by=one_of(
            given.get("balance_by", "street"), ("street", "district"), key="balance_by"
        ),
        proposals=proposals,
        value=parse_value(mapping(given.get("value"), where="value"), len(years)),
        published=published.parse(given.get("published"), years),
        negotiate=negotiating.parse(given.get("negotiate"), years, proposals),
        solver=_solver(mapping(given.get("solver"), where="solver")),
        answers=mapping(given.get("answers"), where="answers"),
        attribution=str(given.get("attribution") or ""),
    )


def _yaml(text: str, file: Path) -> dict[str, Any]:
    try:
        return mapping(values(text), where=file.name)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        row = place.line + 1 if place else 0
        raise InputError("study.not_yaml", file=file.name, row=row) from None


def _needed(given: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - any YAML value
    if given.get(key) is None:
        raise InputError("study.missing_key", key=key)
    return given[key]


def _day(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError("study.bad_day", value=value) from None


def _crs(text: str | None) -> str | None:
    """Return the CRS as it was written, once PROJ knows it."""
    if text is not None:
        known_crs(text, file="study.yaml")
    return text


def _years(value: object) -> tuple[int, ...]:
    return horizon(value if isinstance(value, list) else [value])


def _solver(given: Mapping[str, Any]) -> Solver:
    only(given, {item.name for item in fields(Solver)}, where="solver")
    base = Solver()
    gap = number(given.get("gap", base.gap), key="solver.gap", above=0)
    nodes = number(given.get("nodes", base.nodes), key="solver.nodes", above=0)
    seed = number(given.get("seed", base.seed), key="solver.seed", above=-1)
    return Solver(gap or base.gap, int(nodes or base.nodes), int(seed or 0))
