"""Stage three: proposals, and the year of every estate in each of them."""

from collections.abc import Callable, Mapping, Sequence

import geopandas as gpd
import pandas as pd

from phasing import Objective, Problem, Programme, Settings, problem, propose
from phasing.propose import propose_one
from phasing.solve import Hooks
from study.areas.results import area_results, with_areas
from study.choices import Choices
from study.funding_rules import funding_issues
from study.negotiation.closer import closer
from study.objectives import AIMS, objectives
from study.plan_issues import plan_issues
from study.published_issues import published_issues
from study.robust import TRIED, robust
from study.rules import rules
from study.stages import Proposed, Ranked, Robust
from study.trench_rules import trench_issues

Progress = Callable[[float, float, float], None]
Former = Mapping[str, Mapping[str, int]]
"""The years of a plan there was, by estate, by the name of its proposal."""


def proposed(
    found: Ranked,
    choices: Choices,
    *,
    on_progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
    hooks: Hooks | None = None,
    former: Former | None = None,
) -> Proposed:
    """Return the proposals a study asked for, each with its bound, gap and plain filling.

    `hooks` watch the search, in place of the two of them that are named. `former`: what a search
    that is stopped falls back on (see `phasing.propose`).
    """
    numbers, posed = found.measured.rules, phasing_problem(found, choices)
    judges = objectives(AIMS, len(choices.horizon), numbers, choices.value)
    hooks = hooks or Hooks(on_progress=on_progress, should_stop=should_stop)
    programmes = made(posed, found, choices, judges=judges, hooks=hooks, former=former)
    tried = robust(found, choices, top_k=choices.ranking.top_k or _placed(programmes))
    areas = area_results(found, choices, programmes)
    estates = with_areas(_with_years(_with_trials(found, tried), programmes), areas.members)
    issues = (
        *areas.issues,
        *funding_issues(found, choices),
        *trench_issues(found, choices),
        *published_issues(found, choices, programmes),
        *plan_issues(posed, programmes, alike_share=numbers["alike_share"].value),
    )
    return Proposed(found, estates, areas.areas, programmes, issues, tried)


def made(
    posed: Problem,
    found: Ranked,
    choices: Choices,
    *,
    judges: Sequence[Objective],
    hooks: Hooks | None = None,
    former: Former | None = None,
) -> tuple[Programme, ...]:
    """Return the plan of each proposal, the one that is asked proven closer: the only way there is.

    What a run tells, what `jiugai pin` prices and what one question is asked of are so the same
    plan. Where a search ends at its limit, a plan made for another aim may serve this one better.
    `judges` value the plans, they choose none.
    """
    hooks = hooks or Hooks()
    aims, settings = _sought(found, choices)
    programmes = propose(
        posed, aims, settings=settings, judged_by=judges, hooks=hooks, former=former
    )
    return closer(posed, programmes, choices, judges=judges, hooks=hooks)


def made_one(posed: Problem, found: Ranked, choices: Choices, name: str) -> Programme:
    """Return the plan of one proposal as `made` makes it among all, sooner and valued by no aim."""
    aims, settings = _sought(found, choices)
    programme = propose_one(posed, aims, name, settings=settings)
    (one,) = closer(posed, (programme,), choices, judges=(), hooks=Hooks())
    return one


def _sought(found: Ranked, choices: Choices) -> tuple[tuple[Objective, ...], Settings]:
    """Return the aims of a study's proposals, and how closely each is proven."""
    solver, numbers = choices.solver, found.measured.rules
    aims = objectives(choices.proposals, len(choices.horizon), numbers, choices.value)
    return tuple(aims), Settings(gap=solver.gap, node_limit=solver.nodes, seed=solver.seed)


def phasing_problem(found: Ranked, choices: Choices) -> Problem:
    """Return the phasing problem of a study: estates, years and every rule, no objective yet."""
    estates = pd.DataFrame(found.estates.drop(columns="geometry"))
    pool = estates.assign(zone=estates[choices.balance_by])
    return problem(pool, years=choices.horizon).subject_to(*rules(found, choices))


def _placed(programmes: tuple[Programme, ...]) -> int:
    """Return how many estates the first proposal places: the first of them all have a place."""
    return int(programmes[0].years["year"].notna().sum()) if programmes else 0


def _with_trials(found: Ranked, tried: Robust) -> gpd.GeoDataFrame:
    return found.estates.assign(**{name: tried.table[name].to_numpy() for name in TRIED})


def _with_years(estates: gpd.GeoDataFrame, programmes: tuple[Programme, ...]) -> gpd.GeoDataFrame:
    for programme in programmes:
        plan = programme.years.set_index("estate_id").reindex(estates["estate_id"])
        estates = estates.assign(
            **{
                f"year_{programme.name}": plan["year"].astype("Int64").array,
                f"reason_{programme.name}": plan["reason"].to_numpy(),
            }
        )
    first = programmes[0].name
    return estates.assign(year=estates[f"year_{first}"], reason=estates[f"reason_{first}"])
