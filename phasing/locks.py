"""Estates of one cluster kept together, yet locked in several years."""

from phasing.problem import Problem
from phasing.rules import LockIn, Together


def apart(problem: Problem) -> tuple[LockIn, LockIn, Together] | None:
    """Return the earliest lock, the latest one and the cluster they tear apart; None without one.

    Where several clusters are torn apart the first by name is told; of locks in one year the first
    by estate.
    """
    locks = {rule.estate_id: rule for rule in problem.of(LockIn)}
    cluster = problem.pool.column("cluster_id")
    for rule in problem.of(Together):
        inside = [locks[e] for e in sorted(locks) if cluster[e] == rule.cluster_id]
        first = min(inside, key=lambda lock: lock.year, default=None)
        last = max(inside, key=lambda lock: lock.year, default=None)
        if first and last and first.year != last.year:
            return first, last, rule
    return None
