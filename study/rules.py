"""The rules of the phasing problem: what a person wrote, budgets from a table, gates, clusters."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from phasing.rules import Budget, Gate, Rule, Together
from study.choices import Choices
from study.measure import table
from study.stages import Ranked
from tables import InputError


def rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return every rule of the study's phasing problem."""
    budgets = table(found.measured.inputs, "budgets")
    return (*choices.rules, *_budgets(budgets), *_gates(found), *_together(found, choices))


def _budgets(budgets: pd.DataFrame) -> list[Budget]:
    return [_budget(row) for row in budgets.to_dict("records")]


def _budget(row: Mapping[Hashable, Any]) -> Budget:
    source, year, amount = row["source"], row["year"], row["amount_wan"]
    if pd.isna(amount) or pd.isna(year) or not source:
        raise InputError("study.budget_not_known", source=source, year=year)
    pays, carried = row.get("pays"), row.get("carry_over")
    classes = None if pd.isna(pays) else frozenset(str(pays).replace("，", ",").split(","))
    return Budget(
        source=str(source),
        year=int(year),
        amount_wan=float(amount),
        pays=classes,
        carry_over=bool(carried) if not pd.isna(carried) else False,
    )


def _gates(found: Ranked) -> list[Gate]:
    shut = found.estates[found.estates["gate"] != ""]
    return [Gate(row.estate_id, row.gate) for row in shut.itertuples()]


def _together(found: Ranked, choices: Choices) -> list[Together]:
    if choices.clusters == "apart":
        return []
    return [Together(str(name)) for name in sorted(found.estates["cluster_id"].dropna().unique())]
