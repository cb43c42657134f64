"""The answer to a matrix file: weights, consistency, scores, ranks; plain values for JSON."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.opinions.agreement import decided_by_method, rank_correlation, top_overlap
from scoring.opinions.decision import shared
from scoring.opinions.matrix_file import Ahp, MatrixFile
from scoring.opinions.methods import METHODS, Opinions, opinions
from scoring.weighting.ahp import Judgement, judge, under_tables
from scoring.weighting.objective import Objective, critic, entropy
from tables import InputError, Issue

_COEFFICIENTS = ("spearman", "kendall")
_CONSISTENCY = ("ahp_method", "lambda_max", "ci", "cr", "random_index", "cr_by_table")


@dataclass(frozen=True)
class JudgementRules:
    """Random-index tables by name (the first is the usual one), the largest acceptable CR."""

    random_index: Mapping[str, Mapping[int, float]]
    largest_ratio: float
    method: str = "eigenvector"


@dataclass(frozen=True)
class _Found:
    """Weights in column order, how they were found, and what is to be said of them."""

    weights: tuple[float, ...]
    origin: str
    judgement: Judgement | None = None
    warnings: tuple[Issue, ...] = ()


def answer(asked: MatrixFile, rules: JudgementRules) -> dict[str, object]:
    """Return weights, CR, and every method's scores and ranks in the order of the rows.

    `scores` and `ranks` are those of the first method, `methods` holds them all; None where the
    method cannot be asked (`warnings` says why: Issue values). `agreement` compares the methods
    where there are two or more. `lambda_max`, `ci`, `cr`, `random_index` and `cr_by_table` (what CR
    would be by each other table) are None without judgements.
    """
    found = _weights(asked, rules)
    said = opinions(
        asked.table, found.weights, asked.types, asked.methods, normalisation=asked.normalisation
    )
    methods = {name: _method(said, name, asked) for name in asked.methods}
    first = methods[asked.methods[0]]
    return {
        "alternatives": list(asked.table.index),
        "criteria": list(asked.table.columns),
        "types": list(asked.types),
        "weights": list(found.weights),
        "weights_from": found.origin,
        **_consistency(found.judgement, rules),
        "method": asked.methods[0],
        "scores": first["scores"],
        "ranks": first["ranks"],
        "methods": methods,
        "agreement": _agreement(said, asked.top),
        "warnings": [*found.warnings, *said.warnings],
    }


def _weights(asked: MatrixFile, rules: JudgementRules) -> _Found:
    given, columns = asked.weights, list(asked.table.columns)
    if isinstance(given, Ahp):
        return _judged(given, columns, rules)
    if given == "equal":
        return _Found((1 / len(columns),) * len(columns) if columns else (), "equal")
    if given == "entropy":
        return _objective(entropy(asked.table), columns)
    if given == "critic":
        # conflict is between what is good about alternatives: less of a cost is more of a good
        return _objective(critic(asked.table * list(asked.types)), columns)
    numbers = shared(np.array(given, dtype=float), columns)
    return _Found(tuple(numbers.tolist()), "given")


def _objective(found: Objective, columns: list[str]) -> _Found:
    shares = tuple(float(found.weights.shares[name]) for name in columns)
    return _Found(shares, found.weights.method, None, found.warnings)


def _judged(given: Ahp, columns: list[str], rules: JudgementRules) -> _Found:
    table = given.random_index or next(iter(rules.random_index))
    if table not in rules.random_index:
        known = ", ".join(rules.random_index)
        raise InputError("methods.not_one_of", key="ahp.random_index", value=table, known=known)
    found = judge(
        columns,
        given.matrix,
        random_index=rules.random_index[table],
        largest_ratio=rules.largest_ratio,
        method=given.method or rules.method,
        table=table,
    )
    shares = tuple(float(found.weights.shares[name]) for name in columns)
    return _Found(shares, "ahp", found, _inconsistent(found, rules.largest_ratio))


def _inconsistent(found: Judgement, largest: float) -> tuple[Issue, ...]:
    if found.acceptable:
        return ()
    if found.consistency_ratio is None:
        return (Issue("methods.cr_unknown", "warning"),)
    detail = {"cr": f"{found.consistency_ratio:.4f}", "table": found.table, "largest": largest}
    return (Issue("methods.inconsistent", "warning", detail=detail),)


def _consistency(found: Judgement | None, rules: JudgementRules) -> dict[str, object]:
    if found is None:
        return dict.fromkeys(_CONSISTENCY)
    ratios = under_tables(found, rules.random_index)
    told = (found.method, found.lambda_max, found.consistency_index, found.consistency_ratio)
    return dict(zip(_CONSISTENCY, (*told, found.table, ratios), strict=True))


def _method(said: Opinions, name: str, asked: MatrixFile) -> dict[str, object]:
    method, known = METHODS[name], name in said.scores
    return {
        "scores": said.scores[name].tolist() if known else None,
        "ranks": said.ranks[name].tolist() if known else None,
        "higher_is_better": method.higher_is_better,
        "normalisation": asked.normalisation.get(name, method.normalisation) or None,
    }


def _agreement(said: Opinions, top: int | None) -> dict[str, object] | None:
    """Return how far the methods agree, or None where fewer than two were asked in the end."""
    if len(said.ranks.columns) <= 1:
        return None
    found: dict[str, object] = {
        name: _square(rank_correlation(said.shared_ranks, name)) for name in _COEFFICIENTS
    }
    if top is None:
        return found
    decided = decided_by_method(said.ranks, top).to_dict("records")
    rows = [{key: _plain(value) for key, value in row.items()} for row in decided]
    overlap = _square(top_overlap(said.ranks, top))
    return found | {"top": top, "overlap": overlap, "decided_by_method": rows}


def _square(table: pd.DataFrame) -> dict[str, dict[str, float | None]]:
    return {
        str(row): {
            str(name): None if math.isnan(value) else float(value) for name, value in cells.items()
        }
        for row, cells in table.iterrows()
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
