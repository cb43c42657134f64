"""The cases a planner can read: tests/cases/phasing_*.yaml."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from phasing import Objective, Settings, problem, propose, rule_from_dict

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("phasing_*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
WEIGHTS = (1.0, 0.9, 0.8)
EXACT = Settings(gap=0, node_limit=1000, seed=1)


def proposal(case):
    rules = [rule_from_dict(rule) for rule in case["rules"]]
    posed = problem(pd.DataFrame(case["estates"]), years=case["years"]).subject_to(*rules)
    weights = WEIGHTS[: len(case["years"])]
    given = {"name": "need", "kind": "need"} | case.get("objective", {})
    before = tuple(Objective(kind, kind, weights) for kind in given.pop("after", ()))
    objective = Objective(year_weights=weights, after=before, **given)
    return propose(posed, [objective], settings=EXACT)[0]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    found, expected = proposal(case), case["expected"]
    assert found.plan == expected["years"]
    assert found.value == pytest.approx(expected["value"])
    assert (found.status, found.gap) == ("proven", 0)
    assert found.fill_value == pytest.approx(expected.get("fill_value", found.fill_value))
    reasons = dict(zip(found.years["estate_id"], found.years["reason"], strict=True))
    assert reasons | expected.get("reasons", {}) == reasons
    notes = dict(zip(found.cluster_notes["estate_id"], found.cluster_notes["code"], strict=True))
    assert notes == expected.get("notes", {})
    for estate, sources in expected.get("money", {}).items():
        paid = found.money[found.money["estate_id"] == estate]
        assert paid.groupby("source")["amount_wan"].sum().to_dict() == pytest.approx(sources)
    if "lapsed" in expected:
        assert found.spend["lapsed_wan"].sum() == pytest.approx(expected["lapsed"])
    assert found.next_plan_wan == pytest.approx(expected.get("next_plan", 0))
