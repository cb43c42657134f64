"""study.yaml → Study: every key known, every value of its kind, paths resolved."""

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from intake.source import Source
from phasing.checks import horizon
from phasing.rules import rule_from_dict
from scoring import Judgement, Weights, judge
from standards import in_force
from study.choices import Choices, Costs, Gates, Solver, Study, Walking
from study.keys import mapping, number, one_of, only
from tables import TABLES, InputError

DATA_VARIABLE = "JIUGAI_DATA"
DEFAULT_DATA = Path("../shared/data")

PROPOSALS = ("need", "balance", "cluster", "ready")

_KEYS = {item.name for item in fields(Choices)} - {"judgement"} | {"inputs"}
_SOURCE_KEYS = {"path", "layer", "sheet", "crs", "where", "category", "map", "columns", "join"}


def load(path: Path, data: Path | None = None) -> Study:
    """Return the study written in `path` (study.yaml or its folder).

    `data` is what `${DATA}` stands for in the paths of inputs: given, else JIUGAI_DATA of the
    environment, else ../shared/data. Raises InputError with the key, the value and what to do.
    """
    file = path / "study.yaml" if path.is_dir() else path
    given = _yaml(file)
    only(given, _KEYS, where="study.yaml")
    folder = file.resolve().parent
    outside = data or Path(os.environ.get(DATA_VARIABLE, DEFAULT_DATA))
    return Study(file, choices(given), _sources(given.get("inputs"), folder, outside))


def choices(given: Mapping[str, Any]) -> Choices:
    """Return the choices of a study from the mapping a person wrote."""
    day = _day(given.get("day_of_law"))
    city = given.get("city")
    weights = _weights(mapping(given.get("weights"), where="weights"), day, city)
    return Choices(
        name=str(_needed(given, "name")),
        horizon=_years(given.get("horizon", [])),
        day_of_law=day,
        city=city,
        crs=given.get("crs"),
        weights=weights.weights if isinstance(weights, Judgement) else weights,
        judgement=weights if isinstance(weights, Judgement) else None,
        walking=_walking(mapping(given.get("walking"), where="walking")),
        criteria=_criteria(given.get("criteria")),
        gates=_gates(mapping(given.get("gates"), where="gates")),
        costs=_costs(mapping(given.get("costs"), where="costs")),
        rules=tuple(_rule(item) for item in given.get("rules") or ()),
        clusters=one_of(given.get("clusters", "together"), ("together", "apart"), key="clusters"),
        balance_by=one_of(
            given.get("balance_by", "street"), ("street", "district"), key="balance_by"
        ),
        proposals=_proposals(given.get("proposals", PROPOSALS[:3])),
        solver=_solver(mapping(given.get("solver"), where="solver")),
        answers=mapping(given.get("answers"), where="answers"),
        attribution=str(given.get("attribution") or ""),
    )


