"""Caps that are in the way, lifted by as little as a plan takes and evenly over the years."""

import dataclasses
from collections.abc import Collection

from phasing.funds import NEXT_PLAN
from phasing.model import Column, Model, Row
from phasing.rules import Cap
from phasing.solve import Hooks, Settings, Solution, solve

WORST = "worst"
# What is lifted is lifted by so much more of the cap, lest a few households cost a fortune.
ROOM = 0.01
# Of what a cap counts and of a 万元: less is nothing.
NOTHING = 1e-6


def caps_lifted(model: Model, settings: Settings, hooks: Hooks | None) -> tuple[Model, Solution]:
    """Return the model with caps lifted no more than must be, and a plan that keeps them so.

    The limit of the next plan gives way only where no lifted cap helps.
    """
    for names in ((), (NEXT_PLAN,)):
        loose = _loose(model, names)
        over = solve(loose, settings=settings, hooks=hooks)
        if over.status != "infeasible":
            break
    rows = tuple(_lifted(row, over.levels.get(_over(row), 0.0)) for row in model.rows)
    return Model(model.columns, rows), over


def _loose(model: Model, names: Collection[str]) -> Model:
    """Return the model that misses caps, and rows of these names, as little as can be."""
    rows, columns = list[Row](), [*model.columns, Column(WORST, -1.0)]
    for row in model.rows:
        if not isinstance(row.rule, Cap) and row.name not in names:
            rows.append(row)
            continue
        share = 1 / max(row.high, 1.0)
        columns.append(Column(_over(row), -share))
        rows.append(dataclasses.replace(row, terms=row.terms | {_over(row): -1.0}))
        rows.append(Row(f"{WORST}[{row.name}]", {_over(row): share, WORST: -1.0}, high=0))
    return Model(tuple(columns), tuple(rows))


def _over(row: Row) -> str:
    return f"over[{row.name}]"


def _lifted(row: Row, over: float) -> Row:
    """Return a row lifted by what it was missed by, and a little room for the money to fit."""
    if over <= NOTHING:
        return row
    return dataclasses.replace(row, high=row.high + over + ROOM * max(row.high, over))
