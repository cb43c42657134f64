"""What a planner should know of the plans: money without limit, aims that could not differ."""

from phasing import Problem, Programme
from phasing.objective import clusters, zones
from phasing.parts import GOVERNMENT, payers
from phasing.rules import Budget
from study.alike import alike
from tables import Issue


def plan_issues(
    posed: Problem, programmes: tuple[Programme, ...], *, alike_share: float
) -> tuple[Issue, ...]:
    """Return what is worth saying of a problem and its programmes."""
    kinds = {aim.objective.kind for aim in programmes}
    party = set(payers(posed.rules).party.values())
    checks = {
        "study.no_budgets": ("warning", not posed.of(Budget)),
        "study.no_clusters": ("info", "cluster" in kinds and not clusters(posed.estates)),
        "study.nothing_to_balance": ("info", "balance" in kinds and len(zones(posed.estates)) <= 1),
        "study.no_outside_money": ("info", "outside" in kinds and party <= {GOVERNMENT}),
    }
    said = [Issue(code, severity) for code, (severity, true) in checks.items() if true]  # type: ignore[arg-type]
    first = programmes[0]
    return (
        *said,
        *_clusters(first),
        *_money(first, posed),
        *_score_order(first),
        *alike(posed, programmes, least_share=alike_share),
    )


def _clusters(programme: Programme) -> list[Issue]:
    """Say which clusters were not kept together, or wait for a member, once each."""
    notes = programme.cluster_notes.drop_duplicates(["cluster_id", "code"])
    told = [
        Issue(f"study.{row.code}", "warning", table="estates", value=str(row.cluster_id))
        for row in notes[notes["code"].str.startswith("cluster_")].itertuples()
    ]
    waiting = programme.cluster_notes[programme.cluster_notes["code"].str.startswith("holds_back")]
    return told + [
        Issue(
            "study.cluster_waits",
            "warning",
            table="estates",
            estate_id=str(row.estate_id),
            value=str(row.cluster_id),
        )
        for row in waiting.itertuples()
    ]


def _money(programme: Programme, posed: Problem) -> list[Issue]:
    """Say what lapses, year by year or at the end of the plan, and what falls to the next plan."""
    carried = {rule.source for rule in posed.of(Budget) if rule.carry_over}
    lapsed = programme.spend[programme.spend["lapsed_wan"] > 0]
    found = [
        Issue(
            "study.money_left" if source in carried else "study.money_lapsed",
            "info",
            table="budgets",
            value=str(source),
            detail={"amount_wan": round(float(group["lapsed_wan"].sum()), 4)},
        )
        for source, group in lapsed.groupby("source", sort=True)
    ]
    if programme.next_plan_wan > 0:
        detail = {"amount_wan": round(programme.next_plan_wan, 4)}
        found.append(Issue("study.next_plan", "info", detail=detail))
    return found


def _score_order(programme: Programme) -> list[Issue]:
    """Say which rules filling in score order does not get to meet."""
    short = len(programme.fill_unmet)
    return [Issue("study.score_order_unmet", "info", detail={"count": short})] if short else []
