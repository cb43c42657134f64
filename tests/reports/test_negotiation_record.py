"""A negotiated plan in run.json: every table as plain values, nothing that is not JSON."""

import json

import pandas as pd
import pytest

from phasing.rules import Budget
from reports.negotiation_record import finite, negotiation_record, records
from reports.outputs import run_record
from tests.small_results import town
from tests.study.four_negotiated import results


@pytest.fixture(scope="module")
def told():
    return json.loads(json.dumps(negotiation_record(results().negotiated), allow_nan=False))


def test_it_holds_what_was_asked_and_how_closely_it_is_proven(told):
    found = results().negotiated
    asked = {"why", "why_exact", "weight_changes", "canvass", "prices", "alternatives",
             "how_often", "year_shares", "replanned", "horizons", "finish_in", "money_worth",
             "money_curve", "richer"}  # fmt: skip
    assert asked <= set(told)
    assert (told["proposal"], told["gap"]) == ("need", found.standing.gap)
    assert told["value"] <= told["bound"] + 1e-6


def test_a_rule_is_written_as_in_study_yaml(told):
    row = next(row for row in told["why"] if row["estate_id"] == "E3")
    assert (row["code"], row["by"], row["year_now"]) == ("money", 180, 2028)
    assert row["rule"]["rule"] == "budget"
    assert row["rule"]["year"] == 2027


def test_plans_are_estates_with_years(told):
    assert told["alternatives"]["years"][0] == results().negotiated.standing.plan
    assert told["finish_in"][0]["plan"] == {"E1": 2027, "E3": 2027}
    assert told["replanned"]["limits"][-1]["limit"] is None


def test_unknown_and_endless_are_null():
    table = pd.DataFrame({"a": [float("nan"), float("inf")], "b": [pd.NA, 3]})
    assert records(table) == [{"a": None, "b": None}, {"a": None, "b": 3}]
    assert finite({"r": (Budget("市级", 2027, 300.0),)})["r"][0]["source"] == "市级"


def test_a_run_that_asked_nothing_has_no_such_key():
    assert "negotiated" not in run_record(town())
    assert "negotiated" in run_record(results())
