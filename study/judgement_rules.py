"""How a study judges comparisons: the random-index tables by name, the limit, the method."""

from collections.abc import Mapping
from typing import Any

from scoring.weighting.ahp import AhpRules
from scoring.weighting.priorities import METHODS
from standards import Rule, Standards
from study.keys import one_of

SAATY = "saaty"
_RANDOM_INDEX = "random_index"


def index_tables(rules: Mapping[str, Rule]) -> dict[str, Mapping[int, float]]:
    """Return the random-index tables by name, Saaty's first."""
    others = sorted(name for name in rules if name.startswith(f"{_RANDOM_INDEX}_"))
    tables: dict[str, Mapping[int, float]] = {SAATY: rules[_RANDOM_INDEX].value}
    return tables | {name.removeprefix(f"{_RANDOM_INDEX}_"): rules[name].value for name in others}


def ahp_rules(given: Mapping[str, Any], rules: Standards, *, where: str) -> AhpRules:
    """Return how comparisons are weighed: `method` and `random_index` of `given`, or the usual."""
    tables = index_tables(rules.rules)
    table = one_of(given.get("random_index", SAATY), tables, key=f"{where}.random_index")
    method = one_of(given.get("method", "eigenvector"), METHODS, key=f"{where}.method")
    return AhpRules(tables[table], rules["acceptable_ratio"], method, table)