def _yaml(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError("study.missing_file", file=str(file)) from None
    try:
        return mapping(yaml.safe_load(text), where=file.name)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        row = place.line + 1 if place else 0
        raise InputError("study.not_yaml", file=file.name, row=row) from None


def _needed(given: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - any YAML value
    if given.get(key) is None:
        raise InputError("study.missing_key", key=key)
    return given[key]


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError("study.bad_day", value=value) from None


def _years(value: object) -> tuple[int, ...]:
    return horizon(value if isinstance(value, list) else [value])


def _weights(shares: Mapping[str, Any], day: dt.date, city: str | None) -> Weights | Judgement:
    if not shares:
        raise InputError("study.missing_key", key="weights")
    if "ahp" not in shares:
        return Weights(dict(shares))
    only(shares, {"ahp"}, where="weights")
    ahp = mapping(shares["ahp"], where="weights.ahp")
    only(ahp, {"order", "matrix"}, where="weights.ahp")
    rules = in_force(day, city)
    return judge(
        ahp.get("order", ()),
        ahp.get("matrix", ()),
        random_index=rules["random_index"],
        largest_ratio=rules["acceptable_ratio"],
    )


def _walking(given: Mapping[str, Any]) -> Walking:
    only(given, {item.name for item in fields(Walking)}, where="walking")
    metres = mapping(given.get("metres"), where="walking.metres")
    return Walking(
        metres={
            int(key): number(value, key=f"walking.metres.{key}", above=0) or 0
            for key, value in sorted(metres.items())
        }
        or None,
        snap_m=number(given.get("snap_m"), key="walking.snap_m", above=0),
        limit_m=number(given.get("limit_m"), key="walking.limit_m", above=0),
    )


def _criteria(given: object) -> tuple[Mapping[str, Any], ...]:
    changes = mapping(given, where="criteria")
    found = []
    for key, change in sorted(changes.items()):
        entry = mapping(change, where=f"criteria.{key}")
        only(entry, {"criterion", "side", "anchors", "weight", "off"}, where=f"criteria.{key}")
        found.append({"indicator": key, **entry})
    return tuple(found)


def _gates(given: Mapping[str, Any]) -> Gates:
    only(given, {item.name for item in fields(Gates)}, where="gates")
    for key, value in given.items():
        if not isinstance(value, bool):
            raise InputError(
                "study.not_one_of", key=f"gates.{key}", value=value, allowed="true, false"
            )
    return Gates(**given)


def _costs(given: Mapping[str, Any]) -> Costs:
    only(given, {item.name for item in fields(Costs)}, where="costs")
    return Costs(
        **{key: number(value, key=f"costs.{key}", above=0) for key, value in given.items()}
    )


def _solver(given: Mapping[str, Any]) -> Solver:
    only(given, {item.name for item in fields(Solver)}, where="solver")
    base = Solver()
    gap = number(given.get("gap", base.gap), key="solver.gap", above=0)
    nodes = number(given.get("nodes", base.nodes), key="solver.nodes", above=0)
    seed = number(given.get("seed", base.seed), key="solver.seed", above=-1)
    return Solver(gap or base.gap, int(nodes or base.nodes), int(seed or 0))


def _proposals(given: object) -> tuple[str, ...]:
    names = given if isinstance(given, list | tuple) else [given]
    if not names:
        raise InputError("study.missing_key", key="proposals")
    return tuple(dict.fromkeys(one_of(name, PROPOSALS, key="proposals") for name in names))


def _rule(item: object) -> Any:  # noqa: ANN401 - one of the frozen rules of phasing
    entry = mapping(item, where="rules")
    if len(entry) != 1:
        raise InputError("study.rule_one_key", value=item)
    kind, values = next(iter(entry.items()))
    return rule_from_dict({"rule": kind, **mapping(values, where=f"rules.{kind}")})


def _sources(given: object, folder: Path, data: Path) -> dict[str, tuple[Source, ...]]:
    tables = mapping(given, where="inputs")
    only(tables, TABLES, where="inputs")
    if "estates" not in tables:
        raise InputError("study.missing_key", key="inputs.estates")
    return {
        name: tuple(
            _source(item, folder, data, where=f"inputs.{name}")
            for item in (entry if isinstance(entry, list) else [entry])
        )
        for name, entry in sorted(tables.items())
    }


def _source(item: object, folder: Path, data: Path, *, where: str) -> Source:
    entry = {"path": item} if isinstance(item, str) else mapping(item, where=where)
    only(entry, _SOURCE_KEYS, where=where)
    if not entry.get("path"):
        raise InputError("study.missing_key", key=f"{where}.path")
    label = str(entry["path"])
    path = Path(label.replace("${DATA}", str(data), 1))
    return Source(
        path=path if path.is_absolute() or label.startswith("${DATA}") else folder / path,
        label=label,
        layer=entry.get("layer"),
        sheet=entry.get("sheet"),
        crs=entry.get("crs"),
        where=mapping(entry.get("where"), where=f"{where}.where"),
        category=entry.get("category"),
        map=mapping(entry.get("map"), where=f"{where}.map"),
        columns=mapping(entry.get("columns"), where=f"{where}.columns"),
        join=tuple(entry.get("join") or ()),
    )
