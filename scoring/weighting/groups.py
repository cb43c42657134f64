"""A group of experts: one matrix from many, each expert's own result, and how far they agree."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.weighting.ahp import AhpRules, Judgement, judge_by
from scoring.weighting.consensus import Consensus, consensus
from scoring.weighting.judgements import judgement_matrix
from scoring.weights import Weights, from_points
from tables import InputError

Matrix = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Expert:
    """One expert of a group: the own result and how far it lies from the group's.

    `importance` is the share of this voice. `judgement` is None when the own comparisons leave
    criteria not linked; `code` then says so (the answers still count in the group's matrix).
    `distance` is the share of weight that would have to move for the expert to agree (0 to 1);
    `differs_on` the criterion of the largest difference, `difference` own share less the group's.
    """

    name: str
    importance: float
    judgement: Judgement | None
    code: str = ""
    distance: float | None = None
    differs_on: str = ""
    difference: float | None = None


@dataclass(frozen=True)
class Group:
    """The weights of a group of experts, with the experts (by name) and their consensus.

    `judgement` is that of the group's own matrix; None when priorities were aggregated instead,
    which have no matrix. `consensus` is None when no expert has an own result.
    """

    weights: Weights
    aggregate: str
    judgement: Judgement | None
    experts: tuple[Expert, ...]
    consensus: Consensus | None


def group(
    order: Sequence[str],
    matrices: Mapping[str, Matrix],
    *,
    rules: AhpRules,
    largest_judgement: float,
    importance: Mapping[str, float] | None = None,
    aggregate: str = "judgements",
) -> Group:
    """Return the weights of a group from one judgement matrix an expert.

        judgements:  a[i,j] = exp(Σk v[k]·ln a[k,i,j] / Σk v[k]) over the experts who answered
        priorities:  w[i] ∝ exp(Σk v[k]·ln w[k,i]) over the experts with an own result

    v is the `importance` of each expert (any positive total; equal when not given). The geometric
    mean alone keeps the group's matrix reciprocal. `largest_judgement` is the end of the scale
    (9), for the consensus. The order of the experts never matters. Raises InputError for no
    experts, an expert without importance, and whatever `judge` raises, naming the expert. Sources:
    Aczél and Saaty 1983, Journal of Mathematical Psychology 27: 93-102; Forman and Peniwati 1998,
    European Journal of Operational Research 108: 165-169.
    """
    if aggregate not in ("judgements", "priorities"):
        raise InputError("weights.unknown_aggregate", aggregate=aggregate)
    voices = _voices(matrices, importance)
    own = {name: _own(order, name, matrices[name], rules) for name in voices}
    if aggregate == "judgements":
        together = judge_by(order, _merged(order, matrices, voices), rules)
        weights = Weights(together.weights.shares, "group")
    else:
        together, weights = None, _mean_priorities(order, own, voices)
    experts = tuple(_expert(name, voices[name], own[name], weights) for name in voices)
    return Group(weights, aggregate, together, experts, _agreement(experts, largest_judgement))


def _voices(
    matrices: Mapping[str, Matrix], importance: Mapping[str, float] | None
) -> dict[str, float]:
    if not matrices:
        raise InputError("weights.no_experts")
    for name in sorted(matrices):
        if importance is not None and name not in importance:
            raise InputError("weights.expert_without_importance", expert=name)
    points = {name: importance[name] if importance else 1 for name in sorted(matrices)}
    return dict(from_points(points).shares)


def _own(order: Sequence[str], name: str, matrix: Matrix, rules: AhpRules) -> Judgement | None:
    try:
        return judge_by(order, matrix, rules)
    except InputError as error:
        if error.code == "weights.not_linked":
            return None
        raise InputError(error.code, **{**error.values, "expert": name}) from None


def _merged(
    order: Sequence[str], matrices: Mapping[str, Matrix], voices: Mapping[str, float]
) -> list[list[float]]:
    logs = np.log([judgement_matrix(order, matrices[name]) for name in voices])
    voice = np.where(np.isnan(logs), 0.0, np.array(list(voices.values()))[:, None, None])
    total = voice.sum(axis=0)
    said = (voice * np.nan_to_num(logs)).sum(axis=0) / np.where(total > 0, total, np.nan)
    merged: list[list[float]] = np.exp((said - said.T) / 2).tolist()
    return merged


def _mean_priorities(
    order: Sequence[str], own: Mapping[str, Judgement | None], voices: Mapping[str, float]
) -> Weights:
    known = {name: found.weights.shares for name, found in own.items() if found is not None}
    total = math.fsum(voices[name] for name in known)
    if total == 0:
        raise InputError("weights.no_priorities")
    logs = {
        key: math.fsum(voices[name] * math.log(shares[key]) for name, shares in known.items())
        for key in order
    }
    return from_points({key: math.exp(log / total) for key, log in logs.items()}, method="group")


def _expert(name: str, importance: float, own: Judgement | None, group: Weights) -> Expert:
    if own is None:
        return Expert(name, importance, None, "weights.not_linked_yet")
    apart = {key: own.weights.shares[key] - share for key, share in group.shares.items()}
    most = max(apart, key=lambda key: abs(apart[key]))
    distance = math.fsum(map(abs, apart.values())) / 2
    return Expert(name, importance, own, own.code, distance, most, apart[most])


def _agreement(experts: Sequence[Expert], largest_judgement: float) -> Consensus | None:
    heard = [(one.importance, one.judgement) for one in experts if one.judgement is not None]
    voices = np.array([importance for importance, _ in heard])
    if not voices.sum():
        return None
    shares = np.array([list(own.weights.shares.values()) for _, own in heard])
    return consensus(shares, voices / voices.sum(), largest_judgement)
