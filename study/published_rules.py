"""A published plan as rules: who keeps a year, who is out, how many others may change."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.rules import (
    Cap,
    Gate,
    KeepPublished,
    LockIn,
    LockOut,
    NotBefore,
    Rule,
    StartBy,
    Together,
)
from study.choices import Choices
from study.published import SETTLED, TABLE, PublishedPlan, Publishing, published_plan
from study.stages import Ranked
from study.whereabouts import table
from tables import InputError

# Why an estate that was begun or done before the plan is out of it.
OUT = {"running": "under_way", "finished": "finished"}
COUNTED = ("households", "floor_area_m2", "residents")


@dataclass(frozen=True)
class Public:
    """A published plan with what it asks of the phasing problem.

    locked: the year each of these estates keeps. decided: their year is written in study.yaml, or
    that they stay out, and so holds. passed: under way although a condition of entry shuts them
    out or holds them back. held: planned by lock_through, but shut out or held back. unknown: what
    a lock needs (cost, or what a cap counts) is not known of them. apart: clusters torn apart.
    """

    plan: PublishedPlan
    locked: Mapping[str, int]
    decided: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def public_of(found: Ranked, choices: Choices) -> PublishedPlan:
    """Return the published plan that the files of a study hold; an empty one without any."""
    rows = table(found.measured.inputs, TABLE)
    return published_plan(rows, found.estates["estate_id"], choices.horizon)


def public(found: Ranked, choices: Choices, rules: Iterable[Rule]) -> Public:
    """Return which years a published plan settles, `rules` being all others of the study.

    What is under way stays so whatever condition of entry it fails. What is only planned is locked
    up to `lock_through`, where it may enter by then. Who is named in study.yaml is left to that.

    Errors: `published.no_plan` where study.yaml asks for something of a plan that is not there.
    """
    chosen, plan = choices.published, public_of(found, choices)
    if not plan and chosen not in (None, Publishing()):
        raise InputError("published.no_plan")
    given = list(rules)
    decided = _decided(choices.rules, plan)
    open_from = _open_from(given)
    settled = [e for e in plan.plan if plan.state[e] in SETTLED and e not in decided]
    planned = [
        e
        for e, year in plan.plan.items()
        if e not in decided and plan.state[e] not in SETTLED and year <= _through(chosen)
    ]
    held = [e for e in planned if open_from.get(e, 0) > plan.plan[e]]
    wanted = [*settled, *(e for e in planned if e not in held)]
    unknown = _unknown(found.estates, wanted, given)
    locked = {e: plan.plan[e] for e in sorted(wanted) if e not in unknown}
    return Public(
        plan,
        locked,
        decided=tuple(sorted(decided)),
        passed=tuple(sorted(e for e in settled if open_from.get(e, 0) > plan.plan[e])),
        held=tuple(sorted(held)),
        unknown=tuple(sorted(unknown)),
        apart=_apart(found.estates, locked, given, choices.rules),
    )


def with_published(found: Ranked, choices: Choices, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules of a study with those of its published plan, and without what it overrides.

    Gates and first years give way to works that are under way or done; a cluster of which members
    are so in several years is no longer kept together.
    """
    given = list(rules)
    said = public(found, choices, given)
    if not said.plan:
        return tuple(given)
    out = {e: OUT[said.plan.state[e]] for e in said.plan.past if e not in said.decided}
    written, apart = set(choices.rules), set(said.apart)
    kept = [
        rule
        for rule in given
        if rule in written or not _overridden(rule, {*said.locked, *out}, apart)
    ]
    return (
        *kept,
        *(LockIn(estate, year) for estate, year in said.locked.items()),
        *(Gate(estate, code) for estate, code in out.items()),
        *_limit(said.plan, choices.published),
    )


def _limit(plan: PublishedPlan, chosen: Publishing | None) -> list[KeepPublished]:
    if chosen is None or chosen.at_most is None:
        return []
    return [KeepPublished(tuple(plan.plan.items()), chosen.at_most)]


def _overridden(rule: Rule, estates: Collection[str], clusters: Collection[str]) -> bool:
    if isinstance(rule, Together):
        return rule.cluster_id in clusters
    return isinstance(rule, Gate | NotBefore) and rule.estate_id in estates


def _decided(rules: Iterable[Rule], plan: PublishedPlan) -> set[str]:
    """Return the published estates of whose year a person wrote something else."""
    found: set[str] = set()
    for rule in rules:
        other = isinstance(rule, LockIn | LockOut | Gate)
        year = plan.plan.get(rule.estate_id) if isinstance(rule, NotBefore | StartBy) else None
        if year is not None:
            other = rule.year > year if isinstance(rule, NotBefore) else rule.year < year  # type: ignore[attr-defined]
        if other:
            found.add(rule.estate_id)  # type: ignore[attr-defined]
    return found & {*plan.plan, *plan.past}


def _through(chosen: Publishing | None) -> float:
    if chosen is None or chosen.lock_through is None:
        return float("-inf")
    return chosen.lock_through


def _open_from(rules: Iterable[Rule]) -> dict[str, float]:
    """Return the first year of each estate that may not enter at once; never: infinite."""
    found: dict[str, float] = {}
    for rule in rules:
        if isinstance(rule, Gate | LockOut):
            found[rule.estate_id] = float("inf")
        if isinstance(rule, NotBefore):
            found[rule.estate_id] = max(rule.year, found.get(rule.estate_id, 0))
    return found


def _unknown(estates: pd.DataFrame, wanted: Collection[str], rules: Iterable[Rule]) -> set[str]:
    """Return the estates of which what a lock needs to know is not known."""
    capped = {rule.measure for rule in rules if isinstance(rule, Cap)}
    needed = ["cost_wan", *(measure for measure in COUNTED if measure in capped)]
    rows = estates[estates["estate_id"].isin(list(wanted))].reindex(columns=["estate_id", *needed])
    return set(rows.loc[rows[needed].isna().any(axis=1), "estate_id"])


def _apart(
    estates: pd.DataFrame,
    locked: Mapping[str, int],
    rules: Iterable[Rule],
    written: Collection[Rule],
) -> tuple[str, ...]:
    """Return the clusters whose members are locked in several years, not all by study.yaml.

    A cluster that study.yaml itself keeps together stays so: that clash is for a person to solve.
    """
    together = {r.cluster_id for r in rules if isinstance(r, Together) and r not in written}
    cluster = dict(zip(estates["estate_id"], estates["cluster_id"], strict=True))
    years: dict[str, set[int]] = {}
    by_hand = {rule.estate_id: rule.year for rule in written if isinstance(rule, LockIn)}
    for estate, year in (*locked.items(), *by_hand.items()):
        years.setdefault(str(cluster.get(estate)), set()).add(year)
    torn = {str(cluster[estate]) for estate in locked}
    return tuple(sorted(c for c in torn & together if len(years[c]) > 1))
