"""What a proposal tries to do best, and what a programme is worth under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from tables import InputError

Kind = Literal["need", "balance", "cluster", "ready"]


@dataclass(frozen=True)
class Objective:
    """A named aim: estates' value, times a yearly weight that falls with time.

        need      Σ score × residents × year_weight
        ready     Σ readiness × residents × year_weight
        balance   need + weight × (all value that could enter) × smallest served share of a district
        cluster   need, an estate counting (1 + bonus) in a cluster renovated whole in one year

    `parameters` holds `weight` (balance) or `bonus` (cluster).

    >>> print(Objective("need", "need", (1.0, 0.95)))
    need: need, year weights 1, 0.95
    """

    name: str
    kind: Kind
    year_weights: tuple[float, ...]
    parameters: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse weights that are missing, negative or rise with time."""
        object.__setattr__(self, "year_weights", tuple(float(w) for w in self.year_weights))
        weights = np.array(self.year_weights)
        if not (len(weights) and np.isfinite(weights).all() and (weights > 0).all()):
            raise InputError("phasing.year_weights", objective=self.name, weights=weights.tolist())
        if (np.diff(weights) > 0).any():
            raise InputError("phasing.weights_rise", objective=self.name, weights=weights.tolist())
        parameter = {"balance": "weight", "cluster": "bonus"}.get(self.kind)
        if parameter and not self.parameters.get(parameter, -1) >= 0:
            raise InputError(
                "phasing.objective_parameter", objective=self.name, parameter=parameter
            )

    def __str__(self) -> str:
        weights = ", ".join(f"{weight:g}" for weight in self.year_weights)
        more = "".join(f", {name} {value:g}" for name, value in sorted(self.parameters.items()))
        return f"{self.name}: {self.kind}, year weights {weights}{more}"

    @property
    def columns(self) -> tuple[str, str]:
        """Return the two columns whose product is an estate's value."""
        return ("readiness" if self.kind == "ready" else "score", "residents")


def estate_values(objective: Objective, estates: pd.DataFrame) -> dict[str, float]:
    """Return what each estate is worth when done at weight 1, by estate_id.

    An unknown score or unknown residents promise no value, so they count nothing here: the estate
    can still be placed with money that is left, and the programme lists it under unknown value.
    """
    for column in objective.columns:
        if column not in estates:
            raise InputError("phasing.missing_column", column=column, objective=objective.name)
    product = np.prod([estates[c].to_numpy(float, na_value=np.nan) for c in objective.columns], 0)
    counted = np.where(np.isnan(product), 0, product)
    return dict(zip(estates["estate_id"], counted.tolist(), strict=True))


def worth(
    objective: Objective,
    candidates: pd.DataFrame,
    plan: Mapping[str, int],
    years: Sequence[int],
) -> float:
    """Return the value of a plan (estate_id → year) under an objective.

    `candidates` are the estates that could enter; only they make up districts and clusters.
    """
    value = estate_values(objective, candidates)
    weight = dict(zip(years, objective.year_weights, strict=True))
    total = sum(value[estate] * weight[year] for estate, year in sorted(plan.items()))
    if objective.kind == "balance":
        share = smallest_share(value, candidates, plan)
        total += objective.parameters["weight"] * sum(value.values()) * share
    if objective.kind == "cluster":
        whole = _whole_clusters(candidates, plan)
        total += objective.parameters["bonus"] * sum(
            value[estate] * weight[plan[estate]] for members in whole for estate in members
        )
    return float(total)


def smallest_share(
    value: Mapping[str, float], candidates: pd.DataFrame, plan: Mapping[str, int]
) -> float:
    """Return the smallest share of a district's value that the plan serves (0 when none has any).

    A district in which nothing of value could enter is left out: no plan could serve it.
    """
    shares = [
        sum(value[estate] for estate in members if estate in plan) / whole
        for members in districts(candidates).values()
        if (whole := sum(value[estate] for estate in members)) > 0
    ]
    return min(shares, default=0.0)


def districts(candidates: pd.DataFrame) -> dict[str, list[str]]:
    """Return the estates that could enter, by district; estates without one form no district."""
    known = candidates[candidates["district"].notna()]
    return {
        str(name): sorted(group["estate_id"])
        for name, group in known.groupby("district", sort=True)
    }


def clusters(candidates: pd.DataFrame) -> dict[str, list[str]]:
    """Return the estates that could enter, by cluster, where a cluster has two or more."""
    known = candidates[candidates["cluster_id"].notna()]
    groups = known.groupby("cluster_id", sort=True)
    return {str(c): sorted(g["estate_id"]) for c, g in groups if len(g) > 1}


def _whole_clusters(candidates: pd.DataFrame, plan: Mapping[str, int]) -> list[list[str]]:
    return [
        members
        for members in clusters(candidates).values()
        if None not in (years := {plan.get(estate) for estate in members}) and len(years) == 1
    ]
