"""Stage two: scores, ranks and grades from what was measured; quick enough to follow a slider."""

import dataclasses
from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from scoring import (
    Scorecard,
    Tree,
    Weights,
    grade,
    per_resident,
    points,
    rank,
    score,
    scorecard,
    side_weights,
)
from study.choices import Choices
from study.criteria import check_columns, tree
from study.stages import Measured, Ranked
from study.weighing import Weighing, weigh
from study.weight_issues import judgement_issues
from tables import Issue


def ranked(measured: Measured, choices: Choices) -> Ranked:
    """Return the measured estates with parts, scores, ranges, ranks and grades."""
    estates = measured.estates
    rules = measured.rules
    used = tree(choices.criteria, rules["criteria"].value, rules["indicators"].value)
    check_columns(used, estates)
    found = points(estates, used.indicators)
    return _ranked(measured, choices, used, found, scorecard(found))


def reranked(found: Ranked, choices: Choices) -> Ranked:
    """Return the estates ranked by other weights: the points they have stay as they are."""
    return _ranked(found.measured, choices, found.tree, found.indicators, found.card)


def _ranked(
    measured: Measured, choices: Choices, used: Tree, found: pd.DataFrame, card: Scorecard
) -> Ranked:
    estates = measured.estates
    rules = measured.rules
    found_weights, said = weigh(choices.weighing, card)
    weights = _combined(found_weights, used, choices)
    scores = score(card, weights)
    counted = scores
    if choices.ranking.by_population:
        counted = per_resident(scores, estates["residents"])
    places = rank(counted, estates["households"])
    graded = grade(scores["score"], rules["grade_points"].value)
    joined = _joined(estates, scores, places, pd.DataFrame({"grade": graded.to_numpy()}))
    told = judgement_issues(choices.weighing, rules)
    issues = (*told, *said, *_issues(joined, used, weights))
    return Ranked(measured, joined, found, issues, weights, used, card)


def reweighted(choices: Choices, shares: Mapping[str, float]) -> Choices:
    """Return the choices with other weights of the criteria, taken as they are."""
    return dataclasses.replace(
        choices,
        weighing=Weighing(Weights(dict(shares))),
        ranking=dataclasses.replace(choices.ranking, need_share=None),
    )


def _combined(weights: Weights, used: Tree, choices: Choices) -> Weights:
    share = choices.ranking.need_share
    if share is None:
        return weights
    return side_weights(weights, used.side("need"), need_share=share)


def _joined(estates: gpd.GeoDataFrame, *found: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the estates with the columns found, all joined at once: there are about a hundred."""
    new = [
        table.drop(columns="estate_id", errors="ignore").set_axis(estates.index) for table in found
    ]
    return gpd.GeoDataFrame(pd.concat([estates, *new], axis=1), crs=estates.crs)


def _issues(estates: gpd.GeoDataFrame, used: Tree, weights: Weights) -> tuple[Issue, ...]:
    """Say which criteria nobody knows or weighs."""
    unweighed = [key for key in used.keys if key not in weights.shares]
    return (
        *(
            Issue("study.criterion_unknown", "warning", table="estates", column=criterion)
            for criterion, share in weights.shares.items()
            if share and estates[f"{criterion}_score"].isna().all()
        ),
        *(
            Issue("study.criterion_unweighed", "info", table="estates", column=criterion)
            for criterion in unweighed
        ),
    )
