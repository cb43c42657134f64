"""Stage three: proposals, and the year of every estate in each of them."""

from collections.abc import Callable

import geopandas as gpd
import pandas as pd

from geo import area_of, to_metric
from phasing import Problem, Programme, Settings, problem, propose
from phasing.solve import Hooks
from study.choices import Choices
from study.funding_rules import funding_issues
from study.objectives import AIMS, objectives
from study.plan_issues import plan_issues
from study.rules import rules
from study.stages import Proposed, Ranked
from study.trench_rules import trench_issues

Progress = Callable[[float, float, float], None]


def proposed(
    found: Ranked,
    choices: Choices,
    *,
    on_progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Proposed:
    """Return the proposals a study asked for, each with its bound, gap and plain filling."""
    numbers, solver, posed = found.measured.rules, choices.solver, phasing_problem(found, choices)
    aims, judges = (
        objectives(names, len(choices.horizon), numbers, choices.value)
        for names in (choices.proposals, AIMS)
    )
    programmes = propose(
        posed,
        aims,
        judged_by=judges,
        settings=Settings(gap=solver.gap, node_limit=solver.nodes, seed=solver.seed),
        hooks=Hooks(on_progress=on_progress, should_stop=should_stop),
    )
    estates = _with_years(found.estates, programmes)
    areas = _with_totals(found.measured.areas, estates, found)
    issues = (
        *funding_issues(found, choices),
        *trench_issues(found, choices),
        *plan_issues(posed, programmes, alike_share=numbers["alike_share"].value),
    )
    return Proposed(found, estates, areas, programmes, issues)


def phasing_problem(found: Ranked, choices: Choices) -> Problem:
    """Return the phasing problem of a study: estates, years and every rule, no objective yet."""
    estates = pd.DataFrame(found.estates.drop(columns="geometry"))
    pool = estates.assign(zone=estates[choices.balance_by])
    return problem(pool, years=choices.horizon).subject_to(*rules(found, choices))


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


def _with_totals(
    areas: gpd.GeoDataFrame, estates: gpd.GeoDataFrame, found: Ranked
) -> gpd.GeoDataFrame:
    """Return the areas with what lies in them: estates, households, planned ones, mean score."""
    crs = found.measured.crs
    totals = []
    for level, group in areas.groupby(areas["level"].fillna(""), sort=True):
        placed = area_of(to_metric(estates, crs), to_metric(group, crs))
        totals.append(_totals(group, estates.assign(area_id=placed.to_numpy()), str(level)))
    if not totals:
        nothing = {"estates": 0, "households": 0.0, "cost_wan": 0.0, "mean_score": float("nan")}
        return areas.assign(**nothing, households_unknown=0, cost_unknown=0)
    return gpd.GeoDataFrame(pd.concat(totals, ignore_index=True), crs=areas.crs)


def _totals(group: gpd.GeoDataFrame, estates: pd.DataFrame, level: str) -> gpd.GeoDataFrame:
    inside = estates.groupby("area_id")
    planned = {
        f"planned_{name.removeprefix('year_')}": inside[name].count()
        for name in map(str, estates.columns)
        if name.startswith("year_")
    }
    sums = pd.DataFrame(
        {
            "estates": inside.size(),
            "households": inside["households"].sum(min_count=1),
            "households_unknown": inside["households"].agg(_unknown),
            "cost_wan": inside["cost_wan"].sum(min_count=1),
            "cost_unknown": inside["cost_wan"].agg(_unknown),
            "mean_score": inside["score"].mean(),
            **planned,
        }
    ).reindex(group["area_id"])
    counts = ["estates", "households_unknown", "cost_unknown", *planned]
    # an area without estates has none: that is known, not missing; a sum over nothing known is not
    none = sums["estates"].isna()
    sums.loc[none, ["households", "cost_wan"]] = 0
    sums[counts] = sums[counts].fillna(0).astype(int)
    return group.assign(level=level or None, **{str(name): sums[name].to_numpy() for name in sums})


def _unknown(values: pd.Series) -> int:
    return int(values.isna().sum())
