"""A search among few starts: those of the relaxed model and of the plan there is already."""

import math
from collections.abc import Set as AbstractSet
from dataclasses import replace

from phasing.model import Model
from phasing.solve import (
    TOLERANCE,
    Hooks,
    Relaxation,
    Settings,
    Solution,
    relative_gap,
    relaxation,
    solve,
)

# A level this small is nothing.
NOTHING = 1e-7
# A model of fewer columns is searched as a whole just as fast.
SMALL = 1500
# Few columns settle at the root; what they leave open is for the whole model to search.
ROOT = 1


def nearby(
    model: Model, *, start: frozenset[str], settings: Settings, hooks: Hooks | None = None
) -> Solution | None:
    """Return the best plan among few columns, measured against every plan.

    None where they hold no plan, and for a small model. The columns are those that the relaxed
    model takes and those of `start`, the plan there is already: after a small change the best plan
    is nearly always made of them, and a tenth of the columns is searched in a tenth of the time.
    The bound is that of the relaxed whole model, so "proven" is as true as of any search. The idea
    is kernel search (Angelelli, Mansini and Speranza, Computers & Operations Research 37, 2010),
    with one kernel.
    """
    if len(model.columns) < SMALL:
        return None
    whole = relaxation(model)
    if whole.bound is None or not math.isfinite(whole.bound):
        return None
    few = only(model, taken(model, whole) | start)
    target = whole.bound - settings.gap * abs(whole.bound)
    looking = replace(settings, target=target, node_limit=min(ROOT, settings.node_limit))
    found = solve(few, settings=replace(looking, gap=0, confirm=False), start=start, hooks=hooks)
    if found.status in ("infeasible", "unknown"):
        return None
    bound = max(whole.bound, found.value)
    if relative_gap(bound, found.value) <= settings.gap + TOLERANCE:
        return replace(found, bound=bound, status="proven")
    return replace(found, bound=bound, status="stopped" if found.status == "stopped" else "limit")


def taken(model: Model, whole: Relaxation) -> frozenset[str]:
    """Return the columns that the relaxed model takes, and all that are no yes-or-no."""
    levels = zip(model.columns, whole.levels, strict=True)
    return frozenset(c.label for c, level in levels if level > NOTHING or not c.whole)


def only(model: Model, kept: AbstractSet[str]) -> Model:
    """Return the model without the columns that are not kept: they are nothing."""
    columns = tuple(column for column in model.columns if column.label in kept)
    rows = tuple(
        replace(row, terms={c: v for c, v in row.terms.items() if c in kept}) for row in model.rows
    )
    return Model(columns, rows)
