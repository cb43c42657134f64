"""How ready an estate is: consent, deposit, scheme; what shuts it out, what only holds it back."""

import geopandas as gpd
import pandas as pd

from participation import READINGS, deposit_ok
from phasing.rules import Gate, NotBefore, Rule
from scoring import EntryTests, entry_gate, postponement
from standards import Standards
from study.choices import Choices
from study.gates import EXTENDED, Gates
from study.late_stock import late_stock
from study.stages import Ranked
from tables import SCHEME_STAGES, Issue

_DEPOSIT = "deposit_yuan_per_household"


def with_readiness(
    estates: gpd.GeoDataFrame, choices: Choices, rules: Standards
) -> gpd.GeoDataFrame:
    """Return the estates with deposit_ok, gate, postponed, postponed_until and late_stock.

    `gate` shuts an estate out, `postponed` holds it back until the year `postponed_until`; both are
    codes, "" for none. An estate shut out is not held back as well.
    """
    paid = estates.assign(deposit_ok=_deposit_ok(estates, choices.gates, rules))
    tests = entry_tests(choices, rules)
    held = postponement(paid, tests)
    return paid.assign(
        gate=entry_gate(paid, tests),
        postponed=held["postponed"],
        postponed_until=held["postponed_until"],
        late_stock=late_stock(paid, rules),
    )


def entry_tests(choices: Choices, rules: Standards) -> EntryTests:
    """Return the entry tests a study has switched on, with the numbers in force."""
    gates = choices.gates
    return EntryTests(
        built_by_year=_built_by(gates, rules),
        # who may enter again within the horizon is held back by a NotBefore, not shut out
        renovated_after=choices.horizon[-1] - rules["renovated_within_years"] - 1
        if gates.renovated
        else None,
        safety_out=gates.safety_d,
        other_programme=gates.other_programme,
        consent=bool(gates.consent),
        deposit=gates.deposit is not None,
        scheme_passes=_from(gates.scheme.stage) if gates.scheme else (),
        open_from=_open_from(choices, rules),
    )


def gate_rules(found: Ranked) -> tuple[Rule, ...]:
    """Return a Gate for each estate shut out, a NotBefore for each held back."""
    estates = found.estates
    shut, held = estates[estates["gate"] != ""], estates[estates["postponed"] != ""]
    return (
        *(Gate(row.estate_id, row.gate) for row in shut.itertuples()),
        *(
            NotBefore(row.estate_id, int(row.postponed_until), row.postponed)
            for row in held.itertuples()
        ),
    )


def demonstrations(estates: pd.DataFrame) -> tuple[str, ...]:
    """Return the IDs of the demonstration estates, of whatever level; not known to be is not."""
    named = estates["demonstration"].fillna("no") != "no"
    return tuple(sorted(estates.loc[named, "estate_id"]))


def readiness_issues(
    choices: Choices, estates: gpd.GeoDataFrame, rules: Standards
) -> tuple[Issue, ...]:
    """Say what is held back until when, and that the later stock may enter without a limit."""
    held = estates[estates["postponed"] != ""]
    issues = [
        Issue(
            f"readiness.postponed.{code}",
            "info",
            table="estates",
            detail={"count": len(rows), "year": int(year)},
        )
        for (code, year), rows in held.groupby(["postponed", "postponed_until"])
    ]
    capped = any(rule.kind == "stock_cap" for rule in choices.rules)
    if choices.gates.age == EXTENDED and not capped:
        share = rules.rules["late_stock_share"].value if "late_stock_share" in rules.rules else "…"
        issues.append(Issue("readiness.late_stock_uncapped", "warning", detail={"share": share}))
    return tuple(issues)


def _deposit_ok(estates: gpd.GeoDataFrame, gates: Gates, rules: Standards) -> pd.Series:
    reading = gates.deposit.reading if gates.deposit else READINGS[0]
    needed = gates.deposit is not None and reading != READINGS[-1]
    least = rules[_DEPOSIT] if needed or _DEPOSIT in rules.rules else None
    return deposit_ok(estates, least_yuan=least, reading=reading)


def _built_by(gates: Gates, rules: Standards) -> int | None:
    if not gates.age:
        return None
    return int(rules["built_by_year_extended" if gates.age == EXTENDED else "built_by_year"])


def _from(stage: str) -> tuple[str, ...]:
    return SCHEME_STAGES[SCHEME_STAGES.index(stage) :]


def _open_from(choices: Choices, rules: Standards) -> dict[str, int]:
    first = choices.horizon[0]
    return {
        name: first + (rules["gate_postponed_years"] if held.years is None else held.years)
        for name, held in choices.gates.postponing.items()
    }
