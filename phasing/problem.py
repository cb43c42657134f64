"""A phasing problem: estates, years, rules and an objective, said as one sentence."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from phasing.checks import check_rules, cost_classes, horizon
from phasing.objective import Objective
from phasing.parts import Part
from phasing.pool import Pool
from phasing.rules import PaidAfter, Rule, Spread, in_order
from phasing.shares import part_costs
from tables import InputError

REQUIRED = ("estate_id", "district", "cost_wan")
OPTIONAL = (
    *("name", "street", "community", "cluster_id", "households", "floor_area_m2"),
    *("exempt_households", "vulnerable_households"),
)
AnyRule = TypeVar("AnyRule", bound=Rule)
# Money is counted in whole yuan: 0.0001 万元.
YUAN_DECIMALS = 4
_AIMLESS = frozenset({"_parted"})
_UNREAD = Pool(pd.DataFrame())


@dataclass(frozen=True, eq=False)
class Problem:
    """Estates, years, rules and objective; immutable: every change returns a new problem.

    The column `zone` of `estates` is what balance is counted over: what the study balances by
    (its `balance_by`); where absent, the district.

    >>> estates = pd.DataFrame({"estate_id": ["E1"], "district": ["河东"], "cost_wan": [300.0]})
    >>> from phasing.rules import Budget
    >>> print(problem(estates, years=[2027]).subject_to(Budget("市级", 2027, 500)))
    1 estates, 2027–2027, no objective, 1 rules
      budget × 1
        Budget 市级 2027: 500 wan for all works
    """

    estates: pd.DataFrame
    years: tuple[int, ...]
    rules: tuple[Rule, ...] = ()
    objective: Objective | None = None
    pool: Pool = field(default=_UNREAD, repr=False)

    def __post_init__(self) -> None:
        """Keep what was read of the table of estates, as long as it is the same table."""
        if self.pool.estates is not self.estates:
            object.__setattr__(self, "pool", Pool(self.estates))

    def subject_to(self, *rules: Rule) -> "Problem":
        """Return the problem with these rules added; the same rule twice counts once."""
        joined = in_order({*self.rules, *rules})
        check_rules(joined, self.estates, self.years)
        return dataclasses.replace(self, rules=joined)

    def without(self, *rules: Rule) -> "Problem":
        """Return the problem without these rules."""
        return dataclasses.replace(self, rules=in_order(set(self.rules) - set(rules)))

    def aiming_at(self, objective: Objective) -> "Problem":
        """Return the problem with this objective, which must weigh every year."""
        if len(objective.year_weights) != len(self.years):
            raise InputError(
                "phasing.weights_for_years",
                objective=objective.name,
                weights=len(objective.year_weights),
                years=len(self.years),
            )
        found = dataclasses.replace(self, objective=objective)
        # What each part costs is the same whatever the aim: where it was counted, it is known.
        vars(found).update({name: vars(self)[name] for name in _AIMLESS & vars(self).keys()})
        return found

    def of(self, kind: type[AnyRule]) -> tuple[AnyRule, ...]:
        """Return the rules of one kind."""
        return tuple(rule for rule in self.rules if isinstance(rule, kind))

    @cached_property
    def cost_classes(self) -> tuple[str, ...]:
        """Return the cost classes that budgets may or may not pay for."""
        return cost_classes(self.estates)

    @cached_property
    def part_costs(self) -> Mapping[str, Mapping[str, int]]:
        """Return what each part of each estate costs, in whole yuan; unknown costs are absent."""
        return self._parted[0]

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Return the parts that costs are cut into, by label."""
        return self._parted[1]

    @cached_property
    def _parted(self) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, Part]]:
        return part_costs(self.pool, self.cost_classes, self.rules)

    @cached_property
    def spread(self) -> Spread | None:
        """Return how dear works are paid over two years, None where all are paid in one."""
        return next(iter(self.of(Spread)), None)

    @cached_property
    def paid_after(self) -> Mapping[str, int]:
        """Return by how many years the money of a source comes after the works, where it does."""
        return {rule.source: rule.years for rule in self.of(PaidAfter)}

    def __str__(self) -> str:
        aim = str(self.objective) if self.objective else "no objective"
        span = f"{self.years[0]}–{self.years[-1]}"
        lines = [f"{len(self.estates)} estates, {span}, {aim}, {len(self.rules)} rules"]
        for kind, count in sorted(Counter(rule.kind for rule in self.rules).items()):
            lines.append(f"  {kind} × {count}")
            lines += [f"    {rule}" for rule in self.rules if rule.kind == kind]
        return "\n".join(lines)


def problem(
    estates: pd.DataFrame, *, years: Iterable[object], objective: Objective | None = None
) -> Problem:
    """Return a problem without rules over a pool of estates.

    `estates`: estate_id, district, cost_wan; where known name, street, community, zone,
    cluster_id, households, exempt_households, vulnerable_households, residents, floor_area_m2;
    `cost_<class>_wan` columns that sum to cost_wan (else all cost is one class "other"); the
    columns an objective values (score, readiness) and those that rules name.
    Rows are sorted by id at this door, so that their order never matters.

    Errors: `phasing.missing_column`, `.duplicate_estate`, `.cost_negative`, `.cost_split`, and
    those of the horizon.
    """
    found = Problem(_pool(estates), horizon(years))
    return found.aiming_at(objective) if objective else found


def _pool(estates: pd.DataFrame) -> pd.DataFrame:
    for column in REQUIRED:
        if column not in estates:
            raise InputError("phasing.missing_column", column=column, objective="")
    blank = {column: None for column in OPTIONAL if column not in estates}
    pool = estates.assign(estate_id=estates["estate_id"].astype(str), **blank)
    pool = pool.sort_values("estate_id").reset_index(drop=True)
    twice = pool.loc[pool["estate_id"].duplicated(), "estate_id"]
    if len(twice):
        raise InputError("phasing.duplicate_estate", estate_id=twice.iloc[0])
    pool = pool.assign(cluster_id=pool["cluster_id"].astype("str"))
    pool = pool if "zone" in pool else pool.assign(zone=pool["district"])
    return _costs_in_yuan(
        pool if cost_classes(pool) else pool.assign(cost_other_wan=pool["cost_wan"])
    )


def _costs_in_yuan(pool: pd.DataFrame) -> pd.DataFrame:
    """Round costs to whole yuan and let the classes sum to the total exactly."""
    columns = [f"cost_{name}_wan" for name in cost_classes(pool)]
    split = pool[columns].astype(float).round(YUAN_DECIMALS)
    total = pool["cost_wan"].astype(float)
    bad = (split < 0).any(axis=1) | (total < 0) | np.isinf(total)
    if bad.any():
        raise InputError("phasing.cost_negative", estate_id=pool.loc[bad, "estate_id"].iloc[0])
    summed = split.sum(axis=1, skipna=False)
    # Rounding each class to a yuan may move the sum by a few yuan; more is another number.
    apart = (summed - total).abs() > len(columns) / 10**YUAN_DECIMALS
    apart |= summed.isna() != total.isna()
    if apart.any():
        raise InputError("phasing.cost_split", estate_id=pool.loc[apart, "estate_id"].iloc[0])
    split = split.assign(cost_wan=summed.round(YUAN_DECIMALS))
    return pool.assign(**{str(name): split[name] for name in split})
