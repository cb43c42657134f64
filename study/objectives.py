"""The aims a proposal may follow, with the numbers in force behind them."""

from collections.abc import Mapping, Sequence
from typing import cast

from phasing import Objective
from phasing.objective import Kind
from standards import Rule


def objectives(
    names: Sequence[str], years: int, rules: Mapping[str, Rule]
) -> tuple[Objective, ...]:
    """Return an objective for each name, its yearly weights falling by the step in force."""
    step = rules["year_weight_step"].value
    weights = tuple((1 - step) ** year for year in range(years))
    parameters = {
        "balance": {"weight": rules["balance_weight"].value},
        "cluster": {"bonus": rules["cluster_bonus"].value},
    }
    return tuple(
        Objective(name, cast("Kind", name), weights, parameters.get(name, {})) for name in names
    )
