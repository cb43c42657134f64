"""What a planner should know of the plans: money without limit, aims that could not differ."""

from phasing import Problem, Programme
from phasing.objective import clusters, zones
from phasing.rules import Budget
from tables import Issue


def plan_issues(posed: Problem, programmes: tuple[Programme, ...]) -> tuple[Issue, ...]:
    """Return what is worth saying of a problem and its programmes."""
    names = {programme.name for programme in programmes}
    checks = {
        "study.no_budgets": ("warning", not posed.of(Budget)),
        "study.no_clusters": ("info", "cluster" in names and not clusters(posed.estates)),
        "study.nothing_to_balance": (
            "info",
            "balance" in names and len(zones(posed.estates)) <= 1,
        ),
    }
    said = [Issue(code, severity) for code, (severity, true) in checks.items() if true]  # type: ignore[arg-type]
    return (*said, *_freed(programmes[0]))


def _freed(programme: Programme) -> list[Issue]:
    """Say which clusters were not kept together, once each."""
    notes = programme.cluster_notes.drop_duplicates(["cluster_id", "code"])
    notes = notes[notes["code"].str.startswith("cluster_")]
    return [
        Issue(f"study.{row.code}", "warning", table="estates", value=str(row.cluster_id))
        for row in notes.itertuples()
    ]
