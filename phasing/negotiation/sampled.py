"""In which year an estate would come if its values were others within what is known of them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeGuard

import pandas as pd

from phasing.draft import drafted
from phasing.negotiation.how_often import how_often
from phasing.negotiation.rounded import Rounded, narrowed, rounded
from phasing.negotiation.standing import Standing
from phasing.problem import Problem
from phasing.rescored import rescored
from phasing.solve import Hooks, Settings, relative_gap
from phasing.units import candidates
from phasing.worth import worth
from tables import InputError


@dataclass(frozen=True, eq=False)
class YearShares:
    """How often each estate is in the best plan found, and in which year, over all draws.

    table: as `how_often`, over the plans of all draws. draws, a row a draw: draw, value, bound,
    gap (how far the plan may be from the best of its draw), searched (False: the first answer was
    near enough), kept (no plan was found at the limit: the plan that stands counts), placed.
    `code`: sampled.as_asked; sampled.no_doubt (no aim of the plan asks for a sampled value: every
    draw is the plan that stands); sampled.stopped (a person stopped; fewer draws).
    """

    table: pd.DataFrame
    draws: pd.DataFrame
    code: str

    @property
    def worst_gap(self) -> float:
        """Return the largest gap of any draw (0-1)."""
        return float(self.draws["gap"].max()) if len(self.draws) else 0.0


def year_shares(
    before: Standing,
    values: Mapping[str, pd.DataFrame],
    *,
    settings: Settings,
    hooks: Hooks | None = None,
    on_draw: Callable[[int], None] | None = None,
) -> YearShares:
    """Return in what share of the draws each estate is in the plan, and in which year.

    `values`: for each sampled column of the estates (score, readiness) the draws × the estate_ids.
    For each draw the plan is made anew: rules, money and units stay, only what estates are worth
    changes. It never starts from the plan that stands, which would be near enough too often and
    look firmer than it is. `settings.gap` says how near to the best each draw is proven, where the
    nodes allow. Raises InputError for tables of different lengths or without one of the estates.
    """
    asked = _columns(before)
    used = {name: table for name, table in values.items() if name in asked}
    if not used:
        return YearShares(how_often(before.problem, [before.plan]), _draws([]), "sampled.no_doubt")
    estates = before.problem.estates["estate_id"]
    count = _count(used, estates)
    plans, rows, code = list[Mapping[str, int]](), list[dict[str, object]](), "sampled.as_asked"
    for draw in range(count):
        if hooks and hooks.should_stop and hooks.should_stop():
            code = "sampled.stopped"
            break
        drawn = {name: table[estates].iloc[draw].to_numpy(float) for name, table in used.items()}
        plan, row = _drawn(before, rescored(before.problem, drawn), settings, hooks)
        plans.append(plan)
        rows.append({"draw": draw, **row, "placed": len(plan)})
        if on_draw:
            on_draw(draw)
    return YearShares(how_often(before.problem, plans), _draws(rows), code)


def _columns(before: Standing) -> set[str]:
    """Return the columns that any aim of a plan asks for."""
    aim = before.problem.objective
    return {column for one in (*aim.after, aim) for column in one.columns} if aim else set()


def _count(used: Mapping[str, pd.DataFrame], estates: pd.Series) -> int:
    lengths = sorted({len(table) for table in used.values()})
    if len(lengths) > 1:
        raise InputError("sampled.draws_unequal", lengths=lengths)
    for name, table in used.items():
        absent = estates[~estates.isin(table.columns)]
        if len(absent):
            raise InputError("sampled.estate_missing", column=name, estate_id=absent.iloc[0])
    return lengths[0]


def _drawn(
    before: Standing, posed: Problem, settings: Settings, hooks: Hooks | None
) -> tuple[Mapping[str, int], dict[str, object]]:
    """Return the plan of a draw and how near to the best it is."""
    first = rounded(posed, before.found, seed=settings.seed)
    if posed.objective is None or posed.objective.after:
        return _searched(before, posed, first, settings, hooks)
    if _near(first, settings):
        return _answer(first, searched=False)
    second = narrowed(posed, before.found, settings=settings, hooks=hooks)
    if _near(second, settings):
        return _answer(second, searched=True)
    return _searched(before, posed, first, settings, hooks)


def _near(first: Rounded | None, settings: Settings) -> TypeGuard[Rounded]:
    """Return whether an answer keeps every rule and is near enough to the best."""
    if first is None or not first.kept:
        return False
    return relative_gap(first.bound, first.value) <= settings.gap


def _answer(found: Rounded, *, searched: bool) -> tuple[Mapping[str, int], dict[str, object]]:
    gap = relative_gap(found.bound, found.value)
    row = {"value": found.value, "bound": found.bound, "gap": gap}
    return found.book.plan(), {**row, "searched": searched, "kept": False}


def _searched(
    before: Standing,
    posed: Problem,
    first: Rounded | None,
    settings: Settings,
    hooks: Hooks | None,
) -> tuple[Mapping[str, int], dict[str, object]]:
    """Search from the first answer; where that ends without a plan, the one that stands counts."""
    start = first.book if first else before.book()
    bound, kept = first.bound if first else math.inf, False
    try:
        draft = drafted(posed, before.found, start, replace(settings, insist=False), hooks)
        book, bound = draft.book, min(bound, draft.stages[-1].bound)
    except InputError:
        book, kept = before.book(), True
    aim = posed.objective
    value = worth(aim, posed, candidates(posed, before.found), book) if aim else 0.0
    bound = max(bound, value)
    row = {"value": value, "bound": bound, "gap": relative_gap(bound, value)}
    return book.plan(), {**row, "searched": True, "kept": kept}


def _draws(rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = {
        "draw": int, "value": float, "bound": float, "gap": float, "searched": bool, "kept": bool,
        "placed": int,
    }  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
