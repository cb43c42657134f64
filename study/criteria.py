"""The tree of the score a study uses: the standard's criteria with the changes a city made."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from scoring import MISSING, Criterion, Indicator, Tree
from scoring.curve import CURVES
from study.keys import items, mapping, number, one_of, only, switch, word
from tables import InputError

_SIDES = ("need", "readiness")
_NAMES = {"zh": "zh", "en": "en"}
_CRITERION_NAMES = {"criterion_zh": "zh", "criterion_en": "en"}
_KEYS = {
    "criterion", "side", "anchors", "weight", "off", "curve", "missing", "unit",
    *_NAMES, *_CRITERION_NAMES,
}  # fmt: skip


def parse(given: object) -> tuple[Mapping[str, Any], ...]:
    """Return the changes of `criteria` in study.yaml, one an indicator, sorted by its key."""
    changes = mapping(given, where="criteria")
    return tuple(
        {"indicator": key, **_change(mapping(change, where=f"criteria.{key}"), f"criteria.{key}")}
        for key, change in sorted(changes.items())
    )


def tree(
    changes: Sequence[Mapping[str, Any]],
    criteria: Sequence[Mapping[str, Any]],
    sheet: Sequence[Mapping[str, Any]],
) -> Tree:
    """Return the standard's `criteria` and indicator `sheet` with the changes a person made.

    A change names an indicator and what differs; `off: true` leaves it out. A new name adds an
    indicator, which then needs criterion and anchors; a criterion nobody knows yet needs its side
    too, and may be named by `criterion_zh` and `criterion_en`.
    """
    kept = [row for row in merged(changes, sheet) if not row.get("off")]
    known = {row["criterion"]: _criterion(row) for row in criteria}
    for row in kept:
        if row["criterion"] not in known:
            known[row["criterion"]] = _new_criterion(row)
    return Tree(tuple(known.values()), tuple(indicator(row, known) for row in kept))


def merged(
    changes: Sequence[Mapping[str, Any]], sheet: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the rows of the indicator sheet with the changes laid over, those off included."""
    rows = {row["indicator"]: dict(row) for row in sheet}
    for change in changes:
        if not {"criterion", "anchors"} <= set(change):
            only({change["indicator"]: change}, rows, where="criteria")
        rows[change["indicator"]] = {**rows.get(change["indicator"], {}), **change}
    return list(rows.values())


def check_columns(used: Tree, estates: pd.DataFrame) -> None:
    """Refuse an indicator that no column of numbers stands for."""
    numbers = {str(name): None for name in estates.select_dtypes(["number", "boolean"])}
    for indicator in used.indicators:
        only({indicator.key: indicator}, numbers, where="criteria")


def _change(entry: Mapping[str, Any], where: str) -> dict[str, Any]:
    only(entry, _KEYS, where=where)
    found = {key: word(value, key=f"{where}.{key}") for key, value in entry.items()
             if key not in {"weight", "off", "anchors"}}  # fmt: skip
    for key, allowed in (("side", _SIDES), ("curve", CURVES), ("missing", MISSING)):
        if key in entry:
            found[key] = one_of(entry[key], allowed, key=f"{where}.{key}")
    checked: dict[str, Any] = dict(found)
    if "weight" in entry:
        checked["weight"] = number(entry["weight"], key=f"{where}.weight", above=0)
    if "off" in entry:
        checked["off"] = switch(entry["off"], key=f"{where}.off")
    if "anchors" in entry:
        checked["anchors"] = _anchors(entry["anchors"], f"{where}.anchors")
    return checked


def _anchors(given: object, key: str) -> tuple[tuple[float, float], ...]:
    pairs = [items(pair, key=key) for pair in items(given, key=key)]
    if any(len(pair) != len(("value", "points")) for pair in pairs):
        raise InputError("study.not_pairs", key=key, value=given)
    return tuple(
        (number(value, key=key) or 0.0, number(points, key=key) or 0.0) for value, points in pairs
    )


def _criterion(row: Mapping[str, Any]) -> Criterion:
    return Criterion(row["criterion"], row["side"], _named(row, _NAMES))


def _new_criterion(row: Mapping[str, Any]) -> Criterion:
    if "side" not in row:
        raise InputError("study.criterion_without_side", criterion=row["criterion"])
    return Criterion(row["criterion"], row["side"], _named(row, _CRITERION_NAMES))


def indicator(row: Mapping[str, Any], known: Mapping[str, Criterion]) -> Indicator:
    """Return the indicator of a row of the sheet. Raises InputError where it makes none."""
    return Indicator(
        key=row["indicator"],
        criterion=row["criterion"],
        side=row.get("side", known[row["criterion"]].side),
        anchors=tuple((float(value), float(point)) for value, point in row["anchors"]),
        weight=row.get("weight", 1.0),
        curve=row.get("curve", "linear"),
        missing=row.get("missing", "share"),
        unit=row.get("unit") or "",
        names=_named(row, _NAMES),
    )


def _named(row: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, str]:
    return {locale: str(row[key]) for key, locale in keys.items() if row.get(key)}
