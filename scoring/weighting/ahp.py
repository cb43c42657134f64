"""Weights from pairwise judgements: the analytic hierarchy process (AHP)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.weighting.consistency import (
    ALWAYS_CONSISTENT,
    consistency_index,
    consistency_ratio,
    largest_eigenvalue,
)
from scoring.weighting.incomplete import check_linked, missing_pairs
from scoring.weighting.judgements import judgement_matrix
from scoring.weighting.priorities import priorities
from scoring.weighting.revisit import Revisit, worst_judgements
from scoring.weights import Weights


@dataclass(frozen=True)
class AhpRules:
    """How judgements are weighed and when they pass: one value for a whole group of experts.

    `table` is the name of the random-index table, shown wherever CR is shown: tables differ.
    """

    random_index: Mapping[int, float]
    largest_ratio: float
    method: str = "eigenvector"
    table: str = ""


@dataclass(frozen=True)
class Judgement:
    """Weights with how consistent the judgements behind them are.

    `consistency_ratio` is CI / RI of the table handed in; 0 by definition up to two criteria.
    `acceptable` is whether it stays within the stated largest ratio. Both are None when there
    are too few comparisons to tell (`missing` counts those not made); `code` then says so.
    `revisit` names up to three judgements when the ratio is too large, the worst first.
    """

    weights: Weights
    lambda_max: float
    consistency_index: float
    consistency_ratio: float | None
    acceptable: bool | None
    method: str = "eigenvector"
    table: str = ""
    missing: int = 0
    revisit: tuple[Revisit, ...] = ()

    @property
    def code(self) -> str:
        """Return the verdict as a code of `texts`."""
        if self.acceptable is None:
            return "weights.cannot_judge_yet"
        return "weights.consistent" if self.acceptable else "weights.inconsistent"


def judge(
    order: Sequence[str],
    matrix: Sequence[Sequence[object]],
    *,
    random_index: Mapping[int, float],
    largest_ratio: float,
    method: str = "eigenvector",
    table: str = "",
) -> Judgement:
    """Return the weights of a judgement matrix and its consistency.

        A·w = λmax·w,  Σw = 1,  CI = (λmax - n) / (n - 1),  CR = CI / RI[n]

    Cells may be numbers or fractions written as text ("1/3"); None, "" and "?" are pairs not
    compared, in which case `random_index` is reduced for them. Raises InputError for a matrix
    that is not square, not positive or not reciprocal (naming the pair), or larger than the
    table, and for one whose comparisons leave two groups of criteria not linked (naming them).
    Source: Saaty 1990, European Journal of Operational Research 48: 9-26.

    >>> found = judge("ab", [[1, 3], ["1/3", 1]], random_index={2: 0}, largest_ratio=0.1)
    >>> {key: round(share, 4) for key, share in found.weights.shares.items()}
    {'a': 0.75, 'b': 0.25}
    """
    return judge_by(order, matrix, AhpRules(random_index, largest_ratio, method, table))


def judge_by(
    order: Sequence[str], matrix: Sequence[Sequence[object]], rules: AhpRules
) -> Judgement:
    """Return what `judge` does, by rules kept in one value."""
    judged = judgement_matrix(order, matrix)
    check_linked(order, judged)
    shares = priorities(judged, rules.method)
    largest = largest_eigenvalue(judged, shares)
    index, missing = consistency_index(largest, len(order)), missing_pairs(judged)
    ratio = consistency_ratio(index, len(order), rules.random_index, missing)
    acceptable = None if ratio is None else ratio <= rules.largest_ratio
    given = Weights(dict(zip(order, map(float, shares), strict=True)), "ahp")
    worst = (
        worst_judgements(order, judged, method=rules.method, random_index=rules.random_index)
        if acceptable is False
        else ()
    )
    return Judgement(
        given, largest, index, ratio, acceptable, rules.method, rules.table, missing, worst
    )


def under_tables(
    judgement: Judgement, tables: Mapping[str, Mapping[int, float]]
) -> dict[str, float | None]:
    """Return CR of a judgement under each named random-index table.

    Tables differ, so a ratio near the limit may pass by one and fail by another. A table
    without a value for so many criteria gives None.

    >>> found = judge("ab", [[1, 3], ["1/3", 1]], random_index={2: 0}, largest_ratio=0.1)
    >>> under_tables(found, {"Saaty": {3: 0.58}, "other": {3: 0.52}})
    {'Saaty': 0.0, 'other': 0.0}
    """
    size = len(judgement.weights.shares)
    return {
        name: consistency_ratio(judgement.consistency_index, size, table, judgement.missing)
        if size in table or size <= ALWAYS_CONSISTENT
        else None
        for name, table in tables.items()
    }
