"""Second opinions: the same table ranked by other methods, each with its own idea of a good case.

Left out on purpose. MABAC, MAIRCA and SPOTIS between the data's own bounds order alternatives as
the weighted sum does: they would only look like agreement. COPRAS and MOORA need a criterion that
costs (and pymcdm 1.4's COPRAS adds costs as if they were gains). CODAS and PROBID hold tables of
n × n. COCOSO divides by the worst score, which is 0 as soon as somebody is last everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from scoring.opinions.decision import Decision, PerCriterion, constant, decision
from scoring.opinions.library import FINE, Opinion, edas, marcos, vikor, waspas
from scoring.opinions.normalise import normalise
from scoring.opinions.promethee import net_flows
from scoring.opinions.topsis import topsis
from tables import InputError, Issue

# Scores that agree to this many digits of the largest are equal: rounding noise decides nothing.
_DIGITS = 11


@dataclass(frozen=True)
class Method:
    """A way to score a decision; `normalisation` is its usual one, "" where it has no choice."""

    key: str
    score: Callable[..., Opinion]
    higher_is_better: bool = True
    normalisation: str = ""


@dataclass(frozen=True)
class Opinions:
    """What each method says: a row an alternative, a column a method.

    `ranks` are 1, 2, …, 1 the best whichever way the score runs, equal scores in the order given;
    `shared_ranks` give equal scores their mean rank. Methods that could not be asked have no
    column; `warnings` say why, and what was done about constant criteria and the like.
    """

    scores: pd.DataFrame
    ranks: pd.DataFrame
    shared_ranks: pd.DataFrame
    warnings: tuple[Issue, ...]

    def table(self) -> pd.DataFrame:
        """Return alternative, then `<method>_score` and `<method>_rank` for each method."""
        columns: dict[str, pd.Series] = {}
        for key in self.scores:
            columns |= {f"{key}_score": self.scores[key], f"{key}_rank": self.ranks[key]}
        found = pd.DataFrame(columns, index=self.scores.index)
        return found.rename_axis("alternative").reset_index()


def _weighted_sum(given: Decision, normalisation: str) -> Opinion:
    return normalise(given.cells, given.types, normalisation) @ given.weights, FINE


def _topsis(given: Decision, normalisation: str) -> Opinion:
    args = (given.cells, given.weights, given.types)
    return topsis(*args, normalisation=normalisation), FINE


def _promethee(given: Decision) -> Opinion:
    return net_flows(given.cells, given.weights, given.types), FINE


METHODS: Mapping[str, Method] = {
    method.key: method
    for method in (
        Method("weighted_sum", _weighted_sum, normalisation="minmax"),
        Method("topsis", _topsis, normalisation="vector"),
        Method("vikor", vikor, higher_is_better=False),
        Method("promethee_ii", _promethee),
        Method("marcos", marcos),
        Method("edas", edas),
        Method("waspas", waspas),
    )
}


def opinions(
    matrix: pd.DataFrame | np.ndarray,
    weights: PerCriterion,
    types: PerCriterion,
    methods: Sequence[str],
    *,
    normalisation: Mapping[str, str] | None = None,
) -> Opinions:
    """Return scores and ranks of every alternative by each of `methods` (keys of METHODS).

    `matrix` is a table (index: alternatives, columns: criteria) or an array; `weights` and `types`
    (1: the more the better, -1: the less) go by criterion or stand in column order. `normalisation`
    says another than the usual one of a method, {"weighted_sum": "none"} for points on anchors.
    No cell may be unknown: whoever asks fills them, and says with what; raises InputError naming
    row and column otherwise. No n × n table is held by any method.

    >>> asked = opinions(np.array([[7.0, 9.0], [8.0, 7.0]]), [1, 1], [1, 1], ["weighted_sum"])
    >>> asked.table()["weighted_sum_rank"].tolist()
    [1, 2]
    """
    given = decision(matrix, weights, types)
    chosen = {key: _asked(key, normalisation or {}) for key in dict.fromkeys(methods)}
    scores: dict[str, np.ndarray] = {}
    warnings = _shape_warnings(given)
    for key, score in chosen.items():
        found, code = score(given) if given.alternatives else (np.zeros(0), FINE)
        if found is not None:
            scores[key] = found
        if code:
            warnings.append(Issue(code, "warning", detail={"method": key}))
    return _opinions(given, scores, warnings)


def ranked(scores: np.ndarray, *, higher_is_better: bool, shared: bool) -> np.ndarray:
    """Return the rank of each score, 1 the best; equal ones in order, or `shared`: their mean.

    Scores are compared at eleven digits of the largest.

    >>> ranked(np.array([0.5, 0.9, 0.5]), higher_is_better=True, shared=False).tolist()
    [2.0, 1.0, 3.0]
    """
    top = np.abs(scores).max(initial=0.0) or 1
    compared = pd.Series(np.round(scores / top, _DIGITS))
    method = "average" if shared else "first"
    return compared.rank(method=method, ascending=not higher_is_better).to_numpy()  # type: ignore[arg-type]


def _opinions(
    given: Decision, scores: Mapping[str, np.ndarray], warnings: Sequence[Issue]
) -> Opinions:
    index = pd.Index(given.alternatives, dtype=object, name="alternative")
    higher = {key: METHODS[key].higher_is_better for key in scores}
    places = {
        shared: {
            key: ranked(found, higher_is_better=higher[key], shared=shared)
            for key, found in scores.items()
        }
        for shared in (False, True)
    }
    return Opinions(
        pd.DataFrame(scores, index=index),
        pd.DataFrame(places[False], index=index).astype(int),
        pd.DataFrame(places[True], index=index),
        tuple(warnings),
    )


def _asked(key: str, normalisation: Mapping[str, str]) -> Callable[[Decision], Opinion]:
    """Return how to score by the method called `key`, its normalisation chosen."""
    for name in (key, *normalisation):
        if name not in METHODS:
            raise InputError("methods.unknown_method", value=name, known=", ".join(METHODS))
    method = METHODS[key]
    if key in normalisation and not method.normalisation:
        raise InputError("methods.no_normalisation", method=key)
    if not method.normalisation:
        return method.score
    return partial(method.score, normalisation=normalisation.get(key, method.normalisation))


def _shape_warnings(given: Decision) -> list[Issue]:
    """Return what is to be said of the table itself: nothing to rank, or nothing to tell apart."""
    if not given.alternatives:
        return [Issue("methods.no_alternative", "warning")]
    if len(given.alternatives) == 1:
        return [Issue("methods.one_alternative", "warning")]
    same = constant(given.cells)
    if (same | (given.weights == 0)).all():
        return [Issue("methods.nothing_apart", "warning")]
    return [
        Issue("methods.constant_criterion", "warning", column=name, value=f"{value:.12g}")
        for name, value, stays in zip(given.criteria, given.cells[0], same, strict=True)
        if stays
    ]
