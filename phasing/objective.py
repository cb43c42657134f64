"""What a proposal tries to do best, and what a programme is worth under it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from tables import InputError

Kind = Literal["need", "reach", "balance", "cluster", "ready", "outside", "value", "cost"]
Per = Literal["residents", "estate", "area"]
_SIZES = {"residents": ("residents",), "estate": (), "area": ("floor_area_m2",)}
_COLUMNS = {"reach": ("residents",), "value": ("value",), "cost": ("cost_wan",), "outside": ()}


@dataclass(frozen=True)
class Objective:
    """A named aim: estates' value, times a yearly weight that falls with time.

        need      Σ score × size × year_weight        size: residents, or 1, or floor area (`per`)
        reach     Σ residents × year_weight
        ready     Σ readiness × size × year_weight
        balance   need + weight × (all value that could enter) × smallest served share of a zone
        cluster   need, an estate counting (1 + bonus) in a cluster renovated whole in one year
        outside   Σ money that is not the government's × year_weight of the works, in 万元
        value     Σ value × year_weight
        cost      −Σ cost, for the cheapest plan that meets the targets

    `parameters` holds `weight` (balance) or `bonus` (cluster). `after`: aims that come first
    (lexicographic): each is solved in turn and may then lose at most the share `give_up`.

    >>> print(Objective("need", "need", (1.0, 0.95)))
    need: need, year weights 1, 0.95
    """

    name: str
    kind: Kind
    year_weights: tuple[float, ...]
    parameters: Mapping[str, float] = field(default_factory=dict, hash=False)
    per: Per = "residents"
    after: tuple["Objective", ...] = ()
    give_up: float = 0.0

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
        per = "" if self.per == "residents" else f" per {self.per}"
        turns = " then ".join([*(aim.kind for aim in self.after), self.kind])
        return f"{self.name}: {turns}{per}, year weights {weights}{more}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns whose product is an estate's value."""
        if self.kind in _COLUMNS:
            return _COLUMNS[self.kind]
        return ("readiness" if self.kind == "ready" else "score", *_SIZES[self.per])


def estate_values(objective: Objective, estates: pd.DataFrame) -> dict[str, float]:
    """Return what each estate is worth when done at weight 1, by estate_id.

    An unknown score or unknown residents promise no value, so they count nothing here: the estate
    can still be placed with money that is left, and the programme lists it under unknown value.
    """
    for column in objective.columns:
        if column not in estates:
            raise InputError("phasing.missing_column", column=column, objective=objective.name)
    if objective.kind == "outside":
        return dict.fromkeys(estates["estate_id"], 0.0)  # its value is money, not estates
    product = np.prod([estates[c].to_numpy(float, na_value=np.nan) for c in objective.columns], 0)
    counted = np.where(np.isnan(product), 0, product)
    return dict(zip(estates["estate_id"], counted.tolist(), strict=True))


def smallest_share(
    value: Mapping[str, float], candidates: pd.DataFrame, plan: Mapping[str, int]
) -> float:
    """Return the smallest share of a zone's value that the plan serves (0 when none has any).

    A zone in which nothing of value could enter is left out: no plan could serve it.
    """
    shares = [
        sum(value[estate] for estate in members if estate in plan) / whole
        for members in zones(candidates).values()
        if (whole := sum(value[estate] for estate in members)) > 0
    ]
    return min(shares, default=0.0)


def zones(candidates: pd.DataFrame) -> dict[str, list[str]]:
    """Return the estates that could enter, by zone; estates without one form no zone."""
    return _grouped(candidates, "zone")


def clusters(candidates: pd.DataFrame) -> dict[str, list[str]]:
    """Return the estates that could enter, by cluster, where a cluster has two or more."""
    grouped = _grouped(candidates, "cluster_id")
    return {name: members for name, members in grouped.items() if len(members) > 1}


def _grouped(candidates: pd.DataFrame, column: str) -> dict[str, list[str]]:
    known = candidates[column].notna()
    found: dict[str, list[str]] = {}
    pairs = zip(candidates.loc[known, column], candidates.loc[known, "estate_id"], strict=True)
    for name, estate in pairs:
        found.setdefault(str(name), []).append(estate)
    return {name: sorted(found[name]) for name in sorted(found)}


def whole_clusters(candidates: pd.DataFrame, plan: Mapping[str, int]) -> list[list[str]]:
    """Return the members of every cluster that a plan does whole in one year."""
    return [
        members
        for members in clusters(candidates).values()
        if None not in (years := {plan.get(estate) for estate in members}) and len(years) == 1
    ]
