"""Proposals that are nearly the same plan: which, and why."""

from collections.abc import Sequence
from itertools import combinations

from phasing import Problem, Programme
from phasing.objective import clusters, zones
from phasing.parts import GOVERNMENT, payers
from tables import Issue


def alike(
    posed: Problem, programmes: Sequence[Programme], *, least_share: float
) -> tuple[Issue, ...]:
    """Return an issue for each two proposals that differ in fewer estates than `least_share`.

        share = estates whose year is not the same / estates that either places

    The code ends in the reason: `no_clusters`, `one_zone`, `no_outside_money` (an aim finds
    nothing to aim at), `all_placed` (there is enough for everyone), `locked` (most years are
    settled), else `agree` (the first plan is worth nearly as much under the other's aim).
    """
    return tuple(
        issue
        for one, other in combinations(programmes, 2)
        if (issue := _alike(posed, one, other, least_share)) is not None
    )


def differing(one: Programme, other: Programme) -> float:
    """Return the share of estates whose year differs, of those that either proposal places."""
    either = one.plan.keys() | other.plan.keys()
    unlike = sum(one.plan.get(estate) != other.plan.get(estate) for estate in either)
    return unlike / len(either) if either else 0.0


def _alike(posed: Problem, one: Programme, other: Programme, least: float) -> Issue | None:
    share = differing(one, other)
    if share >= least or not (one.plan or other.plan):
        return None
    under = one.value_under.get(other.objective.kind, 0)
    best = other.value_under.get(other.objective.kind, 0)
    detail = {
        "first": one.name,
        "second": other.name,
        "share": share,
        "under": under / best if best > 0 else 1.0,
    }
    code = f"study.proposals_alike.{_why(posed, one, other)}"
    return Issue(code, "info", value=f"{one.name}, {other.name}", detail=detail)


def _why(posed: Problem, one: Programme, other: Programme) -> str:
    kinds = {one.objective.kind, other.objective.kind}
    party = payers(posed.rules).party.values()
    years = one.years
    open_ones = years[years["unit"].ne("")]
    reasons = {
        "no_clusters": "cluster" in kinds and not clusters(posed.estates),
        "one_zone": "balance" in kinds and len(zones(posed.estates)) <= 1,
        "no_outside_money": "outside" in kinds and set(party) <= {GOVERNMENT},
        "all_placed": bool(open_ones["year"].notna().all()),
        "locked": bool(years["reason"].eq("locked").sum() * 2 > len(one.plan)),
    }
    return next((name for name, true in reasons.items() if true), "agree")
