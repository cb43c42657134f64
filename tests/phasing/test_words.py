"""Every code this room can return has a sentence in both languages."""

import re
from pathlib import Path

import pytest

import phasing
from phasing.cost import OTHER_BASES
from texts import said

SOURCES = sorted(Path(phasing.__file__).parent.rglob("*.py"))
RAISED = {
    code
    for path in SOURCES
    for code in re.findall(r'"(phasing\.[a-z_0-9]+)"', path.read_text(encoding="utf-8"))
}
REASONS = (
    "planned", "locked", "no_money", "cap", "unknown_value", "gate", "needs_survey", "not_before",
    "lock_out", "trench", "precede", "stock", "not_needed", "cluster_needs_survey", "cluster_held",
)  # fmt: skip
NOTES = (
    "cluster_in_batches", "cluster_exceeds_plan", "cluster_exceeds_year", "locked_elsewhere",
    "stepped_out", "holds_back",
)  # fmt: skip
CODES = sorted(
    RAISED
    | {f"reason.{reason}" for reason in REASONS}
    | {f"cluster_note.{note}" for note in NOTES}
    | {f"status.{status}" for status in ("proven", "limit", "stopped")}
    | {f"phasing.works_incomplete.{basis}" for basis in OTHER_BASES}
    | {f"phasing.lock_without_{measure}" for measure in ("households", "floor_area_m2")}
)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_words(code):
    assert said("zh", code)
    assert said("en", code)


def test_the_codes_were_found():
    assert {"phasing.infeasible", "phasing.horizon_holes"} <= RAISED
