"""A published plan as far as a problem can hold it: what counts of it, how little must change."""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.booked import booked
from phasing.checks import cost_classes
from phasing.compile import compile_model, x
from phasing.model import Model
from phasing.negotiation.difference import Difference, difference
from phasing.negotiation.standing import Standing
from phasing.problem import Problem
from phasing.rules import KeepPublished
from phasing.solve import Hooks, Settings, solve
from phasing.units import Unit, Units

# A bound this little below a whole number of estates is that number.
SLACK = 1e-6
ASIDE_COLUMNS = ["estate_id", "year", "code"]


@dataclass(frozen=True, eq=False)
class Published:
    """`plan`: the year of each published estate that counts; `aside`: estate_id, year, code.

    Aside are estates that this problem does not hold (`not_in_pool`) and years that it does not
    plan for (`outside_horizon`): neither can be kept nor changed here.
    """

    plan: Mapping[str, int]
    aside: pd.DataFrame

    def rule(self, at_most: int) -> KeepPublished:
        """Return the rule that at most so many estates change."""
        return KeepPublished(tuple(self.plan.items()), at_most)

    def changed(self, plan: Mapping[str, int]) -> int:
        """Return how many published estates have another year in a plan, or none."""
        return sum(plan.get(estate) != year for estate, year in self.plan.items())


@dataclass(frozen=True)
class Least:
    """How many estates must change at least: `found` is enough, fewer than `proven` never are.

    `starts`: the plan in which so few change.
    """

    found: int
    proven: int
    starts: Mapping[Unit, int]


def published(problem: Problem, plan: Mapping[str, int]) -> Published:
    """Return a published plan, sorted, without what this problem cannot hold."""
    pool = set(problem.estates["estate_id"])
    codes = {
        estate: "outside_horizon" if estate in pool else "not_in_pool"
        for estate, year in plan.items()
        if estate not in pool or year not in problem.years
    }
    aside = [(estate, plan[estate], codes[estate]) for estate in sorted(codes)]
    kept = {estate: int(plan[estate]) for estate in sorted(plan) if estate not in codes}
    return Published(kept, pd.DataFrame(aside, columns=ASIDE_COLUMNS))


def least_changes(
    problem: Problem,
    found: Units,
    public: Published,
    *,
    settings: Settings,
    hooks: Hooks | None = None,
) -> Least | None:
    """Return how few published estates change in a plan that keeps every rule; None without one.

        max Σ over published estates: 1 if it starts in its year

    The search looks at nothing else; it ends at `settings.node_limit`, then `proven` is smaller.
    """
    free = dataclasses.replace(problem.without(*problem.of(KeepPublished)), objective=None)
    model = compile_model(free, found)
    kept = {
        x(unit, start): float(sum(public.plan.get(e) == y for e, y in unit.plan(start).items()))
        for unit in found.units
        for start in unit.years
    }
    columns = tuple(dataclasses.replace(c, gain=kept.get(c.label, 0.0)) for c in model.columns)
    exact = dataclasses.replace(settings, gap=0)
    solution = solve(Model(columns, model.rows), settings=exact, hooks=hooks)
    if solution.status in ("infeasible", "unknown"):
        return None
    wanted = [(u, y) for u in found.units for y in u.years if x(u, y) in solution.chosen]
    book, count = booked(free, wanted), len(public.plan)
    most = count if math.isinf(solution.bound) else math.floor(solution.bound + SLACK)
    changed = public.changed(book.plan())
    return Least(changed, min(changed, count - most), dict(book.placed))


def as_standing(problem: Problem, public: Published) -> tuple[Standing, bool]:
    """Return the published plan as if it stood, and whether today's money pays it at today's cost.

    It may miss any rule; it is there to be compared with. An estate of unknown cost counts as none.
    """
    columns = ["cost_wan", *(f"cost_{name}_wan" for name in cost_classes(problem.estates))]
    costs = problem.estates.set_index("estate_id")["cost_wan"]
    priced = not costs.reindex(list(public.plan)).isna().any()
    pool = problem.estates.assign(**{name: problem.estates[name].fillna(0.0) for name in columns})
    known = dataclasses.replace(problem, estates=pool)
    starts = {Unit(e, (e,), problem.years): year for e, year in public.plan.items()}
    plan = Standing(known, Units((), {}, ()), starts, math.nan, math.nan)
    return plan, priced and (not starts or bool(plan.book().flows()))


def against(plan: Standing, *, paid: bool, after: Standing) -> Difference:
    """Return what tells a new plan from the published one.

    Where today's money does not pay the published plan, nobody can say who would have paid it:
    `money` is then empty.
    """
    found = difference(plan, after)
    return found if paid else dataclasses.replace(found, money=found.money.head(0))
