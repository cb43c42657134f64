"""Stage two: scores, ranks and grades from what was measured; quick enough to follow a slider."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from scoring import Indicator, grade, points, rank, score
from study.choices import Choices
from study.keys import only
from study.stages import Measured, Ranked
from tables import Issue


def ranked(measured: Measured, choices: Choices) -> Ranked:
    """Return the measured estates with parts, scores, ranges, ranks and grades."""
    estates = measured.estates
    sheet = indicators(choices, measured.rules["indicators"].value)
    _check_columns(sheet, estates)
    found = points(estates, sheet)
    scores = score(found, choices.weights)
    places = rank(scores, estates["households"])
    graded = grade(scores["score"], measured.rules["grade_points"].value)
    joined = estates.assign(**_columns(scores), **_columns(places), grade=graded.to_numpy())
    return Ranked(measured, joined, found, _issues(joined, measured, choices))


def indicators(choices: Choices, sheet: list[Mapping[str, Any]]) -> tuple[Indicator, ...]:
    """Return the indicator sheet in force with the changes a person made.

    A change names an indicator and any of criterion, side, anchors, weight; `off: true` leaves it
    out; a new name adds an indicator, which then needs criterion, side and anchors.
    """
    rows = {row["indicator"]: dict(row) for row in sheet}
    for change in choices.criteria:
        if not {"criterion", "side", "anchors"} <= set(change):
            only({change["indicator"]: change}, rows, where="criteria")
        rows[change["indicator"]] = {"weight": 1, **rows.get(change["indicator"], {}), **change}
    return tuple(_indicator(row) for row in rows.values() if not row.get("off"))


def reweighted(choices: Choices, shares: Mapping[str, float]) -> Choices:
    """Return the choices with other weights of the criteria."""
    weights = type(choices.weights)(dict(shares))
    return dataclasses.replace(choices, weights=weights, judgement=None)


def _indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        key=row["indicator"],
        criterion=row["criterion"],
        side=row["side"],
        anchors=tuple((float(value), float(point)) for value, point in row["anchors"]),
        weight=row["weight"],
    )


def _check_columns(sheet: tuple[Indicator, ...], estates: pd.DataFrame) -> None:
    """Refuse an indicator that no column of numbers stands for."""
    numbers = {str(name): None for name in estates.select_dtypes(["number", "boolean"])}
    for indicator in sheet:
        only({indicator.key: indicator}, numbers, where="criteria")


def _columns(found: pd.DataFrame) -> dict[str, Any]:
    return {str(name): found[name].to_numpy() for name in found if name != "estate_id"}


def _issues(estates: gpd.GeoDataFrame, measured: Measured, choices: Choices) -> tuple[Issue, ...]:
    """Say which criteria nobody knows anything about, and judgements that contradict."""
    judgement = choices.judgement
    doubtful = judgement is not None and not judgement.acceptable
    ratio = f"{judgement.consistency_ratio:.3f}" if judgement else ""
    detail = {"limit": measured.rules["acceptable_ratio"].value}
    said = [Issue("study.ahp_inconsistent", "warning", value=ratio, detail=detail)] * doubtful
    return (
        *said,
        *(
            Issue("study.criterion_unknown", "warning", table="estates", column=criterion)
            for criterion in choices.weights.shares
            if estates[f"{criterion}_score"].isna().all()
        ),
    )
