"""Stage one: everything measured on the ground and among the people, before any weight."""

import geopandas as gpd
import pandas as pd

from intake import Inputs
from standards import Standards, in_force
from study.added_ground import added_issues, laid_over
from study.ages import ages
from study.choices import Choices
from study.clustered import clustered
from study.costing import costed
from study.living_circle import living_circle
from study.people import joined, people_issues, with_people
from study.planning import planning
from study.problems import problem_issues, read_problems
from study.readiness import readiness_issues, with_readiness
from study.safety import safety_issues, with_safety
from study.stages import Measured
from study.whereabouts import metric, table, with_geometry
from tables import Issue

_PEOPLE = ("surveys", "deposits", "votes")


def measure(inputs: Inputs, choices: Choices) -> Measured:
    """Return the estates with ages, residents, rates, consent, gate, coverage and cost."""
    rules = in_force(choices.day_of_law, choices.city)
    estates = with_geometry(inputs.tables["estates"])
    crs = metric(estates, inputs)
    estates = estates.assign(**_columns(ages(estates, choices.horizon[0])))
    surveys, deposits, votes = (table(inputs, name) for name in _PEOPLE)
    estates = with_people(estates, surveys, deposits, votes, rules)
    inputs = laid_over(inputs, choices.added, rules, estates)
    circle = living_circle(estates, inputs, choices, rules, crs)
    estates = joined(estates, circle.coverage)
    estates = with_safety(estates, table(inputs, "buildings"), rules)
    read = read_problems(estates, choices.answers, rules)
    layers = {name: table(inputs, name) for name in ("plans", "trenches")}
    planned = planning(read.estates, layers, choices, rules, crs)
    estates = with_readiness(planned.estates, choices, rules)
    estates, grouped = clustered(estates, table(inputs, "cluster_areas"), choices.clusters, crs)
    estates, works, cost_issues = costed(estates, table(inputs, "works"), choices, rules)
    return Measured(
        inputs=inputs,
        estates=estates.copy(),  # a copy joins the many columns: ranking again and again is quick
        areas=table(inputs, "areas"),
        walks=circle.walks,
        crs=crs,
        works=works,
        issues=(
            *inputs.issues,
            *_ignored(inputs),
            *circle.issues,
            *added_issues(choices.added, estates, rules, crs),
            *grouped,
            *cost_issues,
            *problem_issues(read),
            *planned.issues,
            *_estate_issues(choices, estates, rules, inputs),
        ),
        rules=rules.rules,
        problems=read.found,
        conditions=read.sources,
        conflicts=planned.conflicts,
        circle=circle,
    )


def _estate_issues(
    choices: Choices, estates: gpd.GeoDataFrame, rules: Standards, inputs: Inputs
) -> list[Issue]:
    return [
        *_people_issues(choices, estates),
        *safety_issues(estates),
        *people_issues(estates, rules, inputs.tables["estates"]),
        *readiness_issues(choices, estates, rules),
    ]


def _columns(found: pd.DataFrame) -> dict[str, pd.Series]:
    return {str(name): found[name] for name in found}


def _ignored(inputs: Inputs) -> list[Issue]:
    """Say which headers of which file filled no column: a ledger's are worth a second look."""
    return [
        Issue(
            "study.columns_ignored",
            "warning" if file.table == "estates" else "info",
            table=file.table,
            file=file.label,
            value="、".join(sorted(headers)),
        )
        for file in inputs.files
        if (headers := [match.header for match in file.columns if match.how == "ignored"])
    ]


def _people_issues(choices: Choices, estates: pd.DataFrame) -> list[Issue]:
    """Say which gates are off, so that no plan passes for one that tested them."""
    off = [
        name
        for name in ("age", "consent", "other_programme", "safety_d", "renovated")
        if not getattr(choices.gates, name)
    ]
    issues = [Issue(f"study.gate_off_{name}", "info", table="estates") for name in off]
    unknown = {
        "built_year": "study.age_unknown",
        "households": "study.households_unknown",
    }
    return issues + [
        Issue(
            code,
            "warning",
            table="estates",
            estate_id=estate_id,
            column=column,
            detail={"estate_id": estate_id},
        )
        for column, code in unknown.items()
        for estate_id in estates.loc[estates[column].isna(), "estate_id"]
    ]
