"""Who waits for consent or deposits, and what else stands in the way of each."""

import dataclasses
from collections.abc import Mapping

import pandas as pd

from scoring import EntryTests, entry_gate, postponement
from standards import Standards
from study.choices import Choices
from study.negotiation.winning import COUNTS, to_be_won
from study.readiness import entry_tests
from study.stages import Ranked

ASKED: Mapping[str, str] = {"consent": "consent", "deposit": "deposit_ok"}
"""What can be asked of people, and the column of the estates that holds their answer."""

COLUMNS = ("estate_id", "what", "code", "how", "also", "waits_for", *COUNTS)

_BLOCK, _POSTPONE = "block", "postpone"
# The fields of the entry tests that switch them on, under the name each has in `open_from`.
_TESTS = {
    "other_programme": "other_programme",
    "renovated_after": "renovated",
    "safety_out": "safety_d",
    "built_by_year": "age",
    "consent": "consent",
    "deposit": "deposit",
    "scheme_passes": "scheme",
}


def waiting(found: Ranked, choices: Choices) -> pd.DataFrame:
    """Return one row an estate and question of people (`what`: consent, deposit) it waits for.

    `code`: as in the gates (consent, consent_unknown, deposit, deposit_unknown). `how`: it shuts
    the estate out (block) or holds it back (postpone). `also`: what else shuts it out, codes with
    ";" between, "" for nothing. `waits_for`: what would still hold it back, once this is settled.
    The other columns count who is to be won (see `to_be_won`).
    """
    rules = Standards(choices.day_of_law, found.measured.rules)
    estates, tests = found.estates, entry_tests(choices, rules)
    failed = _failed(estates, tests)
    rows = [_of(what, estates, tests, failed) for what in ASKED if getattr(tests, what)]
    if not rows:
        return pd.DataFrame(columns=list(COLUMNS))
    told = pd.concat(rows).merge(to_be_won(found.measured, choices, rules), how="left")
    ordered = told.sort_values(["estate_id", "what"], kind="stable")
    return ordered.reset_index(drop=True)[list(COLUMNS)]


def settled(found: Ranked, choices: Choices, what: str) -> Ranked:
    """Return the estates as if all people had said yes to `what`: gates and years to wait for."""
    rules = Standards(choices.day_of_law, found.measured.rules)
    tests = entry_tests(choices, rules)
    agreed = found.estates.assign(**{ASKED[what]: "yes"})
    held = postponement(agreed, tests)
    gate = {"gate": entry_gate(agreed, tests)}
    return dataclasses.replace(found, estates=agreed.assign(**gate, **_columns(held)))


def _of(
    what: str, estates: pd.DataFrame, tests: EntryTests, failed: Mapping[str, pd.Series]
) -> pd.DataFrame:
    held = what in tests.open_from
    agreed = estates.assign(**{ASKED[what]: "yes"})
    others = [codes for test, codes in failed.items() if test not in (what, *tests.open_from)]
    rows = pd.DataFrame(
        {
            "estate_id": estates["estate_id"],
            "what": what,
            "code": failed[what],
            "how": _POSTPONE if held else _BLOCK,
            "also": [";".join(filter(None, codes)) for codes in zip(*others, strict=True)]
            if others
            else "",
            "waits_for": postponement(agreed, tests)["postponed"],
        }
    )
    return rows[rows["code"] != ""]


def _failed(estates: pd.DataFrame, tests: EntryTests) -> dict[str, pd.Series]:
    """Return the code with which each estate fails each test that is on, "" where it passes."""
    on = {field: getattr(tests, field) for field in _TESTS}
    return {
        _TESTS[field]: entry_gate(estates, dataclasses.replace(EntryTests(), **{field: value}))
        for field, value in on.items()
        if value
    }


def _columns(table: pd.DataFrame) -> dict[str, pd.Series]:
    return {str(name): table[name] for name in table}
