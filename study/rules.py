"""The rules of the phasing problem: what a person wrote, budgets from a table, gates, clusters."""

import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from intake import Inputs
from phasing.rules import Budget, Gate, NotBefore, Rule, Together
from study.choices import Choices
from study.measure import table
from study.stages import Ranked
from tables import InputError, Issue

_BETWEEN = re.compile(r"[,，、;；\s]+")


def rules(found: Ranked, choices: Choices) -> tuple[Rule, ...]:
    """Return every rule of the study's phasing problem."""
    return (
        *choices.rules,
        *_budgets(found.measured.inputs),
        *_gates(found),
        *_renovated(found, choices),
        *_together(found, choices),
    )


def _budgets(inputs: Inputs) -> list[Budget]:
    return [_budget(row, inputs) for row in table(inputs, "budgets").to_dict("records")]


def _budget(row: Mapping[Hashable, Any], inputs: Inputs) -> Budget:
    source, year, amount = row["source"], row["year"], row["amount_wan"]
    if pd.isna(amount) or pd.isna(year) or not source:
        raise _not_known(source, year, inputs)
    pays, carried = row.get("pays"), row.get("carry_over")
    classes = None if pd.isna(pays) else frozenset(filter(None, _BETWEEN.split(str(pays))))
    return Budget(
        source=str(source),
        year=int(year),
        amount_wan=float(amount),
        pays=classes,
        carry_over=bool(carried) if not pd.isna(carried) else False,
    )


def _not_known(source: object, year: object, inputs: Inputs) -> InputError:
    """Say which budget lacks what, with the cell that could not be read where there is one."""
    cells = [issue for issue in inputs.issues if issue.table == "budgets" and issue.value]
    cell = cells[0] if cells else Issue("", "error")
    return InputError(
        "study.budget_not_known",
        source=source if isinstance(source, str) else "—",
        year="—" if pd.isna(year) else year,  # type: ignore[call-overload]
        file=cell.file or "—",
        row=cell.row or "—",
        value=cell.value or "—",
    )


def _renovated(found: Ranked, choices: Choices) -> list[NotBefore]:
    """Hold back what was renovated so lately that it may enter only later in the horizon."""
    if not choices.gates.renovated:
        return []
    wait = found.measured.rules["renovated_within_years"].value + 1
    open_to = found.estates[found.estates["gate"] == ""]
    earliest = (open_to.set_index("estate_id")["renovated_year"] + wait).dropna()
    late = earliest[earliest > choices.horizon[0]]
    return [NotBefore(str(estate_id), int(year)) for estate_id, year in late.items()]


def _gates(found: Ranked) -> list[Gate]:
    shut = found.estates[found.estates["gate"] != ""]
    return [Gate(row.estate_id, row.gate) for row in shut.itertuples()]


def _together(found: Ranked, choices: Choices) -> list[Together]:
    if choices.clusters.keep == "apart":
        return []
    return [Together(str(name)) for name in sorted(found.estates["cluster_id"].dropna().unique())]
